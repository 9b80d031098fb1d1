// The part of Resolver that is about origins.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

#include "resolver.hpp"

namespace corridor::scenario {

Origin Resolver::origin(const OriginSpec& spec) {
  Origin origin;
  origin.id = spec.id;
  origin.merge_priority = spec.merge_priority;
  origin.to_written_at = (spec.to ? spec.to->mark : spec.mark).place();
  if (spec.node) {
    if (const auto node = nodes_.find(*spec.node, *diagnostics_)) {
      origin.node = NodeId(*node);
    }
  }
  resolve_population(spec, origin);
  resolve_departure(spec, origin);
  resolve_vehicles(spec, origin);
  resolve_without_vehicle(spec, origin);
  for (const LabelledShare& d : spec.destination) {
    origin.destinations.push_back({region(d.label), d.share});
  }
  if (spec.destination.empty()) {
    origin.destinations.push_back({region("onward"), 1.0});
  }
  resolve_destination(spec, origin);
  resolve_call_up(spec, origin);
  resolve_fuel(spec, origin);
  resolve_turn_back(spec, origin);
  return origin;
}

/// Whether a way leads back is the network's to say.
void Resolver::resolve_turn_back(const OriginSpec& spec, Origin& origin) {
  if (!spec.turn_back) {
    return;
  }
  const TurnBackSpec& written = *spec.turn_back;
  origin.turn_back = TurnBack{written.share, written.after, written.mark.place()};
  if (!spec.node) {
    error(written.mark, {ErrorCode::origin_place,
                         fmt::format("origin `{}` is not on the road, so that nobody can drive back to it", spec.id),
                         "an origin with a `node`, or no `turn_back`"});
    return;
  }
  for (const Link& link : scenario_.links) {
    const auto leads_back = [&](const Link& other) { return other.from == link.to && other.to == link.from; };
    const bool is_known = links_.is_complete() && link.from != link.to;
    if (is_known && !link.opposite && std::any_of(scenario_.links.begin(), scenario_.links.end(), leads_back)) {
      error(written.mark, {ErrorCode::link_opposite,
                           fmt::format("several links are the other direction of `{}`: nobody knows where vehicles "
                                       "that turn back drive",
                                       link.id),
                           fmt::format("`opposite` of `{}` in network/link.csv", link.id)});
    }
  }
}

void Resolver::resolve_population(const OriginSpec& spec, Origin& origin) {
  if (spec.population) {
    origin.population = corridor::People(*spec.population);
  } else if (spec.departure.model != DepartureSpec::Model::poisson) {
    error(spec.mark, {ErrorCode::unlimited_population,
                      fmt::format("origin `{}` has an unlimited population, but no Poisson departures", spec.id),
                      "a number of persons, or departure = { model = \"poisson\", rate = ... }"});
  }
}

void Resolver::resolve_departure(const OriginSpec& spec, Origin& origin) {
  const DepartureSpec& departure = spec.departure;
  if (departure.model == DepartureSpec::Model::hazard) {
    origin.departure = HazardDeparture{departure.base, departure.imitation, departure.night};
    return;
  }
  if (departure.model == DepartureSpec::Model::poisson) {
    origin.departure = PoissonDeparture{departure.rate};
    return;
  }
  PlannedDeparture planned = plan(spec);
  std::int64_t persons = 0;
  for (const DepartureInterval& interval : planned.intervals) {
    persons += interval.persons;
  }
  if (spec.population && persons > *spec.population) {
    error(departure.file->mark, {ErrorCode::plan_exceeds_population,
                                 fmt::format("{} persons leave by {}, but the population of origin `{}` is {}", persons,
                                             departure.file->name, spec.id, *spec.population),
                                 fmt::format("population = {} or more, or fewer departures", persons)});
  }
  origin.departure = std::move(planned);
}

/// A curve becomes whole persons in each of its intervals, so that the number gone at each row is off by half a person
/// at most. Empty if the table is wrong.
PlannedDeparture Resolver::plan(const OriginSpec& spec) {
  const Ref& file = *spec.departure.file;
  if (spec.departure.model == DepartureSpec::Model::file) {
    const auto* counted = tables_.departures(file);
    return counted == nullptr ? PlannedDeparture{} : PlannedDeparture{*counted};
  }
  PlannedDeparture result;
  const auto* curve = tables_.curve(file);
  const auto population = static_cast<double>(spec.population.value_or(0));
  const auto gone = [&](const CurvePoint& point) {
    return point.persons ? *point.persons : static_cast<std::int64_t>(std::floor(point.share * population + 0.5));
  };
  for (std::size_t i = 1; curve != nullptr && i < curve->size(); ++i) {
    const CurvePoint& from = (*curve)[i - 1];
    const CurvePoint& to = (*curve)[i];
    result.intervals.push_back({from.time, to.time, gone(to) - gone(from)});
  }
  return result;
}

void Resolver::resolve_vehicles(const OriginSpec& spec, Origin& origin) {
  if (spec.node && spec.vehicles.empty()) {
    error(spec.mark,
          {ErrorCode::missing_key, fmt::format("origin `{}` is on the road, but `vehicles` is missing", spec.id),
           "such as vehicles = { car = \"97 %\", none = \"3 %\" }"});
    return;
  }
  if (!spec.node && !spec.vehicles.empty()) {
    error(spec.vehicles.front().mark,
          {ErrorCode::origin_place,
           fmt::format("origin `{}` has vehicles, but no `node` where they enter the road", spec.id),
           "`node`, or no `vehicles`"});
    return;
  }
  bool somebody_drives = spec.vehicles.empty();
  for (const LabelledShare& v : spec.vehicles) {
    if (v.label == "none") {
      origin.vehicles.push_back({std::nullopt, v.share});
    } else if (const auto known = classes_.find(Ref{v.label, v.mark}, *diagnostics_)) {
      origin.vehicles.push_back({VehicleClassId(*known), v.share});
      somebody_drives = somebody_drives || v.share > 0;
    } else {
      somebody_drives = true;
    }
  }
  if (!somebody_drives && !spec.without_vehicle) {
    error(spec.vehicles.front().mark,
          {ErrorCode::nobody_drives, fmt::format("nobody of origin `{}` has a vehicle", spec.id),
           "a share of a vehicle class"});
  }
}

std::optional<SiteId> Resolver::only_site_off_links() const {
  std::optional<SiteId> only;
  for (std::size_t i = 0; i < scenario_.sites.size(); ++i) {
    if (!std::holds_alternative<LinkId>(scenario_.sites[i].where)) {
      if (only) {
        return std::nullopt;
      }
      only = SiteId(i);
    }
  }
  return only;
}

void Resolver::resolve_destination(const OriginSpec& spec, Origin& origin) {
  std::optional<SiteId> site;
  if (!spec.to) {
    site = only_site_off_links();
    if (!site) {
      error(spec.mark,
            {ErrorCode::destination_unclear, fmt::format("origin `{}` does not say where its parties go", spec.id),
             "`to`, the id of a site or node"});
      return;
    }
  } else if (const auto known = sites_.find(spec.to->name)) {
    site = SiteId(*known);
  } else if (const auto node = nodes_.find(spec.to->name)) {
    origin.to = NodeId(*node);
  } else if (!nodes_.is_complete()) {
    return;
  } else {
    std::vector<std::string> names = sites_.list();
    names.insert(names.end(), nodes_.list().begin(), nodes_.list().end());
    error(spec.to->mark, {ErrorCode::unknown_name, fmt::format("there is no site or node `{}`", spec.to->name),
                          "the id of a site or node", nearest_name(spec.to->name, names)});
    return;
  }
  const Mark mark = spec.to ? spec.to->mark : spec.mark;
  const bool leads_on_road = !site || std::holds_alternative<NodeId>(scenario_.sites[site->index()].where);
  if (site) {
    origin.to = *site;
    if (std::holds_alternative<LinkId>(scenario_.sites[site->index()].where)) {
      error(mark, {ErrorCode::origin_place,
                   fmt::format("site `{}` stands on a link: no journey ends there", sites_.list()[site->index()]),
                   "a site at a node, or a node"});
      return;
    }
  }
  if (spec.node.has_value() != leads_on_road) {
    error(mark, {ErrorCode::origin_place,
                 spec.node ? fmt::format("origin `{}` is on the road, but no road leads to its destination", spec.id)
                           : fmt::format("origin `{}` has no `node`, but its destination is on the road", spec.id),
                 "both on the road, or both without a place"});
  }
}

}  // namespace corridor::scenario
