#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "corridor/scenario/error_catalogue.hpp"
#include "corridor/scenario/nearest.hpp"
#include "corridor/statistics/observation.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "figure.hpp"

namespace corridor::statistics {
namespace {

using Names = std::vector<std::string>;
using scenario::ErrorCode;
using scenario::nearest_name;

Names measures_in_time() {
  Names names;
  for (const MeasureInfo& measure : catalogue()) {
    if (measure.kind != MeasureKind::summary) {
      names.emplace_back(measure.name);
    }
  }
  return names;
}

/// In the tables' order. A run of no facts has every series that the scenario can produce.
Names places_with(Measure measure, const RunResult& empty_run) {
  Names names;
  const auto note = [&](const auto& row) {
    if (row.measure == measure && (names.empty() || names.back() != row.place)) {
      names.push_back(row.place);
    }
  };
  std::ranges::for_each(empty_run.series, note);
  std::ranges::for_each(empty_run.hourly, note);
  return names;
}

std::string list_of(const Names& names) {
  constexpr std::size_t most = 8;
  const Names shown(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(most, names.size())));
  return names.empty() ? "no place in this scenario has it"
                       : fmt::format("one of `{}`{}", fmt::join(shown, "`, `"), names.size() > most ? ", ..." : "");
}

Diagnostic wrong(ErrorCode code, const scenario::Observation& observation, std::string_view what) {
  const bool is_about_place = code == ErrorCode::unknown_place || code == ErrorCode::measure_not_at_place;
  Diagnostic diagnostic;
  diagnostic.code = scenario::info(code).name;
  diagnostic.place = is_about_place ? observation.place_written_at : observation.measure_written_at;
  diagnostic.message = fmt::format("{} in observation `{}`", what, observation.id);
  return diagnostic;
}

std::optional<Diagnostic> check_place(const scenario::Observation& observation, Measure measure,
                                      const RunResult& empty_run, const Names& all_places) {
  const Names places = places_with(measure, empty_run);
  if (std::ranges::find(places, observation.place) != places.end()) {
    return std::nullopt;
  }
  const bool is_known = std::ranges::find(all_places, observation.place) != all_places.end();
  Diagnostic diagnostic =
      is_known ? wrong(ErrorCode::measure_not_at_place, observation,
                       fmt::format("measure `{}` does not exist at `{}`", observation.measure, observation.place))
               : wrong(ErrorCode::unknown_place, observation, fmt::format("unknown place `{}`", observation.place));
  diagnostic.expected = list_of(places);
  diagnostic.nearest = is_known ? "" : nearest_name(observation.place, places);
  return diagnostic;
}

std::optional<Diagnostic> check_one(const scenario::Observation& observation, const RunResult& empty_run,
                                    const Names& all_places) {
  const std::optional<Measure> measure = measure_named(observation.measure);
  if (measure && info(*measure).kind != MeasureKind::summary) {
    return check_place(observation, *measure, empty_run, all_places);
  }
  Diagnostic diagnostic = measure ? wrong(ErrorCode::measure_not_in_time, observation,
                                          fmt::format("measure `{}` is one figure per run", observation.measure))
                                  : wrong(ErrorCode::unknown_measure, observation,
                                          fmt::format("unknown measure `{}`", observation.measure));
  diagnostic.expected = "a measure over time or by departure hour";
  diagnostic.nearest = nearest_name(observation.measure, measures_in_time());
  return diagnostic;
}

}  // namespace

std::vector<Diagnostic> check(const scenario::Scenario& scenario) {
  std::vector<Diagnostic> diagnostics;
  if (scenario.observations.empty()) {
    return diagnostics;
  }
  const RunResult empty_run = RunStatistics(scenario).finish();
  const Names all_places = Places(scenario).names;
  for (const scenario::Observation& observation : scenario.observations) {
    if (std::optional<Diagnostic> diagnostic = check_one(observation, empty_run, all_places)) {
      diagnostics.push_back(std::move(*diagnostic));
    }
  }
  return diagnostics;
}

}  // namespace corridor::statistics
