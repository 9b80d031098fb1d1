// What was public at some time, and what stands in for the rest: the one gate through which a scenario reaches a
// forecast. Draws nothing and runs nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/scenario/forecast_file.hpp"
#include "corridor/scenario/knowledge.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::forecast {

/// True if the path is that of the pattern or lies below it. `*` in the pattern stands for any one id or key.
[[nodiscard]] bool covers(std::string_view pattern, std::string_view path);

/// How something of the scenario reaches the forecast.
enum class Standing : std::uint8_t {
  known,     ///< it was public
  drawn,     ///< a prior stands in for it
  kept,      ///< it was not, or nobody says when it was, and it is used all the same: the file says why
  left_out,  ///< it was not, and the forecast does without
};
[[nodiscard]] std::string_view name_of(Standing standing);

struct Item {
  std::string what;  ///< a path, a change as `<time> <path>`, an incident
  Standing standing = Standing::known;
  std::optional<LocalTime> known_from;
  std::string by = {};  ///< the prior, or the reason
};

/// Of one observed series what is there for the forecast.
struct PublicSeries {
  std::string id;
  std::string measure;
  std::string place;
  std::vector<scenario::ObservedPoint> counts;  ///< usable, counted and published by then; in time order
  std::size_t later = 0;                        ///< rows that do not exist for the forecast
};

struct Information {
  SimTime as_of;
  std::vector<Item> values;  ///< of people, origins and sites
  std::vector<Item> changes;
  std::vector<Item> incidents;
  std::vector<PublicSeries> series;

  [[nodiscard]] const PublicSeries* find(std::string_view series) const;
};

/// Reads the scenario and decides about every value of people, origins and sites, every dated change, every incident
/// and every count; network, traffic and vehicle classes count as known. `known_from` later than `as_of`, or not
/// stated, is refused unless forecast.toml stands in; defaults of the program and `--set` count as known. Throws
/// ScenarioError with all that is refused, at the places where it is written.
[[nodiscard]] Information information_set(const std::filesystem::path& scenario, const std::vector<std::string>& sets,
                                          const scenario::ForecastFile& file, const LocalTime& as_of);

/// The edits by which the scenario is read without what was not known.
/// @pre file and as_of are those of the information
[[nodiscard]] bool keeps(const scenario::ForecastFile& file, const LocalTime& as_of,
                         const scenario::WrittenChange& change);
[[nodiscard]] bool keeps(const scenario::ForecastFile& file, const LocalTime& as_of,
                         const scenario::WrittenIncident& incident);

/// True if the value is drawn in forecasts as of that time: one knew by then that there is such a value.
[[nodiscard]] bool is_drawn(const scenario::StandIn& prior, const LocalTime& as_of);

/// True if a is not later than b.
[[nodiscard]] bool is_by(const LocalTime& a, const LocalTime& b);

}  // namespace corridor::forecast
