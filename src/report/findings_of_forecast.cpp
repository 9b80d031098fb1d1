// What a forecast says, as findings: how many will have crossed, by when those who will leave have, who needs a bed.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "findings.hpp"

namespace corridor::report {

namespace {

/// How far ahead the findings speak of numbers of people [h].
constexpr double findings_ahead = 24;
/// Fewer runs of equal weight than this make rough ranges.
constexpr double few_effective = 50;
/// A forecast of when is very uncertain from this width of its 90 % on [h].
constexpr double wide_hours_ahead = 96;
/// A forecast of how many is very uncertain from this ratio of the ends of its 90 % on.
constexpr double wide_ratio_ahead = 4;

/// To three digits: a forecast does not know more of thousands of people.
double readable(double value) {
  double unit = 1;
  while (std::fabs(value) >= 1000 * unit) {
    unit *= 10;
  }
  return std::round(value / unit) * unit;
}

/// `<prefix>_none`, `_one`, `_wide` or `_range` of people at a time. @param values what else the sentence has
Finding people_at(const std::string& prefix, const Range& range, double at, nlohmann::ordered_json values) {
  const double low = readable(range.p05);
  const double high = readable(range.p95);
  const bool is_wide = high > wide_ratio_ahead * std::max(low, 1.0);
  values["at"] = json_number(at);
  if (high > 0) {
    values["p05"] = json_number(low);
    values["p50"] = json_number(readable(range.p50));
    values["p95"] = json_number(high);
  }
  const char* kind = high <= 0 ? "_none" : low == high ? "_one" : is_wide ? "_wide" : "_range";
  return {prefix + kind, std::move(values)};
}

/// Position of the last instant that is not more than a day ahead.
std::size_t a_day_ahead(const ForecastData& forecast) {
  const auto later = std::ranges::upper_bound(forecast.times, forecast.as_of + findings_ahead + 1e-9);
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(later - forecast.times.begin() - 1, 0));
}

std::optional<Finding> crossed_ahead(const ForecastData& forecast) {
  const Series* series = forecast.find_series("crossed_persons");
  const std::size_t at = a_day_ahead(forecast);
  if (series == nullptr || std::isnan(series->rows[at].p50)) {
    return std::nullopt;
  }
  return people_at("forecast_crossed", series->rows[at], forecast.times[at], {{"place", series->what.place}});
}

/// The instant of most people without a bed in 1 run of 20; none if nobody is.
std::optional<std::size_t> most_without(const ForecastData& forecast) {
  const Series* series = forecast.find_series("persons_without_bed");
  std::optional<std::size_t> most;
  for (std::size_t i = 0; series != nullptr && i < series->rows.size(); ++i) {
    const double value = series->rows[i].p95;
    if (value > 0 && (!most || value > series->rows[*most].p95)) {
      most = i;
    }
  }
  return most;
}

std::optional<Finding> beds_ahead(const ForecastData& forecast) {
  const Series* series = forecast.find_series("accommodated_persons");
  const std::size_t at = a_day_ahead(forecast);
  if (series == nullptr || std::isnan(series->rows[at].p50)) {
    return std::nullopt;
  }
  nlohmann::ordered_json values = {{"without", nullptr}, {"at_without", nullptr}};
  if (const auto most = most_without(forecast)) {
    values["without"] = json_number(readable(forecast.find_series("persons_without_bed")->rows[*most].p95));
    values["at_without"] = json_number(forecast.times[*most]);
  }
  return people_at("forecast_beds", series->rows[at], forecast.times[at], std::move(values));
}

const char* kind_of_crossed(const Range& at, double as_of) {
  if (std::isnan(at.p05)) {
    return "forecast_left_never";
  }
  if (std::isnan(at.p50)) {
    return "forecast_left_late";
  }
  if (std::isnan(at.p95)) {
    return "forecast_left_open";
  }
  if (at.p95 <= as_of) {
    return "forecast_left_already";
  }
  return at.p05 == at.p95                     ? "forecast_left_one"
         : at.p95 - at.p05 > wide_hours_ahead ? "forecast_left_wide"
                                              : "forecast_left_range";
}

Finding left_by(const CrossedShare& crossed, const ForecastData& forecast) {
  return {kind_of_crossed(crossed.at, forecast.as_of),
          {{"share", json_number(std::round(100 * crossed.share))},
           {"at_p05", json_number(crossed.at.p05)},
           {"at_p50", json_number(crossed.at.p50)},
           {"at_p95", json_number(crossed.at.p95)},
           {"end", json_number(forecast.end)}}};
}

/// How many things are used though nobody could know them.
std::size_t kept(const ForecastData& forecast) {
  std::size_t count = 0;
  for (const char* list : {"changes", "incidents", "values"}) {
    for (const auto& item : forecast.information.at(list)) {
      count += item.at("standing") == "kept" ? 1 : 0;
    }
  }
  return count;
}

}  // namespace

std::vector<Finding> findings_of(const ForecastData& forecast) {
  std::vector<Finding> list;
  const auto& members = forecast.manifest.at("members");
  const std::size_t failed = members.at("failed").size();
  if (const double effective = members.at("effective").get<double>(); effective < few_effective) {
    list.push_back(
        {"caveat_effective",
         {{"k", json_number(std::round(effective))}, {"n", members.at("requested").get<std::size_t>() - failed}}});
  }
  if (const std::size_t k = kept(forecast); k > 0) {
    list.push_back({"caveat_kept", {{"k", k}}});
  }
  if (failed > 0) {
    list.push_back({"caveat_failed", {{"k", failed}, {"n", members.at("requested").get<std::size_t>()}}});
  }
  if (auto finding = crossed_ahead(forecast)) {
    list.push_back(std::move(*finding));
  }
  for (const CrossedShare& crossed : forecast.crossed) {
    list.push_back(left_by(crossed, forecast));
  }
  if (auto finding = beds_ahead(forecast)) {
    list.push_back(std::move(*finding));
  }
  return list;
}

}  // namespace corridor::report
