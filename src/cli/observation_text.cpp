#include "observation_text.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "text.hpp"

namespace corridor::cli {

namespace {

using statistics::ComparedPoint;

constexpr std::size_t most_rows = 12;

/// At most twelve of n, evenly, with the first and the last.
std::vector<std::size_t> thinned(std::size_t n) {
  const std::size_t rows = std::min(n, most_rows);
  std::vector<std::size_t> chosen(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    chosen[i] = rows == 1 ? 0 : i * (n - 1) / (rows - 1);
  }
  return chosen;
}

/// Small figures (hours, shares) need decimals, counts of people do not.
int decimals_for(const std::vector<ComparedPoint>& points) {
  const bool is_small = std::ranges::all_of(points, [](const ComparedPoint& p) { return p.observed < 100; });
  return is_small ? 1 : 0;
}

std::string table(const std::vector<ComparedPoint>& used, const Calendar& calendar) {
  const int decimals = decimals_for(used);
  std::vector<std::vector<std::string>> rows = {
      {fmt::format("local time ({})", utc_offset(calendar)), "observed", "simulated", "error"}};
  for (const std::size_t i : thinned(used.size())) {
    const ComparedPoint& p = used[i];
    rows.push_back({local_minute(calendar, p.time), with_separators(p.observed, decimals),
                    with_separators(p.mean, decimals), with_separators(p.mean - p.observed, decimals)});
  }
  return columns(rows, {Align::left, Align::right, Align::right, Align::right});
}

std::string fit_line(const statistics::SeriesFit& fit) {
  return fmt::format("  NMAE {}, MAPE {}; naive baselines: NMAE {} if the last rate persists, {} for a straight line\n",
                     as_percent(fit.nmae), as_percent(fit.mape), as_percent(fit.nmae_persistence),
                     as_percent(fit.nmae_proportional));
}

std::string series_text(const std::vector<ComparedPoint>& points, const statistics::SeriesFit& fit,
                        const Calendar& calendar) {
  std::vector<ComparedPoint> used;
  std::ranges::copy_if(points, std::back_inserter(used), &ComparedPoint::used);
  const std::string heading =
      fmt::format("\nObserved series `{}` beside {} at {}\n", fit.series, points.front().measure, points.front().place);
  if (used.empty()) {
    return heading + fmt::format("  none of its {} points lies in the run and is used\n", points.size());
  }
  std::string text = heading + table(used, calendar);
  const std::size_t rows = std::min(used.size(), most_rows);
  if (rows < points.size()) {
    text += fmt::format("  {} of {} points, {} of them used; all are in observations.csv\n", rows, points.size(),
                        used.size());
  }
  return text + fit_line(fit);
}

}  // namespace

std::string observation_text(const results::StoredRun& run, const Calendar& calendar) {
  std::string text;
  for (const statistics::SeriesFit& fit : run.fits) {
    std::vector<ComparedPoint> points;
    std::ranges::copy_if(run.observations, std::back_inserter(points),
                         [&](const ComparedPoint& p) { return p.series == fit.series; });
    if (!points.empty()) {
      text += series_text(points, fit, calendar);
    }
  }
  return text;
}

}  // namespace corridor::cli
