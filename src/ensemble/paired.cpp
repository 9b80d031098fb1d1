#include "corridor/ensemble/paired.hpp"

#include <cmath>
#include <limits>

#include "corridor/base/contract.hpp"
#include "corridor/statistics/moments.hpp"

namespace corridor::ensemble {

using statistics::Moments;

namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
}  // namespace

bool PairedDifference::is_certain() const {
  return difference != 0 && n >= 2 && std::fabs(difference) > half_width;
}

PairedDifference paired_difference(std::span<const double> base, std::span<const double> variant) {
  expects(base.size() == variant.size(), "a pair has a base and a variant");
  Moments of_base;
  Moments of_variant;
  Moments of_difference;
  double lower = 0;
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (std::isnan(base[i]) || std::isnan(variant[i])) {
      continue;
    }
    of_base.add(base[i]);
    of_variant.add(variant[i]);
    of_difference.add(variant[i] - base[i]);
    lower += variant[i] < base[i] ? 1 : variant[i] == base[i] ? 0.5 : 0;
  }
  const std::uint32_t n = of_difference.count();
  const double variance = of_difference.variance();
  return {.n = n,
          .base = of_base.mean(),
          .variant = of_variant.mean(),
          .difference = of_difference.mean(),
          .half_width = of_difference.half_width(),
          .share_lower = n == 0 ? nan : lower / n,
          .variance_ratio = variance > 0 ? (of_base.variance() + of_variant.variance()) / variance : nan};
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
