#include "planner_cells.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "corridor/base/time.hpp"
#include "corridor/scenario/arrivals_import.hpp"

namespace corridor::scenario {

namespace {

/// Takes 1 to `most` digits away from the front.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
  int number = 0;
  std::size_t length = 0;
  for (; length < text.size() && length < most && is_digit(text[length]); ++length) {
    number = 10 * number + (text[length] - '0');
  }
  text.remove_prefix(length);
  return length == 0 ? std::nullopt : std::optional(number);
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

/// `18:00` or `18:00:30` [s].
std::optional<std::int32_t> take_clock(std::string_view& text) {
  const auto hour = take_number(text, 2);
  const bool has_minute = take(text, ':');
  const auto minute = take_number(text, 2);
  const auto second = take(text, ':') ? take_number(text, 2) : std::optional(0);
  if (!hour || !has_minute || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  return *hour * 3600 + *minute * 60 + *second;
}

/// Three numbers with `separator` between them; which is the year follows from the form.
bool take_date(std::string_view& text, char separator, WrittenDate& date) {
  const bool is_iso = date.form == WrittenDate::Form::iso;
  const std::size_t before = text.size();
  const auto first = take_number(text, is_iso ? 4 : 2);
  const bool has_year_first = before - text.size() == 4;
  const bool has_one = take(text, separator);
  const auto second = take_number(text, 2);
  const bool has_two = take(text, separator);
  const std::size_t rest = text.size();
  const auto third = take_number(text, is_iso ? 2 : 4);
  if (!first || !second || !third || !has_one || !has_two || (is_iso ? !has_year_first : rest - text.size() != 4)) {
    return false;
  }
  date.year = is_iso ? *first : *third;
  date.numbers = is_iso ? std::array{*second, *third} : std::array{*first, *second};
  return true;
}

}  // namespace

std::optional<WrittenDate> parse_written_date(std::string_view text) {
  WrittenDate date;
  const std::size_t separator = text.find_first_not_of("0123456789");
  if (separator == std::string_view::npos) {
    return std::nullopt;
  }
  const char sign = text[separator];
  date.form = sign == '.'   ? WrittenDate::Form::dotted
              : sign == '/' ? WrittenDate::Form::slashed
                            : WrittenDate::Form::iso;
  if (!take_date(text, date.form == WrittenDate::Form::iso ? '-' : sign, date)) {
    return std::nullopt;
  }
  if (text.empty()) {
    return date;
  }
  if (!take(text, ' ') && !take(text, 'T')) {
    return std::nullopt;
  }
  date.time_of_day = take_clock(text);
  if (!date.time_of_day) {
    return std::nullopt;
  }
  if (!text.empty()) {
    date.offset_seconds = date.form == WrittenDate::Form::iso ? parse_offset(text) : std::nullopt;
    return date.offset_seconds ? std::optional(date) : std::nullopt;
  }
  return date;
}

std::optional<std::int32_t> parse_offset(std::string_view text) {
  const auto time = parse_local_time("2000-01-01T00:00" + std::string(text));
  const bool is_offset = text.starts_with('+') || text.starts_with('-') || text == "Z";
  return time && is_offset ? std::optional(time->offset_seconds) : std::nullopt;
}

std::optional<std::int64_t> midnight_of(const WrittenDate& date, bool is_month_first) {
  const bool swaps =
      date.form == WrittenDate::Form::dotted || (date.form == WrittenDate::Form::slashed && !is_month_first);
  const auto [month, day] =
      swaps ? std::pair{date.numbers[1], date.numbers[0]} : std::pair{date.numbers[0], date.numbers[1]};
  const std::chrono::year_month_day civil{std::chrono::year(date.year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
  return civil.ok() ? std::optional<std::int64_t>(std::chrono::sys_days(civil).time_since_epoch().count() * 86'400)
                    : std::nullopt;
}

std::optional<std::int32_t> parse_hour(std::string_view text) {
  if (text.find(':') != std::string_view::npos) {
    const auto clock = take_clock(text);
    return text.empty() ? clock : std::nullopt;
  }
  const auto hour = take_number(text, 2);
  std::optional<int> minute = 0;
  if (take(text, 'h') && !text.empty()) {
    minute = take_number(text, 2);
  }
  return hour && minute && text.empty() && *hour <= 23 && *minute <= 59 ? std::optional(*hour * 3600 + *minute * 60)
                                                                        : std::nullopt;
}

namespace {

/// The signs that may stand between thousands: blank, no-break blank, thin blanks, apostrophes.
constexpr std::array<std::string_view, 6> thousands_signs = {" ", "\xC2\xA0",    "\xE2\x80\xAF", "\xE2\x80\x89",
                                                             "'", "\xE2\x80\x99"};

/// The digits between separators; empty if something else is there.
std::vector<std::string> groups_of(std::string_view text) {
  std::vector<std::string> groups(1);
  while (!text.empty()) {
    const auto sign = std::ranges::find_if(thousands_signs, [&](std::string_view s) { return text.starts_with(s); });
    if (sign != thousands_signs.end()) {
      groups.emplace_back();
      text.remove_prefix(sign->size());
    } else if (is_digit(text.front())) {
      groups.back() += text.front();
      text.remove_prefix(1);
    } else {
      return {};
    }
  }
  return groups;
}

bool is_grouped_in_thousands(const std::vector<std::string>& groups) {
  const auto has_three = [](const std::string& group) { return group.size() == 3; };
  return !groups.empty() && !groups.front().empty() &&
         (groups.size() == 1 ||
          (groups.front().size() <= 3 && std::all_of(groups.begin() + 1, groups.end(), has_three)));
}

}  // namespace

std::optional<std::int64_t> parse_count(std::string_view text, TextFinding& wrong) {
  const auto fail = [&](ErrorCode code, std::string message, std::string expected) {
    wrong = {{code, std::move(message), std::move(expected)}, 0, text.size()};
    return std::nullopt;
  };
  if (text.find(',') != std::string_view::npos) {
    return fail(ErrorCode::decimal_comma, fmt::format("a comma in the number \"{}\"", text),
                "a whole number; thousands are separated by a blank or an apostrophe, or not at all");
  }
  if (text.starts_with('-') || text.starts_with("\xE2\x88\x92")) {
    return fail(ErrorCode::out_of_range, fmt::format("\"{}\" is not a number of persons", text), "0 or more");
  }
  const std::string_view whole = text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
  if (whole.find('.') != std::string_view::npos) {
    return fail(ErrorCode::out_of_range, fmt::format("a point in the number of persons \"{}\"", text),
                "a whole number; thousands are separated by a blank or an apostrophe, or not at all");
  }
  const auto groups = groups_of(whole);
  if (!is_grouped_in_thousands(groups)) {
    return fail(ErrorCode::not_a_number, fmt::format("\"{}\" is not a number of persons", text),
                "a whole number such as 1234 or 1 234");
  }
  std::string digits;
  for (const std::string& group : groups) {
    digits += group;
  }
  std::int64_t count = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  constexpr std::int64_t most = 1'000'000'000;
  if (failure != std::errc() || count > most) {
    return fail(ErrorCode::out_of_range, fmt::format("\"{}\" are more persons than there can be", text),
                fmt::format("at most {}", most));
  }
  return count;
}

}  // namespace corridor::scenario
