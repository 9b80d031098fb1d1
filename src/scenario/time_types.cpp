// Values that are dates, times of day, or parts of the day.
#include <algorithm>
#include <functional>
#include <string_view>

#include <fmt/format.h>

#include "value_types.hpp"

namespace corridor::scenario {

namespace {

/// `HH:MM`, from 00:00 to 24:00.
std::optional<Duration> parse_clock(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 100; };
  if (text.size() != 5 || text[2] != ':') {
    return std::nullopt;
  }
  const int hours = 10 * digit(0) + digit(1);
  const int minutes = 10 * digit(3) + digit(4);
  if (minutes > 59 || hours > 24 || (hours == 24 && minutes > 0)) {
    return std::nullopt;
  }
  return std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

std::optional<DailyWindow> parse_window(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') {
    return std::nullopt;
  }
  const auto begin = parse_clock(text.substr(0, 5));
  const auto end = parse_clock(text.substr(6));
  if (!begin || !end || *begin == *end || *begin == std::chrono::hours(24)) {
    return std::nullopt;
  }
  return DailyWindow{*begin, *end};
}

std::optional<DailyWindow> read_window(const Reading& reading, const Value& value) {
  const auto* text = value.get<std::string>();
  const auto result = text == nullptr ? std::nullopt : parse_window(*text);
  if (!result) {
    reading.error(value.mark,
                  {ErrorCode::bad_hours, fmt::format("{} is not a part of the day{}", describe(value), reading.context),
                   "two different times such as \"08:00-18:00\" or \"22:00-06:00\""});
  }
  return result;
}

/// Two windows overlap if one begins within the other.
bool is_apart(const Reading& reading, const Value& value, const DailyWindow& window,
              const std::vector<DailyWindow>& others) {
  const bool overlaps = std::any_of(others.begin(), others.end(), [&](const DailyWindow& other) {
    return other.contains(window.begin) || window.contains(other.begin);
  });
  if (overlaps) {
    reading.error(value.mark,
                  {ErrorCode::hours_overlap,
                   fmt::format("{} overlaps a part of the day before it{}", describe(value), reading.context),
                   "parts of the day that do not overlap"});
  }
  return !overlaps;
}

std::optional<std::vector<DailyWindow>> read_windows(const Reading& reading, const Value& value) {
  const auto* list = value.get<List>();
  std::vector<DailyWindow> result;
  bool is_right = true;
  for (const Value& one : list == nullptr ? List{value} : *list) {
    const auto window = read_window(reading, one);
    is_right = is_right && window;
    if (window) {
      is_right = is_apart(reading, one, *window, result) && is_right;
      result.push_back(*window);
    }
  }
  if (!is_right) {
    return std::nullopt;
  }
  if (result.empty()) {
    report_wrong_type(reading, value, "at least one window; what never opens has servers = 0");
    return std::nullopt;
  }
  const DailyWindow whole_day{std::chrono::hours(0), std::chrono::hours(24)};
  return std::find(result.begin(), result.end(), whole_day) == result.end() ? result : std::vector<DailyWindow>{};
}

std::optional<std::vector<Duration>> read_times_of_day(const Reading& reading, const Value& value) {
  const auto* list = value.get<List>();
  std::vector<Duration> result;
  const std::size_t written = list == nullptr ? 1 : list->size();
  for (const Value& one : list == nullptr ? List{value} : *list) {
    const auto* text = one.get<std::string>();
    const auto time = text == nullptr ? std::nullopt : parse_clock(*text);
    if (time && *time < std::chrono::hours(24)) {
      result.push_back(*time);
    } else {
      reading.error(one.mark,
                    {ErrorCode::bad_hours, fmt::format("{} is not a time of day{}", describe(one), reading.context),
                     "a time such as \"08:00\""});
    }
  }
  if (written == 0) {
    report_wrong_type(reading, value, "at least one time of day");
  }
  std::sort(result.begin(), result.end());
  return written > 0 && result.size() == written ? std::optional(result) : std::nullopt;
}

constexpr const char* clock_pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

/// As parse_window reads; that begin and end differ is left to it.
constexpr const char* window_pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

std::optional<LocalTime> read_date(const Reading& reading, const Value& value) {
  const std::string expected = "a date with offset such as 2023-09-24T00:00:00+04:00";
  if (const auto* time = value.get<LocalTime>()) {
    return *time;
  }
  const auto* text = value.get<std::string>();
  if (text == nullptr || !value.is_cell) {
    report_wrong_type(reading, value, expected + (text == nullptr ? "" : ", without quotes"));
    return std::nullopt;
  }
  const auto time = parse_local_time(*text);
  if (!time) {
    const bool lacks_offset = parse_local_time(*text + "Z").has_value();
    reading.error(value.mark, {lacks_offset ? ErrorCode::date_without_offset : ErrorCode::bad_date,
                               fmt::format("\"{}\" {}", *text,
                                           lacks_offset ? "has no offset from UTC" : "is not a date that exists"),
                               expected});
  }
  return time;
}

}  // namespace

Type<LocalTime> date() {
  return {.name = "date with offset",
          .example = "2023-09-24T00:00:00+04:00",
          .read = &read_date,
          .is_parameter = false,
          .form = {.is_date = true}};
}

Type<DailyWindow> window() {
  return {.name = "part of the day",
          .example = "\"22:00-06:00\"",
          .read = &read_window,
          .is_parameter = true,
          .form = {.text = window_pattern}};
}

Type<std::vector<DailyWindow>> windows() {
  return {.name = "part of the day, or a list of them",
          .example = "\"08:00-18:00\"",
          .read = &read_windows,
          .is_parameter = true,
          .form = {.text = window_pattern, .element = {{.text = window_pattern}}}};
}

Type<std::vector<Duration>> times_of_day() {
  return {.name = "time of day, or a list of them",
          .example = "[\"08:00\", \"14:00\"]",
          .read = &read_times_of_day,
          .is_parameter = true,
          .form = {.text = clock_pattern, .element = {{.text = clock_pattern}}}};
}

}  // namespace corridor::scenario
