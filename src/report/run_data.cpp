#include "run_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/error.hpp"
#include "corridor/report/report.hpp"
#include "corridor/statistics/ensemble_quantiles.hpp"
#include "corridor/statistics/measure.hpp"

#include "csv_text.hpp"
#include "folder_files.hpp"
#include "needs.hpp"

namespace corridor::report {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// More instants than this are thinned to those on the hour: the page would become too large for a mail.
constexpr std::size_t most_instants = 300;

/// What the page draws over time.
constexpr auto drawn = std::to_array<std::string_view>({"departed_persons",
                                                        "crossed_persons",
                                                        "crossed_persons_per_hour",
                                                        "queue_vehicles",
                                                        "queue_km",
                                                        "queue_persons",
                                                        "waiting",
                                                        "in_service",
                                                        "busy_servers",
                                                        "capacity",
                                                        "blocked",
                                                        "held",
                                                        "registered_persons",
                                                        "accommodated_persons",
                                                        "persons_without_bed",
                                                        "arrived_persons",
                                                        "stalled_vehicles",
                                                        "stalled_persons",
                                                        "waiting_for_fuel_persons",
                                                        "in_transit_persons"});

bool is_drawn(std::string_view measure) {
  return std::ranges::find(drawn, measure) != drawn.end();
}

bool is_by_departure_hour(std::string_view measure) {
  const auto known = statistics::measure_named(measure);
  return known && statistics::info(*known).kind == statistics::MeasureKind::by_departure_hour;
}

Range range_of(std::span<const double> values) {
  const statistics::EnsembleQuantiles q = statistics::ensemble_quantiles(values);
  return {.n = q.n, .mean = q.mean, .p05 = q.p05, .p25 = q.p25, .p50 = q.p50, .p75 = q.p75, .p95 = q.p95};
}

Range range_of(double value) {
  return std::isnan(value) ? Range() : Range{1, value, value, value, value, value, value};
}

/// Reads the tables of a run one by one.
class RunReader {
 public:
  explicit RunReader(RunData& data) : data_(data), clock_(data.calendar) {}

  void read_over_time() {
    const bool is_single = data_.replications == 1;
    const fs::path file = data_.folder / (is_single ? "timeseries.csv" : "quantiles.csv");
    if (is_single) {
      CsvText table(file, {"time", "place", "measure", "unit", "value"});
      while (table.next()) {
        if (is_wanted(table.text(2))) {
          add(table, range_of(table.number(4)));
        }
      }
    } else {
      CsvText table(file, {"time", "place", "measure", "unit", "n", "mean", "p05", "p25", "p50", "p75", "p95"});
      while (table.next()) {
        if (is_wanted(table.text(2))) {
          add(table, {static_cast<std::size_t>(table.number(4)), table.number(5), table.number(6), table.number(7),
                      table.number(8), table.number(9), table.number(10)});
        }
      }
    }
    for (const Series& s : all_) {
      if (s.rows.size() != times_.size()) {
        throw IoError(fmt::format("cannot read {}: {} of {} has not a row for each instant", file.string(),
                                  s.what.measure, s.what.place));
      }
    }
    data_.needs = daily_needs(all_, times_, data_.calendar);
    keep_drawn();
  }

  void read_summary() {
    CsvText table(data_.folder / "summary.csv", {"place", "group", "measure", "unit", "value"});
    using Key = std::tuple<std::string, std::string, std::string>;
    std::map<Key, std::pair<std::string, std::vector<double>>> figures;
    while (table.next()) {
      auto& [unit, values] =
          figures[{std::string(table.text(0)), std::string(table.text(2)), std::string(table.text(1))}];
      unit = table.text(3);
      values.push_back(table.number(4));
    }
    for (const auto& [key, figure] : figures) {
      const auto& [place, measure, group] = key;
      data_.summary.push_back({{place, measure, figure.first}, group, range_of(figure.second)});
    }
  }

  void read_observations() {
    const fs::path file = data_.folder / "observations.csv";
    if (!fs::exists(file)) {
      return;
    }
    CsvText table(file, {"series", "place", "measure", "time", "observed", "p05", "p50", "p95", "used"});
    while (table.next()) {
      if (data_.observed.empty() || data_.observed.back().id != table.text(0) ||
          data_.observed.back().place != table.text(1)) {
        data_.observed.push_back(
            {std::string(table.text(0)), std::string(table.text(1)), std::string(table.text(2)), {}});
      }
      data_.observed.back().points.push_back({clock_.hours(table.text(3)), table.number(4), table.number(5),
                                              table.number(6), table.number(7), table.text(8) == "yes"});
    }
  }

  void read_milestones() {
    CsvText table(data_.folder / "milestones.csv", {"place", "milestone", "time", "value"});
    while (table.next()) {
      auto found = std::ranges::find_if(
          data_.milestones, [&](const Milestone& m) { return m.place == table.text(0) && m.name == table.text(1); });
      if (found == data_.milestones.end()) {
        data_.milestones.push_back({std::string(table.text(0)), std::string(table.text(1)), {}, {}});
        found = std::prev(data_.milestones.end());
      }
      found->at.push_back(table.text(2).empty() ? does_not_apply : clock_.hours(table.text(2)));
      found->value.push_back(table.number(3));
    }
  }

 private:
  static bool is_wanted(std::string_view measure) {
    return is_drawn(measure) || is_need(measure) || is_by_departure_hour(measure);
  }

  /// @pre the first columns of the table are time, place, measure, unit
  void add(const CsvText& table, const Range& range) {
    const double time = clock_.hours(table.text(0));
    if (is_by_departure_hour(table.text(2))) {
      data_.hourly.push_back({time, what(table), range});
      return;
    }
    if (all_.empty() || all_.back().what.place != table.text(1) || all_.back().what.measure != table.text(2)) {
      all_.push_back({what(table), {}});
    }
    if (all_.size() == 1) {
      times_.push_back(time);
    }
    all_.back().rows.push_back(range);
  }
  static What what(const CsvText& table) {
    return {std::string(table.text(1)), std::string(table.text(2)), std::string(table.text(3))};
  }

  void keep_drawn() {
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < times_.size(); ++i) {
      if (times_.size() <= most_instants || times_[i] == std::floor(times_[i]) || i + 1 == times_.size()) {
        kept.push_back(i);
      }
    }
    for (const std::size_t i : kept) {
      data_.times.push_back(times_[i]);
    }
    for (Series& s : all_) {
      if (is_drawn(s.what.measure)) {
        Series& drawn_series = data_.series.emplace_back(Series{std::move(s.what), {}});
        for (const std::size_t i : kept) {
          drawn_series.rows.push_back(s.rows[i]);
        }
      }
    }
  }

  RunData& data_;
  Clock clock_;
  std::vector<Series> all_;
  std::vector<double> times_;
};

RunData read_run_as_told(const fs::path& folder, Json manifest) {
  RunData data;
  data.folder = folder;
  data.manifest = std::move(manifest);
  data.scenario = read_scenario(folder);
  data.calendar = calendar_of(data.scenario);
  data.end = Clock(data.calendar).hours(data.scenario.at("end").get<std::string>());
  data.replications = data.manifest.at("replications").at("finished").get<std::size_t>();
  RunReader reader(data);
  reader.read_over_time();
  reader.read_summary();
  reader.read_observations();
  reader.read_milestones();
  return data;
}

ComparisonData read_comparison_as_told(const fs::path& folder, Json manifest) {
  ComparisonData data{.manifest = std::move(manifest), .scenario = read_scenario(folder), .figures = {}};
  CsvText table(folder / "comparison.csv", {"variant", "place", "group", "measure", "unit", "n", "base", "variant_mean",
                                            "difference", "low", "high", "share_lower", "variance_ratio"});
  while (table.next()) {
    data.figures.push_back(
        {.variant = std::string(table.text(0)),
         .what = {std::string(table.text(1)), std::string(table.text(3)), std::string(table.text(4))},
         .group = std::string(table.text(2)),
         .n = static_cast<std::size_t>(table.number(5)),
         .base = table.number(6),
         .changed = table.number(7),
         .difference = table.number(8),
         .low = table.number(9),
         .high = table.number(10),
         .share_lower = table.number(11),
         .variance_ratio = table.number(12)});
  }
  return data;
}

}  // namespace

const Series* RunData::find_series(std::string_view place, std::string_view measure) const {
  const auto found =
      std::ranges::find_if(series, [&](const Series& s) { return s.what.place == place && s.what.measure == measure; });
  return found == series.end() ? nullptr : &*found;
}

const Figure* RunData::find_figure(std::string_view place, std::string_view measure, std::string_view group) const {
  const auto found = std::ranges::find_if(
      summary, [&](const Figure& f) { return f.what.place == place && f.what.measure == measure && f.group == group; });
  return found == summary.end() ? nullptr : &*found;
}

RunData read_run(const fs::path& folder, Json manifest) {
  return within(folder, [&] { return read_run_as_told(folder, std::move(manifest)); });
}

ComparisonData read_comparison(const fs::path& folder, Json manifest) {
  return within(folder, [&] { return read_comparison_as_told(folder, std::move(manifest)); });
}

}  // namespace corridor::report
