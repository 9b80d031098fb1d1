// What people lacked, by place and day. Reads no file.
#pragma once

#include <string_view>
#include <vector>

#include "corridor/base/time.hpp"

#include "run_data.hpp"

namespace corridor::report {

/// Whether it is something that those who are there need or lack, to be told by the day.
[[nodiscard]] bool is_need(std::string_view measure);

/// By place, measure and day, the row of the instant at which the median is largest (of equal ones the first); nothing
/// of a series whose p95 is 0 throughout. The last instant counts to the day of the one before. @pre a row for each of
/// `times`
[[nodiscard]] std::vector<DailyNeed> daily_needs(const std::vector<Series>& all, const std::vector<double>& times,
                                                 const Calendar& calendar);

}  // namespace corridor::report
