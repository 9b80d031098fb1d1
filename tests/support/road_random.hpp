// A few random numbers for tests that must be replayed from a seed on every platform. Not the model's own randomness.
#pragma once

#include <cstddef>
#include <cstdint>

#include "corridor/base/time.hpp"

namespace corridor::test {

/// SplitMix64. Source: Steele, Lea & Flood 2014, Fast splittable pseudorandom number generators, OOPSLA.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  /// 0 ... n - 1
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(bits() % static_cast<std::uint64_t>(high - low + 1));
  }
  Duration between(Duration low, Duration high) { return Duration(between(low.count(), high.count())); }
  SimTime between(SimTime low, SimTime high) { return low + between(Duration(0), high - low); }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }

 private:
  std::uint64_t state_;
};

}  // namespace corridor::test
