// What a variant changes, from pairs of replications that draw the same random numbers. Runs nothing.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "corridor/statistics/measure.hpp"
#include "corridor/statistics/run_result.hpp"

namespace corridor::ensemble {

/// variant - base over pairs in which the figure applies to both. Without such a pair all but `n` is NaN.
struct PairedDifference {
  std::uint32_t n = 0;
  double base = 0;            ///< mean
  double variant = 0;         ///< mean
  double difference = 0;      ///< mean
  double half_width = 0;      ///< t s / sqrt(n), 95 %; NaN if n < 2
  double share_lower = 0;     ///< of pairs in which the variant is lower; those that are equal count half
  double variance_ratio = 0;  ///< (s^2 of the base + s^2 of the variant) / s^2 of the difference: how many times as
                              ///< many replications independent streams would take; NaN if the difference does not vary

  /// The interval does not hold 0, or every pair differs by the same.
  [[nodiscard]] bool is_certain() const;
};

/// @pre as many values of one as of the other, in order of replications; NaN where the figure does not apply
[[nodiscard]] PairedDifference paired_difference(std::span<const double> base, std::span<const double> variant);

/// Every figure of the summary in each replication.
class FigureTable {
 public:
  struct Key {
    std::string place;
    std::string group;
    statistics::Measure measure{};
    friend bool operator<(const Key& a, const Key& b) {
      return std::tie(a.place, a.group, a.measure) < std::tie(b.place, b.group, b.measure);
    }
  };

  /// The next replication, in order of indices.
  void add(const statistics::RunResult& result);
  /// One that failed: none of its figures applies.
  void add_nothing();
  [[nodiscard]] std::uint32_t replications() const { return replications_; }
  /// One value for each replication; empty if there is no such figure.
  [[nodiscard]] std::vector<double> values(const Key& key) const;
  [[nodiscard]] std::vector<Key> keys() const;

 private:
  std::map<Key, std::vector<double>> values_;  ///< NaN, or missing at the end, where it does not apply
  std::uint32_t replications_ = 0;
};

/// A figure that both have, and how it differs.
struct ComparedFigure {
  FigureTable::Key key;
  PairedDifference change;
};

/// All figures that both have, by place, group and measure.
[[nodiscard]] std::vector<ComparedFigure> compare(const FigureTable& base, const FigureTable& variant);

}  // namespace corridor::ensemble
