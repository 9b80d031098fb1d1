// Dates and counts as people write them in tables: 24.09.2023, 24/09/2023 18:00, 12 340. Says what is wrong; knows no
// column.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "quantity.hpp"

namespace corridor::scenario {

/// A date as it is written, before it is known which number is the day.
struct WrittenDate {
  enum class Form : std::uint8_t { iso, dotted, slashed };
  Form form = Form::iso;
  int year = 0;
  std::array<int, 2> numbers{};                ///< in order: month and day (iso), day and month (dotted), or unknown
  std::optional<std::int32_t> time_of_day;     ///< [s]
  std::optional<std::int32_t> offset_seconds;  ///< local minus UTC [s]
};

/// `2023-09-24`, `24.09.2023`, `24/09/2023`, each also with a time of day behind it, the first with an offset behind
/// that.
[[nodiscard]] std::optional<WrittenDate> parse_written_date(std::string_view text);

/// Local midnight of the date, as if local time were UTC; nothing if there is no such date [s].
[[nodiscard]] std::optional<std::int64_t> midnight_of(const WrittenDate& date, bool is_month_first);

/// `18`, `18:00`, `18:00:00`, `18h`, `18h30` [s].
[[nodiscard]] std::optional<std::int32_t> parse_hour(std::string_view text);

/// A number of persons: whole, not negative; thousands may be separated by blanks or apostrophes.
[[nodiscard]] std::optional<std::int64_t> parse_count(std::string_view text, TextFinding& wrong);

}  // namespace corridor::scenario
