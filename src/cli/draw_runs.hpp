// Runs of a scenario at draws of its parameters: each is one task, so that threads, ranks and a log can do it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corridor/calibration/simulator.hpp"
#include "corridor/calibration/study.hpp"
#include "corridor/ensemble/tasks.hpp"
#include "corridor/scenario/calibration_file.hpp"

#include "outcome_log.hpp"

namespace corridor::cli {

/// A run was given up, by the user's wish.
struct DrawsInterrupted {};

/// A run that failed: the others go on.
struct FailedDraw {
  std::uint32_t index = 0;
  std::vector<std::string> sets;
  std::string reason;
};

/// What one run is to be: the seed and its index, and what is set in the scenario.
struct DrawTask {
  std::uint64_t seed = 1;
  std::uint32_t index = 0;
  std::vector<std::string> sets;
};

/// Simulates what a task says, of the scenario at `path`: the values at the observed points, or why it failed, as text.
[[nodiscard]] ensemble::Work draw_work(const std::filesystem::path& path);

struct DrawPlan {
  std::filesystem::path scenario;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// A simulator whose outputs are those of the study's rows. Runs of which `log` knows the outcome are not done again;
/// others are kept there. Says each that failed to `on_failed`. What it references must outlive it. It throws
/// DrawsInterrupted, and OutOfMemory if there is none for a run.
[[nodiscard]] calibration::Simulator draw_simulator(const DrawPlan& plan, const scenario::CalibrationFile& file,
                                                    const calibration::Study& study, OutcomeLog& log,
                                                    std::function<void(FailedDraw&&)> on_failed);

}  // namespace corridor::cli
