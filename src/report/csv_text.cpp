#include "csv_text.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <limits>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/error.hpp"

namespace corridor::report {

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (stream.peek() != std::ifstream::traits_type::eof()) {
    text << stream.rdbuf();
  }
  if (!stream.is_open() || stream.bad() || text.bad()) {
    throw IoError(fmt::format("cannot read {}: {}", file.string(), std::generic_category().message(errno)));
  }
  return std::move(text).str();
}

CsvText::CsvText(std::filesystem::path file, const std::vector<std::string>& columns)
    : file_(std::move(file)), text_(read_file(file_)) {
  if (!read_row()) {
    damaged("is empty");
  }
  for (const std::string& column : columns) {
    const auto found = std::ranges::find(fields_, column);
    if (found == fields_.end()) {
      damaged(fmt::format("has no column {}", column));
    }
    order_.push_back(static_cast<std::size_t>(found - fields_.begin()));
  }
}

bool CsvText::next() {
  const std::size_t expected = fields_.size();
  if (!read_row()) {
    return false;
  }
  if (fields_.size() != expected) {
    damaged(fmt::format("has {} fields in row {} and not {}", fields_.size(), row_, expected));
  }
  return true;
}

double CsvText::number(std::size_t column) const {
  const std::string_view field = text(column);
  if (field.empty()) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size()) {
    damaged(fmt::format("has `{}` for a number in row {}", field, row_));
  }
  return value;
}

bool CsvText::read_row() {
  if (at_ >= text_.size()) {
    return false;
  }
  fields_.clear();
  ++row_;
  while (true) {
    if (at_ < text_.size() && text_[at_] == '"') {
      fields_.push_back(quoted_field());
    } else {
      const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
      fields_.emplace_back(text_.data() + at_, end - at_);
      at_ = end;
    }
    const char behind = at_ < text_.size() ? text_[at_] : '\n';
    ++at_;
    if (behind == '\n') {
      return true;
    }
    if (behind != ',') {
      damaged(fmt::format("has text behind a quote in row {}", row_));
    }
  }
}

std::string_view CsvText::quoted_field() {
  const std::size_t begin = ++at_;
  std::size_t end = begin;  // the text is moved together where a doubled quote was
  while (at_ < text_.size()) {
    if (text_[at_] == '"') {
      ++at_;
      if (at_ >= text_.size() || text_[at_] != '"') {
        return {text_.data() + begin, end - begin};
      }
    }
    text_[end++] = text_[at_++];
  }
  damaged(fmt::format("has a quote without its end in row {}", row_));
}

void CsvText::damaged(std::string_view what) const {
  throw IoError(fmt::format("cannot read {}: it {}", file_.string(), what));
}

}  // namespace corridor::report
