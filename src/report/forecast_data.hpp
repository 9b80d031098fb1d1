// A stored forecast as plain tables in memory, with times as hours since the start of the scenario. Computes nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "corridor/base/time.hpp"

#include "run_data.hpp"

namespace corridor::report {

/// A count beside the forecast.
struct ForecastCount {
  double time = 0;  ///< [h]
  double value = 0;
  bool is_known = true;  ///< it was public when the forecast was made
};

struct CountedSeries {
  std::string id;
  std::string place;
  std::string measure;
  std::vector<ForecastCount> points;
};

/// By when so much of those who will leave has crossed; NaN: later than the forecast reaches.
struct CrossedShare {
  double share = 0;
  Range at;  ///< [h]
};

/// A row of scores.csv that is of a time ahead.
struct LeadScore {
  std::string series;
  std::string of;   ///< `24 h`
  double time = 0;  ///< [h]
  double truth = 0;
  double crps = 0;
  double low_50 = 0;
  double high_50 = 0;
  double low_90 = 0;
  double high_90 = 0;
};

struct ForecastData {
  nlohmann::ordered_json manifest;
  nlohmann::ordered_json scenario;     ///< scenario.json
  nlohmann::ordered_json information;  ///< information.json
  Calendar calendar;
  double as_of = 0;            ///< [h]
  double end = 0;              ///< [h]
  std::vector<double> times;   ///< [h]; full hours from `as_of` on and those of counts if there are too many
  std::vector<Series> series;  ///< Range::n is 0: the runs are weighted
  std::vector<CountedSeries> counted;
  std::vector<CrossedShare> crossed;
  std::vector<LeadScore> scores;  ///< none if no counts came later

  /// Null if there is none.
  [[nodiscard]] const Series* find_series(std::string_view measure) const;
};

/// Throws IncompatibleFolder, IoError.
[[nodiscard]] ForecastData read_forecast(const std::filesystem::path& folder, nlohmann::ordered_json manifest);

}  // namespace corridor::report
