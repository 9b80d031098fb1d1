#include "corridor/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace corridor::report {

std::string with_separators(double value, int decimals) {
  if (std::isnan(value)) {
    return {};
  }
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const std::size_t whole = std::min(text.find('.'), text.size());
  for (std::size_t i = whole; i > 3; i -= 3) {
    text.insert(i - 3, 1, ',');
  }
  const bool is_negative = value < 0 && text.find_first_of("123456789") != std::string::npos;
  return fmt::format("{}{}", is_negative ? "-" : "", text);
}

std::string shell_word(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-./=+,:@%").find(c) != std::string_view::npos;
  };
  if (!text.empty() && std::ranges::all_of(text, is_plain)) {
    return std::string(text);
  }
  std::string quoted;
  for (const char c : text) {
    quoted += c == '\'' ? std::string_view("'\\''") : std::string_view(&c, 1);
  }
  return fmt::format("'{}'", quoted);
}

}  // namespace corridor::report
