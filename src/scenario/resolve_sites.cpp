// The part of Resolver that is about sites and stages.
#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

#include "resolver.hpp"

namespace corridor::scenario {

namespace {

std::string_view name_of(UnitKind unit) {
  return unit == UnitKind::vehicle ? "vehicles" : unit == UnitKind::party ? "parties" : "persons";
}

/// Where a stage can send somebody, whatever the shares.
std::vector<StageId> stages_after(const Stage& stage) {
  std::vector<std::optional<StageId>> steps;
  for (const Transition& t : stage.next) {
    steps.push_back(t.to);
    steps.insert(steps.end(), t.search.also.begin(), t.search.also.end());
  }
  if (const auto* service = std::get_if<Service>(&stage.kind); service != nullptr && service->balking) {
    steps.push_back(service->balking->to);
  }
  if (const auto* service = std::get_if<Service>(&stage.kind); service != nullptr && service->when_full) {
    steps.push_back(service->when_full->to);
    steps.insert(steps.end(), service->when_full->search.also.begin(), service->when_full->search.also.end());
  }
  if (stage.reneging) {
    steps.push_back(stage.reneging->to);
  }
  if (const auto* beds = std::get_if<Beds>(&stage.kind)) {
    steps.push_back(beds->when_full);
    steps.insert(steps.end(), beds->search.also.begin(), beds->search.also.end());
  }
  std::vector<StageId> result;
  for (const auto& step : steps) {
    if (step) {
      result.push_back(*step);
    }
  }
  return result;
}

}  // namespace

void Resolver::name_sites(const ScenarioSpec& spec) {
  for (const SiteSpec& s : spec.sites) {
    const SiteId id(scenario_.sites.size());
    sites_.add(s.id, s.mark, *diagnostics_);
    scenario_.sites.push_back({.id = s.id,
                               .where = {},
                               .exempt = {},
                               .first_stage = StageId(scenario_.stages.size()),
                               .stage_count = static_cast<std::uint32_t>(s.stages.size())});
    for (const StageSpec& stage : s.stages) {
      Stage named;
      named.id = stage.id;
      named.place = s.id + "/" + stage.id;
      named.site = id;
      named.unit = stage.unit;
      stages_.add(named.place, stage.mark, *diagnostics_);
      stage_marks_.push_back(stage.mark);
      scenario_.stages.push_back(std::move(named));
    }
    name_stocks(s, id);
    // An unknown place is still a place of its kind, and of this site alone.
    Site& site = scenario_.sites.back();
    if (s.node) {
      site.where = NodeId(nodes_.find(*s.node, *diagnostics_).value_or(nodes_.list().size() + id.index()));
    } else if (s.on_link) {
      site.where = LinkId(links_.find(*s.on_link, *diagnostics_).value_or(links_.list().size() + id.index()));
    }
  }
}

void Resolver::resolve_site(const SiteSpec& spec, SiteId id) {
  Site& site = scenario_.sites[id.index()];
  if (spec.node && spec.on_link) {
    error(spec.on_link->mark, {ErrorCode::site_place, fmt::format("site `{}` stands at a node and on a link", spec.id),
                               "`node` or `on_link`"});
  }
  if (!spec.exempt.empty() && !spec.on_link) {
    error(spec.exempt.front().mark,
          {ErrorCode::site_place, fmt::format("site `{}` is not on a link: nothing passes it", spec.id),
           "`exempt` only with `on_link`"});
  }
  for (std::size_t other = 0; other < id.index(); ++other) {
    if (std::holds_alternative<LinkId>(site.where) && scenario_.sites[other].where == site.where) {
      error(spec.on_link->mark,
            {ErrorCode::site_place, fmt::format("site `{}` stands on this link already", scenario_.sites[other].id),
             "one site at the end of a link; it may have several stages"});
    }
  }
  if (spec.is_sound && spec.stages.empty()) {
    error(spec.mark,
          {ErrorCode::missing_key, fmt::format("site `{}` has no stage", spec.id), "at least one [[site.stage]]"});
  }
  for (const Ref& ref : spec.exempt) {
    if (const auto known = classes_.find(ref, *diagnostics_)) {
      site.exempt.emplace_back(*known);
    }
  }
  resolve_walkers(spec, site);
  if (spec.has) {
    site.has = {spec.has->water, spec.has->meals, spec.has->covered_area, spec.has->toilets, spec.has->blankets};
  }
  if (spec.on_link && !spec.stages.empty() && spec.stages.front().unit != UnitKind::vehicle) {
    error(spec.stages.front().mark, {ErrorCode::stage_unit,
                                     fmt::format("vehicles come to site `{}`, whose first stage serves {}", spec.id,
                                                 name_of(spec.stages.front().unit)),
                                     "unit = \"vehicle\""});
  }
  for (std::size_t i = 0; i < spec.stages.size(); ++i) {
    const StageId stage_id(site.first_stage.index() + i);
    if (spec.stages[i].is_sound) {
      scenario_.stages[stage_id.index()] = stage(spec.stages[i], stage_id);
    }
  }
}

Stage Resolver::stage(const StageSpec& spec, StageId id) {
  Stage stage;
  stage.id = spec.id;
  stage.site = scenario_.stages[id.index()].site;
  stage.place = scenario_.stages[id.index()].place;
  stage.unit = spec.unit;
  stage.registers = spec.registers;
  stage.priority = spec.priority;
  stage.fit = spec.fit;
  if (spec.renege) {
    stage.reneging =
        Reneging{distribution(spec.renege->after), spec.renege->share, target(*spec.renege->to, stage.site)};
  }
  stage.uses = stock_uses(spec, stage);
  resolve_kind(spec, stage);
  resolve_waiting_room(spec, stage);
  resolve_next(spec, stage);
  check_unit(spec, stage);
  for (const LabelledShare& r : spec.to_region) {
    stage.to_region.push_back({region(r.label), r.share});
  }
  return stage;
}

void Resolver::resolve_kind(const StageSpec& spec, Stage& stage) {
  switch (spec.kind) {
    case StageSpec::Kind::service:
      stage.kind = service(spec, stage);
      break;
    case StageSpec::Kind::beds:
      stage.kind = Beds{spec.places, distribution(spec.stay), {}};
      if (!spec.when_full.empty()) {
        const std::span<const Ref> stages(spec.when_full);
        auto& beds = std::get<Beds>(stage.kind);
        beds.when_full = target(stages.front(), stage.site);
        beds.search = search(stages.subspan(1), spec.search, stage.site);
        if (stages.front().name == "leave") {
          error(stages.front().mark, {ErrorCode::bad_transition, "who finds no place goes to another stage",
                                      "a stage; a delay of 0 that leads to `leave` if they leave"});
        }
      }
      break;
    case StageSpec::Kind::delay:
      stage.kind = Delay{distribution(spec.time)};
      break;
    case StageSpec::Kind::transport:
      stage.kind = Transport{fleet(spec, stage)};
      break;
  }
}

/// What is said of the order of a line must be able to happen.
void Resolver::check_order(const StageSpec& spec) {
  if (spec.preempts && spec.priority.empty()) {
    error(spec.mark, {ErrorCode::missing_key, fmt::format("stage `{}` has one class: nobody is pre-empted", spec.id),
                      "`priority` beside `preempts`"});
  }
  if (spec.fit == Fit::first && spec.gives) {
    error(spec.mark, {ErrorCode::misplaced_key,
                      fmt::format("the line of stage `{}` waits for fuel, which is given in order", spec.id),
                      "no `fit` beside `gives`"});
  }
}

void Resolver::resolve_waiting_room(const StageSpec& spec, Stage& stage) {
  using Kind = WaitingRoom::Kind;
  if (!spec.waiting_room) {
    if (spec.kind == StageSpec::Kind::service) {
      error(spec.mark,
            {ErrorCode::missing_key, fmt::format("the key `waiting_room` is missing in stage `{}`", stage.place),
             "a number of units, \"unlimited\", or \"road\" on a link"});
    }
    if (spec.kind == StageSpec::Kind::beds && !spec.when_full.empty()) {
      stage.waiting_room = 0;
    }
    return;
  }
  const WaitingRoom& room = *spec.waiting_room;
  if (spec.kind == StageSpec::Kind::transport && room.kind == WaitingRoom::Kind::limited && room.room == 0) {
    error(room.mark, {ErrorCode::waiting_room, fmt::format("nobody can wait for a bus at stage `{}`", stage.place),
                      "at least 1, or \"unlimited\""});
  }
  if (spec.kind == StageSpec::Kind::service && !spec.when_full.empty() && room.kind == Kind::unlimited) {
    error(room.mark, {ErrorCode::waiting_room, "a waiting room without a limit is never full, and `when_full` idle",
                      "a number of units, or no `when_full`"});
  }
  if (spec.kind == StageSpec::Kind::beds && !spec.when_full.empty() && (room.kind != Kind::limited || room.room != 0)) {
    error(room.mark, {ErrorCode::waiting_room, "nobody waits here: who finds no place goes where `when_full` says",
                      "no `waiting_room`, or 0"});
  }
  if (room.kind == Kind::road) {
    const Site& site = scenario_.sites[stage.site.index()];
    const bool is_entrance = stages_.find(stage.place) == site.first_stage.index();
    if (!std::holds_alternative<LinkId>(site.where) || !is_entrance || spec.kind != StageSpec::Kind::service) {
      error(room.mark,
            {ErrorCode::waiting_room, fmt::format("the queue of stage `{}` cannot stand on a road", stage.place),
             "`road` only for a service at the entrance of a site on a link"});
    }
  }
  if (room.kind != Kind::unlimited) {
    stage.waiting_room = room.room;
  }
}

void Resolver::resolve_next(const StageSpec& spec, Stage& stage) {
  for (std::size_t i = 0; i < spec.next.size(); ++i) {
    const TransitionSpec& t = spec.next[i];
    const bool is_unconditional = !t.when && !t.share && !t.of;
    const bool is_last = i + 1 == spec.next.size();
    Transition transition{{}, t.when.value_or(Condition{}), t.share, std::nullopt};
    if (t.outcome) {
      transition.ending = Ending{*t.outcome, t.of};
    } else {
      const std::span<const Ref> stages(t.to);
      transition.to = target(stages.front(), stage.site);
      transition.search = search(stages.subspan(1), t.search, stage.site);
      if (stages.size() > 1 && stages.front().name == "leave") {
        error(stages.front().mark,
              {ErrorCode::bad_transition, "there is nothing to look for behind `leave`", "stages"});
      }
    }
    if (t.delay) {
      transition.delay = distribution(*t.delay);
    }
    if (is_last != is_unconditional) {
      error(t.mark,
            {ErrorCode::bad_transition,
             is_last ? fmt::format("the last way out of stage `{}` is not for everybody", stage.place)
                     : fmt::format("what follows this way out of stage `{}` is never reached", stage.place),
             is_last ? "a last entry without `when` and `share`" : "`when` or `share`, except in the last entry"});
    }
    if (t.delay && !t.to.empty() && t.to.front().name == "leave") {
      error(t.mark, {ErrorCode::bad_transition, "a delay leads to no stage", "no `delay` beside to = \"leave\""});
    }
    stage.next.push_back(std::move(transition));
  }
  if (stage.next.empty()) {
    stage.next.emplace_back();
  }
}

void Resolver::check_unit(const StageSpec& spec, const Stage& stage) {
  const Site& site = scenario_.sites[stage.site.index()];
  const bool is_on_link = std::holds_alternative<LinkId>(site.where);
  const bool is_nowhere = std::holds_alternative<std::monostate>(site.where);
  const bool is_entrance = stages_.find(stage.place) == site.first_stage.index();  // said already
  if (is_on_link && !is_entrance && !site.on_foot && spec.unit != UnitKind::vehicle) {
    error(spec.mark,
          {ErrorCode::stage_unit,
           fmt::format("stage `{}` serves {}, but its site stands on a link", stage.place, name_of(spec.unit)),
           "unit = \"vehicle\""});
  }
  if (is_nowhere && spec.unit == UnitKind::vehicle) {
    error(spec.mark,
          {ErrorCode::stage_unit, fmt::format("stage `{}` serves vehicles, but no road leads to its site", stage.place),
           "unit = \"party\" or \"person\", or a place for the site"});
  }
}

std::optional<StageId> Resolver::target(const Ref& ref, SiteId from) {
  if (ref.name == "leave") {
    return std::nullopt;
  }
  const std::string& site = scenario_.sites[from.index()].id;
  const bool is_full = ref.name.find('/') != std::string::npos;
  if (const auto known = stages_.find(is_full ? ref.name : site + "/" + ref.name)) {
    return StageId(*known);
  }
  std::vector<std::string> names = is_full ? stages_.list() : std::vector<std::string>{"leave"};
  for (const std::string& place : stages_.list()) {
    if (!is_full && place.starts_with(site + "/")) {
      names.push_back(place.substr(site.size() + 1));
    }
  }
  error(ref.mark, {ErrorCode::unknown_name,
                   is_full ? fmt::format("there is no stage `{}`", ref.name)
                           : fmt::format("site `{}` has no stage `{}`", site, ref.name),
                   "a stage of this site, `site/stage`, or `leave`", nearest_name(ref.name, names)});
  return std::nullopt;
}

void Resolver::check_graph(const std::vector<Stage>& now) {
  check_exits(now);
  for (std::size_t i = 0; i < now.size(); ++i) {
    check_searches(now, i);
    for (const StageId to : stages_after(now[i])) {
      check_step(now[i], now[to.index()], stage_marks_[i]);
    }
  }
}

void Resolver::warn_of_unreachable_stages() {
  std::vector<std::vector<StageId>> after(scenario_.stages.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    after[i] = stages_after(scenario_.stages[i]);
  }
  for (const Change& change : scenario_.changes) {
    if (const auto* stage = std::get_if<Change::OfStage>(&change.what)) {
      const auto more = stages_after(stage->now);
      after[stage->id.index()].insert(after[stage->id.index()].end(), more.begin(), more.end());
    }
  }
  std::vector<bool> is_reached(after.size(), false);
  std::vector<StageId> open = entrances();
  while (!open.empty()) {
    const StageId stage = open.back();
    open.pop_back();
    if (!is_reached[stage.index()]) {
      is_reached[stage.index()] = true;
      open.insert(open.end(), after[stage.index()].begin(), after[stage.index()].end());
    }
  }
  for (std::size_t i = 0; i < is_reached.size(); ++i) {
    if (!is_reached[i]) {
      warning(
          stage_marks_[i],
          {ErrorCode::stage_unreachable, fmt::format("nobody can ever come to stage `{}`", scenario_.stages[i].place),
           "a `next`, `balk` or `when_full` that leads here, or an origin whose parties go to this site"});
    }
  }
}

std::vector<StageId> Resolver::entrances() const {
  std::vector<StageId> result;
  for (const Site& site : scenario_.sites) {
    if (std::holds_alternative<LinkId>(site.where)) {
      result.push_back(site.first_stage);
    }
  }
  for (const Origin& origin : scenario_.origins) {
    if (const auto* site = std::get_if<SiteId>(&origin.to)) {
      result.push_back(scenario_.sites[site->index()].first_stage);
    }
    if (origin.fuel_gate) {
      result.push_back(scenario_.sites[origin.fuel_gate->site.index()].first_stage);
    }
    if (const auto* stop = std::get_if<SiteId>(&origin.without_vehicle)) {
      result.push_back(scenario_.sites[stop->index()].first_stage);
    }
  }
  for (const Site& site : scenario_.sites) {
    if (site.on_foot) {
      result.push_back(*site.on_foot);
    }
  }
  for (const Stage& stage : scenario_.stages) {
    if (const SiteId* end = end_of_buses(stage)) {
      result.push_back(scenario_.sites[end->index()].first_stage);
    }
  }
  return result;
}

void Resolver::check_exits(const std::vector<Stage>& now) {
  std::vector<bool> has_exit(now.size(), false);
  for (bool is_new = true; is_new;) {
    is_new = false;
    for (std::size_t i = 0; i < now.size(); ++i) {
      const bool leads_out = std::any_of(now[i].next.begin(), now[i].next.end(), [&](const Transition& t) {
        const bool is_of_some = t.ending && t.ending->of;
        return t.to ? has_exit[t.to->index()] : !is_of_some;
      });
      is_new = is_new || (leads_out && !has_exit[i]);
      has_exit[i] = has_exit[i] || leads_out;
    }
  }
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (!has_exit[i]) {
      error(stage_marks_[i], {ErrorCode::no_exit, fmt::format("who comes to stage `{}` can never leave", now[i].place),
                              "a way of `next` that ends with `leave`"});
    }
  }
}

void Resolver::check_step(const Stage& from, const Stage& to, const Mark& mark) {
  const auto is_on_link = [&](const Stage& s) {
    return std::holds_alternative<LinkId>(scenario_.sites[s.site.index()].where);
  };
  if (from.site != to.site && (is_on_link(from) || is_on_link(to))) {
    error(mark,
          {ErrorCode::stage_unit, fmt::format("no way but the road leads from `{}` to `{}`", from.place, to.place),
           "a stage of the same site"});
  } else if (is_on_link(from) && scenario_.sites[from.site.index()].on_foot && from.unit == UnitKind::vehicle &&
             to.unit != UnitKind::vehicle) {
    error(mark, {ErrorCode::stage_unit,
                 fmt::format("`{}` serves {}, but nobody gets out at `{}`: its site stands on a link", to.place,
                             name_of(to.unit), from.place),
                 "a stage that serves vehicles"});
  } else if (from.unit != UnitKind::vehicle && to.unit == UnitKind::vehicle) {
    error(mark, {ErrorCode::stage_unit,
                 fmt::format("`{}` serves {}, but `{}` vehicles: people who got out do not get in again", from.place,
                             name_of(from.unit), to.place),
                 "a stage that serves parties or persons"});
  }
}

}  // namespace corridor::scenario
