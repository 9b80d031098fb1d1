#include "load.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/base/error.hpp"
#include "corridor/network/road_network.hpp"
#include "corridor/results/run_folder.hpp"
#include "corridor/scenario/reader.hpp"
#include "corridor/statistics/observation.hpp"

namespace corridor::cli {

scenario::Scenario read_and_check(const ScenarioOptions& options) {
  scenario::Scenario scenario = scenario::read(options.path, options.sets);
  std::vector<Diagnostic> wrong = network::check(scenario);
  std::ranges::move(statistics::check(scenario), std::back_inserter(wrong));
  if (!wrong.empty()) {
    throw ScenarioError(std::move(wrong));
  }
  return scenario;
}

scenario::Scenario load(const ScenarioOptions& options) {
  spdlog::info("reading {}", options.path);
  scenario::Scenario scenario = read_and_check(options);
  for (const Diagnostic& warning : scenario.warnings) {
    spdlog::warn("{}\n", format(warning));
  }
  return scenario;
}

std::optional<std::size_t> set_of(const Place& place) {
  constexpr std::string_view begin = "--set[";
  const std::string& file = place.file;
  std::size_t number = 0;
  if (!file.starts_with(begin)) {
    return std::nullopt;
  }
  const auto [end, error] = std::from_chars(file.data() + begin.size(), file.data() + file.size(), number);
  return error == std::errc() && number > 0 && end == file.data() + file.size() - 1 ? std::optional(number - 1)
                                                                                    : std::nullopt;
}

void expect_outside(const std::filesystem::path& scenario, const std::filesystem::path& run_folder) {
  const std::filesystem::path inner = std::filesystem::weakly_canonical(scenario);
  const auto [outer_rest, inner_rest] = std::ranges::mismatch(run_folder, inner);
  if (outer_rest == run_folder.end()) {
    throw results::PlaceTaken(fmt::format("{} lies in {}: give another --out", inner.string(), run_folder.string()));
  }
}

}  // namespace corridor::cli
