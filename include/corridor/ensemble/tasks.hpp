// Pieces of work that know nothing of each other, done by several threads, handed over one by one in order. What they
// come to does not depend on who does them, so neither do bytes. Knows no simulation; stores nothing, prints nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace corridor::ensemble {

/// As many threads as this process may use at once, at least 1.
[[nodiscard]] unsigned available_threads();

/// One piece of work: `input` says all that the work needs to know.
struct Task {
  std::uint64_t id = 0;
  std::string input = {};
};

/// The work itself, a function of `input` alone, called by several threads at once. Nothing: there is no memory for it.
using Work = std::function<std::optional<std::string>(const std::string& input)>;

/// How work comes and where it goes. All but `stored` and `finished` are called by one thread at a time.
struct Flow {
  /// The next task; none: there are no more.
  std::function<std::optional<Task>()> next;
  /// Takes the next outcome, in the order of `next`; nothing: there is no memory for it, even alone. Whether another is
  /// wanted.
  std::function<bool(const Task&, std::optional<std::string>&&)> take;
  /// The outcome of a task that has been done before, if it has been: it is not done again. From any thread.
  std::function<std::optional<std::string>(const Task&)> stored = {};
  /// Whether the task must be done by this very process, since it leaves more behind than its outcome.
  std::function<bool(const Task&)> is_local = {};
  /// Hears of an outcome as soon as it is there, in any order, from any thread: what is noted here survives. Not of
  /// those that were `stored`.
  std::function<void(const Task&, const std::string&)> finished = {};
};

/// Does all tasks, `threads` at once, until there are no more or `take` says false; what was begun beyond is dropped.
/// At most twice as many tasks as threads are begun and not yet taken, so memory does not grow with their number. Where
/// there is no memory for several at once they go on one at a time, so that no limit depends on `threads`. Throws what
/// the functions throw. If there are other ranks, they do the tasks in place of threads, each a batch at a time.
void do_tasks(unsigned threads, const Flow& flow, const Work& work);

}  // namespace corridor::ensemble
