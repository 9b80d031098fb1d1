// The part of Resolver that is about stocks, deliveries and needs.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

#include "resolver.hpp"

namespace corridor::scenario {

namespace {

/// Sphere: 15 l/person/day, three meals for 2,100 kcal, 3.5 m2, at most 20 persons to a toilet. UNHCR: likewise, with
/// 4.5 m2, the lower end of its range for cold climates. Sources: docs/model.md 8. Neither is held to state blankets.
Needs values_of(NeedsSpec::Standard standard) {
  switch (standard) {
    case NeedsSpec::Standard::sphere:
      return {litres(15), 3, 3.5, 20, {}};
    case NeedsSpec::Standard::unhcr:
      return {litres(15), 3, 4.5, 20, {}};
    case NeedsSpec::Standard::none:
      break;
  }
  return {};
}

template <class V>
void replace(std::optional<V>& value, const std::optional<V>& by) {
  value = by ? by : value;
}

}  // namespace

void Resolver::resolve_needs(const NeedsSpec& spec) {
  Needs needs = values_of(spec.standard);
  replace(needs.water, spec.water);
  replace(needs.meals, spec.meals);
  replace(needs.covered_area_m2, spec.covered_area);
  replace(needs.persons_per_toilet, spec.toilets);
  replace(needs.blankets, spec.blankets);
  scenario_.needs = needs;
}

void Resolver::name_stocks(const SiteSpec& spec, SiteId site) {
  for (const StockSpec& stock : spec.stocks) {
    const std::string place = spec.id + "/" + stock.id;
    if (stages_.find(place)) {
      error(stock.mark, {ErrorCode::duplicate_id, fmt::format("site `{}` has a stage `{}` already", spec.id, stock.id),
                         "another id"});
    }
    stocks_.add(place, stock.mark, *diagnostics_);
    const auto amount = stock.amount ? std::optional(goods(static_cast<double>(*stock.amount))) : std::nullopt;
    scenario_.stocks.push_back({stock.id, place, site, amount, goods(stock.per_day)});
  }
}

std::vector<StockUse> Resolver::stock_uses(const StageSpec& spec, const Stage& stage) {
  std::vector<StockUse> result;
  for (const StockUseSpec& use : spec.uses) {
    const std::string prefix = scenario_.sites[stage.site.index()].id + "/";
    const auto known = stocks_.find(prefix + use.stock.name);
    if (!known) {
      std::vector<std::string> names;
      for (const std::string& place : stocks_.list()) {
        if (place.starts_with(prefix)) {
          names.push_back(place.substr(prefix.size()));
        }
      }
      error(use.stock.mark, {ErrorCode::unknown_name,
                             fmt::format("the site of stage `{}` has no stock `{}`", stage.place, use.stock.name),
                             "the id of a [[site.stock]] of the site", nearest_name(use.stock.name, names)});
      continue;
    }
    const bool is_twice = std::any_of(result.begin(), result.end(),
                                      [&](const StockUse& other) { return other.stock == StockId(*known); });
    if (is_twice) {
      error(use.stock.mark,
            {ErrorCode::duplicate_id, fmt::format("stage `{}` uses stock `{}` twice", stage.place, use.stock.name),
             "one entry for each stock"});
    }
    result.push_back({StockId(*known), goods(use.per_person), use.goes_without});
  }
  return result;
}

void Resolver::resolve_deliveries(const ScenarioSpec& spec) {
  for (const DeliverySpec& delivery : spec.deliveries) {
    if (!delivery.is_sound) {
      continue;
    }
    const SimTime at = time_in_run(delivery.at, delivery.mark, "a delivery");
    if (const auto known = stocks_.find(delivery.to, *diagnostics_)) {
      scenario_.deliveries.push_back({StockId(*known), at, delivery.every, goods(delivery.amount), delivery.reason});
    }
  }
}

}  // namespace corridor::scenario
