// What all parts of the page that are read without JavaScript begin with. English.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/time.hpp"

#include "findings.hpp"
#include "names.hpp"

namespace corridor::report {

/// What this is and is not, as a paragraph.
inline constexpr std::string_view static_notice =
    "<p class=\"label\">Planning scenario with synthetic parties: no record of real people, and no prediction of what "
    "they "
    "will do. Not for targeting, enforcement, or decisions about single persons.</p>";

/// Caveats as paragraphs, then findings as a list.
[[nodiscard]] std::string findings_html(const std::vector<Finding>& list, const Names& names, const Calendar& calendar);

}  // namespace corridor::report
