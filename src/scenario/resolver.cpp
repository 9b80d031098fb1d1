#include "resolver.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/hash.hpp"

namespace corridor::scenario {

void Resolver::resolve(const ScenarioSpec& spec, const std::vector<NodeRow>& nodes, const std::vector<LinkRow>& links) {
  resolve_run(spec);
  for (const VehicleClassSpec& c : spec.vehicle_classes) {
    const Reading reading{.diagnostics = *diagnostics_};
    is_identifier(reading, c.id, c.mark);
    classes_.add(c.id, c.mark, *diagnostics_);
    scenario_.vehicle_classes.push_back({c.id, c.length, static_cast<int>(c.seats), c.speed_factor, c.priority, c.tank,
                                         c.moving.value_or(LitresPerKilometre(0)),
                                         c.queued.value_or(LitresPerHour(0))});
  }
  resolve_breakdown(spec);
  resolve_network(nodes, links);
  name_sites(spec);
  for (const OriginSpec& o : spec.origins) {
    origins_.add(o.id, o.mark, *diagnostics_);
  }
  origins_.must_differ_from(links_, *diagnostics_);
  origins_.must_differ_from(sites_, *diagnostics_);
  sites_.must_differ_from(links_, *diagnostics_);
  for (const OriginSpec& o : spec.origins) {
    scenario_.origins.push_back(o.is_sound ? origin(o) : Origin{});
  }
  if (spec.is_sound && spec.origins.empty()) {
    error(spec.mark, {ErrorCode::missing_key, "nobody leaves: there is no origin", "at least one [[origin]]"});
  }
  for (std::size_t i = 0; i < spec.sites.size(); ++i) {
    resolve_site(spec.sites[i], SiteId(i));
  }
  if (std::all_of(spec.sites.begin(), spec.sites.end(), [](const SiteSpec& s) { return s.is_sound; })) {
    check_graph(scenario_.stages);
    check_entrances(spec);
  }
  check_call_ups(spec);
  Names incidents("incident");
  for (const IncidentSpec& i : spec.incidents) {
    incidents.add(i.id, i.mark, *diagnostics_);
    scenario_.incidents.push_back(i.is_sound ? incident(i) : Incident{});
  }
  resolve_deliveries(spec);
  resolve_regions(spec);
  check_hashes(spec);
}

void Resolver::resolve_run(const ScenarioSpec& spec) {
  scenario_.title = spec.title;
  scenario_.calendar = Calendar(spec.start);
  scenario_.end = scenario_.calendar.to_sim_time(spec.end);
  scenario_.sample = spec.sample;
  scenario_.seed = static_cast<std::uint64_t>(spec.seed);
  scenario_.night = spec.calendar.night;
  scenario_.traffic = spec.traffic;
  scenario_.routing = spec.routing;
  if (spec.needs) {
    resolve_needs(*spec.needs);
  }
  const PartySizeSpec& sizes = spec.people.party_size;
  People& people = scenario_.people;
  people = {{static_cast<int>(sizes.mean)},
            {1.0},
            spec.people.female,
            spec.people.children,
            spec.people.over_60,
            spec.people.medical,
            spec.people.overload,
            kilometres_per_hour(spec.people.walking_speed)};
  if (sizes.kind == PartySizeSpec::Kind::categorical) {
    people.party_size_values.assign(sizes.values.begin(), sizes.values.end());
    people.party_size_weights = sizes.weights;
  }
}

void Resolver::resolve_network(const std::vector<NodeRow>& nodes, const std::vector<LinkRow>& links) {
  for (const NodeRow& n : nodes) {
    nodes_.add(n.id, n.mark, *diagnostics_);
    scenario_.nodes.push_back(
        {.id = n.id, .longitude = n.x, .latitude = n.y, .name = n.name, .local_name = n.local_name});
  }
  for (const LinkRow& l : links) {
    links_.add(l.id, l.mark, *diagnostics_);
    scenario_.links.push_back(l.is_sound ? link(l) : Link{});
  }
  resolve_opposites(links);
}

void Resolver::resolve_opposites(const std::vector<LinkRow>& links) {
  using Ends = std::pair<std::uint32_t, std::uint32_t>;
  std::map<Ends, std::vector<LinkId>> between;
  for (std::size_t i = 0; i < links.size(); ++i) {
    between[{scenario_.links[i].from.index(), scenario_.links[i].to.index()}].emplace_back(i);
  }
  for (std::size_t i = 0; i < links.size(); ++i) {
    Link& link = scenario_.links[i];
    const auto back = between.find({link.to.index(), link.from.index()});
    if (links[i].opposite) {
      const auto known = links_.find(*links[i].opposite, *diagnostics_);
      link.opposite = known ? std::optional(LinkId(*known)) : std::nullopt;
    } else if (back != between.end() && back->second.size() == 1) {
      link.opposite = back->second.front();
    }
  }
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (links[i].is_sound && links_.is_complete()) {
      check_contraflow(links[i], scenario_.links[i]);
    }
  }
}

void Resolver::check_contraflow(const LinkRow& row, const Link& link) {
  const Link* opposite = link.opposite ? &scenario_.links[link.opposite->index()] : nullptr;
  // Of two that take from each other the later one is named.
  const bool is_taken_from = opposite != nullptr && opposite->contraflow.value() > 0 &&
                             (!opposite->opposite || link.opposite->index() < opposite->opposite->index());
  if (opposite != nullptr && (opposite->from != link.to || opposite->to != link.from)) {
    error(row.opposite ? row.opposite->mark : row.mark,
          {ErrorCode::link_opposite, fmt::format("`{}` is not the other direction of `{}`", opposite->id, link.id),
           "a link from its end to its beginning"});
  } else if (link.contraflow.value() > 0 && (opposite == nullptr || is_taken_from)) {
    error(row.mark,
          {ErrorCode::link_opposite,
           opposite == nullptr ? fmt::format("`{}` takes lanes from the other direction, and there is none", link.id)
                               : fmt::format("`{}` and `{}` take lanes from each other", link.id, opposite->id),
           "lanes taken by one of two links that are each other's `opposite`"});
  }
}

Link Resolver::link(const LinkRow& row) {
  const auto from = nodes_.find(row.from, *diagnostics_);
  const auto to = nodes_.find(row.to, *diagnostics_);
  Link link{.id = row.id,
            .from = NodeId(from.value_or(0)),
            .to = NodeId(to.value_or(0)),
            .length = row.length,
            .lanes = lanes(row.lanes),
            .free_speed = row.free_speed,
            .reaction_time = row.reaction_time.value_or(scenario_.traffic.reaction_time),
            .jam_gap = row.jam_gap.value_or(scenario_.traffic.jam_gap),
            .capacity = row.capacity_per_lane,
            .entry_capacity = row.entry_capacity_per_lane,
            .merge_priority = row.merge_priority,
            .open = row.is_open,
            .contraflow = lanes(row.contraflow),
            .name = row.name,
            .course = row.course};
  // With no lane nothing enters, and those inside leave as from one lane.
  const double count = link.lanes.value() == 0 ? 1 : row.lanes;
  for (std::optional<double>* capacity : {&link.capacity, &link.entry_capacity}) {
    if (*capacity) {
      **capacity *= count;
    }
  }
  return link;
}

RegionId Resolver::region(const std::string& label) {
  const auto known = regions_.find(label);
  if (!known) {
    regions_.add(label, {}, *diagnostics_);
    scenario_.regions.push_back(label);
  }
  return RegionId(known.value_or(scenario_.regions.size() - 1));
}

void Resolver::warning(const Mark& mark, Finding finding) {
  Diagnostic warning = diagnostic_of(std::move(finding), mark.place());
  warning.is_warning = true;
  scenario_.warnings.push_back(std::move(warning));
}

void Resolver::check_hashes(const ScenarioSpec& spec) {
  std::map<std::uint32_t, std::string> seen;
  const auto check = [&](const std::string& id, const Mark& mark) {
    const auto [known, is_new] = seen.emplace(id32(id), id);
    if (!is_new && known->second != id) {
      error(mark, {ErrorCode::hash_collision,
                   fmt::format("`{}` and `{}` would get the same random numbers", known->second, id), "another id"});
    }
  };
  for (const OriginSpec& o : spec.origins) {
    check(o.id, o.mark);
  }
  for (const SiteSpec& s : spec.sites) {
    check(s.id, s.mark);
    for (const StageSpec& stage : s.stages) {
      check(s.id + "/" + stage.id, stage.mark);
    }
  }
}

}  // namespace corridor::scenario
