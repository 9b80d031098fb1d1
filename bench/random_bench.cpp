// Random numbers: Philox words, the deterministic exp and log beside the C library's, and one variate of each
// distribution with its own block of Philox. items_per_second = values.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "corridor/random/deterministic_math.hpp"
#include "corridor/random/distributions.hpp"
#include "corridor/random/philox.hpp"
#include "corridor/random/stream.hpp"

namespace {

using namespace corridor;

/// Values between `low` and `high` in no order.
std::vector<double> values_between(double low, double high) {
  const random::Decisions decisions(1, 0, random::Purpose::service_time, "bench");
  std::vector<double> values;
  for (std::uint32_t i = 0; i < 4096; ++i) {
    values.push_back(low + (high - low) * decisions.draws({0, i}).uniform());
  }
  return values;
}

template <class Function>
void function(benchmark::State& state, Function f, double low, double high) {
  const std::vector<double> values = values_between(low, high);
  for (auto _ : state) {
    double sum = 0;
    for (const double v : values) {
      sum += f(v);
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(values.size()));
}
BENCHMARK_CAPTURE(function, exp, random::deterministic::exp, -5, 5);
BENCHMARK_CAPTURE(
    function, exp_of_libm, [](double x) { return std::exp(x); }, -5, 5);
BENCHMARK_CAPTURE(function, log, random::deterministic::log, 0, 1);
BENCHMARK_CAPTURE(
    function, log_of_libm, [](double x) { return std::log(x); }, 0, 1);
BENCHMARK_CAPTURE(function, log1p, random::deterministic::log1p, -1, 0);
BENCHMARK_CAPTURE(
    function, log1p_of_libm, [](double x) { return std::log1p(x); }, -1, 0);

void philox_words(benchmark::State& state) {
  std::uint64_t counter = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(random::philox(1, {counter++, 0}));
  }
  state.SetItemsProcessed(2 * state.iterations());
}
BENCHMARK(philox_words);

template <class Sampler>
void variate(benchmark::State& state, Sampler sampler) {
  const random::Decisions decisions(1, 0, random::Purpose::service_time, "bench");
  std::uint32_t ordinal = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(sampler(decisions.draws({0, ordinal++}).uniform()));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(variate, uniform, [](double u) { return u; });
BENCHMARK_CAPTURE(variate, exponential, [](double u) { return random::exponential_with_mean(u, 90); });
BENCHMARK_CAPTURE(variate, lognormal, [](double u) { return random::lognormal_with_mean(u, 90, 0.6); });
BENCHMARK_CAPTURE(variate, gamma,
                  [quantile = random::GammaQuantile(4)](double u) { return random::gamma_with_mean(u, 90, quantile); });

}  // namespace
