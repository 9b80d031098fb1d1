#include "forecast_data.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "corridor/base/error.hpp"

#include "csv_text.hpp"
#include "folder_files.hpp"

namespace corridor::report {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// More instants than this are thinned to full hours and those of counts.
constexpr std::size_t most_forecast_instants = 300;

/// Reads the tables of a forecast one by one.
class ForecastReader {
 public:
  ForecastReader(fs::path folder, ForecastData& data)
      : folder_(std::move(folder)), data_(data), clock_(data.calendar) {}

  void read_over_time() {
    CsvText table(folder_ / "forecast.csv",
                  {"time", "place", "measure", "unit", "mean", "p05", "p25", "p50", "p75", "p95"});
    while (table.next()) {
      const double time = clock_.hours(table.text(0));
      if (data_.times.empty() || data_.times.back() != time) {
        data_.times.push_back(time);
      }
      const Range range{.mean = table.number(4),
                        .p05 = table.number(5),
                        .p25 = table.number(6),
                        .p50 = table.number(7),
                        .p75 = table.number(8),
                        .p95 = table.number(9)};
      std::vector<Range>& rows =
          series_of({std::string(table.text(1)), std::string(table.text(2)), std::string(table.text(3))}).rows;
      rows.resize(data_.times.size());  // a series may not apply at some instants
      rows.back() = range;
    }
    for (Series& s : data_.series) {
      s.rows.resize(data_.times.size());
    }
  }

  void read_crossed() {
    CsvText table(folder_ / "times.csv", {"share_crossed", "p05", "p25", "p50", "p75", "p95"});
    const auto at = [&](std::size_t column) {
      return table.text(column).empty() ? does_not_apply : clock_.hours(table.text(column));
    };
    while (table.next()) {
      data_.crossed.push_back(
          {table.number(0), {.p05 = at(1), .p25 = at(2), .p50 = at(3), .p75 = at(4), .p95 = at(5)}});
    }
  }

  void read_counts() {
    CsvText table(folder_ / "counts.csv", {"series", "place", "measure", "time", "value", "known"});
    while (table.next()) {
      if (data_.counted.empty() || data_.counted.back().id != table.text(0)) {
        data_.counted.push_back(
            {std::string(table.text(0)), std::string(table.text(1)), std::string(table.text(2)), {}});
      }
      data_.counted.back().points.push_back({clock_.hours(table.text(3)), table.number(4), table.text(5) == "yes"});
    }
  }

  void read_scores() {
    const fs::path file = folder_ / "scores.csv";
    if (!fs::exists(file)) {
      return;
    }
    CsvText table(file, {"series", "of", "time", "truth", "crps", "low_50", "high_50", "low_90", "high_90"});
    while (table.next()) {
      if (table.text(1) != "count") {
        data_.scores.push_back({.series = std::string(table.text(0)),
                                .of = std::string(table.text(1)),
                                .time = clock_.hours(table.text(2)),
                                .truth = table.number(3),
                                .crps = table.number(4),
                                .low_50 = table.number(5),
                                .high_50 = table.number(6),
                                .low_90 = table.number(7),
                                .high_90 = table.number(8)});
      }
    }
  }

  /// @pre everything is read
  void thin() {
    if (data_.times.size() <= most_forecast_instants) {
      return;
    }
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < data_.times.size(); ++i) {
      const double ahead = data_.times[i] - data_.times.front();
      if (ahead == std::floor(ahead) || i + 1 == data_.times.size() || is_counted(data_.times[i])) {
        kept.push_back(i);
      }
    }
    const auto keep = [&](auto& list) {
      for (std::size_t i = 0; i < kept.size(); ++i) {
        list[i] = list[kept[i]];
      }
      list.resize(kept.size());
    };
    keep(data_.times);
    for (Series& s : data_.series) {
      keep(s.rows);
    }
  }

 private:
  Series& series_of(What what) {
    const auto found = std::ranges::find_if(
        data_.series, [&](const Series& s) { return s.what.place == what.place && s.what.measure == what.measure; });
    return found == data_.series.end() ? data_.series.emplace_back(Series{std::move(what), {}}) : *found;
  }

  [[nodiscard]] bool is_counted(double time) const {
    return std::ranges::any_of(data_.counted, [&](const CountedSeries& series) {
      return std::ranges::find(series.points, time, &ForecastCount::time) != series.points.end();
    });
  }

  fs::path folder_;
  ForecastData& data_;
  Clock clock_;
};

}  // namespace

const Series* ForecastData::find_series(std::string_view measure) const {
  const auto found = std::ranges::find_if(series, [&](const Series& s) { return s.what.measure == measure; });
  return found == series.end() ? nullptr : &*found;
}

ForecastData read_forecast(const fs::path& folder, Json manifest) {
  return within(folder, [&] {
    ForecastData data;
    data.manifest = std::move(manifest);
    data.scenario = read_scenario(folder);
    data.information = read_json(folder / "information.json");
    data.calendar = calendar_of(data.scenario);
    Clock clock(data.calendar);
    data.as_of = clock.hours(data.manifest.at("as_of").get<std::string>());
    data.end = clock.hours(data.manifest.at("end").get<std::string>());
    ForecastReader reader(folder, data);
    reader.read_over_time();
    reader.read_crossed();
    reader.read_counts();
    reader.read_scores();
    reader.thin();
    if (data.times.empty()) {
      throw IoError(fmt::format("cannot read {}: forecast.csv has no rows", folder.string()));
    }
    return data;
  });
}

}  // namespace corridor::report
