#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include "corridor/ensemble/ranks.hpp"
#include "corridor/results/record_log.hpp"

#include "build_info.hpp"
#include "commands.hpp"
#include "interruption.hpp"
#include "posterior.hpp"
#include "replications.hpp"
#include "simulating.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

using results::LogSubject;
using results::OtherSubject;
using results::RecordLog;

/// The files of the shards of one run, each of which is there once, and whole.
class Shards {
 public:
  /// Throws OtherSubject with all that does not fit, OtherVersion, PlaceTaken, IoError.
  explicit Shards(const std::vector<std::string>& files) {
    for (const std::string& file : files) {
      auto log = std::make_unique<RecordLog>(file, RecordLog::Use::read);
      const LogSubject subject = results::subject_from(log->header(), build_info(), file);
      if (logs_.empty()) {
        subject_ = subject;
      }
      results::expect_same(subject, subject_, file);
      expect_part(subject, file);
      expect_whole(subject, *log);
      logs_.push_back(std::move(log));
    }
    for (std::uint32_t number = 1; number <= subject_.shard.of; ++number) {
      if (!file_of_.contains(number)) {
        wrong_.push_back(fmt::format("shard {} of {} is missing", number, subject_.shard.of));
      }
    }
    if (!wrong_.empty()) {
      throw OtherSubject(fmt::format("these shards are not a whole run:\n  {}", fmt::join(wrong_, "\n  ")));
    }
  }

  [[nodiscard]] const LogSubject& subject() const { return subject_; }
  [[nodiscard]] OutcomeLog take() { return OutcomeLog(std::move(logs_)); }

 private:
  void expect_part(const LogSubject& subject, const std::string& file) {
    if (subject.shard.of != subject_.shard.of || subject.replications != subject_.replications) {
      wrong_.push_back(fmt::format("{} is one of {} shards of {} replications, and not of {} of {}", file,
                                   subject.shard.of, subject.replications, subject_.shard.of, subject_.replications));
    } else if (const auto [there, is_new] = file_of_.try_emplace(subject.shard.number, file); !is_new) {
      wrong_.push_back(fmt::format("{} is shard {}, as {} is", file, subject.shard.number, there->second));
    }
  }

  void expect_whole(const LogSubject& subject, const RecordLog& log) {
    const std::size_t due = subject.shard.share_of(subject.replications);
    const std::size_t there = log.keys().size();
    if (there < due) {
      wrong_.push_back(fmt::format("{} has {} of its {} replications: run that shard once more, with --resume",
                                   log.path().string(), there, due));
    }
  }

  LogSubject subject_;
  std::vector<std::unique_ptr<RecordLog>> logs_;
  std::map<std::uint32_t, std::string> file_of_;
  std::vector<std::string> wrong_;
};

RunOptions run_options(const MergeOptions& options, const LogSubject& subject) {
  RunOptions run;
  run.scenario = {.path = options.scenario.empty() ? subject.scenarios.front().path : options.scenario,
                  .sets = subject.sets,
                  .posterior = options.posterior.empty() ? subject.posterior : options.posterior};
  run.replications = subject.replications;
  run.seed = subject.seed;
  run.out = options.out;
  run.force = options.force;
  run.timeseries = options.timeseries;
  run.trips = options.trips;
  run.road = options.road;
  run.json = options.json;
  run.no_report = options.no_report;
  run.memory_limit = options.memory_limit;
  return run;
}

ExitCode merge_within(const MemoryLimit& limit, const MergeOptions& options, Shards& shards) {
  const RunOptions as_run = run_options(options, shards.subject());
  if (options.timeseries && *options.timeseries >= as_run.replications) {
    throw UsageError(fmt::format("--timeseries: replications are numbered 0 to {}", as_run.replications - 1));
  }
  const Loaded loaded = load_all({as_run.scenario}, as_run.seed);
  const scenario::Scenario& scenario = loaded.scenarios.front();
  results::expect_same(shards.subject(), subject_of(as_run, scenario), options.shards.front());
  results::RunFolder folder(place_of(as_run, scenario),
                            options.force ? results::IfFinished::replace : results::IfFinished::refuse);
  const Interruption interruption(&folder);
  OutcomeLog log = shards.take();
  return run_and_store(as_run, loaded, folder, &log, limit);
}

}  // namespace

ExitCode merge(const MergeOptions& options) {
  if (ensemble::Ranks::is_helper()) {
    return ExitCode::ok;
  }
  Shards shards(options.shards);
  return within_memory(options.memory_limit, options.shards.front(),
                       [&](const MemoryLimit& limit) { return merge_within(limit, options, shards); });
}

}  // namespace corridor::cli
