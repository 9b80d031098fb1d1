#include "corridor/ensemble/ensemble.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"
#include "corridor/base/error.hpp"
#include "corridor/ensemble/ranks.hpp"
#include "corridor/statistics/run_statistics.hpp"

namespace corridor::ensemble {

namespace {

/// Thrown out of a replication that is given up: nothing of it counts.
struct GivenUp {};

/// Tells every fact to all who listen, and looks at every few thousandth whether the replication is to be given up. One
/// that is not given up is as it would be without.
class Listeners final : public record::Observer {
 public:
  Listeners(statistics::RunStatistics& statistics, const Hooks& hooks, record::Observer* further)
      : statistics_(statistics), hooks_(hooks), further_(further) {}

  /// Throws GivenUp.
  void on(const record::Fact& fact) override {
    statistics_.on(fact);
    if (hooks_.on_sample) {
      if (const auto* sample = std::get_if<record::SampleTaken>(&fact)) {
        hooks_.on_sample(*sample);
      }
    }
    if (further_ != nullptr) {
      further_->on(fact);
    }
    if (++facts_ % facts_between_looks == 0 && hooks_.is_to_give_up && hooks_.is_to_give_up()) [[unlikely]] {
      throw GivenUp();
    }
  }

  void expect(VehicleId vehicle) override { statistics_.expect(vehicle); }
  void expect(PartyId party) override { statistics_.expect(party); }

 private:
  static constexpr std::uint32_t facts_between_looks = 4096;

  statistics::RunStatistics& statistics_;
  const Hooks& hooks_;
  record::Observer* further_;
  std::uint32_t facts_ = 0;
};

}  // namespace

Outcome simulate(const simulation::Model& model, simulation::Replication replication, const Hooks& hooks) {
  const std::uint32_t index = replication.index;
  try {
    statistics::RunStatistics statistics(model.scenario);
    Listeners listeners(statistics, hooks, hooks.observer_for ? hooks.observer_for(index) : nullptr);
    const auto cell = hooks.cell_for ? hooks.cell_for(index) : std::nullopt;
    const simulation::RunInfo info = simulation::run(model, replication, listeners, cell);
    return {index, Finished{statistics.finish(), info.events}};
  } catch (const IoError&) {
    throw;
  } catch (const GivenUp&) {
    return {index, Unfinished::given_up};
  } catch (const std::bad_alloc&) {
    return {index, Unfinished::out_of_memory};
  } catch (const std::exception& e) {
    return {index, Failed{e.what()}};
  }
}

namespace {

/// What a rank is told of a replication.
std::string input_for(const Plan& plan, std::uint32_t index) {
  return fmt::format("{} {}", plan.model, index);
}

/// One replication of the model that it has.
Outcome simulate(const ModelOf& model_of, simulation::Replication replication, const Hooks& hooks) {
  std::shared_ptr<const simulation::Model> model;
  try {
    model = model_of(replication.index);
  } catch (const IoError&) {
    throw;
  } catch (const std::bad_alloc&) {
    return {replication.index, Unfinished::out_of_memory};
  } catch (const std::exception& e) {
    return {replication.index, Failed{e.what()}};
  }
  return simulate(*model, replication, hooks);
}

/// Simulates a replication that is named by its input.
std::optional<std::string> do_input(const std::string& input, std::span<const ModelOf> models, std::uint64_t seed,
                                    const Hooks& hooks) {
  const std::size_t blank = input.find(' ');
  const ModelOf& model_of = models[models.size() == 1 ? 0 : std::stoul(input.substr(0, blank))];
  const Outcome outcome =
      simulate(model_of, {.seed = seed, .index = static_cast<std::uint32_t>(std::stoul(input.substr(blank)))}, hooks);
  const auto* unfinished = std::get_if<Unfinished>(&outcome.what);
  const bool lacks_memory = unfinished != nullptr && *unfinished == Unfinished::out_of_memory;
  return lacks_memory ? std::nullopt : std::optional(to_bytes(outcome));
}

/// The replications of a plan as tasks.
class Replications {
 public:
  Replications(const Plan& plan, const Hooks& hooks) : plan_(plan), hooks_(hooks) {}

  [[nodiscard]] std::optional<Task> next() {
    if (begun_ == plan_.replications || (hooks_.is_to_end && hooks_.is_to_end())) {
      return std::nullopt;
    }
    const std::uint32_t index = plan_.first + plan_.stride * begun_++;
    return Task{index, input_for(plan_, index)};
  }
  [[nodiscard]] std::optional<std::string> stored(const Task& task) const {
    return hooks_.stored ? hooks_.stored(index_of(task)) : std::nullopt;
  }
  void without_limit(const std::function<void()>& what) const {
    if (hooks_.without_limit) {
      hooks_.without_limit(what);
    } else {
      what();
    }
  }
  [[nodiscard]] bool is_local(const Task& task) const { return hooks_.is_local && hooks_.is_local(index_of(task)); }
  void finished(const Task& task, const std::string& bytes) const {
    if (hooks_.finished && counts(bytes)) {
      hooks_.finished(index_of(task), bytes);
    }
  }
  static std::uint32_t index_of(const Task& task) { return static_cast<std::uint32_t>(task.id); }

 private:
  const Plan& plan_;
  const Hooks& hooks_;
  std::uint32_t begun_ = 0;
};

}  // namespace

void run(const ModelOf& model_of, const Plan& plan, const Hooks& hooks, const Take& take) {
  expects(plan.threads > 0 || plan.replications == 0, "a run has a thread");
  const unsigned threads = std::max(std::min(plan.threads, plan.replications), 1U);
  expects(threads == 1 || !hooks.on_sample, "samples are heard of in one thread only");
  Replications replications(plan, hooks);
  const Flow flow{.next = [&] { return replications.next(); },
                  .take =
                      [&](const Task& task, std::optional<std::string>&& bytes) {
                        Outcome outcome{Replications::index_of(task), Unfinished::out_of_memory};
                        if (bytes) {
                          replications.without_limit([&] { outcome = outcome_from(*bytes); });
                        }
                        return take(std::move(outcome));
                      },
                  .stored = [&](const Task& task) { return replications.stored(task); },
                  .is_local = [&](const Task& task) { return replications.is_local(task); },
                  .finished = [&](const Task& task, const std::string& bytes) { replications.finished(task, bytes); }};
  do_tasks(threads, flow,
           [&](const std::string& input) { return do_input(input, std::span(&model_of, 1), plan.seed, hooks); });
}

void run(const simulation::Model& model, const Plan& plan, const Hooks& hooks, const Take& take) {
  std::shared_ptr<const simulation::Model> not_owned(std::shared_ptr<void>(), &model);
  run([&](std::uint32_t) { return not_owned; }, plan, hooks, take);
}

void assist(std::span<const ModelOf> models, std::uint64_t seed, const Hooks& hooks) {
  serve([&](const std::string& input) { return do_input(input, models, seed, hooks); });
}

}  // namespace corridor::ensemble
