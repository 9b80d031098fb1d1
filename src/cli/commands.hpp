// The subcommands: their options and what they end with. Parses nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "corridor/base/time.hpp"

namespace corridor::cli {

enum class ExitCode : std::uint8_t {
  ok = 0,
  check_failed = 1,
  usage = 2,  ///< also: a finished run is in the way
  invalid_input = 3,
  replication_failed = 4,  ///< a bug; the other replications finished
  io_error = 5,
  out_of_memory = 6,
  interrupted = 7,
  incompatible = 8,  ///< files of another version
};

/// What is asked for cannot be done, whatever is in the files. Exit code `usage`.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ScenarioOptions {
  std::string path;               ///< a folder, the file in it, or the file of a variant
  std::vector<std::string> sets;  ///< `key=value`
  std::string posterior = {};     ///< draws of parameters for the replications; empty: the scenario's own
};

/// Reads and checks a scenario and says what is in it.
[[nodiscard]] ExitCode check(const ScenarioOptions& options);

struct RunOptions {
  ScenarioOptions scenario;
  std::uint32_t replications = 1;     ///< with `until`, the most
  std::vector<std::string> until;     ///< how well figures are to be known, as parse_until takes it
  std::optional<unsigned> threads;    ///< none: as many as there are
  std::optional<std::uint32_t> only;  ///< this replication alone
  std::optional<std::uint64_t> seed;  ///< none: the scenario's
  std::string out;                    ///< empty: out/<folder name>
  bool force = false;
  bool resume = false;                      ///< go on with what an unfinished run has come to
  std::string shard;                        ///< `k/K`: every K-th replication alone, to be merged; empty: all
  std::optional<std::uint32_t> timeseries;  ///< the replication to show in detail
  std::string trips;  ///< `all` details of that replication, or only the `ends` of trips; empty: none
  bool road = false;  ///< road.csv and density.csv of that replication
  bool json = false;
  bool no_report = false;
  bool hxl = false;          ///< the tables once more with a row of HXL tags
  std::string memory_limit;  ///< a size or `unlimited`; empty: what suits the machine
};

/// Runs the replications and stores the run folder.
[[nodiscard]] ExitCode run(const RunOptions& options);

struct MergeOptions {
  std::vector<std::string> shards;  ///< their files
  std::string scenario;             ///< empty: where the shards had it
  std::string posterior;            ///< likewise, if they had one
  std::string out;                  ///< empty: out/<folder name>
  bool force = false;
  std::optional<std::uint32_t> timeseries;  ///< as of a run
  std::string trips;
  bool road = false;
  bool json = false;
  bool no_report = false;
  std::string memory_limit;
};

/// Stores the run folder of what shards have come to.
[[nodiscard]] ExitCode merge(const MergeOptions& options);

struct CompareOptions {
  std::string base;
  std::vector<std::string> variants;
  std::vector<std::string> sets;  ///< of all of them
  std::string posterior;          ///< of all of them, as of a run
  std::uint32_t replications = 20;
  std::optional<unsigned> threads;    ///< none: as many as there are
  std::optional<std::uint64_t> seed;  ///< none: the base's
  std::string out;                    ///< empty: out/compare-<name of the base's folder>
  bool force = false;
  bool resume = false;  ///< as of a run
  bool json = false;
  bool no_report = false;
  std::string memory_limit;  ///< as of a run
};

/// Runs a base and its variants with the same random numbers, and stores and says what changes.
[[nodiscard]] ExitCode compare(const CompareOptions& options);

struct ForecastOptions {
  ScenarioOptions scenario;
  LocalTime as_of;
  Duration horizon{0};
  std::string priors;  ///< empty: forecast.toml beside the scenario
  std::uint32_t members = 400;
  std::optional<unsigned> threads;    ///< none: as many as there are
  std::optional<std::uint64_t> seed;  ///< none: the scenario's
  std::string out;                    ///< empty: out/forecast-<name of the scenario's folder>
  bool force = false;
  bool resume = false;
  bool json = false;
  bool no_report = false;
  std::string memory_limit;  ///< as of a run
};

/// Says what is to be expected, from what was public at a time.
[[nodiscard]] ExitCode forecast_from(const ForecastOptions& options);

struct CalibrateOptions {
  std::string file;
  std::optional<unsigned> threads;    ///< none: as many as there are
  std::optional<std::uint64_t> seed;  ///< none: the file's, or the scenario's
  std::uint32_t sbc = 0;              ///< sets of counts made by the model to try the calibrator on; 0: calibrate
  std::string out;                    ///< empty: out/calibrate-<name of the scenario's folder>
  bool force = false;
  bool resume = false;  ///< as of a run
  bool json = false;
  bool no_report = false;
  std::string memory_limit;  ///< as of a run
};

/// Finds what the observed counts say of a scenario's parameters, and stores draws of the posterior.
[[nodiscard]] ExitCode calibrate(const CalibrateOptions& options);

struct ReportCommand {
  std::vector<std::string> folders;  ///< of runs, forecasts and calibrations, and of a comparison
  std::string out;                   ///< empty: report.html in the folder, or here if there are several
  std::string language = "en";       ///< `en`, `fr`, `ru` or `hy`
  bool suppress_small = false;
  bool force = false;  ///< replace what is at `out` even if it is no report
  bool pdf = false;
  std::string png;  ///< the folder of the pictures; empty: none
  bool xlsx = false;
  bool hxl = false;
  bool geojson = false;
  bool simwrapper = false;
};

/// Makes a page of stored runs, and what else is wished for.
[[nodiscard]] ExitCode make_report(const ReportCommand& command);

struct SweepOptions {
  std::string experiment;                     ///< its file
  std::vector<std::string> sets;              ///< of all points
  std::string posterior;                      ///< likewise, as of a run
  std::optional<std::uint32_t> replications;  ///< of each point; none: the experiment's
  std::optional<unsigned> threads;            ///< none: as many as there are
  std::optional<std::uint64_t> seed;          ///< none: the experiment's, or the base's
  std::string out;                            ///< empty: out/sweep-<name of the file>
  bool force = false;
  bool resume = false;  ///< as of a run
  bool json = false;
  std::string memory_limit;  ///< as of a run
};

/// Runs a scenario at all points of an experiment, and stores and shows what comes of it.
[[nodiscard]] ExitCode sweep(const SweepOptions& options);

struct ImportOptions {
  std::string table;
  std::string out = "departures.csv";
  std::string origin = "origin";
  std::string offset;  ///< `+04:00`; empty: the dates say it
  std::string dates;   ///< `dmy`, `mdy`; empty: as the rows show
  std::string column;  ///< of persons; empty: by its name
  bool cumulative = false;
  bool force = false;
};

/// Makes a departure file of a table of arrivals, and says what to write into a scenario.
[[nodiscard]] ExitCode import_arrivals(const ImportOptions& options);

/// Prints the scenario format as a JSON Schema.
[[nodiscard]] ExitCode schema();

struct ExplainOptions {
  std::string word;              ///< a key, a table, a measure, an error code; empty: what there is
  bool all_as_markdown = false;  ///< everything, for the documentation
};

/// Prints what a word of the scenario format, a measure or an error code means.
[[nodiscard]] ExitCode explain(const ExplainOptions& options);

struct NewOptions {
  std::string folder;
};

/// Writes a scenario that runs as it is, to be changed.
[[nodiscard]] ExitCode create(const NewOptions& options);

}  // namespace corridor::cli
