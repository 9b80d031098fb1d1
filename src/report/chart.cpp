#include "chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "corridor/report/text.hpp"

#include "page.hpp"
#include "sentences.hpp"

namespace corridor::report {

namespace {

// Lengths in the units of the picture, which is scaled to the width of the page.
constexpr double width = 800;
constexpr double height = 300;
constexpr double left = 70;
constexpr double right = 10;
constexpr double top = 34;
constexpr double bottom = 30;
constexpr int rows_of_grid = 5;
/// Okabe & Ito 2008, "Color universal design": blue, and vermilion for what was observed.
constexpr std::string_view blue = "#0072B2";
constexpr std::string_view vermilion = "#D55E00";
/// Inside of points that were not known or not used, and around the others.
constexpr std::string_view white = "#ffffff";

/// From hours and values to the picture.
struct Scale {
  double first = 0;  ///< [h]
  double hours = 1;
  double most = 1;
  [[nodiscard]] std::string x(double time) const {
    return fmt::format("{:.1f}", left + (time - first) / hours * (width - left - right));
  }
  [[nodiscard]] std::string y(double value) const {
    return fmt::format("{:.1f}", height - bottom - value / most * (height - top - bottom));
  }
};

Scale scale_of(const Chart& chart, const std::vector<double>& times) {
  double most = 0;
  for (const Range& r : chart.series->rows) {
    most = r.p95 > most ? r.p95 : most;
  }
  for (const ObservedPoint& p : chart.observed) {
    most = std::max(most, p.observed);
  }
  const double step = nice_step(most, rows_of_grid);
  return {.first = times.front(),
          .hours = std::max(times.back() - times.front(), 1e-6),
          .most = std::max(std::ceil(most / step) * step, step)};
}

std::string grid(const Scale& scale) {
  std::string text;
  const double step = nice_step(scale.most, rows_of_grid);
  for (int i = 0; i * step <= scale.most * (1 + 1e-9); ++i) {
    const std::string y = scale.y(i * step);
    text +=
        fmt::format("<line x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\" stroke=\"currentColor\" stroke-opacity=\"0.2\"/>",
                    left, width - right, y, y);
    text += fmt::format(
        "<text x=\"{}\" y=\"{}\" dy=\"4\" text-anchor=\"end\" font-size=\"12\" fill=\"currentColor\">{}"
        "</text>",
        left - 6, y, with_separators(i * step, step < 1 ? 2 : 0));
  }
  return text;
}

/// Dates at the ends of the axis stay within the picture.
std::string_view anchor(double time, const Scale& scale) {
  constexpr double margin = 0.03;  // of the axis: half a date
  const double share = (time - scale.first) / scale.hours;
  return share < margin ? "start" : share > 1 - margin ? "end" : "middle";
}

/// A tick at each midnight, or each so many hours of a short run; at most about eight with a date.
std::string time_axis(const Scale& scale, const Calendar& calendar) {
  constexpr double day = 24;
  const double since_midnight = to_hours(calendar.time_of_day(SimTime(from_seconds(scale.first * 3600))));
  const double step = scale.hours > 2 * day ? day * std::max(1.0, std::ceil(scale.hours / day / 8))
                                            : std::max(1.0, std::ceil(scale.hours / 8));
  std::string text;
  double t = scale.first + (since_midnight == 0 || step < day ? 0 : day - since_midnight);
  for (; t <= scale.first + scale.hours; t += step) {
    const std::string x = scale.x(t);
    const std::string date = date_text(t, calendar);
    text += fmt::format("<line x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\" stroke=\"currentColor\"/>", x, x,
                        height - bottom, height - bottom + 5);
    text += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" font-size=\"12\" fill=\"currentColor\">{}</text>",
                        x, height - bottom + 19, anchor(t, scale), step < day ? date : date.substr(0, date.size() - 6));
  }
  return text;
}

std::string points(const Scale& scale, const std::vector<double>& times, const std::vector<Range>& rows,
                   double Range::*member) {
  std::string text;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!std::isnan(rows[i].*member)) {
      text += fmt::format("{}{},{}", text.empty() ? "" : " ", scale.x(times[i]), scale.y(rows[i].*member));
    }
  }
  return text;
}

std::string band(const Scale& scale, const std::vector<double>& times, const std::vector<Range>& rows,
                 double Range::*low, double Range::*high) {
  std::vector<double> back(times.rbegin(), times.rend());
  std::vector<Range> rows_back(rows.rbegin(), rows.rend());
  return fmt::format("<polygon points=\"{} {}\" fill=\"{}\" fill-opacity=\"0.22\"/>", points(scale, times, rows, high),
                     points(scale, back, rows_back, low), blue);
}

std::string observed(const Scale& scale, const std::vector<ObservedPoint>& observed) {
  std::string text;
  for (const ObservedPoint& p : observed) {
    if (p.time >= scale.first && p.time <= scale.first + scale.hours) {
      text += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"{}\" stroke=\"{}\"/>", scale.x(p.time),
                          scale.y(p.observed), p.is_used ? vermilion : white, p.is_used ? white : vermilion);
    }
  }
  return text;
}

}  // namespace

double nice_step(double most, int steps) {
  if (!(most > 0)) {
    return 1;
  }
  double step = 1;
  while (step * steps < most) {
    step *= 10;
  }
  while (step / 10 * steps >= most) {
    step /= 10;
  }
  for (const double factor : {5.0, 2.0}) {
    if (step / factor * steps >= most) {
      return step / factor;
    }
  }
  return step;
}

std::string svg(const Chart& chart, const std::vector<double>& times, const Calendar& calendar) {
  const Scale scale = scale_of(chart, times);
  const std::vector<Range>& rows = chart.series->rows;
  std::string text = fmt::format(
      "<svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" aria-labelledby=\"{}-title\"><title "
      "id=\"{}-title\">{}</title><text x=\"{}\" y=\"18\" font-size=\"14\" fill=\"currentColor\">{}, {}</text>",
      width, height, width, height, chart.id, chart.id, escaped(chart.title), left, escaped(chart.title),
      escaped(chart.unit));
  text += grid(scale) + time_axis(scale, calendar);
  text += band(scale, times, rows, &Range::p05, &Range::p95) + band(scale, times, rows, &Range::p25, &Range::p75);
  text += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>",
                      points(scale, times, rows, &Range::p50), blue);
  return text + observed(scale, chart.observed) + "</svg>";
}

}  // namespace corridor::report
