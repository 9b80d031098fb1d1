#include "corridor/results/run_writer.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

#include "corridor/base/contract.hpp"

#include "draws_table.hpp"
#include "manifest.hpp"
#include "road_recorder.hpp"
#include "scenario_description.hpp"
#include "series_store.hpp"
#include "table.hpp"
#include "trip_recorder.hpp"
#include "visit_recorder.hpp"

namespace corridor::results {

namespace {

namespace fs = std::filesystem;

/// The files of `--trips` and `--road`.
class DetailRecorder {
 public:
  DetailRecorder(const scenario::Scenario& scenario, const fs::path& folder, const RunRequest& request)
      : folder_(folder) {
    if (request.details != Details::none) {
      all_.add(trips_.emplace(scenario, folder, request.details));
    }
    if (request.details == Details::all) {
      all_.add(visits_.emplace(scenario, folder));
    }
    if (request.road) {
      all_.add(road_.emplace(scenario, folder));
    }
  }
  [[nodiscard]] record::Observer& observer() { return all_; }
  [[nodiscard]] std::vector<OutputFile::Written> finish() {
    std::vector<OutputFile::Written> files;
    if (trips_) {
      files = trips_->finish();
    }
    if (visits_) {
      files.push_back(visits_->finish());
    }
    if (road_) {
      std::ranges::move(road_->finish(), std::back_inserter(files));
    }
    return files;
  }
  /// The replication is not to be stored.
  void remove_files() const {
    for (const char* name : {"trips.csv", "passages.csv", "visits.csv", "road.csv", "density.csv"}) {
      fs::remove(folder_ / name);
    }
  }

 private:
  fs::path folder_;
  std::optional<TripRecorder> trips_;
  std::optional<VisitRecorder> visits_;
  std::optional<RoadRecorder> road_;
  record::Observers all_;
};

std::vector<SummaryFigure> figures(const SeriesStore& store) {
  std::vector<SummaryFigure> list;
  for (const SeriesStore::Series& s : store.series()) {
    if (s.key.table == Table::summary) {
      store.for_each_cell(s, [&](std::size_t, std::span<const double> values) {
        list.push_back({s.key.place, s.key.group, s.key.measure, statistics::ensemble_quantiles(values)});
      });
    }
  }
  return list;
}

std::vector<SeriesStore::Series> nothing(const SeriesStore& store) {
  std::vector<SeriesStore::Series> list = store.series();
  std::erase_if(list, [](const SeriesStore::Series& s) { return s.is_something || s.key.table == Table::summary; });
  return list;
}

StoredGridlock stored(std::uint32_t replication, const statistics::Gridlock& gridlock) {
  StoredGridlock row{.replication = replication, .since = gridlock.since, .until = gridlock.until, .circle = {}};
  for (const std::string& place : gridlock.circle) {
    row.circle += place + " > ";
  }
  row.circle += gridlock.circle.front();
  return row;
}

}  // namespace

struct RunWriter::State {
  State(const scenario::Scenario& s, RunFolder& f, RunRequest r, BuildInfo b)
      : scenario(s), folder(f), request(std::move(r)), build(std::move(b)) {
    if (request.draws != nullptr) {
      draws.emplace(folder.partial(), *request.draws);
    }
  }

  void write_tables();

  const scenario::Scenario& scenario;
  RunFolder& folder;
  RunRequest request;
  BuildInfo build;
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  SummaryTable summary{folder.partial()};
  MilestoneTable milestones{folder.partial(), scenario.calendar};
  fs::path spill = folder.partial() / "replications.tmp";
  std::optional<SeriesStore> store{std::in_place, spill, scenario.end};
  std::optional<DrawsTable> draws;          ///< if replications have parameters of their own
  std::optional<DetailRecorder> details;    ///< of the replication that is shown in detail
  std::optional<std::size_t> detailed_row;  ///< the replication that is shown in detail, in the store
  std::vector<std::vector<double>> simulated_at_observations;
  std::vector<statistics::ComparedPoint> compared;
  std::vector<StoredGridlock> gridlocks;
  Outcome outcome;
};

RunWriter::RunWriter(const scenario::Scenario& scenario, RunFolder& folder, RunRequest request, BuildInfo build)
    : state_(std::make_unique<State>(scenario, folder, std::move(request), std::move(build))) {}

RunWriter::~RunWriter() = default;

record::Observer* RunWriter::observer_for(std::uint32_t replication) {
  State& s = *state_;
  if (!s.request.wants_details() || replication != s.request.detailed) {
    return nullptr;
  }
  drop(replication);  // begun before, and given up for lack of memory
  return &s.details.emplace(s.scenario, s.folder.partial(), s.request).observer();
}

void RunWriter::add(std::uint32_t replication, const statistics::RunResult& result, std::uint64_t events) {
  State& s = *state_;
  if (replication == s.request.detailed) {
    s.detailed_row = s.store->replications();
  }
  s.summary.add(replication, result.summary);
  if (s.draws) {
    s.draws->add(replication);
  }
  s.milestones.add(replication, milestones(s.scenario, result));
  s.store->append(result);
  if (!s.scenario.observations.empty()) {
    s.simulated_at_observations.push_back(statistics::simulated_at_observations(s.scenario, result));
  }
  std::ranges::transform(result.gridlocks, std::back_inserter(s.gridlocks),
                         [replication](const auto& gridlock) { return stored(replication, gridlock); });
  s.outcome.events += events;
  ++s.outcome.replications;
}

void RunWriter::drop(std::uint32_t replication) {
  State& s = *state_;
  if (replication == s.request.detailed && s.details) {  // others may be dropped while it begins in another thread
    s.details->remove_files();
    s.details.reset();
  }
}

void RunWriter::add_failed(FailedReplication failed) {
  drop(failed.index);
  state_->outcome.failed.push_back(std::move(failed));
}

StoredRun RunWriter::finish(Ending ending, std::vector<ReachedPrecision> reached) {
  State& s = *state_;
  expects(s.outcome.replications > 0, "a run that is stored has a finished replication");
  if (!s.detailed_row) {
    drop(s.request.detailed);  // begun beyond the last that counts
  }
  s.outcome.reached = std::move(reached);
  s.outcome.ending = ending;
  s.outcome.has_detailed = s.detailed_row.has_value();
  s.write_tables();
  s.outcome.nothing = nothing(*s.store);
  StoredRun run{.replications = s.outcome.replications,
                .result_hash = s.outcome.result_hash,
                .manifest = {},
                .summary = figures(*s.store),
                .observations = std::move(s.compared),
                .fits = s.outcome.fits,
                .gridlocks = std::move(s.gridlocks)};
  s.store.reset();
  fs::remove(s.spill);
  s.outcome.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - s.began).count();
  const nlohmann::ordered_json of_run = manifest(s.scenario, s.request, s.build, s.outcome);
  run.manifest = of_run.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  write_manifest(s.folder.partial(), of_run);
  s.folder.publish();
  return run;
}

void RunWriter::State::write_tables() {
  const fs::path& place = folder.partial();
  const bool is_single = outcome.replications == 1;
  outcome.files.push_back(summary.finish());
  if (is_single) {
    outcome.files.push_back(write_timeseries(place, *store, 0, scenario.calendar));
  } else {
    outcome.files.push_back(write_quantiles(place, *store, scenario.calendar));
  }
  if (!simulated_at_observations.empty()) {
    compared = statistics::compare(scenario, simulated_at_observations);
    outcome.fits = statistics::fit(scenario, compared);
    outcome.files.push_back(write_observations(place, compared, scenario.calendar));
  }
  if (!gridlocks.empty()) {
    outcome.files.push_back(write_gridlocks(place, gridlocks, scenario.calendar));
  }
  outcome.result_hash = result_hash_of(outcome.files);
  if (request.timeseries && !is_single && detailed_row) {
    outcome.files.push_back(write_timeseries(place, *store, *detailed_row, scenario.calendar));
  }
  if (details) {
    std::ranges::move(details->finish(), std::back_inserter(outcome.files));
  }
  outcome.files.push_back(milestones.finish());
  if (draws) {
    outcome.files.push_back(draws->finish());
  }
  outcome.files.push_back(write_scenario(place, scenario));
}

}  // namespace corridor::results
