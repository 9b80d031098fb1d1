#include "corridor/statistics/moments.hpp"

#include <cmath>
#include <limits>

#include "corridor/statistics/student.hpp"

namespace corridor::statistics {

namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
}  // namespace

void Moments::add(double value) {
  ++count_;
  const double before = value - mean_;
  mean_ += before / count_;
  squares_ += before * (value - mean_);
}

double Moments::mean() const {
  return count_ == 0 ? nan : mean_;
}

double Moments::variance() const {
  return count_ < 2 ? nan : squares_ / (count_ - 1);
}

double Moments::half_width() const {
  return count_ < 2 ? nan : student_quantile(0.975, count_ - 1) * std::sqrt(variance() / count_);
}

}  // namespace corridor::statistics
