#ifdef CORRIDOR_HAS_MPI  // else ranks_alone.cpp

#include "corridor/ensemble/ranks.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <exception>
#include <map>
#include <mpi.h>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "corridor/base/contract.hpp"
#include "corridor/base/error.hpp"

#include "rank_tasks.hpp"

namespace corridor::ensemble {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

enum Tag : int { batch_of_tasks = 1, outcome_of_task = 2, drop = 3, dismissal = 4 };

/// As every launcher of MPI processes says it: Open MPI, MPICH and Slurm, and PMIx.
bool is_one_of_several() {
  constexpr std::array names = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_RANK"};
  return std::ranges::any_of(names, [](const char* name) { return std::getenv(name) != nullptr; });
}

bool& has_served() {
  static bool value = false;
  return value;
}

struct World {
  int rank = 0;
  int size = 1;
};
World& world() {
  static World the_world;
  return the_world;
}

struct Message {
  int rank = 0;
  int tag = 0;
  std::string bytes;
};

void send(int rank, Tag tag, std::string_view bytes) {
  MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_CHAR, rank, tag, MPI_COMM_WORLD);
}

/// A message that is there; nothing if there is none.
std::optional<Message> receive(int tag = MPI_ANY_TAG) {
  int is_there = 0;
  MPI_Status status{};
  MPI_Message handle{};
  MPI_Improbe(MPI_ANY_SOURCE, tag, MPI_COMM_WORLD, &is_there, &handle, &status);
  if (is_there == 0) {
    return std::nullopt;
  }
  int size = 0;
  MPI_Get_count(&status, MPI_CHAR, &size);
  Message message{status.MPI_SOURCE, status.MPI_TAG, std::string(static_cast<std::size_t>(size), '\0')};
  MPI_Mrecv(message.bytes.data(), size, MPI_CHAR, &handle, MPI_STATUS_IGNORE);
  return message;
}

/// Waits without taking a processor from the ranks that work.
Message wait_for_message() {
  for (;;) {
    if (auto message = receive()) {
      return std::move(*message);
    }
    std::this_thread::sleep_for(100us);
  }
}

std::string packed(std::uint64_t sequence, char kind, std::string_view text) {
  std::string bytes = std::to_string(sequence) + ' ' + kind;
  return bytes.append(text);
}

struct Packed {
  std::uint64_t sequence = 0;
  char kind = 0;
  std::string text;
};

Packed unpacked(const std::string& bytes) {
  const std::size_t space = bytes.find(' ');
  expects(space != std::string::npos && space + 1 < bytes.size(), "a rank sends its outcomes whole");
  return {std::stoull(bytes.substr(0, space)), bytes[space + 1], bytes.substr(space + 2)};
}

// Kinds of what is packed: a task, and what it came to.
constexpr char is_task = 't';
constexpr char is_done = 'd';
constexpr char lacks_memory = 'm';
constexpr char is_error = 'e';

std::string answer_to(const Packed& task, const Work& work) {
  try {
    const auto outcome = work(task.text);
    return outcome ? packed(task.sequence, is_done, *outcome) : packed(task.sequence, lacks_memory, "");
  } catch (const std::exception& e) {
    return packed(task.sequence, is_error, e.what());
  }
}

/// Tasks of which rank 0 wants the outcome, in the order in which they came.
class Server {
 public:
  explicit Server(const Work& work) : work_(work) {}

  void run() {
    while (!is_dismissed_) {
      take(wait_for_message());
      while (!tasks_.empty() && !is_dismissed_) {
        const Packed task = std::move(tasks_.front());
        tasks_.pop_front();
        send(0, outcome_of_task, answer_to(task, work_));
        while (auto message = receive()) {
          take(std::move(*message));
        }
      }
    }
  }

 private:
  void take(Message&& message) {
    switch (message.tag) {
      case batch_of_tasks:
        tasks_.push_back(unpacked(message.bytes));
        break;
      case drop:
        for (const Packed& task : tasks_) {  // rank 0 counts what it has sent
          send(0, outcome_of_task, packed(task.sequence, lacks_memory, ""));
        }
        tasks_.clear();
        break;
      default:
        is_dismissed_ = true;
    }
  }

  const Work& work_;
  std::deque<Packed> tasks_;
  bool is_dismissed_ = false;
};

/// Rank 0: hands out, gathers, and gives on in order.
class Dispatcher {
 public:
  Dispatcher(const Flow& flow, const Work& work)
      : flow_(flow), work_(work), ranks_(static_cast<std::size_t>(world().size)) {}
  ~Dispatcher() { drop_rest(); }
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  void run() {
    while (is_wanted_) {
      hand_out();
      if (begun_.empty()) {
        return;
      }
      if (!give_on() && !gather()) {
        std::this_thread::sleep_for(100us);
      }
    }
  }

 private:
  struct Begun {
    Task task;
    std::optional<Packed> outcome = {};
    int rank = 0;  ///< 0: none
  };
  struct Rank {
    std::uint64_t under_way = 0;  ///< tasks that it has and has not answered
    double seconds = 0;           ///< that a task took lately; 0: not known
    Clock::time_point answered = Clock::now();
  };
  static constexpr double seconds_ahead = 0.25;  ///< of work that a rank has beyond the task it is at
  static constexpr std::uint64_t most_ahead = 64;

  /// So many tasks that a rank is busy while its answer travels, and no more: the last ones are to end together.
  [[nodiscard]] static std::uint64_t batch_for(const Rank& rank) {
    if (rank.seconds <= 0) {
      return 2;
    }
    return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(seconds_ahead / rank.seconds), 2, most_ahead);
  }

  void hand_out() {
    for (std::size_t r = 1; r < ranks_.size(); ++r) {
      const std::uint64_t batch = batch_for(ranks_[r]);
      while (ranks_[r].under_way < batch && begun_.size() < 4 * batch * ranks_.size()) {
        auto task = has_ended_ ? std::nullopt : flow_.next();
        if (!task) {
          has_ended_ = true;
          return;
        }
        begin(std::move(*task), static_cast<int>(r));
      }
    }
  }

  void begin(Task&& task, int rank) {
    const std::uint64_t sequence = first_ + begun_.size();
    Begun& begun = begun_.emplace_back(Begun{std::move(task)});
    if (flow_.is_local && flow_.is_local(begun.task)) {
      begun.outcome = Packed{sequence, lacks_memory, {}};  // done here when its turn comes
    } else if (auto known = flow_.stored ? flow_.stored(begun.task) : std::nullopt) {
      begun.outcome = Packed{sequence, is_done, std::move(*known)};
    } else {
      begun.rank = rank;
      ++ranks_[static_cast<std::size_t>(rank)].under_way;
      send(rank, batch_of_tasks, packed(sequence, is_task, begun.task.input));
    }
  }

  /// Takes the outcomes that are there; whether there was one.
  bool gather() {
    bool is_any = false;
    while (auto message = receive(outcome_of_task)) {
      is_any = true;
      Rank& rank = ranks_[static_cast<std::size_t>(message->rank)];
      --rank.under_way;
      const auto now = Clock::now();
      rank.seconds = std::chrono::duration<double>(now - std::exchange(rank.answered, now)).count();
      Packed outcome = unpacked(message->bytes);
      if (outcome.kind == is_error) {
        throw IoError(outcome.text);
      }
      Begun& begun = begun_.at(static_cast<std::size_t>(outcome.sequence - first_));
      begun.rank = 0;
      if (outcome.kind == is_done && flow_.finished) {
        flow_.finished(begun.task, outcome.text);
      }
      begun.outcome = std::move(outcome);
    }
    return is_any;
  }

  /// Hands over the outcomes whose turn it is; whether there was one.
  bool give_on() {
    bool is_any = false;
    while (is_wanted_ && !begun_.empty() && begun_.front().outcome) {
      is_any = true;
      Begun begun = std::move(begun_.front());
      begun_.pop_front();
      ++first_;
      // Where a rank has no memory, here there may be some.
      is_wanted_ = flow_.take(begun.task, begun.outcome->kind == is_done ? std::optional(std::move(begun.outcome->text))
                                                                         : outcome_of(begun.task, flow_, work_));
    }
    return is_any;
  }

  /// Waits for what is under way, so that the next tasks begin afresh.
  void drop_rest() {
    const auto is_busy = [](const Rank& rank) { return rank.under_way > 0; };
    for (std::size_t r = 1; r < ranks_.size(); ++r) {
      if (is_busy(ranks_[r])) {
        send(static_cast<int>(r), drop, "");
      }
    }
    while (std::ranges::any_of(ranks_, is_busy)) {
      if (const auto message = receive(outcome_of_task)) {
        --ranks_[static_cast<std::size_t>(message->rank)].under_way;
      } else {
        std::this_thread::sleep_for(100us);
      }
    }
  }

  const Flow& flow_;
  const Work& work_;
  std::vector<Rank> ranks_;
  std::deque<Begun> begun_;  ///< and not taken, in order
  std::uint64_t first_ = 0;  ///< number of the first of them
  bool has_ended_ = false;   ///< there is no next task
  bool is_wanted_ = true;
};

}  // namespace

Ranks::Ranks() {
  if (!is_one_of_several()) {
    return;
  }
  int given = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &given);
  MPI_Comm_rank(MPI_COMM_WORLD, &world().rank);
  MPI_Comm_size(MPI_COMM_WORLD, &world().size);
}

Ranks::~Ranks() {
  int has_begun = 0;
  MPI_Initialized(&has_begun);
  if (has_begun == 0) {
    return;
  }
  if (is_helper() && !has_served()) {
    serve([](const std::string&) -> std::optional<std::string> {
      throw IoError("another rank has failed before it could begin");
    });
  }
  for (int rank = 1; !is_helper() && rank < count(); ++rank) {
    send(rank, dismissal, "");
  }
  MPI_Finalize();
}

int Ranks::count() {
  return world().size;
}

bool Ranks::is_helper() {
  return world().rank > 0;
}

void serve(const Work& work) {
  expects(Ranks::is_helper(), "rank 0 has the tasks done");
  has_served() = true;
  Server(work).run();
}

void do_tasks_on_ranks(const Flow& flow, const Work& work) {
  Dispatcher(flow, work).run();
}

}  // namespace corridor::ensemble

#endif
