#include "command_line.hpp"

#include <charconv>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "corridor/scenario/arrivals_import.hpp"
#include "corridor/scenario/experiment.hpp"

#include "memory_limit.hpp"
#include "shard.hpp"
#include "until.hpp"

namespace corridor::cli {

namespace {

constexpr std::uint64_t most_replications = 1'000'000;
constexpr std::uint32_t most_until = 1'000;  ///< replications, unless --replications says otherwise
constexpr std::uint64_t most_threads = 1'024;

/// A check that says what is wrong, or nothing. (The parser alone would take -1 for the largest number there is.)
std::function<std::string(const std::string&)> whole_number(std::uint64_t least, std::uint64_t most) {
  return [least, most](const std::string& text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_right = error == std::errc() && end == text.data() + text.size() && least <= number && number <= most;
    return is_right ? std::string() : fmt::format("{} is not a whole number from {} to {}", text, least, most);
  };
}

std::string check_memory_limit(const std::string& text) {
  const bool is_right = text == "unlimited" || parse_bytes(text);
  return is_right
             ? std::string()
             : fmt::format("{} is neither a size above 0 with its unit, such as `2 GiB` or `500 MB`, nor `unlimited`",
                           text);
}

std::string check_until(const std::string& text) {
  const auto parsed = parse_until(text);
  const auto* wrong = std::get_if<std::string>(&parsed);
  return wrong != nullptr ? *wrong : std::string();
}

std::string check_shard(const std::string& text) {
  const auto parsed = parse_shard(text);
  const auto* wrong = std::get_if<std::string>(&parsed);
  return wrong != nullptr ? *wrong : std::string();
}

std::string check_trips(const std::string& text) {
  const bool is_right = text == "all" || text == "ends";
  return is_right ? std::string() : fmt::format("{} is neither `all` nor `ends`", text);
}

void add_scenario(CLI::App& command, ScenarioOptions& options) {
  command
      .add_option("scenario", options.path, "Folder of a scenario, the scenario.toml in it, or the file of a variant")
      ->type_name("SCENARIO")
      ->required();
  command.add_option("--set", options.sets, "Replace a value of the scenario; may be given several times")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

void add_posterior(CLI::App& command, std::string& path) {
  command
      .add_option(
          "--posterior", path,
          "Draws of parameters, a folder of `corridor calibrate` or its posterior.csv, which replications take by "
          "weight: replication k takes the same in every scenario")
      ->type_name("FILE");
}

void add_memory_limit(CLI::App& command, std::string& wish) {
  command
      .add_option("--memory-limit", wish,
                  "Most memory to take, such as `2 GiB`, or `unlimited` [80 % of what the machine has]")
      ->type_name("SIZE")
      ->check(check_memory_limit);
}

/// What is stored of one replication alone; the option that chooses it.
template <class Options>
CLI::Option* add_details(CLI::App& command, Options& options) {
  command
      .add_flag("--trips{all}", options.trips,
                "Store every vehicle trip, passage of a link and visit of a stage of that replication (0 unless "
                "chosen); --trips=ends: the trips alone")
      ->check(check_trips);
  command.add_flag(
      "--road", options.road,
      "Store vehicles, queue, speed, the queue's tail and the density along every link of that replication over time");
  return command.add_option("--timeseries", options.timeseries, "Store the time series of replication K as well")
      ->type_name("K")
      ->check(whole_number(0, most_replications - 1));
}

/// What all commands share that simulate.
template <class Options>
void add_simulation(CLI::App& command, Options& options) {
  command
      .add_option("--threads", options.threads,
                  "How many replications to run at once [as many as there are processors]")
      ->type_name("J")
      ->check(whole_number(1, most_threads));
  command.add_option("--seed", options.seed, "Instead of the scenario's seed")
      ->type_name("S")
      ->check(whole_number(0, std::numeric_limits<std::uint64_t>::max()));
  CLI::Option* force =
      command.add_flag("--force", options.force, "Replace a finished run, or one that was not finished");
  command.add_flag("--resume", options.resume, "Go on with a run that was killed or interrupted, if there is one")
      ->excludes(force);
  add_memory_limit(command, options.memory_limit);
}

/// `9 d`, `72 h`.
std::optional<Duration> parse_horizon(const std::string& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const bool is_right = error == std::errc() && number > 0 && number <= 87'600 && (unit == " h" || unit == " d");
  return is_right ? std::optional<Duration>(std::chrono::hours(unit == " d" ? 24 * number : number)) : std::nullopt;
}

/// A check that passes what `is_right` takes.
std::function<std::string(const std::string&)> only(bool (*is_right)(const std::string&), const char* expected) {
  return [=](const std::string& text) { return is_right(text) ? "" : fmt::format("{} is not {}", text, expected); };
}

void set_most_replications(const CLI::App& command, RunOptions& options) {
  if (!options.until.empty() && command.count("--replications") == 0) {
    options.replications = most_until;
  }
}

void expect_timeseries_within(const RunOptions& options) {
  if (options.timeseries && *options.timeseries >= options.replications) {
    throw CLI::ValidationError("--timeseries",
                               fmt::format("replications are numbered 0 to {}", options.replications - 1));
  }
}

void expect_no_until_of_a_shard(const RunOptions& options) {
  if (!options.until.empty() && !options.shard.empty()) {
    throw CLI::ValidationError("--shard", "one shard does not know when all have enough: leave out --until");
  }
}

}  // namespace

CLI::App* add_check(CLI::App& app, ScenarioOptions& options) {
  CLI::App* command = app.add_subcommand("check", "Check a scenario and list everything that is wrong with it");
  add_scenario(*command, options);
  command->footer("Example:\n  corridor check scenarios/minimal --set site.checkpoint.documents.servers=2");
  return command;
}

CLI::App* add_new(CLI::App& app, NewOptions& options) {
  CLI::App* command = app.add_subcommand("new", "Write a commented scenario that runs as it is, to be changed");
  command->add_option("folder", options.folder, "Where to write it: a folder that is new or empty")
      ->type_name("FOLDER")
      ->required();
  command->footer(
      "Example:\n  corridor new my-scenario\n\n"
      "Exit codes: 0 done, 2 usage (or something is in the folder), 5 input or output error.");
  return command;
}

CLI::App* add_schema(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("schema", "Print the format of scenario.toml as a JSON Schema (draft 07), for editors");
  command->footer(
      "Example:\n  corridor schema > corridor.schema.json\n\n"
      "An editor that reads TOML schemas (Even Better TOML, taplo) takes it from the first line of a scenario:\n"
      "  #:schema ./corridor.schema.json\n"
      "A program that validates JSON writes the dates of a scenario as texts.");
  return command;
}

CLI::App* add_explain(CLI::App& app, ExplainOptions& options) {
  CLI::App* command = app.add_subcommand("explain", "Say what a key, a table, a measure or an error code means");
  CLI::Option* word =
      command->add_option("word", options.word, "A key or its path, a table, a measure, an error code [what there is]")
          ->type_name("WORD");
  command->add_flag("--markdown", options.all_as_markdown, "Print the generated parts of the documentation")
      ->excludes(word);
  command->footer(
      "Example:\n  corridor explain site.hakari.documents.servers\n  corridor explain servers\n"
      "  corridor explain crossed_persons\n  corridor explain E0312");
  return command;
}

CLI::App* add_compare(CLI::App& app, CompareOptions& options) {
  CLI::App* command =
      app.add_subcommand("compare", "Simulate a base and its variants, and say what they change for people");
  command->add_option("base", options.base, "Folder of a scenario, or the file of a variant")
      ->type_name("BASE")
      ->required();
  command->add_option("variants", options.variants, "What to compare it with")->type_name("VARIANT...")->required();
  command->add_option("--set", options.sets, "Replace a value of all of them; may be given several times")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  add_posterior(*command, options.posterior);
  command->add_option("--replications", options.replications, "How many pairs of runs")
      ->type_name("N")
      ->check(whole_number(2, most_replications))
      ->capture_default_str();
  add_simulation(*command, options);
  command->add_option("--out", options.out, "Where to store the comparison [out/compare-<name of the base>]")
      ->type_name("FOLDER");
  command->add_flag("--json", options.json, "Print manifest and figures as one JSON object");
  command->add_flag("--no-report", options.no_report, "Do not write report.html");
  command->footer(
      "Example:\n  corridor compare scenarios/lachin-2023 scenarios/what-if/six-lanes.toml "
      "scenarios/what-if/desks-doubled.toml\n\n"
      "Replication k of all draws the same random numbers, so that what differs is what was changed.\n"
      "Exit codes: as of run.");
  return command;
}

CLI::App* add_forecast(CLI::App& app, ForecastOptions& options) {
  CLI::App* command =
      app.add_subcommand("forecast", "Say what is to be expected, from what was public at a time, and score it");
  add_scenario(*command, options.scenario);
  command
      ->add_option_function<std::string>(
          "--as-of", [&options](const std::string& text) { options.as_of = *parse_local_time(text); },
          "The time of the forecast: what was published later does not exist")
      ->type_name("TIME")
      ->check([](const std::string& text) {
        return parse_local_time(text) ? std::string() : text + " is no time such as 2023-09-26T20:00:00+04:00";
      })
      ->required();
  command
      ->add_option_function<std::string>(
          "--horizon", [&options](const std::string& text) { options.horizon = *parse_horizon(text); },
          "How far it reaches: `72 h`, `9 d`")
      ->type_name("LENGTH")
      ->check([](const std::string& text) {
        return parse_horizon(text) ? std::string() : text + " is no length such as `72 h` or `9 d`";
      })
      ->required();
  command
      ->add_option("--priors", options.priors,
                   "What stands in for what was not known [forecast.toml beside the scenario]")
      ->type_name("FILE");
  command->add_option("--members", options.members, "How many runs it is made of")
      ->type_name("N")
      ->check(whole_number(2, 100'000))
      ->capture_default_str();
  add_simulation(*command, options);
  command->add_option("--out", options.out, "Where to store it [out/forecast-<name of the scenario's folder>]")
      ->type_name("FOLDER");
  command->add_flag("--json", options.json, "Print the manifest with the scores as one JSON object");
  command->add_flag("--no-report", options.no_report, "Do not write report.html");
  command->footer(
      "Example:\n  corridor forecast scenarios/lachin-2023 --as-of 2023-09-26T20:00:00+04:00 --horizon \"188 h\"\n\n"
      "What became known later than --as-of, or does not say when, is refused unless the file of priors stands in for "
      "it.\nExit codes: as of run.");
  return command;
}

CLI::App* add_calibrate(CLI::App& app, CalibrateOptions& options) {
  constexpr std::uint64_t most_sets = 10'000;
  CLI::App* command = app.add_subcommand(
      "calibrate", "Find what the observed counts say of a scenario's parameters, and how far that can be relied on");
  command->add_option("file", options.file, "File of the calibration")->type_name("CALIBRATION")->required();
  command
      ->add_option("--sbc", options.sbc,
                   "Try the calibrator on N sets of counts that the model makes at parameters drawn from the prior")
      ->type_name("N")
      ->check(whole_number(1, most_sets));
  add_simulation(*command, options);
  command->add_option("--out", options.out, "Where to store the draws [out/calibrate-<name of the scenario's folder>]")
      ->type_name("FOLDER");
  command->add_flag("--json", options.json, "Print manifest and diagnostics as one JSON object");
  command->add_flag("--no-report", options.no_report, "Do not write report.html");
  command->footer(
      "Example:\n  corridor calibrate scenarios/lachin-2023/calibration.toml\n\n"
      "posterior.csv holds draws of the parameters with their weights; diagnostics.json says how far they can be "
      "relied\n"
      "on, in numbers and in a sentence.\nExit codes: as of run; 4 also if more runs failed than can be left out.");
  return command;
}

CLI::App* add_report(CLI::App& app, ReportCommand& options) {
  CLI::App* command = app.add_subcommand("report", "Make a page of stored runs that needs no network");
  command
      ->add_option("folders", options.folders,
                   "Folders of runs, forecasts and calibrations, and of one comparison at most")
      ->type_name("FOLDER...")
      ->required();
  command
      ->add_option("--out", options.out,
                   "Where to write the page [report.html in the folder; of several folders, here]")
      ->type_name("FILE");
  command
      ->add_option("--lang", options.language, "Language in which the page opens: English, French, Russian, Armenian")
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"en", "fr", "ru", "hy"}))
      ->capture_default_str();
  command->add_flag("--suppress-small", options.suppress_small, "Leave out counts of 1 to 9 in breakdowns by group");
  command->add_flag("--force", options.force, "Replace the file that --out names, also if it is no report");
  command->add_flag("--pdf", options.pdf, "Also print it, with Chromium");
  command->add_option("--png", options.png, "Also store a picture of each figure there, with Chromium")
      ->type_name("FOLDER");
  command->add_flag("--xlsx", options.xlsx, "Also write a workbook with tables and charts");
  command->add_flag("--hxl", options.hxl, "Also write the tables with a row of HXL tags, into `hxl` of each folder");
  command->add_flag("--geojson", options.geojson, "Also write road and queue by hour as GeoJSON, into each folder");
  command->add_flag("--simwrapper", options.simwrapper, "Also write a SimWrapper dashboard, into each folder");
  command->footer(
      "Example:\n  corridor report out/lachin-2023 --lang hy --xlsx\n\n"
      "Exit codes: 0 done, 2 usage (or the folder is of no finished run), 5 input or output error,\n"
      "8 the folder is of a version of corridor that this one does not read.");
  return command;
}

CLI::App* add_sweep(CLI::App& app, SweepOptions& options) {
  CLI::App* command =
      app.add_subcommand("sweep", "Simulate a scenario at every point of a design: grid, Latin hypercube, Sobol'");
  command->add_option("experiment", options.experiment, "File that says what is varied and how (docs/sweep.md)")
      ->type_name("EXPERIMENT")
      ->required();
  command->add_option("--set", options.sets, "Replace a value at every point; may be given several times")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  add_posterior(*command, options.posterior);
  command->add_option("--replications", options.replications, "How often to run each point [as the experiment says]")
      ->type_name("N")
      ->check(whole_number(1, scenario::most_replications_of_a_point));
  add_simulation(*command, options);
  command->add_option("--out", options.out, "Where to store the sweep [out/sweep-<name of the file>]")
      ->type_name("FOLDER");
  command->add_flag("--json", options.json, "Print manifest and figures as one JSON object");
  command->footer(
      "Example:\n  corridor sweep scenarios/experiments/desks-and-beds.toml\n\n"
      "Replication k of all points draws the same random numbers. What is stored is not simulated again, also after\n"
      "--force. Exit codes: as of run.");
  return command;
}

CLI::App* add_run(CLI::App& app, RunOptions& options) {
  CLI::App* command = app.add_subcommand("run", "Simulate a scenario and store the results in a folder");
  add_scenario(*command, options.scenario);
  add_posterior(*command, options.scenario.posterior);
  CLI::Option* replications = command->add_option("--replications", options.replications, "How often to run it")
                                  ->type_name("N")
                                  ->check(whole_number(1, most_replications))
                                  ->capture_default_str();
  CLI::Option* only = command->add_option("--only", options.only, "Run replication K alone, as it is among others")
                          ->type_name("K")
                          ->check(whole_number(0, most_replications - 1))
                          ->excludes(replications);
  command
      ->add_option(
          "--until", options.until,
          "Stop when the mean of a figure is known so well, at 95 %, after 10, 20, 40, ... replications and at most "
          "--replications (1,000 unless given): `time_99_crossed 2 %`, `wait_p95 at goris/registration 0.5 h`; may be "
          "given several times")
      ->type_name("FIGURE WIDTH")
      ->check(check_until)
      ->allow_extra_args(false)
      ->excludes(only);
  command->add_option("--out", options.out, "Where to store the run [out/<name of the scenario's folder>]")
      ->type_name("FOLDER");
  CLI::Option* timeseries = add_details(*command, options)->excludes(only);
  command
      ->add_option("--shard", options.shard,
                   "Simulate every N-th replication alone, beginning with the K-th, on one of several machines; "
                   "`corridor merge` puts the shards together")
      ->type_name("K/N")
      ->check(check_shard)
      ->excludes(only)
      ->excludes(timeseries);
  command->add_flag("--json", options.json, "Print manifest, summary and observations as one JSON object");
  command->add_flag("--no-report", options.no_report, "Do not write report.html");
  command->add_flag("--hxl", options.hxl, "Store the tables with a row of HXL tags as well");
  add_simulation(*command, options);
  command->callback([command, &options] {
    set_most_replications(*command, options);
    expect_timeseries_within(options);
    expect_no_until_of_a_shard(options);
  });
  command->footer(
      "Example:\n  corridor run scenarios/lachin-2023 --replications 20 --set site.hakari.documents.servers=6 "
      "--out out/six-lanes\n"
      "  corridor run scenarios/lachin-2023 --replications 100 --posterior out/calibrate-lachin-2023\n\n"
      "Exit codes: 0 done, 2 usage (or a finished run is in the way), 3 invalid scenario, 4 a replication failed,\n"
      "5 input or output error, 6 out of memory (or over --memory-limit), 7 interrupted, to be gone on with --resume,\n"
      "8 what is to be resumed is of another version.");
  return command;
}

CLI::App* add_merge(CLI::App& app, MergeOptions& options) {
  CLI::App* command = app.add_subcommand("merge", "Put the shards of a run together into its folder");
  command->add_option("shards", options.shards, "The files that `run --shard` wrote, all of them")
      ->type_name("FILE...")
      ->required();
  command->add_option("--scenario", options.scenario, "Where the scenario is [where the shards had it]")
      ->type_name("SCENARIO");
  command->add_option("--posterior", options.posterior, "Where its posterior is [where the shards had it, if any]")
      ->type_name("FILE");
  command->add_option("--out", options.out, "Where to store the run [out/<name of the scenario's folder>]")
      ->type_name("FOLDER");
  add_details(*command, options);
  command->add_flag("--force", options.force, "Replace a finished run");
  command->add_flag("--json", options.json, "Print manifest, summary and observations as one JSON object");
  command->add_flag("--no-report", options.no_report, "Do not write report.html");
  add_memory_limit(*command, options.memory_limit);
  command->footer(
      "Example:\n  corridor run scenarios/lachin-2023 --replications 300 --shard 1/3 --out out/big   (and 2/3, 3/3)\n"
      "  corridor merge out/big.shard-*-of-3 --out out/big\n\n"
      "The folder is the one that a run without shards writes. Exit codes: as of run.");
  return command;
}

CLI::App* add_import(CLI::App& app, ImportOptions& options) {
  CLI::App* group = app.add_subcommand("import", "Make files of a scenario out of other tables");
  group->require_subcommand(1);
  CLI::App* command =
      group->add_subcommand("arrivals", "Make a departure file out of a table of arrivals by day or hour");
  command->add_option("table", options.table, "Table in CSV: a column of dates, a column of persons")
      ->type_name("FILE")
      ->required();
  command->add_option("--out", options.out, "Where to write the departures")->type_name("FILE")->capture_default_str();
  command->add_option("--origin", options.origin, "Id of the origin in the lines for the scenario")
      ->type_name("ID")
      ->check(only([](const std::string& s) { return scenario::is_id(s); }, "an id: a-z, 0-9 and _"))
      ->capture_default_str();
  command->add_option("--offset", options.offset, "Local time minus UTC, for dates that do not say it")
      ->type_name("+HH:MM")
      ->check(
          only([](const std::string& s) { return scenario::parse_offset(s).has_value(); }, "an offset such as +04:00"));
  command->add_option("--dates", options.dates, "What 03/04/2023 means: day first or month first [as other rows show]")
      ->check(CLI::IsMember({"dmy", "mdy"}));
  command->add_option("--column", options.column, "The column of persons [recognised by its name]")->type_name("NAME");
  command->add_flag("--cumulative", options.cumulative, "The column counts everybody so far");
  command->add_flag("--force", options.force, "Replace the file that --out names");
  command->footer(
      "Example:\n  corridor import arrivals arrivals.csv --offset +04:00 --origin stepanakert --out departures.csv\n\n"
      "Tables with names, phone numbers or documents of persons are refused, and nothing is written.");
  return command;
}

}  // namespace corridor::cli
