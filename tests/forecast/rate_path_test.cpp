#include "corridor/forecast/rate_path.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::forecast::rate_path_test {
namespace {

using namespace std::chrono_literals;
using scenario::Prior;
using scenario::PriorFamily;

SimTime after(Duration length) {
  return SimTime{} + length;
}

Prior lognormal(double median, double log_sd) {
  return {.family = PriorFamily::lognormal, .first = median, .second = log_sd};
}
/// As near to one value as a prior gets.
Prior about(double value) {
  return {.family = PriorFamily::normal, .first = value, .second = value * 1e-9};
}

/// A rate that stays as it is: no nights, no wander, no jumps.
RateModel a_steady_rate(double log_sd) {
  return {.prior = {.stage = "gate/documents",
                    .series = "arrivals",
                    .opens = {},
                    .vehicles_per_hour = lognormal(100, log_sd),
                    .persons_per_vehicle = about(1),
                    .night = about(1),
                    .wander_sd = about(1e-9),
                    .wander_hours = about(8),
                    .jumps = {},
                    .source = ""},
          .opens = SimTime{},
          .calendar = Calendar(*parse_local_time("2024-03-01T00:00:00+00:00")),
          .night = {22h, 6h},
          .count_sd = 0};
}

scenario::ObservedPoint counted(Duration at, double value) {
  return {.time = after(at), .published = after(at), .value = value};
}

double mean_of(const RatePaths& paths, std::size_t hour) {
  double sum = 0;
  for (const RatePath& path : paths.paths) {
    sum += path.persons_per_hour.at(hour);
  }
  return sum / static_cast<double>(paths.paths.size());
}

TEST(RatePath, OfASteadyRateHasThePosteriorOfItsLevel) {
  RateModel model = a_steady_rate(0.4);
  model.count_sd = 60;
  const std::vector<scenario::ObservedPoint> counts = {counted(0h, 0), counted(10h, 1'300)};
  const RatePaths paths =
      paths_given(model, counts, {.particles = 40'000, .paths = 4'000, .as_of = after(10h), .end = after(20h)});

  // p(r | counts) ~ LN(r; 100, 0.4) N(1300; 10 r, 60^2 + 60^2): the first count is uncertain too. By quadrature.
  double weight = 0;
  double mean = 0;
  double square = 0;
  for (double r = 60; r < 220; r += 0.05) {
    const double z = std::log(r / 100) / 0.4;
    const double e = (1'300 - 10 * r) / std::hypot(60, 60);
    const double p = std::exp(-z * z / 2 - e * e / 2) / r;
    weight += p;
    mean += p * r;
    square += p * r * r;
  }
  mean /= weight;
  const double sd = std::sqrt(square / weight - mean * mean);
  // Four standard errors: of the particles that count, and of the paths drawn of them.
  const double bound = 4 * sd * std::sqrt(1 / paths.effective_particles + 1.0 / 4'000);
  EXPECT_NEAR(mean_of(paths, 3), mean, bound);
  EXPECT_NEAR(mean_of(paths, 18), mean, bound) << "and it stays so";
  EXPECT_GT(paths.effective_particles, 4'000);
}

TEST(RatePath, JumpsAsOftenAndAsFarAsItsPriorSays) {
  RateModel model = a_steady_rate(1e-9);
  model.prior.jumps = {{.until = 48h, .per_day = 2, .mean = 0.4, .sd = 0.7},
                       {.until = {}, .per_day = 0, .mean = 9, .sd = 0}};
  model.count_sd = 1e6;  // the counts say nothing
  const std::vector<scenario::ObservedPoint> counts = {counted(0h, 0)};
  const RatePaths paths = paths_given(model, counts, {.paths = 4'000, .as_of = after(1h), .end = after(72h)});

  double mean = 0;
  for (const RatePath& path : paths.paths) {
    EXPECT_NEAR(path.persons_per_hour.at(50) / path.persons_per_hour.at(70), 1, 1e-6) << "none after 48 h";
    mean += std::log(path.persons_per_hour.at(60) / 100) / 4'000;
  }
  // 48 hours, each with a jump with the chance 1 - exp(-2 / 24): mean of the logarithm n p m, variance n p (m^2 + s^2)
  // - n (p m)^2.
  const double p = 1 - std::exp(-2.0 / 24);
  const double variance = 48 * p * (0.4 * 0.4 + 0.7 * 0.7) - 48 * p * p * 0.4 * 0.4;
  EXPECT_NEAR(mean, 48 * p * 0.4, 4 * std::sqrt(variance / 4'000));
}

TEST(RatePath, FollowsARateThatTripled) {
  RateModel model = a_steady_rate(0.4);
  model.prior.jumps = {{.until = {}, .per_day = 0.7, .mean = 0.4, .sd = 0.7}};
  model.count_sd = 20;
  const std::vector<scenario::ObservedPoint> counts = {counted(0h, 0), counted(10h, 1'000), counted(20h, 2'000),
                                                       counted(30h, 5'000), counted(40h, 8'000)};
  const RatePaths paths = paths_given(model, counts, {.as_of = after(40h), .end = after(50h)});
  EXPECT_NEAR(mean_of(paths, 5), 100, 10);
  EXPECT_NEAR(mean_of(paths, 35), 300, 15);
  for (const RatePath& path : paths.paths) {
    EXPECT_NEAR(path.counted, 8'000, 5 * 20);
  }
}

TEST(RatePath, IsLowerByNight) {
  RateModel model = a_steady_rate(1e-9);
  model.prior.night = about(0.5);
  const std::vector<scenario::ObservedPoint> counts = {counted(0h, 0)};
  model.count_sd = 1;
  const RatePaths paths = paths_given(model, counts, {.paths = 2, .as_of = after(1h), .end = after(30h)});
  EXPECT_NEAR(paths.paths[0].persons_per_hour.at(5), 50, 1e-3);   // 05:00 to 06:00
  EXPECT_NEAR(paths.paths[0].persons_per_hour.at(6), 100, 1e-3);  // the day begins
  EXPECT_NEAR(paths.paths[0].persons_per_hour.at(22), 50, 1e-3);
}

TEST(RatePath, IsTheSameForTheSameSeedOnly) {
  const RateModel model = a_steady_rate(0.4);
  const std::vector<scenario::ObservedPoint> counts = {
      {.time = after(0h), .published = after(0h), .time_sd_h = 0.1, .value = 0}};
  const FilterSettings settings{.particles = 500, .paths = 20, .as_of = after(2h), .end = after(9h)};
  FilterSettings other = settings;
  other.seed = 2;
  const auto first = [&](const FilterSettings& s) { return paths_given(model, counts, s).paths[7].persons_per_hour; };
  EXPECT_EQ(first(settings), first(settings));
  EXPECT_NE(first(settings), first(other));
}

}  // namespace
}  // namespace corridor::forecast::rate_path_test
