// Arrivals and servers that change by the hour: M_t/M/c_t by Kolmogorov's equations, and beds without a limit.
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/estimate.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::queue_varying_theory_test {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;
using test::Visit;

const StageId desk(0);

ScenarioBuilder& arrivals_from(ScenarioBuilder& builder, Duration at, double per_hour) {
  scenario::Change change;
  change.at = SimTime(at);
  scenario::Origin now = builder.build().origins[0];
  now.departure = scenario::PoissonDeparture{per_hour};
  change.what = scenario::Change::OfOrigin{OriginId(0), now};
  return builder.change(change);
}

double number_inside(const std::vector<Visit>& visits, SimTime at) {
  return static_cast<double>(
      std::ranges::count_if(visits, [at](const Visit& v) { return v.joined <= at && v.left > at; }));
}

/// Arrivals per hour and servers, from an hour to the next.
struct Hour {
  double rate = 0;
  int servers = 0;
};

/// The mean number in the system at the end of each hour, empty at first. Kolmogorov's forward equations by Euler steps
/// of a hundredth of the shortest mean time; no more than `states` ever matter.
std::vector<double> kolmogorov(const std::vector<Hour>& hours, double mu_per_hour) {
  constexpr std::size_t states = 400;
  std::vector<double> p(states, 0);
  p[0] = 1;
  std::vector<double> means;
  for (const Hour& hour : hours) {
    const int steps = 40000;
    const double dt = 1.0 / steps;
    for (int step = 0; step < steps; ++step) {
      std::vector<double> next = p;
      for (std::size_t n = 0; n + 1 < states; ++n) {
        const double up = hour.rate * p[n] * dt;
        const double down =
            std::min(static_cast<double>(n + 1), static_cast<double>(hour.servers)) * mu_per_hour * p[n + 1] * dt;
        next[n] += down - up;
        next[n + 1] += up - down;
      }
      p = std::move(next);
    }
    double mean = 0;
    for (std::size_t n = 0; n < states; ++n) {
      mean += static_cast<double>(n) * p[n];
    }
    means.push_back(mean);
  }
  return means;
}

// Servers are added, never taken away: those who are served finish first, which the equations do not know. None at
// first.
TEST(VaryingQueue, HoldsAtEachHourWhatKolmogorovsEquationsSay) {
  const std::vector<Hour> hours = {{60, 0}, {140, 1}, {180, 2}, {100, 2}, {90, 3}};
  ScenarioBuilder builder;
  builder.end(5h).site("office").stage("desk", test::servers(0, test::exponential_time(36s))).poisson_arrivals(60);
  for (std::size_t h = 1; h < hours.size(); ++h) {
    builder.change(test::change_of_stage(builder.build(), 1h * h, desk, [&](scenario::Stage& s) {
      std::get<scenario::Service>(s.kind).servers = hours[h].servers;
    }));
    arrivals_from(builder, 1h * h, hours[h].rate);
  }
  std::vector<std::vector<double>> inside(hours.size());
  for (std::uint32_t r = 0; r < 3000; ++r) {
    test::VisitRecorder recorder;
    test::simulate(builder.build(), {&recorder}, {1, r});
    for (std::size_t h = 0; h < hours.size(); ++h) {
      inside[h].push_back(number_inside(recorder.visits(desk), SimTime(1h * (h + 1) - 1us)));
    }
  }

  const auto means = kolmogorov(hours, 100);
  for (std::size_t h = 0; h < hours.size(); ++h) {
    test::expect_theory(inside[h], means[h], 0.04);
  }
}

// The number inside at t is Poisson with mean m(t) = integral of l(u) P(S > t - u). Source: Eick, Massey & Whitt 1993,
// Operations Research 41(4), 731-742.
TEST(VaryingBeds, WithoutALimitHoldAPoissonNumberOfMeanMOfT) {
  const std::vector<double> rates = {10, 40, 5, 20};
  const double sigma = std::sqrt(std::log(2.0));  // coefficient of variation 1
  ScenarioBuilder builder;
  builder.end(24h).site("town").stage("beds", test::beds(std::nullopt, test::lognormal_time(5h, 1)));
  builder.poisson_arrivals(rates[0]);
  for (std::size_t i = 1; i < rates.size(); ++i) {
    arrivals_from(builder, 6h * i, rates[i]);
  }
  const std::vector<double> instants = {5, 11, 14, 23};
  std::vector<std::vector<double>> inside(instants.size());
  for (std::uint32_t r = 0; r < 600; ++r) {
    test::VisitRecorder recorder;
    test::simulate(builder.build(), {&recorder}, {1, r});
    for (std::size_t i = 0; i < instants.size(); ++i) {
      inside[i].push_back(number_inside(recorder.visits(desk), SimTime(from_seconds(instants[i] * 3600))));
    }
  }

  for (std::size_t i = 0; i < instants.size(); ++i) {
    double m = 0;
    const int parts = 10000;
    for (int k = 0; k < parts; ++k) {
      const double u = (k + 0.5) / parts * instants[i];
      const double age = instants[i] - u;
      const double stays = 0.5 * std::erfc((std::log(age / 5) + sigma * sigma / 2) / sigma / std::sqrt(2.0));
      m += rates[static_cast<std::size_t>(u / 6)] * stays * instants[i] / parts;
    }
    test::expect_theory(inside[i], m, 0.02);
    // The variance of a Poisson number is its mean; that of its estimate m^2 (2 / n + 1 / (n m)).
    const double n = static_cast<double>(inside[i].size());
    const double error = test::estimate(inside[i]).error;
    EXPECT_NEAR(error * error * n, m, 5 * m * std::sqrt(2 / n + 1 / (n * m)));
  }
}

}  // namespace
}  // namespace corridor::queue_varying_theory_test
