// The scenarios at the points of a sweep: all are read before any is run, and each again when its turn comes. Runs
// nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/results/sweep_writer.hpp"
#include "corridor/scenario/experiment.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/simulation/simulation.hpp"

#include "commands.hpp"

namespace corridor::cli {

/// What the command line and the file of an experiment ask for: every point is read and found right, or everything that
/// is wrong at any of them is thrown at once (ScenarioError), placed in the file of the experiment.
[[nodiscard]] results::Sweep read_sweep(const SweepOptions& options);

/// The `--set`s of a point, as `corridor run` takes them.
[[nodiscard]] std::vector<std::string> sets_of(const results::Sweep& sweep, std::size_t point);

/// Point and posterior, as `corridor run` takes them.
[[nodiscard]] ScenarioOptions options_at(const results::Sweep& sweep, std::size_t point);

/// The scenario has no such figure.
[[nodiscard]] Diagnostic no_such_figure(const scenario::WantedFigure& figure);

/// Models of the points, each for as long as somebody uses it and no later one is made; with a posterior, a model for
/// each replication. For several threads.
class PointModels {
 public:
  /// @pre it outlives this object
  explicit PointModels(const results::Sweep& sweep) : sweep_(sweep) {}

  /// Throws IoError if the scenario is not any more what it was when the sweep began, UnsoundDraw if the draw of the
  /// replication makes none.
  [[nodiscard]] std::shared_ptr<const simulation::Model> at(std::size_t point, std::uint32_t replication);

 private:
  [[nodiscard]] std::shared_ptr<const simulation::Model> shared_at(std::size_t point);

  const results::Sweep& sweep_;
  std::mutex mutex_;
  std::map<std::size_t, std::weak_ptr<const simulation::Model>> models_;
  std::size_t latest_point_ = 0;
  std::shared_ptr<const simulation::Model> latest_;
};

}  // namespace corridor::cli
