#include "corridor/scenario/set_template.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

#include "value.hpp"

namespace corridor::scenario {

namespace {

std::string without_blanks(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ') {
      result += c;
    }
  }
  return result;
}

/// Takes a number with an optional sign from the front.
std::optional<double> take_number(std::string_view& text) {
  const bool is_plus = text.starts_with('+');
  const std::string_view rest = is_plus ? text.substr(1) : text;
  double number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc() || !std::isfinite(number) || (is_plus && rest.starts_with('-'))) {
    return std::nullopt;
  }
  text = rest.substr(static_cast<std::size_t>(end - rest.data()));
  return number;
}

}  // namespace

std::optional<SetTemplate::Slot> SetTemplate::slot_of(std::string_view inside) {
  constexpr std::string_view hours_after = "x h after ";
  Slot slot;
  if (inside.starts_with(hours_after)) {
    slot.after = parse_local_time(inside.substr(hours_after.size()));
    return slot.after ? std::optional(slot) : std::nullopt;
  }
  const std::string compact = without_blanks(inside);
  std::string_view rest = compact;
  if (rest.empty()) {
    return slot;
  }
  if (!rest.starts_with('x')) {
    const auto factor = take_number(rest);
    if (!factor || rest.empty() || (rest.front() != '*' && rest.front() != '/')) {
      return std::nullopt;
    }
    slot.factor = *factor;
    slot.is_divided_by_x = rest.front() == '/';
    rest.remove_prefix(1);
  }
  if (!rest.starts_with('x')) {
    return std::nullopt;
  }
  rest.remove_prefix(1);
  if (!rest.empty()) {
    const bool is_signed = rest.front() == '+' || rest.front() == '-';
    const auto plus = is_signed ? take_number(rest) : std::nullopt;
    if (!plus || !rest.empty()) {
      return std::nullopt;
    }
    slot.plus = *plus;
  }
  return slot;
}

std::optional<SetTemplate> SetTemplate::parse(std::string_view text) {
  SetTemplate result;
  result.text_ = text;
  std::size_t begin = 0;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', begin)) {
    const std::size_t close = text.find('}', open);
    auto slot = close == std::string_view::npos ? std::nullopt : slot_of(text.substr(open + 1, close - open - 1));
    if (!slot) {
      return std::nullopt;
    }
    slot->before = text.substr(begin, open - begin);
    result.slots_.push_back(std::move(*slot));
    begin = close + 1;
  }
  if (result.slots_.empty()) {
    return std::nullopt;
  }
  result.end_ = text.substr(begin);
  return result;
}

std::string SetTemplate::with(double x) const {
  std::string result;
  for (const Slot& slot : slots_) {
    result += slot.before;
    if (slot.after) {
      const auto seconds = static_cast<std::int64_t>(std::floor(x * 3600 + 0.5));
      result += Calendar(*slot.after).to_iso(SimTime(std::chrono::seconds(seconds)));
    } else {
      result += number_text((slot.is_divided_by_x ? slot.factor / x : slot.factor * x) + slot.plus);
    }
  }
  return result + end_;
}

}  // namespace corridor::scenario
