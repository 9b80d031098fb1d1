#include "corridor/calibration/chain.hpp"

#include <gtest/gtest.h>

#include "models.hpp"

namespace corridor::calibration {
namespace {

TEST(Calibration, OfALinearNormalModelIsItsClosedForm) {
  const LinearModel model;
  const Calibration found = calibrate(model.target, 3, model.simulator(5), settings_for(3), 1, [](const std::string& s) {
    std::cout << s << '\n';
  });
  const Matrix mean = model.posterior_mean();
  const Matrix covariance = model.covariance();
  for (std::size_t p = 0; p < 3; ++p) {
    const double sd = std::sqrt(covariance(p, p));
    EXPECT_NEAR(found.parameters[p].mean, mean(p, 0), 0.08 * sd);
    EXPECT_NEAR(found.parameters[p].sd / sd, 1, 0.08);
    std::cout << (found.parameters[p].mean - mean(p, 0)) / sd << " " << found.parameters[p].sd / sd << '\n';
  }
  std::cout << found.log_evidence << " " << model.log_evidence() << " khat " << found.k_hat << " ess " << found.ess << " loo "
            << found.left_out_error << " misfit " << found.misfit.chi_square << "/" << found.misfit.degrees_of_freedom << " acc "
            << found.accepted << " gens " << found.generations << "\n";
  EXPECT_NEAR(found.log_evidence, model.log_evidence(), 0.5);
}

}  // namespace
}  // namespace corridor::calibration
