#include "shard.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/ensemble/ensemble.hpp"
#include "corridor/simulation/simulation.hpp"

#include "interruption.hpp"
#include "outcome_log.hpp"
#include "progress.hpp"
#include "replications.hpp"
#include "simulating.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t most_shards = 100'000;

/// 0 if it is no number.
std::uint32_t number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

fs::path file_of(const fs::path& place, const results::Shard& shard) {
  fs::path whole = fs::absolute(place).lexically_normal();
  if (!whole.has_filename()) {
    whole = whole.parent_path();
  }
  return whole += fmt::format(".shard-{}-of-{}", shard.number, shard.of);
}

/// The replications of one shard, which need no order: what counts is in the log.
class ShardRun {
 public:
  ShardRun(const RunOptions& options, const Loaded& loaded, const results::Shard& shard, OutcomeLog& log,
           const MemoryLimit& limit)
      : options_(options),
        loaded_(loaded),
        shard_(shard),
        log_(log),
        limit_(limit),
        share_(shard.share_of(options.replications)),
        progress_(stderr, is_terminal(stderr), std::max(share_, 1U), loaded.scenarios.front().end) {}

  ExitCode execute() {
    const ensemble::Plan plan{.seed = loaded_.seed,
                              .first = shard_.number - 1,
                              .replications = share_,
                              .threads = threads_for(options_.threads, share_),
                              .stride = shard_.of};
    const ensemble::Hooks hooks{
        .is_to_end = Interruption::is_requested,
        .is_to_give_up = Interruption::is_overdue,
        .without_limit = limit_.lifting(),
        .stored = [this](std::uint32_t index) { return log_.find(0, index); },
        .finished = [this](std::uint32_t index, const std::string& bytes) { log_.keep(0, index, bytes); }};
    ensemble::run(models_of(loaded_), plan, hooks,
                  [&](ensemble::Outcome&& outcome) { return take(loaded_.seed, std::move(outcome)); });
    progress_.clear();
    log_.sync();
    return ending();
  }

 private:
  bool take(std::uint64_t seed, ensemble::Outcome&& outcome) {
    if (const auto* unfinished = std::get_if<ensemble::Unfinished>(&outcome.what)) {
      lacks_memory_ = *unfinished == ensemble::Unfinished::out_of_memory;
      return false;
    }
    ++done_;
    const auto* finished = std::get_if<ensemble::Finished>(&outcome.what);
    if (finished == nullptr) {
      progress_.clear();
      static_cast<void>(
          report_failure(options_.scenario, seed, outcome.index, std::get<ensemble::Failed>(outcome.what).reason));
      ++failed_;
    }
    progress_.finish_replication(finished != nullptr ? finished->events : 0);
    return true;
  }

  [[nodiscard]] ExitCode ending() const {
    const std::string what = fmt::format("shard {} of {}: {} of its {} replications are in {}", shard_.number,
                                         shard_.of, done_, share_, log_.path().string());
    if (done_ < share_) {
      spdlog::warn("{}: {}. To go on:\n  {}", lacks_memory_ ? "out of memory" : "interrupted", what,
                   resume_command(options_, loaded_.seed));
      return lacks_memory_ ? ExitCode::out_of_memory : ExitCode::interrupted;
    }
    print(what + '\n');
    return failed_ > 0 ? ExitCode::replication_failed : ExitCode::ok;
  }

  const RunOptions& options_;
  const Loaded& loaded_;
  results::Shard shard_;
  OutcomeLog& log_;
  const MemoryLimit& limit_;
  std::uint32_t share_;
  Progress progress_;
  std::uint32_t done_ = 0;  ///< finished or failed
  std::uint32_t failed_ = 0;
  bool lacks_memory_ = false;
};

}  // namespace

std::variant<results::Shard, std::string> parse_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::uint32_t number = number_of(text.substr(0, slash));
  const std::uint32_t of = slash == std::string_view::npos ? 0 : number_of(text.substr(slash + 1));
  if (number < 1 || of < number || of > most_shards) {
    return fmt::format("{} is not a shard such as 3/10, from 1/1 to {}/{}", text, most_shards, most_shards);
  }
  return results::Shard{.number = number, .of = of};
}

ExitCode run_shard(const RunOptions& options, const Loaded& loaded, const fs::path& place, const MemoryLimit& limit) {
  const auto shard = std::get<results::Shard>(parse_shard(options.shard));
  const std::uint32_t share = shard.share_of(options.replications);
  expect_applicable(loaded, {.first = shard.number - 1,
                             .replications = share,
                             .threads = threads_for(options.threads, share),
                             .stride = shard.of});
  results::LogSubject subject = subject_of(options, loaded.scenarios.front());
  subject.shard = shard;
  const Interruption interruption(nullptr);
  std::optional<OutcomeLog> log;
  log.emplace(file_of(place, shard), subject, if_begun(options.resume, options.force));
  return saying_how_to_go_on(log, resume_command(options, loaded.seed),
                             [&] { return ShardRun(options, loaded, shard, *log, limit).execute(); });
}

}  // namespace corridor::cli
