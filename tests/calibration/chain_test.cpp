#include "corridor/calibration/chain.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/calibration/verdict.hpp"

#include "models.hpp"

namespace corridor::calibration::chain_test {
namespace {

/// Fewer runs, for what needs no exact answer.
Settings small_settings(std::size_t members = 80) {
  Settings settings;
  settings.smoother.members = members;
  settings.points = 80;
  settings.checks = 60;
  settings.draws = 1000;
  settings.scouting = 800;
  return settings;
}

TEST(Calibration, OfALinearNormalModelIsItsClosedForm) {
  const LinearModel model;
  const Calibration found = calibrate(model.target, 3, model.simulator(14), settings_for(3), 2);
  const Matrix mean = model.posterior_mean();
  const Matrix covariance = model.covariance();
  for (std::size_t p = 0; p < 3; ++p) {
    const double sd = std::sqrt(covariance(p, p));
    EXPECT_NEAR(found.parameters[p].mean, mean(p, 0), 0.08 * sd);
    EXPECT_NEAR(found.parameters[p].sd / sd, 1, 0.08);
  }
  EXPECT_NEAR(found.log_evidence, model.log_evidence(), 0.1);
  EXPECT_EQ(found.runs, 1400U);
  EXPECT_EQ(verdict_of(found, std::vector<std::string>{"a", "b", "c"}).reliability, Reliability::usable);
}

TEST(Calibration, IsTheSameHoweverItIsEvaluated) {
  const LinearModel model;
  Settings backwards = small_settings();
  backwards.for_each = [](std::size_t n, const std::function<void(std::size_t)>& work) {
    for (std::size_t i = n; i-- > 0;) {
      work(i);
    }
  };
  const Calibration one = calibrate(model.target, 3, model.simulator(5), small_settings(), 1);
  const Calibration other = calibrate(model.target, 3, model.simulator(5), backwards, 1);
  EXPECT_EQ(one.posterior.points, other.posterior.points);
  EXPECT_EQ(one.posterior.weights, other.posterior.weights);
}

/// One count of z^2 with little noise, and one of nothing that depends on the other parameter.
Simulator squares(std::uint64_t seed) {
  return noisy(
      [](const Point& z) {
        return Outputs{z[0] * z[0], 1.0};
      },
      [](const Outputs&) {
        return matrix_of({{0.1, 0}, {0, 0.1}});
      },
      seed);
}

// The posterior of z given z^2 = 2 is two modes at +-1.4, each with half.
TEST(Calibration, FindsBothModesOrSaysThatItIsNotReliable) {
  const Target target{.counts = {2, 1}, .covariance = matrix_of({{0.02, 0}, {0, 0.02}})};
  const Calibration found = calibrate(target, 2, squares(3), small_settings(), 4);
  double right = 0;
  for (std::size_t i = 0; i < found.posterior.points.size(); ++i) {
    right += found.posterior.points[i][0] > 0 ? found.posterior.weights[i] : 0;
  }
  const Verdict verdict = verdict_of(found, std::vector<std::string>{"squared", "free"});
  EXPECT_TRUE((right > 0.35 && right < 0.65) || verdict.reliability == Reliability::not_reliable) << right;
}

TEST(Calibration, NamesTheParameterOfWhichTheCountsSayNothing) {
  const Target target{.counts = {2, 1}, .covariance = matrix_of({{0.02, 0}, {0, 0.02}})};
  const Calibration found = calibrate(target, 2, squares(3), small_settings(), 4);
  EXPECT_GT(found.parameters[1].sd, 0.8);
  const Verdict verdict = verdict_of(found, std::vector<std::string>{"squared", "free"});
  ASSERT_FALSE(verdict.not_identified.empty());
  EXPECT_EQ(verdict.not_identified.back(), "free");
  EXPECT_NE(verdict.text.find("free"), std::string::npos);
}

// Counts that no parameters bring about: two neighbours 8 sd apart in opposite ways.
TEST(Calibration, WidensWhatIsTooNarrowForTheCounts) {
  LinearModel model;
  model.target.counts[2] += 6;
  model.target.counts[5] -= 6;
  const Calibration found = calibrate(model.target, 3, model.simulator(5), small_settings(), 1);
  EXPECT_GT(found.widened, 1.5);
  const Verdict verdict = verdict_of(found, std::vector<std::string>{"a", "b", "c"});
  EXPECT_NE(verdict.text.find("widened"), std::string::npos);
  const Matrix covariance = model.covariance();
  EXPECT_NEAR(found.parameters[0].sd / std::sqrt(covariance(0, 0)), found.widened, 0.3 * found.widened);
}

// y = z1 + z2 alone, with variances 0.001 of the count and 0.0009 of chance: the sum is known, neither part is. Their
// correlation is -1 / (1 + 0.0019) = -0.998.
TEST(Calibration, SaysWhichParametersAreKnownOnlyTogether) {
  const Target target{.counts = {1}, .covariance = matrix_of({{0.001}})};
  const Simulator sums =
      noisy([](const Point& z) { return Outputs{z[0] + z[1]}; }, [](const Outputs&) { return matrix_of({{0.03}}); }, 8);
  const Calibration found = calibrate(target, 2, sums, small_settings(), 4);
  EXPECT_NEAR(found.correlations(0, 1), -0.998, 0.001);
  const Verdict verdict = verdict_of(found, std::vector<std::string>{"one", "other"});
  ASSERT_EQ(verdict.tied.size(), 1U);
  EXPECT_TRUE(verdict.tied[0].starts_with("one and other (-1.00")) << verdict.tied[0];
}

TEST(Calibration, EndsWhenTooManyRunsFail) {
  const LinearModel model;
  std::uint32_t calls = 0;
  const Simulator broken = [&](const Batch& batch) {
    auto results = model.simulator(5)(batch);
    if (++calls > 4) {  // the smoother was well
      results.assign(results.size(), std::nullopt);
    }
    return results;
  };
  EXPECT_THROW(static_cast<void>(calibrate(model.target, 3, broken, small_settings(), 1)), CalibrationFailed);
}

}  // namespace
}  // namespace corridor::calibration::chain_test
