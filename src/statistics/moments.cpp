#include "corridor/statistics/moments.hpp"

#include <cmath>

#include "corridor/statistics/student.hpp"

#include "figure.hpp"

namespace corridor::statistics {

void Moments::add(double value) {
  ++count_;
  const double before = value - mean_;
  mean_ += before / count_;
  squares_ += before * (value - mean_);
}

double Moments::mean() const {
  return count_ == 0 ? does_not_apply : mean_;
}

double Moments::variance() const {
  return count_ < 2 ? does_not_apply : squares_ / (count_ - 1);
}

double Moments::half_width() const {
  return count_ < 2 ? does_not_apply : student_quantile(0.975, count_ - 1) * std::sqrt(variance() / count_);
}

}  // namespace corridor::statistics
