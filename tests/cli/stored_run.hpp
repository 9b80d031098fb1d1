// A run of a shipped scenario by the program, and the tables that it wrote.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "csv_rows.hpp"
#include "program.hpp"

namespace corridor::test {

/// What the run wrote can be read while this lives.
struct StoredRun {
  /// @param option of `corridor run`, such as `--trips`
  StoredRun(const std::filesystem::path& scenario, const std::string& option)
      : folder(program.folder() / "out" / scenario.filename()) {
    const std::filesystem::path source = std::filesystem::path(CORRIDOR_SOURCE_DIR) / scenario;
    EXPECT_EQ(program.run({"run", source.string(), option}), 0) << program.err();
  }
  [[nodiscard]] std::vector<Row> rows(const std::string& table) const { return rows_of(folder / (table + ".csv")); }

  Program program;
  std::filesystem::path folder;
};

}  // namespace corridor::test
