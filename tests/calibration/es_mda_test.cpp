#include "corridor/calibration/es_mda.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "models.hpp"

namespace corridor::calibration::es_mda_test {
namespace {

Matrix scaled(const Matrix& a, double factor) {
  return plus(Matrix({a.rows(), a.columns()}), a, factor);
}

/// The members of an ensemble, their outputs and perturbations.
struct Ensemble {
  Matrix points, outputs, noise;
  explicit Ensemble(const LinearModel& model, std::size_t members) {
    for (std::uint32_t i = 0; i < members; ++i) {
      const auto z = normals_of_run(9, i, 11 + 8);
      const Point point(z.begin(), z.begin() + 3);
      Outputs outputs_of = model.mean(point);
      for (std::size_t k = 0; k < 8; ++k) {
        outputs_of[k] += 0.3 * z[3 + k] + 0.1 * point[0] * point[1];
      }
      points.add_row(point);
      outputs.add_row(outputs_of);
      noise.add_row(std::vector<double>(z.begin() + 11, z.end()));
    }
  }
};

/// Mean of each column taken off.
Matrix centred(const Matrix& a) {
  Matrix result = a;
  for (std::size_t j = 0; j < a.columns(); ++j) {
    double mean = 0;
    for (std::size_t i = 0; i < a.rows(); ++i) {
      mean += a(i, j) / static_cast<double>(a.rows());
    }
    for (std::size_t i = 0; i < a.rows(); ++i) {
      result(i, j) -= mean;
    }
  }
  return result;
}

TEST(EnsembleSmoother, TakesOneStepAsDirectAlgebraDoes) {
  const LinearModel model;
  const Ensemble ensemble(model, 40);
  const double alpha = 4;
  const Matrix found =
      assimilate(ensemble.points, ensemble.outputs, ensemble.noise, {model.target, model.chance, alpha});

  const Matrix x = centred(ensemble.points);
  const Matrix of_points = scaled(times(transpose(x), x), 1 / 39.0);
  const Matrix slopes = times(inverse(times(transpose(x), x)), times(transpose(x), centred(ensemble.outputs)));
  const Matrix errors = plus(model.target.covariance, model.chance);
  const Matrix gain = times(times(of_points, slopes),
                            inverse(plus(times(transpose(slopes), times(of_points, slopes)), scaled(errors, alpha))));
  const Matrix perturbation = factor_of(plus(scaled(model.target.covariance, alpha), model.chance, alpha - 1));
  for (std::size_t i = 0; i < 40; ++i) {
    Matrix innovation({8, 1});
    for (std::size_t k = 0; k < 8; ++k) {
      innovation(k, 0) = model.target.counts[k] - ensemble.outputs(i, k);
      for (std::size_t l = 0; l < 8; ++l) {
        innovation(k, 0) += perturbation(k, l) * ensemble.noise(i, l);
      }
    }
    const Matrix step = times(gain, innovation);
    for (std::size_t p = 0; p < 3; ++p) {
      EXPECT_NEAR(found(i, p), ensemble.points(i, p) + step(p, 0), 1e-9);
    }
  }
}

// The mean of N members is off by about sd / sqrt(N) by chance, and the sd by a share 1 / sqrt(2 N); gains are
// estimated too, so that the bounds are five of those.
TEST(EnsembleSmoother, OfALinearNormalModelComesToItsPosterior) {
  const LinearModel model;
  const SmootherSettings settings{.members = 1000, .iterations = 4};
  const Smoothed found = smooth(model.target, 3, model.simulator(2), settings, 7);
  const Matrix mean = model.posterior_mean();
  const Matrix covariance = model.covariance();
  for (std::size_t p = 0; p < 3; ++p) {
    double sum = 0;
    double squares = 0;
    for (const Point& z : found.points) {
      sum += z[p];
      squares += z[p] * z[p];
    }
    const double sd = std::sqrt(covariance(p, p));
    EXPECT_NEAR(sum / 1000, mean(p, 0), 5 * sd / std::sqrt(1000.0));
    EXPECT_NEAR(std::sqrt(squares / 1000 - sum * sum / 1e6) / sd, 1, 5 / std::sqrt(2000.0));
  }
  EXPECT_EQ(found.done, 4000U);
}

/// Fails every run whose number is a multiple of `every`.
Simulator failing(const Simulator& simulator, std::uint32_t every) {
  return [=](const Batch& batch) {
    auto results = simulator(batch);
    for (std::size_t i = 0; i < results.size(); ++i) {
      if ((batch.first + i) % every == 0) {
        results[i].reset();
      }
    }
    return results;
  };
}

TEST(EnsembleSmoother, DoesFailedRunsElsewhere) {
  const LinearModel model;
  const SmootherSettings settings{.members = 100, .iterations = 2};
  const Smoothed found = smooth(model.target, 3, failing(model.simulator(2), 97), settings, 7);
  EXPECT_EQ(found.redrawn, 3U);  // runs 0, 97 and 194
  EXPECT_EQ(found.done, 203U);
  EXPECT_EQ(found.runs.points.size(), 200U);
}

TEST(EnsembleSmoother, EndsWhenTooManyRunsFail) {
  const LinearModel model;
  const SmootherSettings settings{.members = 100, .iterations = 2};
  EXPECT_THROW(static_cast<void>(smooth(model.target, 3, failing(model.simulator(2), 10), settings, 7)),
               CalibrationFailed);
}

}  // namespace
}  // namespace corridor::calibration::es_mda_test
