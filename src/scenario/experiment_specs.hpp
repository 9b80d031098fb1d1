// The tables of the file of a sweep as they are written. experiment.cpp makes the Experiment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corridor/scenario/experiment.hpp"

#include "field_table.hpp"
#include "value_types.hpp"

namespace corridor::scenario {

struct FactorSpec {
  Ref path;
  std::optional<std::string> name;
  std::optional<Value> levels;
  std::optional<Value> from;
  std::optional<Value> to;
  LevelRange::Scale scale = LevelRange::Scale::linear;
  std::optional<std::int64_t> steps;
  Mark mark;
  bool is_sound = false;
};

struct PointDesignSpec {
  PointDesign::Kind kind = PointDesign::Kind::grid;
  std::int64_t points = 0;
  std::int64_t seed = 1;
  bool is_centred = false;
  Mark mark;
  bool is_sound = false;
};

struct ExperimentSpec {
  std::int64_t schema = 0;
  std::string title;
  Ref base;
  std::int64_t replications = 1;
  std::optional<std::int64_t> seed;
  std::vector<Ref> figures;
  PointDesignSpec design;
  std::vector<FactorSpec> factors;
};

[[nodiscard]] const Table<ExperimentSpec>& experiment_table();

}  // namespace corridor::scenario
