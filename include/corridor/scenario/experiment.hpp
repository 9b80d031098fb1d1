// The file of a sweep: a base scenario, the factors that are varied and the design by which they are. Makes no point of
// the design, reads no scenario and runs nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/scenario/schema.hpp"

namespace corridor::scenario {

/// More is a slip, not an experiment.
inline constexpr std::uint32_t most_points = 100'000;
inline constexpr std::uint32_t most_replications_of_a_point = 100'000;

/// One value that a factor can have.
struct Level {
  std::string text;                   ///< as written, without quotes: `60 km/h`
  std::string value;                  ///< as `--set` takes it: `"60 km/h"`
  std::optional<double> number = {};  ///< 60; none: it is no number
  std::string unit = {};              ///< `km/h`; empty: it has none
  Place place = {};
};

/// Numbers from one to another.
struct LevelRange {
  enum class Scale : std::uint8_t { linear, log };
  double from = 0;
  double to = 0;                       ///< more than `from`
  std::string unit;                    ///< of both, as written; empty: they are bare numbers
  bool is_whole = false;               ///< whole numbers without unit: so are the values between
  Scale scale = Scale::linear;         ///< log: equal ratios are equally far; then `from` is more than 0
  std::optional<std::uint32_t> steps;  ///< of a grid, with both ends; at least 2
  Place place;                         ///< of `from`
};

struct Factor {
  std::string path;  ///< into the scenario, as `--set` takes it
  std::string name;  ///< its column in results
  std::variant<std::vector<Level>, LevelRange> values;
  Place place;  ///< of the path
};

/// How the points are chosen.
struct PointDesign {
  enum class Kind : std::uint8_t { grid, latin_hypercube, sobol };
  Kind kind = Kind::grid;
  std::uint32_t points = 0;  ///< of a grid: the product of the numbers of levels and steps
  std::uint64_t seed = 1;
  bool is_centred = false;  ///< points of a Latin hypercube lie in the middle of their cells
};

/// A figure of the summary that is to be stored.
struct WantedFigure {
  std::string measure;
  std::string place;  ///< empty: at every place that has it
  Place written;
};

struct Experiment {
  std::string title;
  std::filesystem::path base;  ///< as the program opens it: a folder or a file
  PointDesign design;
  std::vector<Factor> factors;
  std::uint32_t replications = 1;
  std::optional<std::uint64_t> seed;  ///< of the replications; none: the scenario's
  std::vector<WantedFigure> figures;  ///< none: all
  InputFile file;
};

/// The tables of the file, in the order of the documentation.
[[nodiscard]] std::span<const TableInfo* const> experiment_tables();

/// Reads `path`. Throws ScenarioError with all diagnostics, IoError if the file cannot be read at all.
[[nodiscard]] Experiment read_experiment(const std::filesystem::path& path);

}  // namespace corridor::scenario
