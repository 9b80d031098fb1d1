#include "sweep_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "text.hpp"

namespace corridor::cli {

namespace {

using results::PointFigure;
using results::Sweep;

constexpr std::size_t most_figures = 4;  ///< columns
constexpr std::size_t most_rows = 40;
constexpr std::array shown_if_not_asked = {statistics::Measure::time_99_crossed,
                                           statistics::Measure::person_hours_queued};

std::string name_of(const PointFigure& figure) {
  const statistics::MeasureInfo& measure = statistics::info(figure.measure);
  std::string name = fmt::format("{} ({})", measure.name, measure.unit);
  if (figure.place != "all") {
    name += " at " + figure.place;
  }
  return figure.group.empty() ? name : name + ", " + figure.group;
}

/// With six digits; design.csv has all.
std::string short_text(const design::FactorValue& value) {
  return value.number ? fmt::format("{:.6g}{}{}", *value.number, value.unit.empty() ? "" : " ", value.unit)
                      : value.text;
}

/// The figures of the columns: the first ones of the first point.
std::vector<PointFigure> columns_of(const std::vector<PointFigure>& shown) {
  std::vector<PointFigure> first;
  for (const PointFigure& figure : shown) {
    if (figure.point == shown.front().point && first.size() < most_figures) {
      first.push_back(figure);
    }
  }
  return first;
}

std::string number(double value) {
  return std::isnan(value) ? "-" : fmt::format("{:.4g}", value);
}

std::string cell(const PointFigure& figure) {
  const std::string mean = number(figure.over_replications.mean);
  return std::isnan(figure.half_width) ? mean : fmt::format("{} +- {:.2g}", mean, figure.half_width);
}

bool is_of(const PointFigure& figure, const PointFigure& column) {
  return figure.place == column.place && figure.group == column.group && figure.measure == column.measure;
}

}  // namespace

bool is_in_table(const Sweep& sweep, const PointFigure& figure) {
  if (!figure.group.empty()) {
    return false;
  }
  if (sweep.experiment.figures.empty()) {
    return figure.place == "all" &&
           std::find(shown_if_not_asked.begin(), shown_if_not_asked.end(), figure.measure) != shown_if_not_asked.end();
  }
  return std::any_of(sweep.experiment.figures.begin(), sweep.experiment.figures.end(),
                     [&](const scenario::WantedFigure& wanted) {
                       return wanted.measure == statistics::info(figure.measure).name &&
                              figure.place == (wanted.place.empty() ? "all" : wanted.place);
                     });
}

std::string sweep_table(const Sweep& sweep, const std::vector<PointFigure>& shown) {
  const std::vector<PointFigure> columns_shown = shown.empty() ? shown : columns_of(shown);
  std::vector<std::vector<std::string>> rows(1, {"point"});
  for (const results::SweptFactor& factor : sweep.design.factors) {
    rows[0].push_back(factor.name);
  }
  for (const PointFigure& column : columns_shown) {
    rows[0].push_back(name_of(column));
  }
  const std::size_t count = std::min(sweep.design.points.size(), most_rows);
  for (std::size_t point = 0; point < count; ++point) {
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back(std::to_string(point));
    for (const design::FactorValue& value : sweep.design.points[point].values) {
      row.push_back(short_text(value));
    }
    row.resize(row.size() + columns_shown.size(), "-");
  }
  for (const PointFigure& figure : shown) {
    for (std::size_t i = 0; i < columns_shown.size() && figure.point < count; ++i) {
      if (is_of(figure, columns_shown[i])) {
        rows[figure.point + 1][1 + sweep.design.factors.size() + i] = cell(figure);
      }
    }
  }
  std::string text = columns(rows, std::vector<Align>(rows[0].size(), Align::right));
  if (count < sweep.design.points.size()) {
    text += fmt::format("\n  and {} more points in points.csv", sweep.design.points.size() - count);
  }
  return text;
}

}  // namespace corridor::cli
