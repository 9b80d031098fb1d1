// What a replication ends with, and the same as bytes. Runs nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "corridor/statistics/run_result.hpp"

namespace corridor::ensemble {

struct Finished {
  statistics::RunResult result;
  std::uint64_t events = 0;
};
/// A fault of the program: the others go on.
struct Failed {
  std::string reason;
};
/// Begun, and not finished.
enum class Unfinished : std::uint8_t { given_up, out_of_memory };

struct Outcome {
  std::uint32_t index = 0;
  std::variant<Finished, Failed, Unfinished> what;
};

/// Bytes that are the same for the same outcome on every machine, and give it back as it was: every NaN as one NaN, all
/// other numbers to the last bit. Series are mostly whole numbers that change little and seldom: a series takes a byte
/// or two for each change of it.
[[nodiscard]] std::string to_bytes(const Outcome& outcome);

/// Whether the replication has ended, well or not, so that it need not be simulated again. @pre as to_bytes makes them
[[nodiscard]] bool counts(std::string_view bytes);

/// Throws IoError if this is not what `to_bytes` makes.
[[nodiscard]] Outcome outcome_from(std::string_view bytes);

}  // namespace corridor::ensemble
