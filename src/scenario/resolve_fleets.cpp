// The part of Resolver that is about people without a vehicle and those who leave theirs: buses, walkers, regions.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

#include "resolver.hpp"

namespace corridor::scenario {

std::optional<NodeId> Resolver::node_of(const Stand& stand) const {
  if (const auto* node = std::get_if<NodeId>(&stand)) {
    return *node;
  }
  const auto* node = std::get_if<NodeId>(&scenario_.sites[std::get<SiteId>(stand).index()].where);
  return node == nullptr ? std::nullopt : std::optional(*node);
}

std::optional<Stand> Resolver::stand(const Ref& ref) {
  if (const auto site = sites_.find(ref.name)) {
    const Stand found = SiteId(*site);
    if (!node_of(found)) {
      error(ref.mark, {ErrorCode::bad_fleet, fmt::format("no bus can stop at site `{}`: it is at no node", ref.name),
                       "a site at a node, or a node"});
      return std::nullopt;
    }
    return found;
  }
  if (const auto node = nodes_.find(ref.name)) {
    return NodeId(*node);
  }
  if (nodes_.is_complete()) {
    std::vector<std::string> names = sites_.list();
    names.insert(names.end(), nodes_.list().begin(), nodes_.list().end());
    error(ref.mark, {ErrorCode::unknown_name, fmt::format("there is no site or node `{}`", ref.name),
                     "the id of a site or node", nearest_name(ref.name, names)});
  }
  return std::nullopt;
}

Fleet Resolver::fleet(const StageSpec& spec, const Stage& stage) {
  const FleetSpec& written = *spec.fleet;
  Fleet fleet;
  fleet.count = written.count;
  fleet.trip = written.trip ? distribution(*written.trip) : TimeDistribution{};
  fleet.turn_round = written.turn_round ? distribution(*written.turn_round) : TimeDistribution{};
  if (written.leave) {
    fleet.leaves = *written.leave;
  } else {
    fleet.leaves = Fleet::Timetable{written.timetable, written.every};
  }
  const auto vehicle_class =
      written.vehicle_class ? classes_.find(*written.vehicle_class, *diagnostics_) : std::nullopt;
  const std::int64_t seats = vehicle_class ? scenario_.vehicle_classes[*vehicle_class].seats : 1;
  fleet.seats = written.seats.value_or(seats);
  if (std::holds_alternative<LinkId>(scenario_.sites[stage.site.index()].where) || spec.unit == UnitKind::vehicle) {
    error(spec.mark, {ErrorCode::bad_fleet, fmt::format("no bus can load at stage `{}`", stage.place),
                      "parties or persons, at a site that is not on a link"});
  } else if (written.to) {
    resolve_way(spec, stage, vehicle_class.value_or(0), fleet);
  }
  return fleet;
}

void Resolver::resolve_way(const StageSpec& spec, const Stage& stage, std::size_t vehicle_class, Fleet& fleet) {
  const FleetSpec& written = *spec.fleet;
  const auto to = stand(*written.to);
  const auto base = written.base ? stand(*written.base) : std::optional<Stand>(stage.site);
  const auto stop = node_of(stage.site);
  if (!spec.next.empty()) {
    error(spec.next.front().mark,
          {ErrorCode::bad_fleet, fmt::format("buses carry everybody from `{}` to `{}`", stage.place, written.to->name),
           "`next` only where the buses do not drive on the road"});
  }
  if (!stop || (to && node_of(*to) == stop)) {
    error(written.to->mark, {ErrorCode::bad_fleet,
                             stop ? fmt::format("`{}` is where the buses of `{}` load", written.to->name, stage.place)
                                  : fmt::format("no road leads to the site of stage `{}`", stage.place),
                             stop ? "another place" : "a `node` for the site, or `trip` instead of `to`"});
  } else if (scenario_.vehicle_classes[vehicle_class].tank) {
    error(written.vehicle_class ? written.vehicle_class->mark : spec.mark,
          {ErrorCode::bad_fleet, fmt::format("the buses of `{}` would need fuel points of their own", stage.place),
           "a vehicle class without `tank`: buses come with the fuel they need"});
  } else if (to && base) {
    fleet.by_road = Fleet::ByRoad{VehicleClassId(vehicle_class), *to, *base, written.to->mark.place()};
  }
}

void Resolver::resolve_without_vehicle(const OriginSpec& spec, Origin& origin) {
  if (!spec.without_vehicle || spec.without_vehicle->name == "stays") {
    return;
  }
  const Ref& written = *spec.without_vehicle;
  if (!spec.node) {
    error(written.mark, {ErrorCode::origin_place, fmt::format("nobody of origin `{}` needs a vehicle", spec.id),
                         "`without_vehicle` only with `node`"});
  } else if (written.name == "walks") {
    origin.without_vehicle = Walks{};
  } else if (const auto site = sites_.find(written.name)) {
    origin.without_vehicle = SiteId(*site);
    const auto node = node_of(SiteId(*site));
    if (origin.node && node != origin.node && !std::holds_alternative<std::monostate>(scenario_.sites[*site].where)) {
      error(written.mark, {ErrorCode::origin_place,
                           fmt::format("site `{}` does not stand where origin `{}` is", written.name, spec.id),
                           fmt::format("a site at node `{}`", spec.node->name)});
    }
  } else {
    std::vector<std::string> names = sites_.list();
    names.insert(names.end(), {"stays", "walks"});
    error(written.mark, {ErrorCode::unknown_name, fmt::format("there is no site `{}`", written.name),
                         "`stays`, `walks`, or the id of a site", nearest_name(written.name, names)});
  }
}

void Resolver::resolve_walkers(const SiteSpec& spec, Site& site) {
  if (spec.onward_by_road && !spec.node) {
    error(spec.mark, {ErrorCode::site_place, fmt::format("no road leads on from site `{}`", spec.id),
                      "onward = \"road\" only with `node`"});
  }
  site.is_left_by_road = spec.onward_by_road && spec.node;
  site.written_at = spec.mark.place();
  if (!spec.walkers) {
    return;
  }
  const SiteId id(*sites_.find(spec.id));
  const auto stage = target(*spec.walkers, id);
  if (stage && scenario_.stages[stage->index()].site == id) {
    site.on_foot = *stage;
  } else if (stage || spec.walkers->name == "leave") {
    error(spec.walkers->mark,
          {ErrorCode::unknown_name, fmt::format("`{}` is no stage of site `{}`", spec.walkers->name, spec.id),
           "the stage where people on foot come in"});
  }
}

void Resolver::check_entrance(SiteId id, const Mark& mark) {
  const Site& site = scenario_.sites[id.index()];
  if (site.stage_count == 0) {
    return;
  }
  const Stage& entrance = scenario_.stages[site.on_foot.value_or(site.first_stage).index()];
  if (entrance.unit == UnitKind::vehicle) {
    error(mark,
          {ErrorCode::stage_unit,
           fmt::format("people come to site `{}` without a vehicle, but `{}` serves vehicles", site.id, entrance.place),
           "`walkers`, the stage of the site where they come in"});
  }
}

/// Wherever people come without a vehicle there is a stage for them.
void Resolver::check_entrances(const ScenarioSpec& spec) {
  for (std::size_t i = 0; i < spec.origins.size(); ++i) {
    const Origin& origin = scenario_.origins[i];
    const Mark& mark = spec.origins[i].without_vehicle ? spec.origins[i].without_vehicle->mark : spec.origins[i].mark;
    if (const auto* stop = std::get_if<SiteId>(&origin.without_vehicle)) {
      check_entrance(*stop, mark);
    }
    const auto* end = std::get_if<SiteId>(&origin.to);
    if (end != nullptr && std::holds_alternative<Walks>(origin.without_vehicle)) {
      check_entrance(*end, mark);
    }
  }
  for (const Site& site : scenario_.sites) {
    if (site.on_foot) {
      check_entrance(SiteId(*sites_.find(site.id)), stage_marks_[site.on_foot->index()]);
    }
  }
  for (std::size_t i = 0; i < scenario_.stages.size(); ++i) {
    if (const SiteId* end = end_of_buses(scenario_.stages[i])) {
      check_entrance(*end, stage_marks_[i]);
    }
  }
}

const SiteId* Resolver::end_of_buses(const Stage& stage) {
  const auto* transport = std::get_if<Transport>(&stage.kind);
  const bool is_by_road = transport != nullptr && transport->fleet.by_road;
  return is_by_road ? std::get_if<SiteId>(&transport->fleet.by_road->to) : nullptr;
}

void Resolver::resolve_regions(const ScenarioSpec& spec) {
  for (const RegionSpec& written : spec.regions) {
    const auto id = regions_.find(written.id, *diagnostics_);
    const auto node = nodes_.find(written.node, *diagnostics_);
    if (!id || !node) {
      continue;
    }
    scenario_.region_nodes.resize(scenario_.regions.size());
    auto& at = scenario_.region_nodes[*id];
    if (at) {
      error(written.id.mark,
            {ErrorCode::duplicate_id, fmt::format("region `{}` lies at a node already", written.id.name),
             "one [[region]] for each"});
    }
    at = NodeId(*node);
  }
}

}  // namespace corridor::scenario
