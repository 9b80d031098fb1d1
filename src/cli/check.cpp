#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "commands.hpp"
#include "load.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

using scenario::Evidence;
using scenario::Scenario;

std::string count_of(std::size_t n, std::string_view one) {
  return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s");
}

std::string population(const Scenario& scenario) {
  std::int64_t people = 0;
  bool is_limited = true;
  for (const scenario::Origin& origin : scenario.origins) {
    people += origin.population ? origin.population->value() : 0;
    is_limited = is_limited && origin.population;
  }
  return is_limited ? with_separators(static_cast<double>(people)) + " people" : "an unlimited number of people";
}

std::string evidence(const Scenario& scenario) {
  const auto known_as = [&](Evidence kind) {
    return std::ranges::count(scenario.parameters, kind, &scenario::Parameter::evidence);
  };
  return fmt::format("{} assumed, {} unstated, {} estimated, {} observed", known_as(Evidence::assumed),
                     known_as(Evidence::unstated), known_as(Evidence::estimated), known_as(Evidence::observed));
}

}  // namespace

ExitCode check(const ScenarioOptions& options) {
  const Scenario scenario = load(options);
  const std::vector<std::vector<std::string>> rows = {
      {"time", fmt::format("{} to {}", scenario.calendar.to_iso(SimTime()), scenario.calendar.to_iso(scenario.end))},
      {"people", fmt::format("{} at {}", population(scenario), count_of(scenario.origins.size(), "origin"))},
      {"road", fmt::format("{}, {}", count_of(scenario.nodes.size(), "node"), count_of(scenario.links.size(), "link"))},
      {"sites",
       fmt::format("{} with {}", count_of(scenario.sites.size(), "site"), count_of(scenario.stages.size(), "stage"))},
      {"timeline", count_of(scenario.changes.size(), "change")},
      {"observed", fmt::format("{} series", scenario.observations.size())},
      {"values", evidence(scenario)}};
  print(fmt::format("{} is valid: {}\n{}", options.path, scenario.title, columns(rows, {Align::left, Align::left})));
  return ExitCode::ok;
}

}  // namespace corridor::cli
