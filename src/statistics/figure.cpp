#include "figure.hpp"

namespace corridor::statistics {

Places::Places(const scenario::Scenario& scenario) : stages(scenario.stages.size()), stocks(scenario.stocks.size()) {
  const auto add = [this](const std::string& name) {
    names.push_back(name);
    return PlaceRank(names.size() - 1);
  };
  add("all");
  for (const auto& origin : scenario.origins) {
    origins.push_back(add(origin.id));
  }
  for (const auto& link : scenario.links) {
    links.push_back(add(link.id));
  }
  for (std::size_t site = 0; site < scenario.sites.size(); ++site) {
    sites.push_back(add(scenario.sites[site].id));
    for (std::size_t stage = 0; stage < scenario.stages.size(); ++stage) {
      if (scenario.stages[stage].site == SiteId(site)) {
        stages[stage] = add(scenario.stages[stage].place);
      }
    }
    for (std::size_t stock = 0; stock < scenario.stocks.size(); ++stock) {
      if (scenario.stocks[stock].site == SiteId(site)) {
        stocks[stock] = add(scenario.stocks[stock].place);
      }
    }
  }
  for (const auto& region : scenario.regions) {
    regions.push_back(add(region));
  }
}

}  // namespace corridor::statistics
