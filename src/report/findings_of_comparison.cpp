// What a variant changes, as findings.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "findings.hpp"

namespace corridor::report {

namespace {

constexpr auto compared_headlines = std::to_array<std::string_view>(
    {"person_hours_queued", "person_hours_waiting", "time_99_crossed", "max_queue_vehicles", "person_nights_on_road",
     "person_nights_without_bed", "crossed_persons", "registered_persons", "died_persons"});

std::optional<Finding> compared(const ComparedFigure& f) {
  if (f.n == 0 || (f.base == 0 && f.changed == 0)) {
    return std::nullopt;
  }
  const double share_better = is_lower_better(f.what.measure) ? f.share_lower : 1 - f.share_lower;
  const double low_is_better = is_lower_better(f.what.measure) ? 1 : -1;
  const bool is_same = f.difference == 0 && !(f.high > f.low);
  const bool is_clear = f.low > 0 || f.high < 0;
  const bool is_better = f.difference * low_is_better < 0;
  const std::string name = f.n == 1    ? "compared_single"
                           : is_same   ? "compared_same"
                           : !is_clear ? "compared_uncertain"
                           : is_better ? "compared_better"
                                       : "compared_worse";
  return Finding{name,
                 {{"measure", f.what.measure},
                  {"place", f.what.place},
                  {"group", f.group},
                  {"unit", f.what.unit},
                  {"base", json_number(f.base)},
                  {"variant", json_number(f.changed)},
                  {"mean", json_number(f.difference)},
                  {"low", json_number(f.low)},
                  {"high", json_number(f.high)},
                  {"k", static_cast<std::int64_t>(std::floor(share_better * static_cast<double>(f.n)))},
                  {"n", f.n}}};
}

}  // namespace

bool is_lower_better(std::string_view measure) {
  constexpr auto higher = std::to_array<std::string_view>(
      {"crossed_persons", "crossed_vehicles", "registered_persons", "accommodated_persons", "arrived_persons",
       "served_persons", "departed_persons", "fuel_given", "stock_given", "bus_trips", "seats_used"});
  return std::ranges::find(higher, measure) == higher.end();
}

std::vector<Finding> findings_of(const std::vector<ComparedFigure>& figures) {
  std::vector<Finding> list;
  for (const std::string_view measure : compared_headlines) {
    const auto found = std::ranges::find_if(figures, [&](const ComparedFigure& f) {
      return f.what.measure == measure && f.what.place == "all" && f.group.empty();
    });
    if (found != figures.end()) {
      if (auto finding = compared(*found)) {
        list.push_back(std::move(*finding));
      }
    }
  }
  return list;
}

}  // namespace corridor::report
