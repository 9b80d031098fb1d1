// The workbook: tidy sheets, and charts of the spreadsheet's own.
#include <array>
#include <cerrno>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>
#include <xlsxwriter.h>

#include <fmt/format.h>

#include "corridor/base/error.hpp"
#include "corridor/report/exports.hpp"

#include "findings.hpp"
#include "folder_files.hpp"
#include "names.hpp"
#include "places_data.hpp"
#include "report_data.hpp"
#include "sentences.hpp"
#include "stored_folders.hpp"

namespace corridor::report {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Rows that a sheet of a spreadsheet has. Source: ECMA-376, as Excel and LibreOffice read it.
constexpr lxw_row_t most_rows = 1048576;

/// A sheet that is written from its first row on.
class Sheet {
 public:
  Sheet(lxw_workbook* workbook, const std::string& name, lxw_format* bold, const std::vector<std::string>& header)
      : sheet_(workbook_add_worksheet(workbook, name.c_str())), name_(name) {
    for (const std::string& title : header) {
      worksheet_write_string(sheet_, 0, column_++, title.c_str(), bold);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    worksheet_set_column(sheet_, 0, static_cast<lxw_col_t>(header.size()), 18, nullptr);
    end_row();
  }
  /// Never a formula, whatever it begins with.
  Sheet& text(const std::string& value) {
    worksheet_write_string(sheet_, row_, column_++, value.c_str(), nullptr);
    return *this;
  }
  /// NaN is an empty cell.
  Sheet& number(double value) {
    if (!std::isnan(value)) {
      worksheet_write_number(sheet_, row_, column_, value, nullptr);
    }
    ++column_;
    return *this;
  }
  Sheet& range(const Range& r) {
    return number(static_cast<double>(r.n))
        .number(r.mean)
        .number(r.p05)
        .number(r.p25)
        .number(r.p50)
        .number(r.p75)
        .number(r.p95);
  }
  void end_row() {
    column_ = 0;
    row_ = std::min(row_ + 1, most_rows - 1);
  }
  [[nodiscard]] lxw_worksheet* get() const { return sheet_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] lxw_row_t rows() const { return row_; }

 private:
  lxw_worksheet* sheet_;
  std::string name_;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
};

/// The workbook that is being made of some folders.
class Writer {
 public:
  Writer(const fs::path& file, const ReportOptions& options)
      : workbook_(workbook_new(file.c_str())), options_(options), bold_(workbook_add_format(workbook_)) {
    format_set_bold(bold_);
  }

  /// The same for the same folders: no clock of this machine.
  void name(std::string title, const Calendar& calendar) {
    const auto start = parse_local_time(calendar.to_iso(SimTime()));
    std::string program = "corridor";
    std::string comment = "A planning scenario with synthetic parties: no record of real people.";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = program.data();
    properties.comments = comment.data();
    properties.created = start ? std::max<std::time_t>(start->utc_seconds, 1) : 1;
    workbook_set_properties(workbook_, &properties);
  }

  void add(const RunData& run, const std::string& suffix) {
    add_findings(run, suffix);
    add_charts(run, suffix);
    Sheet summary = sheet("Figures" + suffix, {"place", "name", "group", "measure", "unit", "n", "mean", "p05", "p25",
                                               "p50", "p75", "p95"});
    const Names names(run.scenario);
    for (const Figure& f : run.summary) {
      summary.text(f.what.place).text(names.of(f.what.place)).text(f.group).text(f.what.measure).text(f.what.unit);
      summary.range(shown(f, options_)).end_row();
    }
    add_series(run, suffix);
    add_observations(run, suffix);
    add_assumptions(run.scenario, suffix);
  }

  void add(const ComparisonData& comparison) {
    Sheet s = sheet("Comparison", {"variant", "place", "group", "measure", "unit", "n", "base", "variant_mean",
                                   "difference", "low", "high", "share_lower", "variance_ratio"});
    for (const ComparedFigure& f : comparison.figures) {
      const auto is_hidden = [&](double mean) {
        return std::isnan(shown({f.what, f.group, {.n = f.n, .mean = mean}}, options_).mean);
      };
      s.text(f.variant).text(f.what.place).text(f.group).text(f.what.measure).text(f.what.unit);
      s.number(static_cast<double>(f.n));
      for (const double value : {f.base, f.changed, f.difference, f.low, f.high, f.share_lower, f.variance_ratio}) {
        s.number(is_hidden(f.base) || is_hidden(f.changed) ? does_not_apply : value);
      }
      s.end_row();
    }
    add_assumptions(comparison.scenario, " base");
  }

  void add(const ForecastData& forecast, const std::string& suffix) {
    Sheet s =
        sheet("Forecast" + suffix, {"place", "measure", "unit", "time", "mean", "p05", "p25", "p50", "p75", "p95"});
    for (const Series& series : forecast.series) {
      for (std::size_t i = 0; i < forecast.times.size(); ++i) {
        const Range& r = series.rows[i];
        s.text(series.what.place).text(series.what.measure).text(series.what.unit);
        s.text(iso(forecast.times[i], forecast.calendar)).number(r.mean);
        s.number(r.p05).number(r.p25).number(r.p50).number(r.p75).number(r.p95).end_row();
      }
    }
    Sheet counts = sheet("Counts" + suffix, {"series", "place", "measure", "time", "value", "known"});
    for (const CountedSeries& series : forecast.counted) {
      for (const ForecastCount& p : series.points) {
        counts.text(series.id).text(series.place).text(series.measure).text(iso(p.time, forecast.calendar));
        counts.number(p.value).text(p.is_known ? "yes" : "no").end_row();
      }
    }
  }

  void add(const CalibrationData& calibration, const std::string& suffix) {
    Sheet values = sheet("Calibrated" + suffix, {"value", "unit", "when", "p05", "p25", "p50", "p75", "p95"});
    for (const Json& p : calibration.diagnostics.at("parameters")) {
      for (const char* when : {"prior", "posterior"}) {
        values.text(p.at("id").get<std::string>()).text(p.at("unit").get<std::string>()).text(when);
        for (const char* level : {"p05", "p25", "p50", "p75", "p95"}) {
          values.number(p.at(when).at(level).get<double>());
        }
        values.end_row();
      }
    }
    Sheet s = sheet("Predicted" + suffix,
                    {"series", "time", "observed", "mean", "p05", "p25", "p50", "p75", "p95", "pit", "residual"});
    for (const PredictedSeries& series : calibration.series) {
      for (const PredictedPoint& p : series.points) {
        s.text(series.id).text(iso(p.time, calibration.calendar)).number(p.observed).number(p.range.mean);
        s.number(p.range.p05).number(p.range.p25).number(p.range.p50).number(p.range.p75).number(p.range.p95);
        s.number(p.pit).number(p.residual).end_row();
      }
    }
  }

  /// Nothing: it is written.
  [[nodiscard]] lxw_error close() { return workbook_close(std::exchange(workbook_, nullptr)); }

 private:
  static std::string iso(double hours, const Calendar& calendar) {
    return calendar.to_iso(SimTime(from_seconds(hours * 3600)));
  }

  Sheet sheet(const std::string& name, const std::vector<std::string>& header) {
    return {workbook_, name, bold_, header};
  }

  void add_findings(const RunData& run, const std::string& suffix) {
    Sheet s = sheet("Findings" + suffix, {"finding"});
    worksheet_set_column(s.get(), 0, 0, 120, nullptr);
    const Names names(run.scenario);
    s.text(run.manifest.at("scenario").at("title").get<std::string>()).end_row();
    s.text("Planning scenario with synthetic parties: no record of real people, and no prediction.").end_row();
    for (const Finding& f : findings_of(run)) {
      s.text(sentence(f, names, run.calendar)).end_row();
    }
    s.text("Result hash " + run.manifest.at("result_hash").get<std::string>()).end_row();
  }

  void add_charts(const RunData& run, const std::string& suffix) {
    using Panel = std::pair<const char*, const char*>;
    for (const auto& [title, measure] :
         {Panel{"Queue", "queue_vehicles"}, Panel{"Crossed", "crossed_persons"}, Panel{"Beds", "accommodated_persons"},
          Panel{"Without bed", "persons_without_bed"}}) {
      const Series* series = run.find_series("all", measure);
      for (const Series& s : run.series) {
        series = series == nullptr && s.what.measure == measure ? &s : series;
      }
      if (series != nullptr) {
        add_chart(run, *series, title + suffix);
      }
    }
  }

  void add_chart(const RunData& run, const Series& series, const std::string& name) {
    Sheet s = sheet(name, {"time", "p05", "p25", "p50", "p75", "p95"});
    for (std::size_t i = 0; i < run.times.size(); ++i) {
      const Range& r = series.rows[i];
      s.text(run.calendar.to_iso(SimTime(from_seconds(run.times[i] * 3600))).substr(0, 16));
      s.number(r.p05).number(r.p25).number(r.p50).number(r.p75).number(r.p95).end_row();
    }
    lxw_chart* chart = workbook_add_chart(workbook_, LXW_CHART_LINE);
    const auto last = static_cast<lxw_row_t>(run.times.size());
    for (const auto& [column, color] : {std::pair<lxw_col_t, lxw_color_t>{1, 0x56B4E9}, {3, 0x0072B2}, {5, 0x56B4E9}}) {
      lxw_chart_series* line = chart_add_series(chart, nullptr, nullptr);
      chart_series_set_categories(line, name.c_str(), 1, 0, last, 0);
      chart_series_set_values(line, name.c_str(), 1, column, last, column);
      chart_series_set_name_range(line, name.c_str(), 0, column);
      lxw_chart_line style{};
      style.color = color;
      style.width = 1.75F;
      style.dash_type = static_cast<std::uint8_t>(column == 3 ? LXW_CHART_LINE_DASH_SOLID : LXW_CHART_LINE_DASH_DASH);
      chart_series_set_line(line, &style);
    }
    const Names names(run.scenario);
    chart_title_set_name(chart,
                         fmt::format("{}, {}", words_of(series.what.measure), names.of(series.what.place)).c_str());
    chart_axis_set_name(chart->y_axis, series.what.unit.c_str());
    worksheet_insert_chart(s.get(), 1, 7, chart);
  }

  void add_series(const RunData& run, const std::string& suffix) {
    Sheet s =
        sheet("Series" + suffix, {"place", "measure", "unit", "time", "n", "mean", "p05", "p25", "p50", "p75", "p95"});
    for (const Series& series : run.series) {
      for (std::size_t i = 0; i < run.times.size(); ++i) {
        s.text(series.what.place).text(series.what.measure).text(series.what.unit);
        s.text(run.calendar.to_iso(SimTime(from_seconds(run.times[i] * 3600)))).range(series.rows[i]).end_row();
      }
    }
  }

  void add_observations(const RunData& run, const std::string& suffix) {
    if (run.observed.empty()) {
      return;
    }
    Sheet s =
        sheet("Observations" + suffix, {"series", "place", "measure", "time", "observed", "p05", "p50", "p95", "used"});
    for (const ObservedSeries& series : run.observed) {
      for (const ObservedPoint& p : series.points) {
        s.text(series.id).text(series.place).text(series.measure);
        s.text(run.calendar.to_iso(SimTime(from_seconds(p.time * 3600))));
        s.number(p.observed).number(p.p05).number(p.p50).number(p.p95).text(p.is_used ? "yes" : "no").end_row();
      }
    }
  }

  void add_assumptions(const Json& scenario, const std::string& suffix) {
    Sheet s = sheet("Assumptions" + suffix, {"key", "value", "kind", "source"});
    for (const Json& a : assumptions_of(scenario)) {
      s.text(a.at("key").get<std::string>()).text(a.at("value").get<std::string>());
      s.text(a.at("kind").get<std::string>()).text(a.at("source").get<std::string>()).end_row();
    }
  }

  lxw_workbook* workbook_;
  ReportOptions options_;
  lxw_format* bold_;
};

/// scenario.json of the folder that the workbook is named after.
const Json& first_scenario(const StoredFolders& stored) {
  return stored.comparison           ? stored.comparison->scenario
         : !stored.runs.empty()      ? stored.runs.front().scenario
         : !stored.forecasts.empty() ? stored.forecasts.front().scenario
                                     : stored.calibrations.front().scenario;
}

}  // namespace

void write_workbook(const fs::path& file, std::span<const fs::path> folders, const ReportOptions& options) {
  const StoredFolders stored = read_folders(folders);
  const fs::path partial = file.string() + ".partial";
  Writer writer(partial, options);
  const Json& scenario = first_scenario(stored);
  writer.name(scenario.at("title").get<std::string>(), calendar_of(scenario));
  if (stored.comparison) {
    writer.add(*stored.comparison);
  }
  for (std::size_t i = 0; i < stored.runs.size(); ++i) {
    writer.add(stored.runs[i], stored.runs.size() == 1 ? "" : fmt::format(" {}", i + 1));
  }
  for (std::size_t i = 0; i < stored.forecasts.size(); ++i) {
    writer.add(stored.forecasts[i], stored.forecasts.size() == 1 ? "" : fmt::format(" {}", i + 1));
  }
  for (std::size_t i = 0; i < stored.calibrations.size(); ++i) {
    writer.add(stored.calibrations[i], stored.calibrations.size() == 1 ? "" : fmt::format(" {}", i + 1));
  }
  const lxw_error error = writer.close();
  std::error_code failure;
  if (error == LXW_NO_ERROR) {
    fs::rename(partial, file, failure);
  }
  if (error != LXW_NO_ERROR || failure) {
    std::error_code ignored;
    fs::remove(partial, ignored);
    throw IoError(fmt::format("cannot write {}: {}", file.string(), failure ? failure.message() : lxw_strerror(error)));
  }
}

}  // namespace corridor::report
