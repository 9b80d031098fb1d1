// The words of each command: its options, what they may be, and its help. Parses nothing by itself and runs nothing.
#pragma once

#include <CLI/CLI.hpp>

#include "commands.hpp"

namespace corridor::cli {

// Each adds its command to the program. What is parsed goes into `options`, which must outlive the parser; a value that
// cannot be is a CLI::ParseError.

[[nodiscard]] CLI::App* add_check(CLI::App& app, ScenarioOptions& options);
[[nodiscard]] CLI::App* add_new(CLI::App& app, NewOptions& options);
[[nodiscard]] CLI::App* add_schema(CLI::App& app);
[[nodiscard]] CLI::App* add_explain(CLI::App& app, ExplainOptions& options);
[[nodiscard]] CLI::App* add_compare(CLI::App& app, CompareOptions& options);
[[nodiscard]] CLI::App* add_forecast(CLI::App& app, ForecastOptions& options);
[[nodiscard]] CLI::App* add_calibrate(CLI::App& app, CalibrateOptions& options);
[[nodiscard]] CLI::App* add_report(CLI::App& app, ReportCommand& options);
[[nodiscard]] CLI::App* add_sweep(CLI::App& app, SweepOptions& options);
[[nodiscard]] CLI::App* add_run(CLI::App& app, RunOptions& options);
[[nodiscard]] CLI::App* add_merge(CLI::App& app, MergeOptions& options);
[[nodiscard]] CLI::App* add_import(CLI::App& app, ImportOptions& options);

}  // namespace corridor::cli
