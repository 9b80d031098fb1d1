// A table of a run folder as rows by column. For tables without quotes.
#pragma once

#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"

namespace corridor::test {

using Row = std::map<std::string, std::string>;

inline std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result(1);
  for (const char c : line) {
    if (c == ',') {
      result.emplace_back();
    } else {
      result.back() += c;
    }
  }
  return result;
}

inline std::vector<Row> rows_of(const std::filesystem::path& file) {
  std::istringstream text(text_of(file));
  std::string line;
  std::getline(text, line);
  const std::vector<std::string> names = cells(line);
  std::vector<Row> rows;
  while (std::getline(text, line)) {
    const std::vector<std::string> values = cells(line);
    Row row;
    for (std::size_t i = 0; i < names.size(); ++i) {
      row[names[i]] = values.at(i);
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace corridor::test
