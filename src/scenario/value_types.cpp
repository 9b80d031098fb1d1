#include "value_types.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <string_view>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

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

/// Words that mean something else.
constexpr std::array<std::string_view, 8> reserved = {"all",   "leave",     "none",  "road",
                                                      "stays", "unlimited", "value", "walks"};

/// An id, or one of the reserved words that may stand in its place.
std::string identifier_pattern(std::string_view but) {
  std::string refused;
  for (const std::string_view word : reserved) {
    if (word != but) {
      refused += fmt::format("{}{}", refused.empty() ? "" : "|", word);
    }
  }
  return fmt::format("^(?!({})$)[a-z0-9_]+$", refused);
}

constexpr double full = 1.0;
/// Shares are written with few digits; their sum may differ from 1 by rounding alone.
constexpr double sum_tolerance = 1e-9;

/// True if a label of a share was to be something else, which it would silently not be: says so.
bool is_slip(const Reading& reading, const Entry& entry) {
  static const std::array<std::string, 2> keys = {"source", "kind"};
  static const std::string known_region = "needs_accommodation";
  const auto* text = entry.value.get<std::string>();
  const std::string key = text == nullptr || text->ends_with('%') ? "" : nearest_name(entry.key, keys);
  if (!key.empty()) {
    reading.error(entry.key_mark,
                  {ErrorCode::unknown_key, fmt::format("unknown key `{}` among shares{}", entry.key, reading.context),
                   "`source`, `kind` and percentages", key});
    return true;
  }
  const bool is_nearly_known = entry.key != known_region && edit_distance(entry.key, known_region) <= 2;
  if (is_nearly_known) {
    reading.error(entry.key_mark,
                  {ErrorCode::unknown_name, fmt::format("conditions do not know `{}`{}", entry.key, reading.context),
                   "`needs_accommodation`, or a region with another name", known_region});
  }
  return is_nearly_known;
}

std::optional<std::vector<LabelledShare>> read_shares(const Reading& reading, const Value& value) {
  const auto* entries = value.get<Entries>();
  if (entries == nullptr) {
    report_wrong_type(reading, value, "a table of percentages such as { car = \"90 %\", van = \"10 %\" }");
    return std::nullopt;
  }
  Reading inner = reading;
  inner.provenance = provenance_of(reading, value, "kind");
  const Type<double> percent = percentage(at_least(0, full));
  std::vector<LabelledShare> result;
  double sum = 0;
  bool is_complete = true;
  for (const Entry& entry : *entries) {
    if (entry.key == "source" || entry.key == "kind") {
      continue;
    }
    if (is_slip(reading, entry)) {
      is_complete = false;
      continue;
    }
    const Unwrapped one = unwrap(inner.under(entry.key), entry.value);
    const auto share = percent.read(one.reading, one.value);
    const bool is_label = entry.key == "none" || is_identifier(reading, entry.key, entry.key_mark);
    is_complete = is_label && share && is_complete;
    if (share) {
      one.reading.list(one.value, CellUnit::none);
    }
    result.push_back({entry.key, share.value_or(0), entry.key_mark});
    sum += result.back().share;
  }
  if (is_complete && std::abs(sum - full) > sum_tolerance) {
    reading.error(value.mark, {ErrorCode::shares_sum,
                               fmt::format("these shares sum to {} %, not to 100 %{}",
                                           number_text(std::round(sum * 1e9) / 1e7), reading.context),
                               "shares that sum to 100 %"});
  }
  return is_complete ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<Condition> read_condition(const Reading& reading, const Value& value) {
  const auto* text = value.get<std::string>();
  if (text == nullptr) {
    report_wrong_type(reading, value, "a condition such as \"men_18_60 > 0\"");
    return std::nullopt;
  }
  Condition::Error error;
  auto result = Condition::parse(*text, error);
  if (!result) {
    report_in_text(reading, value,
                   {{ErrorCode::bad_condition, error.message + reading.context, error.expected, error.nearest},
                    error.offset,
                    std::max<std::size_t>(error.length, 1)});
  }
  return result;
}

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

std::optional<bool> read_flag(const Reading& reading, const Value& value) {
  if (const auto* flag = value.get<bool>()) {
    return *flag;
  }
  const std::string text = value.is_cell ? std::get<std::string>(value.data) : "";
  for (const auto& [word, means] :
       {std::pair{"yes", true}, std::pair{"true", true}, std::pair{"TRUE", true}, std::pair{"1", true},
        std::pair{"no", false}, std::pair{"false", false}, std::pair{"FALSE", false}, std::pair{"0", false}}) {
    if (text == word) {
      return means;
    }
  }
  report_wrong_type(reading, value, value.is_cell ? "yes or no (also true, false, 1, 0)" : "true or false");
  return std::nullopt;
}

/// The text itself, if it is one.
std::optional<std::string> read_text(const Reading& reading, const Value& value) {
  if (const auto* text = value.get<std::string>()) {
    return *text;
  }
  report_wrong_type(reading, value, "a text in quotes");
  return std::nullopt;
}

}  // namespace

void report_in_text(const Reading& reading, const Value& value, const TextFinding& wrong) {
  // The place inside the text, if the text is written as it reads: in one pair of quotes, or none.
  const std::string_view as_written = value.mark.source == nullptr
                                          ? std::string_view()
                                          : value.mark.source->text().substr(value.mark.offset, value.mark.length);
  const auto& text = std::get<std::string>(value.data);
  const std::size_t quote = as_written.size() == text.size() + 2 ? 1 : 0;
  const bool is_plain = as_written.size() >= quote && as_written.substr(quote).starts_with(text);
  const bool is_whole = wrong.begin == 0 && wrong.length == text.size();
  const Mark mark = is_plain && !is_whole ? value.mark.part(wrong.begin + quote, wrong.length) : value.mark;
  Finding finding = wrong.finding;
  if (!reading.context.empty() && !finding.message.ends_with(reading.context)) {
    finding.message += reading.context;
  }
  reading.error(mark, std::move(finding));
}

void report_not_a_word(const Reading& reading, const Value& value, const std::vector<std::string>& words) {
  std::string expected;
  for (const std::string& word : words) {
    expected += fmt::format("{}\"{}\"", expected.empty() ? "" : ", ", word);
  }
  const auto* written = value.get<std::string>();
  reading.error(value.mark,
                {ErrorCode::unknown_word, fmt::format("{} cannot stand here{}", describe(value), reading.context),
                 expected, written == nullptr ? "" : nearest_name(*written, words)});
}

bool is_identifier(const Reading& reading, const std::string& id, const Mark& mark) {
  const bool has_characters =
      !id.empty() && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  const bool is_reserved = std::find(reserved.begin(), reserved.end(), id) != reserved.end();
  if (has_characters && !is_reserved) {
    return true;
  }
  reading.error(mark,
                {ErrorCode::bad_id,
                 fmt::format("`{}` {}{}", id, is_reserved ? "means something else" : "is not an id", reading.context),
                 is_reserved ? "another id" : "only a-z, 0-9 and _"});
  return false;
}

std::string identifier_pattern() {
  return identifier_pattern("");
}

std::string label_pattern() {
  return identifier_pattern("none");
}

std::string words_pattern(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    all += (all.empty() ? "" : "|") + word;
  }
  return "^(" + all + ")$";
}

Type<bool> flag() {
  return {.name = "`true` or `false`",
          .example = "true",
          .read = &read_flag,
          .is_parameter = false,
          .form = {.is_flag = true}};
}

Type<bool> yes_or_no() {
  return {.name = "`yes` or `no`, `1` or `0`", .example = "yes", .read = &read_flag, .is_parameter = false};
}

Type<std::string> text() {
  return {.name = "text", .example = "\"...\"", .read = &read_text, .is_parameter = false, .form = {.text = ""}};
}

Type<std::string> identifier() {
  return {.name = "id: a-z, 0-9 and `_`",
          .example = "\"hakari\"",
          .read = [](const Reading& reading, const Value& value) -> std::optional<std::string> {
            auto id = read_text(reading, value);
            return id && is_identifier(reading, *id, value.mark) ? id : std::nullopt;
          },
          .is_parameter = false,
          .form = {.text = identifier_pattern()}};
}

Type<Ref> reference(std::string to_what, std::string example) {
  return {.name = std::move(to_what),
          .example = std::move(example),
          .read = [](const Reading& reading, const Value& value) -> std::optional<Ref> {
            auto name = read_text(reading, value);
            return name ? std::optional(Ref{std::move(*name), value.mark}) : std::nullopt;
          },
          .is_parameter = false,
          .form = {.text = ""}};
}

Type<std::vector<Ref>> references(std::string to_what, std::string example) {
  return {.name = std::move(to_what) + ", or a list of them",
          .example = std::move(example),
          .read = [](const Reading& reading, const Value& value) -> std::optional<std::vector<Ref>> {
            const auto* list = value.get<List>();
            if (list != nullptr && list->empty()) {
              report_wrong_type(reading, value, "at least one name");
              return std::nullopt;
            }
            std::vector<Ref> names;
            for (std::size_t i = 0; i < (list == nullptr ? 1 : list->size()); ++i) {
              const Value& one = list == nullptr ? value : (*list)[i];
              auto name = read_text(reading, one);
              if (!name) {
                return std::nullopt;
              }
              names.push_back({std::move(*name), one.mark});
            }
            return names;
          },
          .is_parameter = false,
          .form = {.text = "", .element = {{.text = ""}}}};
}

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

Type<Condition> condition() {
  return {.name = "condition",
          .example = "\"men_18_60 > 0\"",
          .read = &read_condition,
          .is_parameter = false,
          .form = {.text = ""}};
}

Type<std::vector<LabelledShare>> shares(std::string labels) {
  return {.name = "percentages by " + std::move(labels) + ", 100 % in all",
          .example = "",
          .read = &read_shares,
          .is_parameter = false,
          .form = {.share = {percentage(at_least(0, full)).form}}};
}

Type<Value> anything() {
  return {.name = "any value",
          .example = "4",
          .read = [](const Reading&, const Value& value) { return std::optional(value); },
          .is_parameter = false,
          .shape = Shape::value,
          .nested = nullptr,
          .is_raw = true};
}

}  // namespace corridor::scenario
