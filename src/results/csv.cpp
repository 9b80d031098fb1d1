#include "csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace corridor::results {

void append_number(std::string& text, double value) {
  if (std::isnan(value)) {
    return;
  }
  const double magnitude = std::abs(value);
  std::array<char, 32> digits{};
  if (magnitude < 1e15) {
    if (const auto whole = static_cast<std::int64_t>(value); static_cast<double>(whole) == value) {
      text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), whole).ptr);
      return;
    }
  }
  const bool plain = magnitude >= 1e-5 && magnitude < 1e15;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                          plain ? std::chars_format::fixed : std::chars_format::general);
  text.append(digits.data(), end);
}

CsvLine& CsvLine::text(std::string_view field) {
  separate();
  const auto is_special = [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; };
  if (std::ranges::none_of(field, is_special)) {
    line_ += field;
    return *this;
  }
  line_ += '"';
  for (const char c : field) {
    if (c == '"') {
      line_ += '"';
    }
    line_ += c;
  }
  line_ += '"';
  return *this;
}

CsvLine& CsvLine::number(double value) {
  separate();
  append_number(line_, value);
  return *this;
}

CsvLine& CsvLine::count(std::uint64_t value) {
  separate();
  std::array<char, 24> digits{};
  line_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
  return *this;
}

CsvLine& CsvLine::seconds(Duration length) {
  constexpr std::int64_t per_second = 1'000'000;
  constexpr std::size_t decimals = 6;
  separate();
  const auto [whole, rest] = std::lldiv(length.count(), per_second);
  if (length < Duration::zero()) {
    line_ += '-';
  }
  std::array<char, 32> digits{};
  char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), std::llabs(whole)).ptr;
  line_.append(digits.data(), end);
  // The leading 1 keeps the zeros in front of the decimals.
  std::to_chars(digits.data(), digits.data() + digits.size(), per_second + std::llabs(rest));
  line_ += '.';
  line_.append(digits.data() + 1, decimals);
  return *this;
}

CsvLine& CsvLine::instant(std::optional<SimTime> t) {
  return t ? seconds(t->time_since_epoch()) : text({});
}

std::string_view CsvLine::end() {
  line_ += '\n';
  ended_ = true;
  return line_;
}

void CsvLine::separate() {
  if (ended_) {
    line_.clear();
    ended_ = false;
  } else {
    line_ += ',';
  }
}

}  // namespace corridor::results
