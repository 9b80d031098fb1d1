// The text of one input and places in it. Reads files and refuses what no parser should see; knows no format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/error.hpp"

#include "diagnostics.hpp"

namespace corridor::scenario {

class SourceText;

/// A stretch of a source: where a value or key is written. Cheap to keep with every value; the source must outlive it.
struct Mark {
  const SourceText* source = nullptr;
  std::uint32_t offset = 0;  ///< byte
  std::uint32_t length = 0;  ///< [bytes]

  [[nodiscard]] Place place() const;
  /// `length` bytes of this stretch, from byte `begin` on; stays inside it.
  [[nodiscard]] Mark part(std::size_t begin, std::size_t size) const;
};

/// One text with its name, as the user named it. A byte order mark is left out.
class SourceText {
 public:
  SourceText(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Mark mark(std::size_t offset, std::size_t length) const;
  [[nodiscard]] Place place(const Mark& mark) const;
  /// Byte where line `line` begins, counted from 1. @pre the line exists
  [[nodiscard]] std::size_t line_begin(std::size_t line) const;
  [[nodiscard]] std::size_t line_count() const { return line_begins_.size(); }

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_begins_;
};

/// The bytes of a file. @throws IoError if it cannot be read
[[nodiscard]] std::string read_bytes(const std::filesystem::path& path);

/// True if the text is UTF-8 without control characters other than tab and line ends; says what is wrong where.
bool is_clean_text(const SourceText& source, Diagnostics& diagnostics);

}  // namespace corridor::scenario
