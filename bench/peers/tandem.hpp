// Three M/M/4 queues in a row, for the programs beside each other: what they simulate, what they draw, and what they
// report. Simulates nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/random/distributions.hpp"
#include "corridor/random/stream.hpp"

namespace corridor::tandem {

inline constexpr std::size_t stations = 3;
inline constexpr std::size_t servers = 4;
inline constexpr double mean_between_arrivals_s = 1;
inline constexpr double mean_service_s = 3.2;  ///< load 80 %

/// What every customer draws, whoever simulates.
class Luck {
 public:
  [[nodiscard]] Duration between_arrivals(std::uint32_t customer) const {
    return exponential(arrivals_, customer, mean_between_arrivals_s);
  }
  [[nodiscard]] Duration service(std::size_t station, std::uint32_t customer) const {
    return exponential(services_[station], customer, mean_service_s);
  }

 private:
  static random::Decisions decisions(random::Purpose purpose, const char* place) { return {1, 0, purpose, place}; }
  static Duration exponential(const random::Decisions& decisions, std::uint32_t customer, double mean_s) {
    return from_seconds(random::exponential_with_mean(decisions.draws({0, customer}).uniform(), mean_s));
  }

  random::Decisions arrivals_ = decisions(random::Purpose::departure, "source");
  std::array<random::Decisions, stations> services_{decisions(random::Purpose::service_time, "first"),
                                                    decisions(random::Purpose::service_time, "second"),
                                                    decisions(random::Purpose::service_time, "third")};
};

/// The waits at each station, in seconds.
class Waits {
 public:
  explicit Waits(std::size_t customers) {
    for (auto& station : waits_) {
      station.reserve(customers);
    }
  }
  void add(std::size_t station, Duration wait) { waits_[station].push_back(to_seconds(wait)); }

  /// One line of JSON: mean and 95th percentile (the order statistic ceil(0.95 n)) at each station.
  void report(std::size_t customers) {
    std::string means;
    std::string percentiles;
    for (auto& station : waits_) {
      double sum = 0;
      for (const double wait : station) {
        sum += wait;
      }
      const auto rank = static_cast<std::ptrdiff_t>((station.size() * 95 + 99) / 100 - 1);
      std::nth_element(station.begin(), station.begin() + rank, station.end());
      means += std::to_string(sum / static_cast<double>(station.size())) + (&station == &waits_.back() ? "" : ", ");
      percentiles += std::to_string(station[static_cast<std::size_t>(rank)]) + (&station == &waits_.back() ? "" : ", ");
    }
    std::printf(R"({"customers": %zu, "cpu_s": %.6f, "mean_wait_s": [%s], "p95_wait_s": [%s]})"
                "\n",
                customers, static_cast<double>(std::clock()) / CLOCKS_PER_SEC, means.c_str(), percentiles.c_str());
  }

 private:
  std::array<std::vector<double>, stations> waits_;
};

/// The number of customers, from the command line.
inline std::uint32_t customers_of(int argc, char** argv) {
  return argc > 1 ? static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10)) : 1'000'000;
}

}  // namespace corridor::tandem
