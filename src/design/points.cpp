#include "corridor/design/points.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <variant>

#include "corridor/base/contract.hpp"
#include "corridor/design/design.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::design {

namespace {

using scenario::Experiment;
using scenario::Factor;
using scenario::Level;
using scenario::LevelRange;
using scenario::PointDesign;

/// The shortest text that reads back as this number.
std::string text_of(double number) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  return {buffer.data(), end};
}

FactorValue value_of(const Factor& factor, const Level& level) {
  return {.text = level.text,
          .set = factor.path + '=' + level.value,
          .number = level.number,
          .unit = level.unit,
          .place = level.place};
}

FactorValue value_of(const Factor& factor, const LevelRange& range, double number) {
  const std::string text = range.unit.empty() ? text_of(number) : text_of(number) + ' ' + range.unit;
  return {.text = text,
          .set = factor.path + '=' + (range.unit.empty() ? text : '"' + text + '"'),
          .number = number,
          .unit = range.unit,
          .place = range.place};
}

/// The share `u` of the way from one end to the other, which it does not leave.
double between(LevelRange::Scale scale, double from, double to, double u) {
  namespace math = random::deterministic;
  const double number =
      scale == LevelRange::Scale::log ? from * math::exp(u * math::log(to / from)) : from + u * (to - from);
  return std::clamp(number, from, to);
}

/// Where the coordinate u of a point lies; of whole numbers each has its share.
FactorValue at_coordinate(const Factor& factor, double u) {
  if (const auto* levels = std::get_if<std::vector<Level>>(&factor.values)) {
    const auto count = static_cast<double>(levels->size());
    return value_of(factor, (*levels)[static_cast<std::size_t>(std::min(std::floor(u * count), count - 1))]);
  }
  const auto& range = std::get<LevelRange>(factor.values);
  const double number = range.is_whole
                            ? std::min(std::floor(between(range.scale, range.from, range.to + 1, u)), range.to)
                            : between(range.scale, range.from, range.to, u);
  return value_of(factor, range, number);
}

std::size_t count_of(const Factor& factor) {
  const auto* levels = std::get_if<std::vector<Level>>(&factor.values);
  return levels != nullptr ? levels->size() : std::get<LevelRange>(factor.values).steps.value_or(0);
}

FactorValue at_position(const Factor& factor, std::size_t position) {
  if (const auto* levels = std::get_if<std::vector<Level>>(&factor.values)) {
    return value_of(factor, (*levels)[position]);
  }
  const auto& range = std::get<LevelRange>(factor.values);
  const double share = static_cast<double>(position) / static_cast<double>(*range.steps - 1);
  const double number = between(range.scale, range.from, range.to, share);
  return value_of(factor, range, range.is_whole ? std::floor(number + 0.5) : number);
}

std::vector<ExperimentPoint> grid_of(const std::vector<Factor>& factors) {
  std::vector<std::size_t> counts;
  counts.reserve(factors.size());
  for (const Factor& factor : factors) {
    counts.push_back(count_of(factor));
  }
  std::vector<ExperimentPoint> points;
  for (const std::vector<std::size_t>& positions : full_factorial(counts)) {
    ExperimentPoint& point = points.emplace_back();
    for (std::size_t i = 0; i < factors.size(); ++i) {
      point.push_back(at_position(factors[i], positions[i]));
    }
  }
  return points;
}

}  // namespace

std::vector<ExperimentPoint> points_of(const Experiment& experiment) {
  const PointDesign& design = experiment.design;
  if (design.kind == PointDesign::Kind::grid) {
    return grid_of(experiment.factors);
  }
  const Size size{.points = design.points, .dimensions = experiment.factors.size()};
  const std::vector<Point> unit =
      design.kind == PointDesign::Kind::sobol
          ? scrambled_sobol(size, design.seed)
          : latin_hypercube(size, design.is_centred ? InCell::centred : InCell::random, design.seed);
  std::vector<ExperimentPoint> points;
  for (const Point& x : unit) {
    ExperimentPoint& point = points.emplace_back();
    for (std::size_t i = 0; i < x.size(); ++i) {
      point.push_back(at_coordinate(experiment.factors[i], x[i]));
    }
  }
  return points;
}

}  // namespace corridor::design
