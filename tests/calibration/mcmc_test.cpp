#include "corridor/calibration/mcmc.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "models.hpp"

namespace corridor::calibration::mcmc_test {
namespace {

/// Scattered about 0, as chains begin.
std::vector<Point> starts(std::size_t chains, std::size_t dimensions, double spread) {
  std::vector<Point> list;
  for (std::uint32_t i = 0; i < chains; ++i) {
    Point z = normals_of_run(8, i, dimensions);
    for (double& value : z) {
      value *= spread;
    }
    list.push_back(std::move(z));
  }
  return list;
}

LogDensity each(std::function<double(const Point&)> log_density) {
  return [=](std::span<const Point> points) {
    std::vector<double> values;
    for (const Point& z : points) {
      values.push_back(log_density(z));
    }
    return values;
  };
}

struct Moments {
  double mean = 0;
  double variance = 0;
};

Moments moments(const Chains& chains, std::size_t parameter) {
  Moments m;
  const auto n = static_cast<double>(chains.draws.size());
  for (const Point& z : chains.draws) {
    m.mean += z[parameter] / n;
  }
  for (const Point& z : chains.draws) {
    m.variance += (z[parameter] - m.mean) * (z[parameter] - m.mean) / n;
  }
  return m;
}

// A mean of draws that are worth ESS independent ones is off by sd / sqrt(ESS), a variance by a share sqrt(2 / ESS).
TEST(Chains, SampleANormalDistributionWithCorrelation) {
  const double rho = 0.95;
  const auto log_density = each([=](const Point& z) {
    const double x = (z[0] - 1) / 2;
    const double y = (z[1] + 3) / 0.1;
    return -(x * x - 2 * rho * x * y + y * y) / (2 * (1 - rho * rho));
  });
  const Chains found = sample(log_density, starts(40, 2, 3), {}, 5);
  ASSERT_TRUE(found.has_converged);
  const Moments wide = moments(found, 0);
  const Moments narrow = moments(found, 1);
  EXPECT_NEAR(wide.mean, 1, 5 * 2 / std::sqrt(found.bulk_ess[0]));
  EXPECT_NEAR(wide.variance / 4, 1, 5 * std::sqrt(2 / found.bulk_ess[0]));
  EXPECT_NEAR(narrow.mean, -3, 5 * 0.1 / std::sqrt(found.bulk_ess[1]));
  EXPECT_NEAR(narrow.variance / 0.01, 1, 5 * std::sqrt(2 / found.bulk_ess[1]));
}

TEST(Chains, JumpBetweenModesThatAreFarApart) {
  const auto log_density = each([](const Point& z) {
    const double left = -(z[0] + 4) * (z[0] + 4) / 0.5;
    const double right = std::log(3.0) - (z[0] - 4) * (z[0] - 4) / 0.5;
    return std::max(left, right) + std::log1p(std::exp(-std::fabs(left - right)));
  });
  const Chains found = sample(log_density, starts(40, 1, 5), {}, 5);
  EXPECT_TRUE(found.has_converged);
  double right = 0;
  for (const Point& z : found.draws) {
    right += z[0] > 0 ? 1.0 / static_cast<double>(found.draws.size()) : 0;
  }
  EXPECT_NEAR(right, 0.75, 5 * std::sqrt(0.75 * 0.25 / found.bulk_ess[0]));
}

TEST(Chains, SayThatTheyHaveNotConverged) {
  const auto two_islands = each([](const Point& z) { return std::fabs(std::fabs(z[0]) - 1000) < 1 ? 0.0 : -1e6; });
  std::vector<Point> start = starts(40, 1, 0.1);
  for (std::size_t i = 0; i < start.size(); ++i) {
    start[i][0] += i % 4 == 0 ? -1000 : 1000;
  }
  const ChainRules rules{.first_look = 100, .most_generations = 300};
  const Chains found = sample(two_islands, start, rules, 5);
  EXPECT_TRUE(found.has_converged || found.r_hat[0] > rules.most_r_hat);
  EXPECT_LE(found.generations, 300U);
}

/// Chains of an autoregression of first order.
DrawsByChain autoregressions(std::size_t chains, std::size_t length, double kept) {
  DrawsByChain result;
  for (std::uint32_t c = 0; c < chains; ++c) {
    const auto normals = normals_of_run(6, c, length);
    std::vector<double> chain = {normals[0]};
    for (std::size_t i = 1; i < length; ++i) {
      chain.push_back(kept * chain.back() + std::sqrt(1 - kept * kept) * normals[i]);
    }
    result.push_back(std::move(chain));
  }
  return result;
}

// An autoregression's draws are worth n (1 - kept) / (1 + kept).
TEST(Convergence, EssOfAnAutoregressionIsItsTheory) {
  for (const double kept : {0.0, 0.5, 0.9}) {
    const double expected = 20 * 1000 * (1 - kept) / (1 + kept);
    EXPECT_NEAR(bulk_ess(autoregressions(20, 1000, kept)) / expected, 1, 0.15) << kept;
  }
}

TEST(Convergence, RHatSeesAChainThatIsElsewhere) {
  DrawsByChain draws = autoregressions(8, 500, 0);
  EXPECT_LT(split_r_hat(draws), 1.01);
  for (double& draw : draws[3]) {
    draw += 1.5;
  }
  EXPECT_GT(split_r_hat(draws), 1.05);
}

TEST(Convergence, RHatSeesADrift) {
  DrawsByChain draws = autoregressions(8, 500, 0);
  for (std::vector<double>& chain : draws) {
    for (std::size_t i = 0; i < chain.size(); ++i) {
      chain[i] += 0.004 * static_cast<double>(i);
    }
  }
  EXPECT_GT(split_r_hat(draws), 1.05);
}

}  // namespace
}  // namespace corridor::calibration::mcmc_test
