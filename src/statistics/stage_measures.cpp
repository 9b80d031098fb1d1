#include "stage_measures.hpp"

#include <algorithm>
#include <limits>
#include <variant>

namespace corridor::statistics {

StageMeasures::StageMeasures(const scenario::Scenario& scenario, const Places& places, Travellers& travellers)
    : places_(places), travellers_(travellers), beds_of_site_(scenario.sites.size()) {
  for (std::size_t i = 0; i < scenario.stages.size(); ++i) {
    const scenario::Stage& stage = scenario.stages[i];
    State state{.place = places.stages[i],
                .site = stage.site,
                .kind = kind_of(stage),
                .counts_persons = stage.unit == scenario::UnitKind::person,
                .capacity = open_at_start(scenario, stage)};
    state.was_ever_unlimited = !state.capacity;
    set_open(state, SimTime{});
    if (state.kind == Kind::beds) {
      beds_of_site_[stage.site.index()].exist = true;
      all_beds_.exist = true;
    }
    stages_.push_back(std::move(state));
  }
}

void StageMeasures::on(const record::UnitHeld& fact) {
  Standing& standing = travellers_.standing(fact.unit);
  come_to_door(standing, fact.stage, fact.unit, fact.at);
  standing.is_held = true;
  State& stage = state(fact.stage);
  stage.held += size(stage, fact.unit);
  stage.persons_outside_service += fact.unit.persons;
}

void StageMeasures::on(const record::StageJoined& fact) {
  State& stage = state(fact.stage);
  Standing& standing = travellers_.standing(fact.unit);
  if (standing.is_held) {
    leave_door(standing, fact.unit);
  } else {
    come_to_door(standing, fact.stage, fact.unit, fact.at);
  }
  stage.waiting.change(fact.at, size(stage, fact.unit));
  stage.persons_outside_service += fact.unit.persons;
  standing.inside = Standing::Inside::line;
  standing.stage = fact.stage;
}

void StageMeasures::on(const record::ServiceBegan& fact) {
  State& stage = state(fact.stage);
  const std::uint16_t units = size(stage, fact.unit);
  stage.waiting.change(fact.at, -units);
  stage.persons_outside_service -= fact.unit.persons;
  stage.in_service += units;
  Standing& standing = travellers_.standing(fact.unit);
  standing.inside = Standing::Inside::service;
  standing.servers = servers_for(stage, units);
  change_busy(stage, fact.at, standing.servers);
  change_occupied(stage, fact.unit.persons);
  if (stage.kind != Kind::delay) {
    GroupCounts weights = travellers_.groups(fact.unit);
    wait(stage, fact.at - standing.at_door, weights);
    weights[index_of(Group::everybody)] = units;
    stage.waits.add(fact.at - standing.at_door, weights);
  }
}

void StageMeasures::on(const record::ServiceFinished& fact) {
  State& stage = state(fact.stage);
  stage.in_service -= size(stage, fact.unit);
  stage.served_persons += fact.unit.persons;
  travellers_.standing(fact.unit).inside = Standing::Inside::finished;
}

void StageMeasures::on(const record::UnitBlocked& fact) {
  State& stage = state(fact.stage);
  travellers_.standing(fact.unit).is_blocked = true;
  stage.blocked.change(fact.at, size(stage, fact.unit));
}

void StageMeasures::on(const record::StageLeft& fact) {
  State& stage = state(fact.stage);
  Standing& standing = travellers_.standing(fact.unit);
  if (standing.is_blocked) {
    standing.is_blocked = false;
    stage.blocked.change(fact.at, -size(stage, fact.unit));
  }
  change_busy(stage, fact.at, -standing.servers);
  change_occupied(stage, -fact.unit.persons);
  standing.inside = Standing::Inside::nothing;
}

void StageMeasures::on(const record::StageRefused& fact) {
  State& stage = state(fact.stage);
  if (Standing& standing = travellers_.standing(fact.unit); standing.is_held && standing.door == fact.stage) {
    wait(state(fact.stage), fact.at - standing.at_door, travellers_.groups(fact.unit));
    leave_door(standing, fact.unit);
  }
  stage.refused_persons += fact.unit.persons;
}

/// It waits again, in the line of the stage; the time until it is served on counts as waited.
void StageMeasures::on(const record::ServiceInterrupted& fact) {
  State& stage = state(fact.stage);
  Standing& standing = travellers_.standing(fact.unit);
  stage.in_service -= size(stage, fact.unit);
  change_busy(stage, fact.at, -standing.servers);
  stage.waiting.change(fact.at, size(stage, fact.unit));
  stage.persons_outside_service += fact.unit.persons;
  standing.inside = Standing::Inside::line;
  standing.servers = 0;
  standing.door = fact.stage;
  standing.at_door = fact.at;
}

void StageMeasures::on(const record::ServiceResumed& fact) {
  State& stage = state(fact.stage);
  Standing& standing = travellers_.standing(fact.unit);
  const std::uint16_t units = size(stage, fact.unit);
  stage.waiting.change(fact.at, -units);
  stage.persons_outside_service -= fact.unit.persons;
  stage.in_service += units;
  standing.inside = Standing::Inside::service;
  standing.servers = servers_for(stage, units);
  change_busy(stage, fact.at, standing.servers);
  wait(stage, fact.at - standing.at_door, travellers_.groups(fact.unit));
}

/// It was not served: its wait is in the person-hours, and in no mean.
void StageMeasures::on(const record::UnitReneged& fact) {
  State& stage = state(fact.stage);
  Standing& standing = travellers_.standing(fact.unit);
  wait(stage, fact.at - standing.at_door, travellers_.groups(fact.unit));
  stage.waiting.change(fact.at, -size(stage, fact.unit));
  stage.persons_outside_service -= fact.unit.persons;
  stage.reneged_persons += fact.unit.persons;
  standing.inside = Standing::Inside::nothing;
}

/// A unit that goes on counts for fewer where persons are counted; one in which nobody is left counts no more.
void StageMeasures::on(const record::OutcomeCounted& fact) {
  if (!ends_journey(fact.outcome)) {
    return;
  }
  Standing& standing = travellers_.standing(fact.unit);
  if (State* stage = waits_at(standing)) {
    wait(*stage, fact.at - standing.at_door, travellers_.groups_met(fact));
  }
  const std::uint16_t persons = fact.who.persons;
  const auto units_lost = [&](const State& stage) -> std::int64_t {
    return stage.counts_persons ? persons : fact.unit.persons == 0 ? 1 : 0;
  };
  if (standing.is_held) {
    State& door = state(standing.door);
    door.held -= units_lost(door);
    door.persons_outside_service -= persons;
  }
  if (standing.inside == Standing::Inside::line) {
    State& stage = state(standing.stage);
    stage.waiting.change(fact.at, -units_lost(stage));
    stage.persons_outside_service -= persons;
  } else if (standing.inside != Standing::Inside::nothing) {
    lose_in_service(state(standing.stage), standing, fact, units_lost(state(standing.stage)));
  }
  if (fact.unit.persons == 0) {
    standing = {};
  }
}

void StageMeasures::lose_in_service(State& stage, Standing& standing, const record::OutcomeCounted& fact,
                                    std::int64_t units) {
  if (standing.inside == Standing::Inside::service) {
    stage.in_service -= units;
  }
  if (standing.is_blocked) {
    stage.blocked.change(fact.at, -units);
  }
  const std::uint16_t left = fact.unit.persons == 0 ? std::uint16_t{0} : size(stage, fact.unit);
  const std::uint16_t servers = std::min(standing.servers, left);
  change_busy(stage, fact.at, servers - standing.servers);
  standing.servers = servers;
  change_occupied(stage, -fact.who.persons);
}

void StageMeasures::on(const record::StageCapacityChanged& fact) {
  State& stage = state(fact.stage);
  stage.capacity = fact.capacity;
  stage.was_ever_unlimited = stage.was_ever_unlimited || !fact.capacity;
  set_open(stage, fact.at);
}

void StageMeasures::sample(Figures& figures) const {
  for (const State& s : stages_) {
    const auto put = [&](Measure measure, std::int64_t value) {
      figures.push_back({s.place, measure, static_cast<double>(value)});
    };
    put(Measure::in_service, s.in_service);
    put(Measure::blocked, s.blocked.level());
    put(Measure::served_persons, s.served_persons);
    if (s.kind == Kind::delay) {
      continue;
    }
    put(Measure::waiting, s.waiting.level());
    put(Measure::held, s.held);
    put(Measure::refused_persons, s.refused_persons);
    put(Measure::reneged_persons, s.reneged_persons);
    figures.push_back({s.place, Measure::capacity, s.capacity ? static_cast<double>(*s.capacity) : does_not_apply});
    if (s.kind == Kind::service) {
      put(Measure::busy_servers, s.busy.level());
    } else if (s.kind == Kind::beds) {
      put(Measure::accommodated_persons, s.persons_inside);
      put(Measure::persons_without_bed, s.persons_outside_service);
    }
  }
  sample_beds(figures);
}

void StageMeasures::summarise(Figures& figures, SimTime end) {
  for (State& stage : stages_) {
    summarise(figures, stage, end);
  }
  const auto put = [&](PlaceRank place, const Beds& beds) {
    if (beds.exist) {
      figures.push_back({place, Measure::accommodated_persons, static_cast<double>(beds.occupied)});
      figures.push_back({place, Measure::max_occupied, static_cast<double>(beds.max_occupied)});
    }
  };
  for (std::size_t i = 0; i < beds_of_site_.size(); ++i) {
    put(places_.sites[i], beds_of_site_[i]);
  }
  put(Places::all, all_beds_);
  add_unfinished(end);
  summarise_waiting(figures);
}

void StageMeasures::count_evening() {
  for (State& stage : stages_) {
    stage.nights_without_bed += stage.kind == Kind::beds ? stage.persons_outside_service : 0;
  }
}

void StageMeasures::summarise_evenings(Figures& figures) const {
  std::vector<std::int64_t> at_site(beds_of_site_.size());
  std::int64_t all = 0;
  const auto put = [&](PlaceRank place, std::int64_t nights) {
    figures.push_back({place, Measure::person_nights_without_bed, static_cast<double>(nights)});
  };
  for (const State& stage : stages_) {
    if (stage.kind == Kind::beds) {
      at_site[stage.site.index()] += stage.nights_without_bed;
      all += stage.nights_without_bed;
      put(stage.place, stage.nights_without_bed);
    }
  }
  for (std::size_t i = 0; i < at_site.size(); ++i) {
    if (beds_of_site_[i].exist) {
      put(places_.sites[i], at_site[i]);
    }
  }
  if (all_beds_.exist) {
    put(Places::all, all);
  }
}

void StageMeasures::wait(State& stage, Duration time, const GroupCounts& groups) {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    stage.waited[i] += time * groups[i];
  }
}

StageMeasures::State* StageMeasures::waits_at(const Standing& standing) {
  if (standing.is_held) {
    return &state(standing.door);
  }
  const bool is_in_line = standing.inside == Standing::Inside::line && state(standing.stage).kind != Kind::delay;
  return is_in_line ? &state(standing.stage) : nullptr;
}

void StageMeasures::add_unfinished(SimTime end) {
  const std::size_t vehicles = std::min(travellers_.vehicles().size(), travellers_.on_road().size());
  for (std::size_t i = 0; i < vehicles; ++i) {
    const Standing& standing = travellers_.vehicles()[i].standing;
    if (State* stage = waits_at(standing)) {
      wait(*stage, end - standing.at_door, travellers_.on_road()[i].groups);
    }
  }
  for (const Party& party : travellers_.parties()) {
    if (State* stage = waits_at(party.standing)) {
      wait(*stage, end - party.standing.at_door, party.groups);
    }
  }
}

void StageMeasures::summarise_waiting(Figures& figures) const {
  Waited all{};
  bool somebody_may_wait = false;
  for (const State& stage : stages_) {
    if (stage.kind == Kind::delay) {
      continue;
    }
    somebody_may_wait = true;
    for (const Group group : all_groups) {
      const Duration time = stage.waited[index_of(group)];
      all[index_of(group)] += time;
      figures.push_back({stage.place, Measure::person_hours_waiting, to_hours(time), group});
    }
  }
  for (const Group group : all_groups) {
    if (somebody_may_wait) {
      figures.push_back({Places::all, Measure::person_hours_waiting, to_hours(all[index_of(group)]), group});
    }
  }
}

StageMeasures::Kind StageMeasures::kind_of(const scenario::Stage& stage) {
  if (std::holds_alternative<scenario::Service>(stage.kind)) {
    return Kind::service;
  }
  if (std::holds_alternative<scenario::Transport>(stage.kind)) {
    return Kind::transport;
  }
  return std::holds_alternative<scenario::Beds>(stage.kind) ? Kind::beds : Kind::delay;
}

scenario::Limit StageMeasures::open_at_start(const scenario::Scenario& scenario, const scenario::Stage& stage) {
  if (const auto* beds = std::get_if<scenario::Beds>(&stage.kind)) {
    return beds->places;
  }
  const auto* service = std::get_if<scenario::Service>(&stage.kind);
  if (service == nullptr) {
    return std::nullopt;
  }
  const Duration now = scenario.calendar.time_of_day(SimTime{});
  const bool is_open = service->hours.empty() ||
                       std::ranges::any_of(service->hours, [&](const DailyWindow& w) { return w.contains(now); });
  return is_open ? service->servers : scenario::Limit(0);
}

void StageMeasures::come_to_door(Standing& standing, StageId door, const record::Unit& unit, SimTime at) {
  standing.door = door;
  standing.at_door = at;
  if (unit.kind == record::Unit::Kind::vehicle) {
    return;
  }
  Party& party = travellers_.party(PartyId(unit.index));
  Vehicle* vehicle = travellers_.vehicle_of(party);
  if (vehicle == nullptr) {
    return;
  }
  if (vehicle->standing.is_held) {
    const std::uint16_t aboard = travellers_.on_road(party.boarded).groups[index_of(Group::everybody)];
    leave_door(vehicle->standing, {.kind = record::Unit::Kind::vehicle, .persons = aboard});
    vehicle->split_up = at;
  }
  if (vehicle->split_up == at && vehicle->standing.door == door) {
    standing.at_door = vehicle->standing.at_door;
  }
}

void StageMeasures::leave_door(Standing& standing, const record::Unit& unit) {
  standing.is_held = false;
  State& stage = state(standing.door);
  stage.held -= size(stage, unit);
  stage.persons_outside_service -= unit.persons;
}

std::uint16_t StageMeasures::servers_for(const State& stage, std::uint16_t units) {
  const std::int64_t free = stage.capacity.value_or(std::numeric_limits<std::int64_t>::max()) - stage.busy.level();
  const bool takes_all = stage.counts_persons && stage.kind == Kind::service && free < units;
  return takes_all ? static_cast<std::uint16_t>(std::max<std::int64_t>(free, 0)) : units;
}

void StageMeasures::change_busy(State& stage, SimTime at, std::int64_t by) {
  stage.busy.change(at, by);
  set_open(stage, at);
}

void StageMeasures::set_open(State& stage, SimTime at) {
  stage.open.set(at, std::max(stage.capacity.value_or(0), stage.busy.level()));
}

void StageMeasures::change_occupied(State& stage, std::int64_t persons) {
  if (stage.kind != Kind::beds) {
    return;
  }
  stage.persons_inside += persons;
  stage.max_persons_inside = std::max(stage.max_persons_inside, stage.persons_inside);
  for (Beds* beds : {&beds_of_site_[stage.site.index()], &all_beds_}) {
    beds->occupied += persons;
    beds->max_occupied = std::max(beds->max_occupied, beds->occupied);
  }
}

void StageMeasures::sample_beds(Figures& figures) const {
  std::vector<std::int64_t> without_bed(beds_of_site_.size());
  std::int64_t all_without_bed = 0;
  for (const State& stage : stages_) {
    if (stage.kind == Kind::beds) {
      without_bed[stage.site.index()] += stage.persons_outside_service;
      all_without_bed += stage.persons_outside_service;
    }
  }
  const auto put = [&](PlaceRank place, const Beds& beds, std::int64_t without) {
    if (beds.exist) {
      figures.push_back({place, Measure::accommodated_persons, static_cast<double>(beds.occupied)});
      figures.push_back({place, Measure::persons_without_bed, static_cast<double>(without)});
    }
  };
  for (std::size_t i = 0; i < beds_of_site_.size(); ++i) {
    put(places_.sites[i], beds_of_site_[i], without_bed[i]);
  }
  put(Places::all, all_beds_, all_without_bed);
}

void StageMeasures::summarise(Figures& figures, State& stage, SimTime end) {
  const auto put = [&](Measure measure, double value) { figures.push_back({stage.place, measure, value}); };
  put(Measure::blocked_hours, to_hours(stage.blocked.integral(end)));
  if (stage.kind == Kind::delay) {
    return;
  }
  stage.waits.summarise(figures, stage.place);
  const double run_hours = to_hours(end);
  put(Measure::mean_waiting, run_hours > 0 ? to_hours(stage.waiting.integral(end)) / run_hours : does_not_apply);
  put(Measure::max_waiting, static_cast<double>(stage.waiting.max()));
  if (stage.kind == Kind::service) {
    const double open_hours = to_hours(stage.open.integral(end));
    put(Measure::utilisation,
        stage.was_ever_unlimited || open_hours <= 0 ? does_not_apply : to_hours(stage.busy.integral(end)) / open_hours);
  } else if (stage.kind == Kind::beds) {
    put(Measure::accommodated_persons, static_cast<double>(stage.persons_inside));
    put(Measure::max_occupied, static_cast<double>(stage.max_persons_inside));
  }
}

}  // namespace corridor::statistics
