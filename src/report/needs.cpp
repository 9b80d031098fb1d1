#include "needs.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace corridor::report {

namespace {

std::string day_of(double hours, const Calendar& calendar) {
  return calendar.to_iso(SimTime(from_seconds(hours * 3600))).substr(0, 10);
}

}  // namespace

bool is_need(std::string_view measure) {
  return measure == "persons_without_bed" || measure == "stock_unmet" || measure.ends_with("_need") ||
         measure.ends_with("_gap");
}

std::vector<DailyNeed> daily_needs(const std::vector<Series>& all, const std::vector<double>& times,
                                   const Calendar& calendar) {
  std::vector<std::string> days;
  days.reserve(times.size());
  for (const double t : times) {
    days.push_back(day_of(t, calendar));
  }
  if (days.size() > 1) {
    days.back() = days[days.size() - 2];  // the end of a run is an instant, and no day of its own
  }
  std::vector<DailyNeed> needs;
  for (const Series& s : all) {
    const bool is_something = std::ranges::any_of(s.rows, [](const Range& r) { return r.p95 > 0; });
    if (!is_need(s.what.measure) || !is_something) {
      continue;
    }
    const std::size_t first = needs.size();
    for (std::size_t i = 0; i < s.rows.size(); ++i) {
      if (needs.size() == first || needs.back().day != days[i]) {
        needs.push_back({s.what, days[i], s.rows[i]});
      } else if (s.rows[i].n > 0 && !(needs.back().range.p50 >= s.rows[i].p50)) {
        needs.back().range = s.rows[i];
      }
    }
  }
  return needs;
}

}  // namespace corridor::report
