#include "application.hpp"

#include <algorithm>
#include <csignal>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "corridor/base/error.hpp"
#include "corridor/ensemble/ranks.hpp"
#include "corridor/report/report.hpp"
#include "corridor/results/log_subject.hpp"
#include "corridor/results/run_folder.hpp"

#include "build_info.hpp"
#include "command_line.hpp"
#include "terminal.hpp"

namespace corridor::cli {

namespace {

/// What is typed, and what is done then.
struct Command {
  const CLI::App* words;
  std::function<ExitCode()> work;
};

/// `--out --force` is a forgotten folder, not one named `--force`.
void refuse_options_as_values(CLI::App& command) {
  for (CLI::App* subcommand : command.get_subcommands({})) {
    refuse_options_as_values(*subcommand);
  }
  const auto missing = [&command](const std::string& value) {
    const bool is_option = value.starts_with("--") && command.get_option_no_throw(value) != nullptr;
    return is_option ? "a value is missing before " + value : std::string();
  };
  for (CLI::Option* option : command.get_options({})) {
    if (option->get_items_expected_max() > 0) {
      option->check(missing, "");
    }
  }
}

ExitCode parse_and_run(int argc, const char* const* argv) {
  CLI::App app("Discrete-event simulation of a border crossing and the reception behind it", "corridor");
  app.set_version_flag("--version", version_text());
  app.require_subcommand(1);
  app.footer(
      "Example:\n  corridor run scenarios/minimal\n\n`corridor <command> --help` explains a command.\n"
      "Errors are coloured on a terminal unless NO_COLOR is set.");
  ScenarioOptions check_options;
  RunOptions run_options;
  CompareOptions compare_options;
  ForecastOptions forecast_options;
  CalibrateOptions calibrate_options;
  MergeOptions merge_options;
  SweepOptions sweep_options;
  NewOptions new_options;
  ReportCommand report_command;
  ImportOptions import_options;
  ExplainOptions explain_options;
  const std::vector<Command> commands = {
      {add_new(app, new_options), [&] { return create(new_options); }},
      {add_import(app, import_options), [&] { return import_arrivals(import_options); }},
      {add_check(app, check_options), [&] { return check(check_options); }},
      {add_run(app, run_options), [&] { return run(run_options); }},
      {add_compare(app, compare_options), [&] { return compare(compare_options); }},
      {add_forecast(app, forecast_options), [&] { return forecast_from(forecast_options); }},
      {add_calibrate(app, calibrate_options), [&] { return calibrate(calibrate_options); }},
      {add_sweep(app, sweep_options), [&] { return sweep(sweep_options); }},
      {add_merge(app, merge_options), [&] { return merge(merge_options); }},
      {add_report(app, report_command), [&] { return make_report(report_command); }},
      {add_explain(app, explain_options), [&] { return explain(explain_options); }},
      {add_schema(app), [] { return schema(); }},
  };
  refuse_options_as_values(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? ExitCode::ok : ExitCode::usage;
  }
  // The parser has seen to it that there is one.
  return std::ranges::find_if(commands, [](const Command& c) { return c.words->parsed(); })->work();
}

void say(const ScenarioError& error) {
  const Emphasis emphasis = emphasis_on(stderr);
  for (const Diagnostic& d : error.diagnostics()) {
    spdlog::error("{}\n", format(d, emphasis));
  }
  const std::size_t n = error.diagnostics().size();
  spdlog::error("{} error{}; nothing was run", n, n == 1 ? "" : "s");
}

}  // namespace

ExitCode run_program(int argc, const char* const* argv) {
  try {
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_st>()));
    spdlog::set_pattern("%v");
    if (ensemble::Ranks::is_helper()) {
      spdlog::set_level(spdlog::level::off);  // rank 0 says it
    }
    // A file that has reached its largest size (ulimit -f) is an error of writing, with a message.
    std::signal(SIGXFSZ, SIG_IGN);
    return parse_and_run(argc, argv);
  } catch (const ScenarioError& e) {
    say(e);
    return ExitCode::invalid_input;
  } catch (const results::PlaceTaken& e) {
    spdlog::error("error: {}", e.what());
    return ExitCode::usage;
  } catch (const report::NotReportable& e) {
    spdlog::error("error: {}", e.what());
    return ExitCode::usage;
  } catch (const results::OtherSubject& e) {
    spdlog::error("error: {}", e.what());
    return ExitCode::invalid_input;
  } catch (const report::IncompatibleFolder& e) {
    spdlog::error("error: {}", e.what());
    return ExitCode::incompatible;
  } catch (const results::OtherVersion& e) {
    spdlog::error("error: {}", e.what());
    return ExitCode::incompatible;
  } catch (const UsageError& e) {
    spdlog::error("error: {}; nothing is stored", e.what());
    return ExitCode::usage;
  } catch (const IoError& e) {
    spdlog::error("error: {}", e.what());
    return ExitCode::io_error;
  } catch (const std::filesystem::filesystem_error& e) {
    spdlog::error("error: {}", e.what());
    return ExitCode::io_error;
  } catch (const std::bad_alloc&) {
    spdlog::error("error: out of memory");
    return ExitCode::out_of_memory;
  } catch (const std::exception& e) {
    spdlog::error("error: {}\nThis is a fault of the program, not of the scenario.", e.what());
    return ExitCode::replication_failed;
  }
}

}  // namespace corridor::cli
