#include "load.hpp"

#include <iterator>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "corridor/base/error.hpp"
#include "corridor/network/road_network.hpp"
#include "corridor/scenario/reader.hpp"
#include "corridor/statistics/observation.hpp"

namespace corridor::cli {

scenario::Scenario load(const ScenarioOptions& options) {
  spdlog::info("reading {}", options.path);
  scenario::Scenario scenario = scenario::read(options.path, options.sets);
  std::vector<Diagnostic> wrong = network::check(scenario);
  std::ranges::move(statistics::check(scenario), std::back_inserter(wrong));
  if (!wrong.empty()) {
    throw ScenarioError(std::move(wrong));
  }
  for (const Diagnostic& warning : scenario.warnings) {
    spdlog::warn("{}\n", format(warning));
  }
  return scenario;
}

}  // namespace corridor::cli
