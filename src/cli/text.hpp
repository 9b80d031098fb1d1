// Numbers, times and columns as people read them. Decides nothing about what is shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/report/text.hpp"

namespace corridor::cli {

using report::shell_word;
using report::with_separators;
/// `2.5 %` for 0.025; empty for NaN.
[[nodiscard]] std::string as_percent(double share);
/// `2023-09-26 20:00`: local time to the minute.
[[nodiscard]] std::string local_minute(const Calendar& calendar, SimTime t);
/// `+04:00`: what local time means.
[[nodiscard]] std::string utc_offset(const Calendar& calendar);
/// `45 s`, `12 min`, `3 h 20 min`.
[[nodiscard]] std::string rough_duration(double seconds);

enum class Align : bool { left, right };

/// Rows of cells in columns two blanks apart, each line indented by two.
[[nodiscard]] std::string columns(const std::vector<std::vector<std::string>>& rows, const std::vector<Align>& aligns);

/// Broken between words so that no line is wider than 100 characters; the lines after the first are indented. Assumes
/// that as much stands before the first already. No line end at the end.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent);

/// Everything to stdout. Throws IoError if it cannot be written.
void print(std::string_view text);

}  // namespace corridor::cli
