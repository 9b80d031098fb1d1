#include <filesystem>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/results/run_folder.hpp"
#include "corridor/scenario/arrivals_import.hpp"

#include "commands.hpp"
#include "text.hpp"
#include "whole_file.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;
using scenario::ImportedArrivals;

scenario::DateOrder date_order(const std::string& dates) {
  using enum scenario::DateOrder;
  return dates == "dmy" ? day_first : dates == "mdy" ? month_first : as_rows_show;
}

std::string summary(const ImportedArrivals& arrivals) {
  const Calendar from(arrivals.rows.front().begin);
  const Calendar to(arrivals.rows.back().end);
  const auto count = [](std::size_t n) { return with_separators(static_cast<double>(n)); };
  const auto persons = [](std::int64_t n) { return with_separators(static_cast<double>(n)) + " persons"; };
  return columns(
      {{"rows", count(arrivals.rows.size())},
       {"period", fmt::format("{} to {}", from.to_iso(SimTime()), to.to_iso(SimTime()))},
       {"total", persons(arrivals.persons)},
       {"fullest day", fmt::format("{}: {}", arrivals.fullest_day, persons(arrivals.persons_on_fullest_day))}},
      {Align::left, Align::left});
}

}  // namespace

ExitCode import_arrivals(const ImportOptions& options) {
  const fs::path out(options.out);
  if (fs::exists(out) && !options.force) {
    throw results::PlaceTaken(fmt::format("{} exists: give another --out, or --force to replace it", out.string()));
  }
  spdlog::info("reading {}", options.table);
  const ImportedArrivals arrivals = scenario::import_arrivals({.table = options.table,
                                                               .column = options.column,
                                                               .offset_seconds = scenario::parse_offset(options.offset),
                                                               .dates = date_order(options.dates),
                                                               .is_cumulative = options.cumulative});
  spdlog::info("times from `{}`, persons from `{}`", arrivals.time_column, arrivals.persons_column);
  for (const std::string& note : arrivals.notes) {
    spdlog::warn("note: {}", note);
  }
  for (const std::string& column : arrivals.unused_columns) {
    spdlog::warn("not used: column `{}`", column);
  }
  write_whole(out, scenario::departure_file(arrivals));
  print(fmt::format("{} written\n{}\nFor scenario.toml, with the file in its folder:\n\n{}", out.string(),
                    summary(arrivals), scenario::scenario_lines(arrivals, options.origin, out.filename().string())));
  return ExitCode::ok;
}

}  // namespace corridor::cli
