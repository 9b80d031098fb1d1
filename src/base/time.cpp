#include "corridor/base/time.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"

namespace corridor {

namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t million = 1'000'000;

/// Reads a text from its front. Once something does not fit, everything fails.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  /// The next `count` digits as a number.
  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char c = take();
      ok_ = ok_ && c >= '0' && c <= '9';
      value = 10 * value + (c - '0');
    }
    return ok_ ? value : 0;
  }
  void literal(char expected) { ok_ = take() == expected && ok_; }
  /// Takes the next character if it is `wanted`.
  bool accept(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }
  void require(bool condition) { ok_ = ok_ && condition; }
  [[nodiscard]] std::size_t leading_digits() const {
    const std::size_t end = rest_.find_first_not_of("0123456789");
    return end == std::string_view::npos ? rest_.size() : end;
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool finished() const { return ok_ && rest_.empty(); }

 private:
  char take() {
    if (rest_.empty()) {
      ok_ = false;
      return '\0';
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  std::string_view rest_;
  bool ok_ = true;
};

/// `YYYY-MM-DD` as days since 1970-01-01.
std::int64_t scan_date(Scanner& in) {
  const int year = in.digits(4);
  in.literal('-');
  const int month = in.digits(2);
  in.literal('-');
  const int day = in.digits(2);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  in.require(date.ok());
  return in.ok() ? std::chrono::sys_days(date).time_since_epoch().count() : 0;
}

/// `HH:MM` [s].
std::int32_t scan_hours_and_minutes(Scanner& in) {
  const int hours = in.digits(2);
  in.literal(':');
  const int minutes = in.digits(2);
  in.require(hours < 24 && minutes < 60);
  return hours * 3600 + minutes * 60;
}

/// The digits after the point of a second [us].
std::int32_t scan_fraction(Scanner& in) {
  const std::size_t count = in.leading_digits();
  in.require(count >= 1 && count <= 6);
  if (!in.ok()) {
    return 0;
  }
  std::int32_t microseconds = in.digits(count);
  for (std::size_t i = count; i < 6; ++i) {
    microseconds *= 10;
  }
  return microseconds;
}

/// `Z`, `+HH:MM` or `-HH:MM` [s].
std::int32_t scan_offset(Scanner& in) {
  if (in.accept('Z')) {
    return 0;
  }
  const bool west = in.accept('-');
  in.require(west || in.accept('+'));
  const std::int32_t offset = scan_hours_and_minutes(in);
  return west ? -offset : offset;
}

/// Whole seconds since 1970-01-01T00:00 on the local clock, and the fraction, 0 <= us < 1e6.
struct LocalClock {
  std::int64_t seconds;
  std::int64_t microseconds;
};

LocalClock local_clock(const LocalTime& start, SimTime t) {
  // In two parts, so that no time overflows.
  const auto since_start = std::chrono::floor<std::chrono::seconds>(t.time_since_epoch());
  const std::int64_t fraction = (t.time_since_epoch() - since_start).count() + start.microseconds;
  return {start.utc_seconds + start.offset_seconds + since_start.count() + fraction / million, fraction % million};
}

/// Writes a number into the zeros that end before `end`.
void put_digits(std::string& text, std::size_t end, std::int64_t number) {
  for (; number > 0; number /= 10) {
    text[--end] = static_cast<char>('0' + number % 10);
  }
}

}  // namespace

Duration from_seconds(double seconds) {
  expects(std::abs(seconds) < 9.2e12, "the seconds are finite and fit a Duration");
  // Not floor(x + 0.5), whose sum rounds a second time.
  const double microseconds = seconds * 1e6;
  const double below = std::floor(microseconds);
  return Duration(static_cast<std::int64_t>(below) + (microseconds - below >= 0.5 ? 1 : 0));
}

std::optional<LocalTime> parse_local_time(std::string_view text) {
  Scanner in(text);
  const std::int64_t days = scan_date(in);
  in.require(in.accept('T') || in.accept(' '));
  std::int64_t seconds = days * day_seconds + scan_hours_and_minutes(in);
  LocalTime result;
  if (in.accept(':')) {
    const int second = in.digits(2);
    in.require(second < 60);
    seconds += second;
    if (in.accept('.')) {
      result.microseconds = scan_fraction(in);
    }
  }
  result.offset_seconds = scan_offset(in);
  result.utc_seconds = seconds - result.offset_seconds;
  return in.finished() ? std::optional(result) : std::nullopt;
}

SimTime Calendar::to_sim_time(LocalTime t) const {
  return SimTime(Duration((t.utc_seconds - start_.utc_seconds) * million + t.microseconds - start_.microseconds));
}

std::string Calendar::to_iso(SimTime t) const {
  const LocalClock clock = local_clock(start_, t);
  const std::chrono::sys_seconds local{std::chrono::seconds(clock.seconds)};
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  using std::chrono::January;
  expects(midnight >= std::chrono::sys_days(std::chrono::year(0) / January / 1) &&
              midnight < std::chrono::sys_days(std::chrono::year(10'000) / January / 1),
          "the year has four digits");
  const std::chrono::year_month_day date(midnight);
  const std::int64_t second_of_day = (local - midnight).count();
  std::string text = "0000-00-00T00:00:00";
  put_digits(text, 4, static_cast<int>(date.year()));
  put_digits(text, 7, static_cast<unsigned>(date.month()));
  put_digits(text, 10, static_cast<unsigned>(date.day()));
  put_digits(text, 13, second_of_day / 3600);
  put_digits(text, 16, second_of_day / 60 % 60);
  put_digits(text, 19, second_of_day % 60);
  if (clock.microseconds != 0) {
    text += fmt::format(".{:06}", clock.microseconds);
    text.erase(text.find_last_not_of('0') + 1);
  }
  const std::int32_t offset_minutes = std::abs(start_.offset_seconds) / 60;
  std::string offset = start_.offset_seconds < 0 ? "-00:00" : "+00:00";
  put_digits(offset, 3, offset_minutes / 60);
  put_digits(offset, 6, offset_minutes % 60);
  return text + offset;
}

Duration Calendar::time_of_day(SimTime t) const {
  const LocalClock clock = local_clock(start_, t);
  const std::int64_t second_of_day = (clock.seconds % day_seconds + day_seconds) % day_seconds;
  return Duration(second_of_day * million + clock.microseconds);
}

bool DailyWindow::contains(Duration time_of_day) const {
  if (begin < end) {
    return begin <= time_of_day && time_of_day < end;
  }
  return begin == end || begin <= time_of_day || time_of_day < end;
}

Duration DailyWindow::until_next_edge(Duration time_of_day) const {
  constexpr Duration day = std::chrono::seconds(day_seconds);
  expects(time_of_day >= Duration(0) && time_of_day < day, "the time of day lies within a day");
  Duration wait = day;
  for (const Duration edge : {begin, end}) {
    const Duration until = edge - time_of_day;
    wait = std::min(wait, until > Duration(0) ? until : until + day);
  }
  return wait;
}

}  // namespace corridor
