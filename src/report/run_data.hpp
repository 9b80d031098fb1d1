// A stored run as plain tables in memory, with times as hours since the start. Computes nothing.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "corridor/base/time.hpp"

namespace corridor::report {

inline constexpr double does_not_apply = std::numeric_limits<double>::quiet_NaN();

/// A figure over the replications in which it applies.
struct Range {
  std::size_t n = 0;
  double mean = does_not_apply;
  double p05 = does_not_apply;
  double p25 = does_not_apply;
  double p50 = does_not_apply;
  double p75 = does_not_apply;
  double p95 = does_not_apply;
};

/// What is measured where.
struct What {
  std::string place;
  std::string measure;
  std::string unit;
};

/// A row for each of RunData::times.
struct Series {
  What what;
  std::vector<Range> rows;
};

struct Figure {
  What what;
  std::string group;  ///< empty: everybody
  Range range;
};

struct HourlyFigure {
  double time = 0;  ///< the beginning of the departure hour [h]
  What what;
  Range range;
};

struct ObservedPoint {
  double time = 0;  ///< [h]
  double observed = 0;
  double p05 = 0;
  double p50 = 0;
  double p95 = 0;
  bool is_used = true;
};

struct ObservedSeries {
  std::string id;
  std::string place;
  std::string measure;
  std::vector<ObservedPoint> points;
};

/// A turn in each replication, in their order.
struct Milestone {
  std::string place;
  std::string name;
  std::vector<double> at;     ///< [h]; NaN: it did not come
  std::vector<double> value;  ///< NaN: it has none
};

/// The greatest need of a day: of the instant at which its median is largest.
struct DailyNeed {
  What what;
  std::string day;  ///< `2023-09-26`
  Range range;
};

struct RunData {
  std::filesystem::path folder;
  nlohmann::ordered_json manifest;
  nlohmann::ordered_json scenario;  ///< scenario.json
  Calendar calendar;
  double end = 0;  ///< [h]
  std::size_t replications = 0;
  std::vector<double> times;  ///< [h]
  std::vector<Series> series;
  std::vector<Figure> summary;
  std::vector<HourlyFigure> hourly;
  std::vector<ObservedSeries> observed;
  std::vector<Milestone> milestones;
  std::vector<DailyNeed> needs;

  /// Null if there is none.
  [[nodiscard]] const Series* find_series(std::string_view place, std::string_view measure) const;
  [[nodiscard]] const Figure* find_figure(std::string_view place, std::string_view measure,
                                          std::string_view group = {}) const;
};

/// A row of comparison.csv.
struct ComparedFigure {
  std::string variant;
  What what;
  std::string group;
  std::size_t n = 0;
  double base = 0;
  double changed = 0;  ///< mean of the variant
  double difference = 0;
  double low = 0;
  double high = 0;
  double share_lower = 0;
  double variance_ratio = 0;
};

struct ComparisonData {
  nlohmann::ordered_json manifest;
  nlohmann::ordered_json scenario;  ///< of the base
  std::vector<ComparedFigure> figures;
};

/// Throws IncompatibleFolder, IoError.
[[nodiscard]] RunData read_run(const std::filesystem::path& folder, nlohmann::ordered_json manifest);
[[nodiscard]] ComparisonData read_comparison(const std::filesystem::path& folder, nlohmann::ordered_json manifest);

}  // namespace corridor::report
