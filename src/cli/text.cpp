#include "text.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <system_error>

#include <fmt/format.h>

#include "corridor/base/error.hpp"

namespace corridor::cli {

namespace {

/// Characters, not bytes: ids and titles may be in any script.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string as_percent(double share) {
  return std::isnan(share) ? std::string() : fmt::format("{:.1f} %", share * 100);
}

std::string local_minute(const Calendar& calendar, SimTime t) {
  std::string text = calendar.to_iso(t).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string utc_offset(const Calendar& calendar) {
  const std::string text = calendar.to_iso(SimTime());
  return text.substr(text.size() - 6);
}

std::string rough_duration(double seconds) {
  if (seconds < 100) {
    return fmt::format("{:.0f} s", seconds);
  }
  const auto minutes = std::llround(seconds / 60);
  return minutes < 100 ? fmt::format("{} min", minutes) : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string columns(const std::vector<std::vector<std::string>>& rows, const std::vector<Align>& aligns) {
  std::vector<std::size_t> widths(aligns.size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], width(row[i]));
    }
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - width(row[i]), ' ');
      line += "  " + (aligns[i] == Align::right ? padding + row[i] : row[i] + padding);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

std::string wrapped(std::string_view text, std::size_t indent) {
  constexpr std::size_t widest = 100;
  std::string result;
  std::size_t at = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (at > indent && at + 1 + width(word) > widest) {
      result += '\n' + std::string(indent, ' ');
      at = indent;
    } else if (!result.empty()) {
      result += ' ';
      ++at;
    }
    result += word;
    at += width(word);
  }
  return result;
}

void print(std::string_view text) {
  const bool is_written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!is_written) {
    throw IoError(fmt::format("cannot write to standard output: {}", std::generic_category().message(errno)));
  }
}

}  // namespace corridor::cli
