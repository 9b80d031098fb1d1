#include "static_extras.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "corridor/report/text.hpp"

#include "chart.hpp"
#include "findings.hpp"
#include "names.hpp"
#include "page.hpp"
#include "sentences.hpp"
#include "static_html.hpp"

namespace corridor::report {

namespace {

/// How far ahead the table of a forecast looks [h]; and to its end.
constexpr double leads[] = {12, 24, 48, 72};

/// @param rows each a `<tr>`
std::string html_table(std::string_view caption, const std::vector<std::string_view>& columns,
                       const std::string& rows) {
  std::string head;
  for (const std::string_view column : columns) {
    head += fmt::format("<th scope=\"col\">{}</th>", column);
  }
  return fmt::format(
      "<table class=\"numbers\"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", caption,
      head, rows);
}

std::string html_row(const std::string& label, const std::vector<std::string>& cells) {
  std::string row = fmt::format("<tr><th scope=\"row\">{}</th>", escaped(label));
  for (const std::string& cell : cells) {
    row += fmt::format("<td class=\"n\">{}</td>", escaped(cell.empty() ? "-" : cell));
  }
  return row + "</tr>";
}

std::string instant_text(double hours, const Calendar& calendar) {
  return std::isnan(hours) ? "later" : date_text(hours, calendar);
}

std::vector<std::size_t> lead_positions(const ForecastData& forecast) {
  std::vector<std::size_t> list;
  for (const double lead : leads) {
    const auto found = std::ranges::find_if(
        forecast.times, [&](double time) { return std::fabs(time - forecast.as_of - lead) < 1e-9; });
    if (found != forecast.times.end() && std::next(found) != forecast.times.end()) {
      list.push_back(static_cast<std::size_t>(found - forecast.times.begin()));
    }
  }
  list.push_back(forecast.times.size() - 1);
  return list;
}

std::string lead_table(const ForecastData& forecast, const Names& names) {
  std::string rows;
  for (const Series& series : forecast.series) {
    for (const std::size_t i : lead_positions(forecast)) {
      const Range& r = series.rows[i];
      rows += html_row(fmt::format("{}, {}", words_of(series.what.measure), names.of(series.what.place)),
                       {date_text(forecast.times[i], forecast.calendar), with_separators(r.p05), with_separators(r.p50),
                        with_separators(r.p95)});
    }
  }
  return html_table("What is to be expected: in 9 runs of 10 between the lower and the upper one",
                    {"Figure", "At", "Lower", "Half", "Upper"}, rows);
}

std::string crossed_table(const ForecastData& forecast) {
  std::string rows;
  for (const CrossedShare& crossed : forecast.crossed) {
    rows += html_row(fmt::format("{:.0f} of 100 have crossed by", 100 * crossed.share),
                     {instant_text(crossed.at.p05, forecast.calendar), instant_text(crossed.at.p50, forecast.calendar),
                      instant_text(crossed.at.p95, forecast.calendar)});
  }
  return html_table("By when those who will leave have crossed; later: than this forecast reaches",
                    {"Share", "Lower", "Half", "Upper"}, rows);
}

std::string figure_html(const Chart& chart, const std::vector<double>& times, const Calendar& calendar,
                        std::string_view points) {
  return fmt::format(
      "<figure class=\"figure\">{}<figcaption>{}: median, and the bands that hold 50 % and 90 % of the "
      "runs{}.</figcaption></figure>",
      svg(chart, times, calendar), escaped(chart.title), chart.observed.empty() ? std::string_view() : points);
}

std::string forecast_charts(const ForecastData& forecast, const Names& names, std::size_t number) {
  std::string text;
  for (const CountedSeries& counted : forecast.counted) {
    const auto found = std::ranges::find_if(forecast.series, [&](const Series& s) {
      return s.what.place == counted.place && s.what.measure == counted.measure;
    });
    if (found == forecast.series.end()) {
      continue;
    }
    Chart chart{.id = fmt::format("forecast-{}-{}", number, escaped(counted.id)),
                .title = fmt::format("{}, {}", words_of(counted.measure), names.of(counted.place)),
                .unit = found->what.unit,
                .series = &*found,
                .observed = {}};
    for (const ForecastCount& p : counted.points) {
      chart.observed.push_back({.time = p.time, .observed = p.value, .is_used = p.is_known});
    }
    text += figure_html(chart, forecast.times, forecast.calendar,
                        "; filled points: counts known then; hollow points: counts that came later");
  }
  return text;
}

std::string parameter_table(const CalibrationData& calibration) {
  const auto three = [](const nlohmann::ordered_json& q) {
    return fmt::format("{:.4g} ({:.4g} to {:.4g})", q.at("p50").get<double>(), q.at("p05").get<double>(),
                       q.at("p95").get<double>());
  };
  std::string rows;
  for (const auto& p : calibration.diagnostics.at("parameters")) {
    rows += html_row(words_of(p.at("id").get<std::string>()),
                     {p.at("unit").get<std::string>(), three(p.at("prior")), three(p.at("posterior"))});
  }
  return html_table("Values before and after the counts: median, and where 9 of 10 lie",
                    {"Value", "Unit", "Before", "After"}, rows);
}

std::string predicted_charts(const CalibrationData& calibration, std::size_t number) {
  std::string text;
  for (const PredictedSeries& predicted : calibration.series) {
    Series series;
    std::vector<double> times;
    Chart chart{.id = fmt::format("calibration-{}-{}", number, escaped(predicted.id)),
                .title = words_of(predicted.id),
                .unit = "counts",
                .series = &series,
                .observed = {}};
    for (const PredictedPoint& p : predicted.points) {
      times.push_back(p.time);
      series.rows.push_back(p.range);
      chart.observed.push_back({.time = p.time, .observed = p.observed});
    }
    text += figure_html(chart, times, calibration.calendar, "; points: what was counted");
  }
  return text;
}

}  // namespace

std::string forecast_part(const ForecastData& forecast, std::size_t number) {
  const Names names(forecast.scenario);
  const auto& m = forecast.manifest;
  return fmt::format(
             "<section><h1>{}: forecast</h1>{}<p>As of {}, until {}, {} runs that are worth {:.0f} of equal "
             "weight. What nobody could know then is drawn from what was thought before.</p>",
             escaped(m.at("scenario").at("title").get<std::string>()), static_notice,
             escaped(m.at("as_of").get<std::string>()), escaped(m.at("end").get<std::string>()),
             m.at("members").at("requested").get<std::size_t>(), m.at("members").at("effective").get<double>()) +
         findings_html(findings_of(forecast), names, forecast.calendar) + forecast_charts(forecast, names, number) +
         lead_table(forecast, names) + crossed_table(forecast) + "</section>";
}

std::string calibration_part(const CalibrationData& calibration, std::size_t number) {
  const Names names(calibration.scenario);
  const auto& d = calibration.diagnostics;
  return fmt::format("<section><h1>{}</h1>{}<p>{} runs beside the counts of {} series.</p>",
                     escaped(calibration.manifest.at("calibration").at("title").get<std::string>()), static_notice,
                     d.at("runs").at("all").get<std::size_t>(), calibration.series.size()) +
         findings_html(findings_of(calibration), names, calibration.calendar) + parameter_table(calibration) +
         predicted_charts(calibration, number) + "</section>";
}

}  // namespace corridor::report
