#include "source_text.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"

namespace corridor::scenario {

namespace {

/// An excerpt of a longer line would not be read.
constexpr std::size_t longest_excerpt = 1000;

/// Bytes of the UTF-8 character at the front of `text`, 0 if it is none. Source: RFC 3629, section 4.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80U) {
    return 1;
  }
  if (first >= 0xC2U && first <= 0xDFU) {
    return continues(1) ? 2 : 0;
  }
  if (first >= 0xE0U && first <= 0xEFU) {
    const bool is_overlong = first == 0xE0U && byte(1) < 0xA0U;
    const bool is_surrogate = first == 0xEDU && byte(1) > 0x9FU;
    return continues(1) && continues(2) && !is_overlong && !is_surrogate ? 3 : 0;
  }
  if (first >= 0xF0U && first <= 0xF4U) {
    const bool is_overlong = first == 0xF0U && byte(1) < 0x90U;
    const bool is_too_large = first == 0xF4U && byte(1) > 0x8FU;
    return continues(1) && continues(2) && continues(3) && !is_overlong && !is_too_large ? 4 : 0;
  }
  return 0;
}

/// @pre a whole character begins at `i`
bool is_control(std::string_view text, std::size_t i) {
  const auto c = static_cast<unsigned char>(text[i]);
  if (c == '\r') {
    return i + 1 >= text.size() || text[i + 1] != '\n';
  }
  const bool is_of_two_bytes = c == 0xC2U && static_cast<unsigned char>(text[i + 1]) < 0xA0U;  // U+0080 to U+009F
  return (c < 0x20U && c != '\t' && c != '\n') || c == 0x7FU || is_of_two_bytes;
}

}  // namespace

Place Mark::place() const {
  return source == nullptr ? Place{} : source->place(*this);
}

Mark Mark::part(std::size_t begin, std::size_t size) const {
  const std::size_t from = std::min<std::size_t>(begin, length);
  return {source, static_cast<std::uint32_t>(offset + from),
          static_cast<std::uint32_t>(std::min<std::size_t>(size, length - from))};
}

SourceText::SourceText(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  if (text_.starts_with("\xEF\xBB\xBF")) {
    text_.erase(0, 3);
  }
  line_begins_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') {
      line_begins_.push_back(static_cast<std::uint32_t>(i + 1));
    }
  }
}

Mark SourceText::mark(std::size_t offset, std::size_t length) const {
  return {this, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
}

Place SourceText::place(const Mark& mark) const {
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), mark.offset);
  const std::size_t begin = *std::prev(after);
  const std::size_t end = after == line_begins_.end() ? text_.size() : *after - 1;
  std::string_view line = text().substr(begin, end - begin);
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  const std::size_t column = mark.offset - begin;
  const std::size_t rest = line.size() > column ? line.size() - column : 0;
  Place place{name_, static_cast<int>(std::distance(line_begins_.begin(), after)), static_cast<int>(column) + 1,
              static_cast<int>(std::clamp<std::size_t>(mark.length, 1, std::max<std::size_t>(rest, 1))), ""};
  if (line.size() <= longest_excerpt) {
    place.source_line = line;
  }
  return place;
}

std::size_t SourceText::line_begin(std::size_t line) const {
  expects(line >= 1 && line <= line_begins_.size(), "the line exists");
  return line_begins_[line - 1];
}

std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (!file) {
    throw IoError(fmt::format("cannot read {}", path.generic_string()));
  }
  return bytes;
}

bool is_clean_text(const SourceText& source, Diagnostics& diagnostics) {
  const std::string_view text = source.text();
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = character_length(text.substr(i));
    if (length == 0) {
      Place place = source.place(source.mark(i, 1));
      place.source_line.clear();
      diagnostics.add(
          {ErrorCode::not_utf8, fmt::format("the byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(text[i])),
           "a file saved as UTF-8"},
          std::move(place));
      return false;
    }
    if (is_control(text, i)) {
      const auto code = static_cast<unsigned char>(text[i + length - 1]);  // of U+0080 to U+009F the second byte is it
      diagnostics.add({ErrorCode::control_character, fmt::format("the control character U+{:04X}", code),
                       "text, tabs and line ends"},
                      source.place(source.mark(i, length)));
      return false;
    }
    i += length;
  }
  return true;
}

}  // namespace corridor::scenario
