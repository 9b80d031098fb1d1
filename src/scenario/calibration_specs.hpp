// The tables of the file of a calibration as they are written. calibration_file.cpp makes the CalibrationFile.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corridor/scenario/calibration_file.hpp"

#include "field_table.hpp"
#include "tables_of_priors.hpp"
#include "value_types.hpp"

namespace corridor::scenario {

struct CalibratedParameterSpec {
  std::string id;
  std::vector<Ref> sets;
  PriorSpec prior;
  std::string unit;
  std::string source;
  Evidence evidence = Evidence::unstated;
  Mark mark;
  bool is_sound = false;
};

struct ErrorSdSpec {
  double plus = 0;
  double share = 0;
  Duration correlation{};
};

struct CalibrationTargetSpec {
  Ref series;
  double rounding = 0;
  ErrorSdSpec error;
  ErrorSdSpec discrepancy;
  Mark mark;
  bool is_sound = false;
};

struct SearchEffortSpec {
  std::optional<std::int64_t> members;
  std::optional<std::int64_t> iterations;
  std::optional<std::int64_t> rounds;
  std::optional<std::int64_t> points;
  std::optional<std::int64_t> checks;
};

struct CalibrationSpec {
  std::int64_t schema = 0;
  std::string title;
  Ref base;
  std::optional<std::int64_t> seed;
  std::vector<CalibratedParameterSpec> parameters;
  std::vector<CalibrationTargetSpec> targets;
  SearchEffortSpec effort;
};

[[nodiscard]] const Table<CalibrationSpec>& calibration_table();

}  // namespace corridor::scenario
