#include "corridor/ensemble/tasks.hpp"

#include <atomic>
#include <deque>
#include <exception>
#include <memory>
#include <new>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>
#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/ensemble/ranks.hpp"

#include "rank_tasks.hpp"

namespace corridor::ensemble {

std::optional<std::string> outcome_of(const Task& task, const Flow& flow, const Work& work) {
  if (flow.stored) {
    if (auto known = flow.stored(task)) {
      return known;
    }
  }
  try {
    auto outcome = work(task.input);
    if (outcome && flow.finished) {
      flow.finished(task, *outcome);
    }
    return outcome;
  } catch (const std::bad_alloc&) {
    return std::nullopt;
  }
}

namespace {

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

/// One at a time: first those that were begun before, then what is next.
void do_by_turns(std::deque<Task> begun, const Flow& flow, const Work& work) {
  const auto next = [&]() -> std::optional<Task> {
    if (begun.empty()) {
      return flow.next();
    }
    Task task = std::move(begun.front());
    begun.pop_front();
    return task;
  };
  while (const auto task = next()) {
    if (!flow.take(*task, outcome_of(*task, flow, work))) {
      return;
    }
  }
}

/// Tasks at once, their outcomes in order. Nothing is thrown through the library: what is between its steps then would
/// not be freed.
class Pipeline {
 public:
  Pipeline(unsigned threads, const Flow& flow, const Work& work) : threads_(threads), flow_(flow), work_(work) {}

  /// The tasks that were begun and are still to be done, since there was no memory for all at once; none: all are done,
  /// or no more are wanted.
  std::deque<Task> run() {
    namespace tbb = oneapi::tbb;
    const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, threads_);
    tbb::task_arena arena(static_cast<int>(threads_));
    {
      const Step all(steps_);
      arena.execute([this] {
        tbb::parallel_pipeline(
            std::size_t{2} * threads_,
            tbb::make_filter<void, Handed>(tbb::filter_mode::serial_in_order, [this](tbb::flow_control& control) {
              return begin(control);
            }) & tbb::make_filter<Handed, Handed>(tbb::filter_mode::parallel, [this](const Handed& piece) {
              return finish(piece);
            }) & tbb::make_filter<Handed, void>(tbb::filter_mode::serial_in_order, [this](const Handed& piece) {
              hand_over(*piece);
            }));
      });
    }
    if (error_) {
      std::rethrow_exception(error_);
    }
    return std::move(left_);
  }

 private:
  struct Piece {
    Task task;
    std::optional<std::string> outcome = {};
    std::exception_ptr error = {};
  };
  using Handed = std::shared_ptr<Piece>;

  Handed begin(oneapi::tbb::flow_control& control) {
    const Step step(steps_);
    auto piece = std::make_shared<Piece>();
    try {
      auto task = is_over_ ? std::nullopt : flow_.next();
      if (!task) {
        control.stop();
        return nullptr;
      }
      piece->task = std::move(*task);
    } catch (...) {
      piece->error = std::current_exception();
      is_over_ = true;
    }
    return piece;
  }

  Handed finish(const Handed& piece) {
    const Step step(steps_);
    try {
      if (!piece->error) {
        piece->outcome = outcome_of(piece->task, flow_, work_);
      }
    } catch (...) {
      piece->error = std::current_exception();
    }
    return piece;
  }

  void hand_over(Piece& piece) {
    const Step step(steps_);
    try {
      is_wanted_ = is_wanted_ && wants_more(piece);
    } catch (...) {
      error_ = std::current_exception();
      is_wanted_ = false;
    }
    if (lacks_memory_) {
      left_.push_back(std::move(piece.task));
    }
    is_over_ = is_over_ || !is_wanted_;
  }

  bool wants_more(Piece& piece) {
    if (piece.error) {
      std::rethrow_exception(piece.error);
    }
    lacks_memory_ = !piece.outcome;
    return !lacks_memory_ && flow_.take(piece.task, std::move(piece.outcome));
  }

  unsigned threads_;
  const Flow& flow_;
  const Work& work_;
  std::atomic<std::uint64_t> steps_ = 0;  ///< beginnings and ends of steps
  std::atomic<bool> is_over_ = false;     ///< no other task is to be begun
  bool is_wanted_ = true;
  bool lacks_memory_ = false;
  std::deque<Task> left_;
  std::exception_ptr error_;
};

}  // namespace

unsigned available_threads() {
  return static_cast<unsigned>(oneapi::tbb::info::default_concurrency());
}

void do_tasks(unsigned threads, const Flow& flow, const Work& work) {
  expects(threads > 0, "tasks have a thread");
  if (Ranks::count() > 1) {
    do_tasks_on_ranks(flow, work);
    return;
  }
  std::deque<Task> left;
  if (threads > 1) {
    left = Pipeline(threads, flow, work).run();  // there may be enough memory for one at a time
    if (left.empty()) {
      return;
    }
  }
  do_by_turns(std::move(left), flow, work);
}

}  // namespace corridor::ensemble
