#include "corridor/ensemble/paired.hpp"

#include <cmath>
#include <limits>

#include "corridor/base/contract.hpp"
#include "corridor/statistics/student.hpp"

namespace corridor::ensemble {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Mean and sum of squared deviations. Source: Welford 1962, Technometrics 4, 419-420.
class Moments {
 public:
  void add(double value) {
    ++n_;
    const double before = value - mean_;
    mean_ += before / n_;
    squares_ += before * (value - mean_);
  }
  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] double variance() const { return n_ < 2 ? nan : squares_ / (n_ - 1); }

 private:
  std::uint32_t n_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

}  // namespace

bool PairedDifference::is_certain() const {
  return difference != 0 && n >= 2 && std::fabs(difference) > half_width;
}

PairedDifference paired_difference(std::span<const double> base, std::span<const double> variant) {
  expects(base.size() == variant.size(), "a pair has a base and a variant");
  PairedDifference result;
  Moments of_base;
  Moments of_variant;
  Moments of_difference;
  double lower = 0;
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (std::isnan(base[i]) || std::isnan(variant[i])) {
      continue;
    }
    ++result.n;
    of_base.add(base[i]);
    of_variant.add(variant[i]);
    of_difference.add(variant[i] - base[i]);
    lower += variant[i] < base[i] ? 1 : variant[i] == base[i] ? 0.5 : 0;
  }
  result.base = of_base.mean();
  result.variant = of_variant.mean();
  result.difference = of_difference.mean();
  const double variance = of_difference.variance();
  result.half_width =
      result.n < 2 ? nan : statistics::student_quantile(0.975, result.n - 1) * std::sqrt(variance / result.n);
  result.share_lower = result.n == 0 ? nan : lower / result.n;
  result.variance_ratio = variance > 0 ? (of_base.variance() + of_variant.variance()) / variance : nan;
  return result;
}

void FigureTable::add(const statistics::RunResult& result) {
  for (const statistics::SummaryValue& v : result.summary) {
    std::vector<double>& values = values_[{v.place, v.group, v.measure}];
    values.resize(replications_, nan);
    values.push_back(v.value);
  }
  ++replications_;
}

void FigureTable::add_nothing() {
  ++replications_;
}

std::vector<double> FigureTable::values(const Key& key) const {
  const auto found = values_.find(key);
  std::vector<double> values = found == values_.end() ? std::vector<double>() : found->second;
  if (!values.empty()) {
    values.resize(replications_, nan);
  }
  return values;
}

std::vector<FigureTable::Key> FigureTable::keys() const {
  std::vector<Key> keys;
  for (const auto& [key, values] : values_) {
    keys.push_back(key);
  }
  return keys;
}

std::vector<ComparedFigure> compare(const FigureTable& base, const FigureTable& variant) {
  std::vector<ComparedFigure> list;
  for (const FigureTable::Key& key : base.keys()) {
    const std::vector<double> of_variant = variant.values(key);
    if (!of_variant.empty()) {
      list.push_back({key, paired_difference(base.values(key), of_variant)});
    }
  }
  return list;
}

}  // namespace corridor::ensemble
