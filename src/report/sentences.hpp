// Findings in English, for the part of the page that is read without JavaScript and for the tables. The page says the
// same in four languages; src/report/web/src/strings has them.
#pragma once

#include <string>

#include "corridor/base/time.hpp"

#include "findings.hpp"
#include "names.hpp"

namespace corridor::report {

/// `29 Sep 14:00`: local time to the minute, hours since the start.
[[nodiscard]] std::string date_text(double hours, const Calendar& calendar);
/// `35 min`, `2 h 10 min`, `27 h`.
[[nodiscard]] std::string length_text(double hours);

/// @pre the finding is one of findings_of
[[nodiscard]] std::string sentence(const Finding& finding, const Names& names, const Calendar& calendar);

}  // namespace corridor::report
