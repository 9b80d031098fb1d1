// forecast.toml: what stands in for what could not be known yet, written down before a forecast is made. Draws nothing;
// forecast/ makes of it what a forecast may use.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/base/time.hpp"
#include "corridor/scenario/prior.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::scenario {

/// Where a drawn value goes: the path is set to value x times, with this unit behind it.
struct DrawnPath {
  std::string path;  ///< as `--set` takes it, `*` and all
  double times = 1;
  std::string unit = {};
  bool is_whole = false;  ///< rounded to a whole number
};

/// A value that is drawn, because nobody could know it then.
struct StandIn {
  std::string id;
  Prior prior;
  std::vector<DrawnPath> sets;
  std::optional<LocalTime> at = {};          ///< of a dated change; none: from the start on
  std::optional<LocalTime> known_from = {};  ///< since when one knew that there is such a value; none: always
  std::string source;
  Evidence evidence = Evidence::unstated;
};

/// The rate may jump so often, by a factor of which the logarithm is normal.
struct JumpPrior {
  std::optional<Duration> until = {};  ///< after the opening; none: from then on
  double per_day = 0;
  double mean = 0;
  double sd = 0;
};

/// The rate of one stage over time, which nobody knows ahead: it wanders, has its nights, and may jump.
struct RatePrior {
  std::string stage;   ///< `hakari/documents`
  std::string series;  ///< id of the observed persons by which its past is known
  LocalTime opens;     ///< jumps are counted from here
  std::int64_t servers = 1;
  Prior vehicles_per_hour;  ///< by day, at the first count
  Prior persons_per_vehicle;
  Prior night;         ///< share of the rate that is left at night
  Prior wander_sd;     ///< of the logarithm
  Prior wander_hours;  ///< correlation time
  std::vector<JumpPrior> jumps;
  std::string source;
};

/// What is kept though it became known only later: said aloud.
struct Kept {
  std::vector<std::string> paths;  ///< `*` for any one id
  std::string reason;
};

/// A dated change or an incident that the forecast does without, because it was not known; nothing stands in for it.
struct LeftOut {
  std::vector<std::string> paths;  ///< of changes
  std::vector<std::string> incidents;
  std::string reason;
};

/// By how much a simulated series may be off.
struct SeriesError {
  std::string series;
  double plus = 0;        ///< standard deviation of a count by itself
  double share = 0;       ///< of the model, in shares of the count
  double model_plus = 0;  ///< beside that, whatever the count: also the chance within a run
  double correlation_hours = 24;
};

struct ForecastFile {
  std::string name;  ///< as the user named it
  std::string sha256;
  double most_leavers = 120'000;  ///< bound of the naive baselines
  std::string leavers;            ///< id of the stand-in that is the number of those who will leave; empty: none
  std::vector<StandIn> stand_ins;
  std::optional<RatePrior> rate;
  std::vector<Kept> kept;
  std::vector<LeftOut> left_out;
  std::vector<SeriesError> errors;  ///< of the series by which runs are weighed
};

/// Reads the file, or every error at once (ScenarioError). Throws IoError if it cannot be read at all.
[[nodiscard]] ForecastFile read_forecast_file(const std::filesystem::path& path);

}  // namespace corridor::scenario
