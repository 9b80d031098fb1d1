#include "forecast_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "text.hpp"

namespace corridor::cli {

namespace {

using forecast::Forecast;
using forecast::ForeseenSeries;
using forecast::Verification;

std::vector<SimTime> shown_times(const Forecast& forecast) {
  std::vector<SimTime> times;
  for (const int lead : {12, 24, 48, 72}) {
    const SimTime time = forecast.times.front() + std::chrono::hours(lead);
    if (time < forecast.times.back()) {
      times.push_back(time);
    }
  }
  times.push_back(forecast.times.back());
  return times;
}

std::string table_of(const Forecast& forecast, const Calendar& calendar) {
  std::vector<std::vector<std::string>> rows = {{"", "at", "5 %", "half", "95 %"}};
  for (const ForeseenSeries& series : forecast.series) {
    for (const SimTime time : shown_times(forecast)) {
      if (const auto sample = forecast.at(series, time)) {
        rows.push_back({fmt::format("{} at {}", statistics::info(series.what.measure).name, series.what.place),
                        local_minute(calendar, time), with_separators(sample->quantile(0.05)),
                        with_separators(sample->quantile(0.5)), with_separators(sample->quantile(0.95))});
      }
    }
  }
  return columns(rows, {Align::left, Align::left, Align::right, Align::right, Align::right});
}

std::string instant(const forecast::CrossingTimes& crossing, const Forecast& forecast, const Calendar& calendar,
                    double level) {
  std::vector<double> microseconds;
  for (const SimTime time : crossing.times) {
    microseconds.push_back(static_cast<double>(time.time_since_epoch().count()));
  }
  const double at = forecast::WeightedSample(microseconds, forecast.weights).quantile(level);
  return at > static_cast<double>(forecast.times.back().time_since_epoch().count())
             ? "later than this forecast reaches"
             : local_minute(calendar, SimTime(Duration(static_cast<std::int64_t>(at))));
}

std::string scores_of(const Verification& v) {
  std::string text = fmt::format(
      "{}: {} later counts, {:.0f} % of them in the 90 % band ({} wide in the mean) and {:.0f} % in the 50 % band; "
      "CRPS {}, of "
      "the best baseline {}",
      v.series, v.counts.size(), 100 * v.share_in_90, with_separators(v.width_90), 100 * v.share_in_50,
      with_separators(v.crps), with_separators(v.best_baseline()));
  if (!std::isnan(v.spread_rate)) {
    text += fmt::format(", of probabilistic persistence {}", with_separators(v.spread_rate));
  }
  return wrapped(text + '.', 2) + '\n';
}

}  // namespace

std::string forecast_text(const scenario::Scenario& whole, const forecast::Members& members, const Forecast& forecast,
                          const std::vector<Verification>& verifications) {
  const Calendar& calendar = members.calendar();
  std::string text = fmt::format("{}\nForecast as of {}, {} runs that are worth {:.0f} of equal weight\n\n{}\n",
                                 whole.title, local_minute(calendar, members.as_of()), forecast.members.size(),
                                 forecast.effective, table_of(forecast, calendar));
  for (const forecast::CrossingTimes& crossing : forecast.crossing) {
    text += fmt::format("{:.0f} % of those who will leave have crossed by: {} (5 %), {} (half), {} (95 %)\n",
                        100 * crossing.share, instant(crossing, forecast, calendar, 0.05),
                        instant(crossing, forecast, calendar, 0.5), instant(crossing, forecast, calendar, 0.95));
  }
  for (const Verification& v : verifications) {
    text += '\n' + scores_of(v);
  }
  return text;
}

}  // namespace corridor::cli
