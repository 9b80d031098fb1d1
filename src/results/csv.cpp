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
  constexpr std::uint64_t per_second = 1'000'000;
  constexpr std::size_t decimals = 6;
  separate();
  const bool is_negative = length < Duration::zero();
  const auto count = static_cast<std::uint64_t>(length.count());
  const std::uint64_t magnitude = is_negative ? 0 - count : count;
  std::array<char, 32> digits{};  // filled from its end
  std::size_t first = digits.size();
  std::uint64_t rest = magnitude % per_second;
  for (std::size_t i = 0; i < decimals; ++i, rest /= 10) {
    digits[--first] = static_cast<char>('0' + rest % 10);
  }
  digits[--first] = '.';
  std::uint64_t whole = magnitude / per_second;
  do {
    digits[--first] = static_cast<char>('0' + whole % 10);
    whole /= 10;
  } while (whole != 0);
  if (is_negative) {
    digits[--first] = '-';
  }
  line_.append(digits.data() + first, digits.size() - first);
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
