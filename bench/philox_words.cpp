// The yardstick of bench/whole_process: ten million random words of 64 bits, two by two as the model draws them. Prints
// the processor time of the loop as one line of JSON.
#include <cstdint>
#include <cstdio>
#include <ctime>

#include "corridor/random/philox.hpp"

int main() {
  constexpr std::uint64_t words = 10'000'000;
  const std::clock_t before = std::clock();
  std::uint64_t all = 0;
  for (std::uint64_t i = 0; i < words / 2; ++i) {
    const auto two = corridor::random::philox(1, {i, 0});
    all ^= two[0] ^ two[1];
  }
  const double cpu_s = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  // The words are stated so that no compiler leaves them out.
  std::printf(R"({"words": %llu, "cpu_s": %.6f, "all": "%016llx"})"
              "\n",
              static_cast<unsigned long long>(words), cpu_s, static_cast<unsigned long long>(all));
}
