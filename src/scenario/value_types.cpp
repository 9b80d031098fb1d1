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
  static const std::array<std::string, 3> keys = {"source", "kind", "known_from"};
  static const std::string known_region = "needs_accommodation";
  const auto* text = entry.value.get<std::string>();
  const std::string key = text == nullptr || text->ends_with('%') ? "" : nearest_name(entry.key, keys);
  if (!key.empty()) {
    reading.error(entry.key_mark,
                  {ErrorCode::unknown_key, fmt::format("unknown key `{}` among shares{}", entry.key, reading.context),
                   "`source`, `kind`, `known_from` and percentages", key});
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

/// Percentages in the range by label; their sum matters to the caller.
std::optional<std::vector<LabelledShare>> read_percentages(const Reading& reading, const Value& value,
                                                           const Range& range) {
  const auto* entries = value.get<Entries>();
  if (entries == nullptr) {
    report_wrong_type(reading, value, "a table of percentages such as { car = \"90 %\", van = \"10 %\" }");
    return std::nullopt;
  }
  Reading inner = reading;
  inner.provenance = provenance_of(reading, value, "kind");
  const Type<double> percent = percentage(range);
  std::vector<LabelledShare> result;
  bool is_complete = true;
  for (const Entry& entry : *entries) {
    if (says_where_from(entry.key, "kind")) {
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
  }
  return is_complete ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<std::vector<LabelledShare>> read_shares(const Reading& reading, const Value& value) {
  auto result = read_percentages(reading, value, at_least(0, full));
  double sum = 0;
  for (const LabelledShare& one : result ? *result : std::vector<LabelledShare>{}) {
    sum += one.share;
  }
  if (result && std::abs(sum - full) > sum_tolerance) {
    reading.error(value.mark, {ErrorCode::shares_sum,
                               fmt::format("these shares sum to {} %, not to 100 %{}",
                                           number_text(std::round(sum * 1e9) / 1e7), reading.context),
                               "shares that sum to 100 %"});
  }
  return result;
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

Type<std::vector<LabelledShare>> percentages(std::string labels, Range range) {
  return {
      .name = "percentages by " + std::move(labels),
      .example = "",
      .read = [range](const Reading& reading, const Value& value) { return read_percentages(reading, value, range); },
      .is_parameter = false,
      .form = {.share = {percentage(range).form}}};
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
