#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "corridor/statistics/observation.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "figure.hpp"

namespace corridor::statistics {
namespace {

using Names = std::vector<std::string>;

/// Levenshtein's distance: bytes to insert, delete or change.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

/// Empty unless at least two thirds of the name are right.
std::string nearest(const std::string& name, const Names& known) {
  std::size_t best = std::max<std::size_t>(name.size() / 3, 1) + 1;
  std::string found;
  for (const std::string& candidate : known) {
    if (const std::size_t distance = edit_distance(name, candidate); distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

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

Diagnostic wrong(std::string_view code, const scenario::Observation& observation, std::string_view what) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.place.file = "scenario.toml";
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
      is_known ? wrong("E0704", observation,
                       fmt::format("measure `{}` does not exist at `{}`", observation.measure, observation.place))
               : wrong("E0703", observation, fmt::format("unknown place `{}`", observation.place));
  diagnostic.expected = list_of(places);
  diagnostic.nearest = is_known ? "" : nearest(observation.place, places);
  return diagnostic;
}

std::optional<Diagnostic> check_one(const scenario::Observation& observation, const RunResult& empty_run,
                                    const Names& all_places) {
  const std::optional<Measure> measure = measure_named(observation.measure);
  if (measure && info(*measure).kind != MeasureKind::summary) {
    return check_place(observation, *measure, empty_run, all_places);
  }
  Diagnostic diagnostic =
      measure ? wrong("E0702", observation, fmt::format("measure `{}` is one figure per run", observation.measure))
              : wrong("E0701", observation, fmt::format("unknown measure `{}`", observation.measure));
  diagnostic.expected = "a measure over time or by departure hour";
  diagnostic.nearest = nearest(observation.measure, measures_in_time());
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
