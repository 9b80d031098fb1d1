#include "corridor/ensemble/ensemble.hpp"

#include <atomic>
#include <exception>
#include <memory>
#include <new>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>
#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/base/error.hpp"
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

Outcome simulate(const simulation::Model& model, const Plan& plan, const Hooks& hooks, std::uint32_t index) {
  try {
    statistics::RunStatistics statistics(model.scenario);
    Listeners listeners(statistics, hooks, hooks.observer_for ? hooks.observer_for(index) : nullptr);
    const auto cell = hooks.cell_for ? hooks.cell_for(index) : std::nullopt;
    const simulation::RunInfo info = simulation::run(model, {.seed = plan.seed, .index = index}, listeners, cell);
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

/// The indices that are still to be begun.
class Indices {
 public:
  Indices(const Plan& plan, const Hooks& hooks)
      : next_(plan.first), end_(plan.first + plan.replications), hooks_(hooks) {}
  [[nodiscard]] std::optional<std::uint32_t> next() {
    const bool is_over = is_over_ || next_ == end_ || (hooks_.is_to_end && hooks_.is_to_end());
    return is_over ? std::nullopt : std::optional(next_++);
  }
  /// From any thread.
  void end() { is_over_ = true; }

 private:
  std::uint32_t next_;
  std::uint32_t end_;
  const Hooks& hooks_;
  std::atomic<bool> is_over_ = false;
};

/// What one step of the pipeline has written the next one sees. The library sees to that itself, unseen by the thread
/// sanitizer, which watches this.
class Step {
 public:
  explicit Step(std::atomic<std::uint64_t>& ends) : ends_(ends) { ends_.fetch_add(1, std::memory_order_acq_rel); }
  ~Step() { ends_.fetch_add(1, std::memory_order_acq_rel); }
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

 private:
  std::atomic<std::uint64_t>& ends_;  ///< of steps
};

void run_by_turns(const simulation::Model& model, const Plan& plan, const Hooks& hooks, const Take& take) {
  Indices indices(plan, hooks);
  while (const auto index = indices.next()) {
    if (!take(simulate(model, plan, hooks, *index))) {
      return;
    }
  }
}

/// Replications at once, their outcomes in order. Nothing is thrown through the library: what is between its steps then
/// would not be freed.
class Pipeline {
 public:
  Pipeline(const simulation::Model& model, const Plan& plan, const Hooks& hooks, const Take& take)
      : model_(model), plan_(plan), hooks_(hooks), take_(take), indices_(plan, hooks) {}

  /// The first replication for which there was no memory beside the others; none: all are done, or no more are wanted.
  std::optional<std::uint32_t> run() {
    namespace tbb = oneapi::tbb;
    const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, plan_.threads);
    tbb::task_arena arena(static_cast<int>(plan_.threads));
    {
      const Step all(steps_);
      arena.execute([this] {
        tbb::parallel_pipeline(
            std::size_t{2} * plan_.threads,
            tbb::make_filter<void, std::uint32_t>(tbb::filter_mode::serial_in_order, [this](tbb::flow_control& flow) {
              return begin(flow);
            }) & tbb::make_filter<std::uint32_t, Handed>(tbb::filter_mode::parallel, [this](std::uint32_t index) {
              return finish(index);
            }) & tbb::make_filter<Handed, void>(tbb::filter_mode::serial_in_order, [this](const Handed& work) {
              hand_over(*work);
            }));
      });
    }
    if (error_) {
      std::rethrow_exception(error_);
    }
    return lacked_memory_;
  }

 private:
  struct Work {
    std::optional<Outcome> outcome;  ///< none: there is an error
    std::exception_ptr error;
  };
  using Handed = std::shared_ptr<Work>;

  std::uint32_t begin(oneapi::tbb::flow_control& flow) {
    const Step step(steps_);
    const auto index = indices_.next();
    if (!index) {
      flow.stop();
    }
    return index.value_or(0);
  }

  Handed finish(std::uint32_t index) {
    const Step step(steps_);
    auto work = std::make_shared<Work>();
    try {
      work->outcome = simulate(model_, plan_, hooks_, index);
    } catch (...) {
      work->error = std::current_exception();
    }
    return work;
  }

  void hand_over(Work& work) {
    const Step step(steps_);
    try {
      is_wanted_ = is_wanted_ && wants_more(work);
    } catch (...) {
      error_ = std::current_exception();
      is_wanted_ = false;
    }
    if (!is_wanted_) {
      indices_.end();
    }
  }

  bool wants_more(Work& work) {
    if (work.error) {
      std::rethrow_exception(work.error);
    }
    const auto* unfinished = std::get_if<Unfinished>(&work.outcome->what);
    if (unfinished != nullptr && *unfinished == Unfinished::out_of_memory) {
      lacked_memory_ = work.outcome->index;
      return false;
    }
    return take_(std::move(*work.outcome));
  }

  const simulation::Model& model_;
  const Plan& plan_;
  const Hooks& hooks_;
  const Take& take_;
  Indices indices_;
  std::atomic<std::uint64_t> steps_ = 0;  ///< beginnings and ends of steps
  bool is_wanted_ = true;
  std::optional<std::uint32_t> lacked_memory_;
  std::exception_ptr error_;
};

}  // namespace

unsigned available_threads() {
  return static_cast<unsigned>(oneapi::tbb::info::default_concurrency());
}

void run(const simulation::Model& model, const Plan& plan, const Hooks& hooks, const Take& take) {
  expects(plan.threads > 0, "a run has a thread");
  if (plan.threads == 1 || plan.replications == 1) {
    run_by_turns(model, plan, hooks, take);
  } else {
    expects(!hooks.on_sample, "samples are heard of in one thread only");
    if (const auto index = Pipeline(model, plan, hooks, take).run()) {  // there may be enough for one at a time
      const std::uint32_t left = plan.first + plan.replications - *index;
      run_by_turns(model, {plan.seed, *index, left, 1}, hooks, take);
    }
  }
}

}  // namespace corridor::ensemble
