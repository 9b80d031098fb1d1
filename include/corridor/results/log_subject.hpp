// What the outcomes in a log are outcomes of, as the header of the log, and whether it is what is asked for now.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/results/run_writer.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::results {

/// A log was written by another version of the program: its outcomes may be others now. Exit code 8.
class OtherVersion : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A log belongs to another scenario, seed or list of changes than is asked for. Exit code 3.
class OtherSubject : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Which of the replications a run simulates: number `number` of `of`, each takes every `of`-th.
struct Shard {
  std::uint32_t number = 1;
  std::uint32_t of = 1;

  /// How many of so many replications are in it.
  [[nodiscard]] std::uint32_t share_of(std::uint32_t replications) const {
    return replications < number ? 0 : (replications - number) / of + 1;
  }
};

struct LogSubject {
  struct Scenario {
    std::string path;  ///< as it was given; says where to look, not what it is
    std::vector<scenario::InputFile> inputs;
  };
  std::vector<Scenario> scenarios;
  std::vector<std::string> sets;  ///< `--set` as given, in order
  std::string posterior = {};     ///< as it was given; says where to look, its hash is among the inputs
  std::uint64_t seed = 1;
  std::uint32_t replications = 1;  ///< as asked for when the log was begun; more may be asked for later
  Shard shard = {};
};

[[nodiscard]] std::string header_of(const LogSubject& subject, const BuildInfo& build);

/// Throws OtherVersion unless a program of this version wrote it, IoError if it is no header of a run's log. `log`
/// names the file.
[[nodiscard]] LogSubject subject_from(std::string_view header, const BuildInfo& build, std::string_view log);

/// Throws OtherSubject with everything in which `there`, the subject of `log`, and `wanted` differ: files of scenarios,
/// changes, seed.
void expect_same(const LogSubject& there, const LogSubject& wanted, std::string_view log);

}  // namespace corridor::results
