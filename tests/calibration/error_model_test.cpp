#include "corridor/calibration/error_model.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "dense.hpp"

namespace corridor::calibration::error_model_test {
namespace {

const std::vector<Count> counts = {{6, 2906, 0.1}, {12, 4850, 0.1}, {17, 6650, 0.1},  {24, 9000, 1},
                                   {32, 13550, 0}, {36, 19000, 2},  {36.5, 19500, 0}, {44, 28120, 0.1}};
const ErrorModel model{.rounding = 100, .count = {30, 0.004}, .discrepancy = {50, 0.02}, .correlation_hours = 9};

TEST(ErrorModel, AddsWhatIsStatedOfEachCount) {
  const Matrix found = covariance(counts, model);
  const double rate = (13550 - 6650) / (32.0 - 17.0);  // around the count of hour 24
  const double discrepancy = 50 + 0.02 * 9000;
  EXPECT_NEAR(found(3, 3), rate * rate + 100 * 100 / 12.0 + 66.0 * 66.0 + discrepancy * discrepancy, 1e-6);
}

TEST(ErrorModel, LetsNeighbouringCountsErrTogether) {
  const Matrix found = covariance(counts, model);
  EXPECT_NEAR(found(0, 1), (50 + 0.02 * 2906) * (50 + 0.02 * 4850) * std::exp(-6 / 9.0), 1e-6);
  EXPECT_EQ(found(0, 1), found(1, 0));
}

TEST(ErrorModel, KalmanFilterGivesTheDensityOfTheFullCovariance) {
  std::vector<double> simulated;
  Matrix away({counts.size(), 1});
  for (std::size_t i = 0; i < counts.size(); ++i) {
    away(i, 0) = 90 * std::sin(static_cast<double>(i)) - 40;
    simulated.push_back(counts[i].value + away(i, 0));
  }
  EXPECT_NEAR(log_likelihood(counts, model, simulated), log_normal_density(away, covariance(counts, model)), 1e-6);
}

TEST(ErrorModel, SeveralSeriesHaveNothingInCommon) {
  const Matrix both = block_diagonal({covariance(counts, model), unit(2)});
  EXPECT_EQ(both.rows(), counts.size() + 2);
  EXPECT_EQ(both(0, counts.size()), 0);
  EXPECT_EQ(both(counts.size() + 1, counts.size() + 1), 1);
}

}  // namespace
}  // namespace corridor::calibration::error_model_test
