// Replications -> the files of a run folder and their hashes. Runs nothing and prints nothing. The files are described
// in docs/run-folder.md.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/base/units.hpp"
#include "corridor/ensemble/parameter_draws.hpp"
#include "corridor/record/observer.hpp"
#include "corridor/results/run_folder.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/statistics/ensemble_quantiles.hpp"
#include "corridor/statistics/observation.hpp"
#include "corridor/statistics/run_result.hpp"

namespace corridor::results {

/// The program that made a run, for the manifest.
struct BuildInfo {
  std::string version;
  std::string compiler;
  std::string build_type;
  bool checked = false;  ///< every invariant after every fact
};

/// How much is stored of what happened in one replication, one by one.
enum class Details : std::uint8_t {
  none,
  trip_ends,  ///< trips.csv
  all,        ///< trips.csv, passages.csv and visits.csv
};

/// Length of the parts of links in density.csv.
inline constexpr Metres density_cell = metres(500);

/// What was asked for.
struct RunRequest {
  std::vector<std::string> sets = {};  ///< `--set` as given, in order
  ensemble::SharedDraws draws = {};    ///< parameters of the replications; null: those of the scenario
  std::uint64_t seed = 1;
  std::uint32_t first = 0;  ///< index of the first replication
  std::uint32_t replications = 1;
  Details details = Details::none;  ///< of replication `detailed`
  bool road = false;                ///< road.csv and density.csv of replication `detailed`
  bool timeseries = false;          ///< timeseries.csv of replication `detailed` beside the quantiles
  std::uint32_t detailed = 0;

  /// Of replication `detailed`, as it happens.
  [[nodiscard]] bool wants_details() const { return details != Details::none || road; }
  /// The parts of links that are to be stated in this replication; none: no parts.
  [[nodiscard]] std::optional<Metres> cell_for(std::uint32_t replication) const {
    return road && replication == detailed ? std::optional(density_cell) : std::nullopt;
  }
};

/// Why there are no more replications.
enum class Ending : std::uint8_t {
  complete,
  interrupted,    ///< by the user's wish
  out_of_memory,  ///< of the machine, or of the limit that was set
};

struct FailedReplication {
  std::uint32_t index = 0;
  std::string reason;
  std::string repeat;  ///< the command that runs it alone
};

/// How well a figure is known of which that was asked.
struct ReachedPrecision {
  std::string asked;  ///< as it was asked for
  std::string place;
  statistics::Measure measure{};
  std::uint32_t n = 0;    ///< replications in which the figure applies
  double mean = 0;        ///< NaN: it never applied
  double half_width = 0;  ///< of its 95 % interval; NaN: it applied less than twice
  bool is_met = false;    ///< replications ended because all that were asked for are narrow enough
};

/// One figure of the summary over the replications.
struct SummaryFigure {
  std::string place;
  std::string group;
  statistics::Measure measure{};
  statistics::EnsembleQuantiles over_replications;
};

/// A gridlock through the road.
struct StoredGridlock {
  std::uint32_t replication = 0;
  SimTime since;
  std::optional<SimTime> until = {};  ///< none: there when the run ended
  std::string circle;                 ///< `a > b > a`: each is full and waits for room in the next
};

/// What a run has come to, as it stands in its folder.
struct StoredRun {
  std::uint32_t replications = 0;  ///< finished ones
  std::string result_hash;
  std::string manifest;  ///< the text of manifest.json
  std::vector<SummaryFigure> summary;
  std::vector<statistics::ComparedPoint> observations;
  std::vector<statistics::SeriesFit> fits;
  std::vector<StoredGridlock> gridlocks{};
};

/// SHA-256 over the names and hashes of the inputs and the `--set` list: two runs that have it in common, and the seed,
/// the replications and the program, are the same run.
[[nodiscard]] std::string scenario_hash(std::span<const scenario::InputFile> inputs, std::span<const std::string> sets);

/// One JSON object: manifest, summary, observations. `calendar` is the scenario's.
[[nodiscard]] std::string to_json(const StoredRun& run, const Calendar& calendar);

/// Takes the replications one by one, in the order of their indices. @pre scenario and folder outlive this object
class RunWriter {
 public:
  RunWriter(const scenario::Scenario& scenario, RunFolder& folder, RunRequest request, BuildInfo build);
  ~RunWriter();

  /// Who else must hear the facts of this replication; null if nobody.
  [[nodiscard]] record::Observer* observer_for(std::uint32_t replication);
  /// The replication is finished. Throws IoError.
  void add(std::uint32_t replication, const statistics::RunResult& result, std::uint64_t events);
  /// The replication has failed: nothing of it is kept but its name.
  void add_failed(FailedReplication failed);
  /// The replication was begun and will not be finished: nothing of it is kept.
  void drop(std::uint32_t replication);
  /// Writes what is left and publishes the folder. Unless `complete`, there are fewer replications than asked for; also
  /// if what was asked for has been `reached` before.
  /// @pre at least one replication is finished
  [[nodiscard]] StoredRun finish(Ending ending, std::vector<ReachedPrecision> reached = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace corridor::results
