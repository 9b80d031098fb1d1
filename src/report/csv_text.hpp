// A table of a run folder, row by row (RFC 4180). Knows no table.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace corridor::report {

/// The bytes of a file. Throws IoError.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

class CsvText {
 public:
  /// Reads the file and its header. Throws IoError, also if a column of these is missing.
  CsvText(std::filesystem::path file, const std::vector<std::string>& columns);

  /// The next row; false: there is none. Throws IoError if it has not as many fields as the header.
  [[nodiscard]] bool next();
  /// Of the row, a column by its number in the list that was asked for. The view lives until the next row.
  [[nodiscard]] std::string_view text(std::size_t column) const { return fields_[order_[column]]; }
  /// NaN if it is empty. Throws IoError if it is no number.
  [[nodiscard]] double number(std::size_t column) const;

 private:
  bool read_row();
  [[nodiscard]] std::string_view quoted_field();
  [[noreturn]] void damaged(std::string_view what) const;

  std::filesystem::path file_;
  std::string text_;
  std::size_t at_ = 0;
  std::size_t row_ = 0;
  std::vector<std::string_view> fields_;
  std::vector<std::size_t> order_;
};

}  // namespace corridor::report
