#include "corridor/calibration/es_mda.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"
#include "corridor/design/design.hpp"

#include "algebra.hpp"
#include "normal_draws.hpp"
#include "regression.hpp"

namespace corridor::calibration {

namespace {

/// Slopes of the outputs [parameters x outputs], by linear regression.
Matrix slopes(const Matrix& points, const Matrix& outputs) {
  const Matrix x = less(points, column_means(points));
  const Matrix y = less(outputs, column_means(outputs));
  return least_squares(x, y);
}

/// One iteration after the other over the same members.
class Smoother {
 public:
  Smoother(const Target& target, std::size_t parameters, const Simulator& simulator, const SmootherSettings& settings,
           std::uint64_t seed)
      : target_(target), parameters_(parameters), simulator_(simulator), settings_(settings), seed_(seed) {
    expects(settings.members > parameters + 2 && settings.iterations > 0,
            "an ensemble has more members than parameters");
    result_.points = as_normals(design::latin_hypercube({settings.members, parameters}, design::InCell::random, seed));
  }

  void iterate(std::size_t iteration) {
    const Runs runs = run_all(iteration);
    const Matrix points = rows_of(runs.points);
    const Matrix outputs = rows_of(runs.outputs);
    result_.intrinsic = fit(terms_for(points.rows(), parameters_), points, outputs).covariance;
    Matrix noise =
        standard_normals({points.rows(), target_.counts.size()}, seed_, fmt::format("smoother/{}", iteration));
    noise = less(noise, column_means(noise));  // perturbations that cancel move the mean by nothing
    const Matrix moved =
        assimilate(points, outputs, noise, {target_, result_.intrinsic, static_cast<double>(settings_.iterations)});
    for (std::size_t i = 0; i < moved.rows(); ++i) {
      result_.points[i].assign(moved.row(i).begin(), moved.row(i).end());
    }
    result_.runs.add(runs);
  }

  Smoothed finish() { return std::move(result_); }

 private:
  /// A run for each member; where one fails, another near the members is done instead.
  Runs run_all(std::size_t iteration) {
    std::vector<std::optional<Outputs>> outputs(settings_.members);
    for (std::uint32_t attempt = 0;; ++attempt) {
      std::vector<std::size_t> missing;
      std::vector<Point> wanted;
      for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (!outputs[i]) {
          missing.push_back(i);
          wanted.push_back(result_.points[i]);
        }
      }
      if (missing.empty()) {
        break;
      }
      auto found = simulator_({.first = result_.done, .points = wanted});
      expects(found.size() == wanted.size(), "every run of a batch comes to something or fails");
      result_.done += static_cast<std::uint32_t>(wanted.size());
      for (std::size_t k = 0; k < missing.size(); ++k) {
        outputs[missing[k]] = std::move(found[k]);
      }
      redraw_failed(outputs, fmt::format("redrawn/{}/{}", iteration, attempt));
    }
    Runs runs{.points = result_.points, .outputs = {}};
    for (auto& o : outputs) {
      runs.outputs.push_back(std::move(*o));
    }
    return runs;
  }

  /// From the normal distribution that has the members' mean and covariance.
  void redraw_failed(const std::vector<std::optional<Outputs>>& outputs, const std::string& what) {
    const Matrix members = rows_of(result_.points);
    const std::vector<double> mean = column_means(members);
    const Matrix lower = cholesky_of_covariance(covariance_of(members));
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      if (outputs[i]) {
        continue;
      }
      ++result_.redrawn;
      random::Draws draws = draws_of(seed_, what, static_cast<std::uint32_t>(i));
      Matrix z({parameters_, 1});
      for (std::size_t p = 0; p < parameters_; ++p) {
        z(p, 0) = standard_normal(draws);
      }
      const Matrix step = product(lower, z);
      for (std::size_t p = 0; p < parameters_; ++p) {
        result_.points[i][p] = mean[p] + step(p, 0);
      }
    }
    const auto all = static_cast<double>(settings_.members * settings_.iterations);
    if (result_.redrawn > settings_.most_failed * all) {
      throw CalibrationFailed(fmt::format("{} of {} runs failed, which is more than {} %", result_.redrawn,
                                          result_.done, 100 * settings_.most_failed));
    }
  }

  const Target& target_;
  std::size_t parameters_;
  const Simulator& simulator_;
  const SmootherSettings& settings_;
  std::uint64_t seed_;
  Smoothed result_;
};

}  // namespace

ForEach one_by_one() {
  return [](std::size_t n, const std::function<void(std::size_t)>& work) {
    for (std::size_t i = 0; i < n; ++i) {
      work(i);
    }
  };
}

void Runs::add(const Runs& other) {
  points.insert(points.end(), other.points.begin(), other.points.end());
  outputs.insert(outputs.end(), other.outputs.begin(), other.outputs.end());
}

Matrix assimilate(const Matrix& points, const Matrix& outputs, const Matrix& standard_normal, const Update& update) {
  const Matrix by_parameter = slopes(points, outputs);
  const Matrix of_outputs = product(covariance_of(points), by_parameter);  // covariance of points with outputs
  const Matrix& errors = update.target.covariance;
  const double alpha = update.inflation;
  const Matrix perturbation = cholesky_of_covariance(
      sum(sum(Matrix({errors.rows(), errors.columns()}), errors, alpha), update.intrinsic, alpha - 1));
  const Matrix innovation_covariance =
      sum(sum(product(transposed(by_parameter), of_outputs), errors, alpha), update.intrinsic, alpha);
  const Matrix lower = cholesky_of_covariance(innovation_covariance);
  Matrix innovations = product(standard_normal, transposed(perturbation));
  for (std::size_t i = 0; i < innovations.rows(); ++i) {
    for (std::size_t k = 0; k < innovations.columns(); ++k) {
      innovations(i, k) += update.target.counts[k] - outputs(i, k);
    }
  }
  const Matrix weighted = solve_upper(lower, solve_lower(lower, transposed(innovations)));
  return sum(points, transposed(product(of_outputs, weighted)));
}

Smoothed smooth(const Target& target, std::size_t parameters, const Simulator& simulator,
                const SmootherSettings& settings, std::uint64_t seed,
                const std::function<void(std::size_t iteration)>& on_iteration) {
  Smoother smoother(target, parameters, simulator, settings, seed);
  for (std::size_t i = 1; i <= settings.iterations; ++i) {
    smoother.iterate(i);
    if (on_iteration) {
      on_iteration(i);
    }
  }
  return smoother.finish();
}

}  // namespace corridor::calibration
