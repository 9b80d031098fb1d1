// Mistakes as a table: one edit of the good scenario each, and the one error that must come of it. The test that goes
// through them is in bad_input_test.cpp; the tables stand in the files bad_input_*_test.cpp, by subject.
#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "scenario_files.hpp"

namespace corridor::scenario::testing {

/// In `wrong` a ^ stands before the place of the error.
struct Mistake {
  std::string name;
  std::string good;  ///< is there exactly once; empty: `wrong` is the whole file
  std::string wrong;
  std::string code;
  std::string nearest = "";
  std::string file = "scenario.toml";
  std::string says = "";  ///< part of the message or of what is expected
};

inline void PrintTo(const Mistake& mistake, std::ostream* out) {
  *out << mistake.name;
}

inline std::string place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return std::to_string(line) + ":" + std::to_string(offset - line_begin + 1);
}

class BadInput : public ::testing::TestWithParam<Mistake> {};

inline std::string name_of(const ::testing::TestParamInfo<Mistake>& info) {
  return info.param.name;
}

// The files of the road and the series, as `Mistake::file`.
inline const std::string config_csv = "network/config.csv";
inline const std::string node_csv = "network/node.csv";
inline const std::string link_csv = "network/link.csv";
inline const std::string series_csv = "observed/arrivals.csv";
inline const std::string scenario_toml = "scenario.toml";

}  // namespace corridor::scenario::testing
