#include "journey_measures.hpp"

#include <algorithm>
#include <chrono>
#include <variant>

#include "order_statistic.hpp"

namespace corridor::statistics {
namespace {

constexpr Duration one_hour = std::chrono::hours(1);

/// In hours. The `n - arrived.size()` parties still on their way are longer than all who arrived; if the percentile
/// falls on one of them it is not known. Reorders `arrived`.
double percentile_hours(std::vector<Duration>& arrived, std::uint64_t percent, std::uint64_t n) {
  if (n == 0 || order_statistic_rank(percent, n) > arrived.size()) {
    return does_not_apply;
  }
  const auto wanted = arrived.begin() + static_cast<std::ptrdiff_t>(order_statistic_rank(percent, n) - 1);
  std::nth_element(arrived.begin(), wanted, arrived.end());
  return to_hours(*wanted);
}

/// Of a vehicle alone on the link, as the road has it.
Duration free_time(const scenario::Link& link, const scenario::VehicleClass& vehicle_class) {
  const double speed = static_cast<double>(link.free_speed.value()) * vehicle_class.speed_factor;
  return travel_time(link.length, KilometresPerHour(std::max<std::int64_t>(1, static_cast<std::int64_t>(speed + 0.5))));
}

}  // namespace

JourneyMeasures::JourneyMeasures(const scenario::Scenario& scenario, const Places& places, Travellers& travellers)
    : scenario_(scenario),
      places_(places),
      travellers_(travellers),
      start_in_hour_(scenario.calendar.time_of_day(SimTime{}) % one_hour),
      origins_(scenario.origins.size()) {
  losses_.by_origin.resize(scenario.origins.size());
  losses_.by_link.resize(scenario.links.size());
  const Duration from_first_hour = scenario.end.time_since_epoch() + start_in_hour_;
  const auto hours = static_cast<std::size_t>((from_first_hour + one_hour - Duration{1}) / one_hour);
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    origins_[i].has_road = scenario.origins[i].node.has_value();
    origins_[i].hours.resize(std::max<std::size_t>(hours, 1));
  }
}

void JourneyMeasures::on(const record::VehicleDeparted& fact) {
  Vehicle& vehicle = travellers_.vehicle(fact.vehicle);
  OnRoad& on_road = travellers_.on_road(fact.vehicle);
  vehicle.departed = fact.at;
  on_road.is_waiting_to_enter = true;
  vehicle.is_under_way = true;
  origins_[vehicle.origin.index()].waiting_to_enter += on_road.groups[0];
  hour_of(vehicle.origin, fact.at).parties += vehicle.parties;
}

void JourneyMeasures::on(const record::VehicleSetOff& fact) {
  OnRoad& on_road = travellers_.on_road(fact.vehicle);
  travellers_.vehicle(fact.vehicle).departed = fact.at;
  travellers_.vehicle(fact.vehicle).is_under_way = true;
  on_road.is_waiting_to_enter = true;
  waiting_elsewhere_ += on_road.groups[0];
}

void JourneyMeasures::on(const record::LinkEntered& fact) {
  OnRoad& on_road = travellers_.on_road(fact.vehicle);
  if (on_road.is_waiting_to_enter) {
    enter_road(on_road, travellers_.vehicle(fact.vehicle), fact.at);
  }
  if (!on_road.is_on_link) {  // else it has turned round onto it
    on_road.link = fact.link;
    on_road.link_entered = fact.at;
    on_road.is_on_link = true;
  }
}

/// Its journey goes on until it is back, and then counts no more among those of its hour.
void JourneyMeasures::on(const record::VehicleTurnedBack& fact) {
  OnRoad& on_road = travellers_.on_road(fact.vehicle);
  lose(losses_, losses_.by_link[fact.from.index()], fact.delay, on_road.groups);
  on_road.link = fact.onto;
  on_road.link_entered = fact.entered;
}

void JourneyMeasures::on(const record::LinkLeft& fact) {
  OnRoad& on_road = travellers_.on_road(fact.vehicle);
  on_road.is_on_link = false;
  lose(losses_, losses_.by_link[fact.link.index()], fact.delay, on_road.groups);
}

void JourneyMeasures::on(const record::CallCame& fact) {
  const Party& party = travellers_.party(fact.party);
  lose(losses_, losses_.by_origin[fact.origin.index()], fact.at - party.call_awaited, party.groups);
}

void JourneyMeasures::on(const record::OutcomeCounted& fact) {
  if (!ends_journey(fact.outcome)) {
    return;
  }
  const GroupCounts met = travellers_.groups_met(fact);
  const Party& party = travellers_.party(fact.party);
  if (party.call_awaited != never) {
    lose(losses_, losses_.by_origin[party.origin.index()], fact.at - party.call_awaited, met);
  }
  if (fact.unit.kind == record::Unit::Kind::party) {
    return;
  }
  const Vehicle& vehicle = travellers_.vehicle(VehicleId(fact.unit.index));
  OnRoad& on_road = travellers_.on_road(VehicleId(fact.unit.index));
  lose_until(fact.at, losses_, {vehicle, on_road, met});
  if (on_road.is_waiting_to_enter) {
    waiting_to_enter(vehicle) -= fact.who.persons;
    on_road.is_waiting_to_enter = fact.unit.persons > 0;
  }
  if (vehicle.is_under_way && vehicle.is_from_origin && fact.remaining == 0) {
    --hour_of(vehicle.origin, vehicle.departed).parties;
  }
}

void JourneyMeasures::on(const record::VehicleArrived& fact) {
  Vehicle& vehicle = travellers_.vehicle(fact.vehicle);
  OnRoad& on_road = travellers_.on_road(fact.vehicle);
  vehicle.is_under_way = false;
  if (on_road.is_waiting_to_enter) {  // its journey ends where it begins
    enter_road(on_road, vehicle, fact.at);
  }
  if (!vehicle.is_from_origin) {
    return;
  }
  Hour& hour = hour_of(vehicle.origin, vehicle.departed);
  hour.travel.insert(hour.travel.end(), vehicle.parties, fact.at - vehicle.departed);
  hour.on_road.insert(hour.on_road.end(), vehicle.parties, fact.at - vehicle.entered);
}

void JourneyMeasures::on(const record::PartyTakenOn& fact) {
  const Vehicle& from = travellers_.vehicle(fact.from);
  const Vehicle& by = travellers_.vehicle(fact.by);
  const Duration free =
      free_time(scenario_.links[fact.link.index()], scenario_.vehicle_classes[from.vehicle_class.index()]);
  lose(losses_, losses_.by_link[fact.link.index()], fact.at - travellers_.on_road(fact.from).link_entered - free,
       travellers_.party(fact.party).groups);
  if (from.is_from_origin) {
    --hour_of(from.origin, from.departed).parties;
  }
  if (by.is_from_origin) {
    ++hour_of(by.origin, by.departed).parties;
  }
}

void JourneyMeasures::sample(Figures& figures) const {
  std::int64_t waiting = waiting_elsewhere_;
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    if (origins_[i].has_road) {
      waiting += origins_[i].waiting_to_enter;
      figures.push_back(
          {places_.origins[i], Measure::waiting_to_enter_persons, static_cast<double>(origins_[i].waiting_to_enter)});
    }
  }
  if (!losses_.by_link.empty()) {
    figures.push_back({Places::all, Measure::waiting_to_enter_persons, static_cast<double>(waiting)});
  }
}

void JourneyMeasures::summarise(Figures& figures, SimTime end) const {
  if (losses_.by_link.empty()) {
    return;
  }
  Losses losses = losses_;
  add_unfinished(losses, end);
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    if (origins_[i].has_road) {
      figures.push_back({places_.origins[i], Measure::person_hours_queued, to_hours(losses.by_origin[i])});
    }
  }
  for (std::size_t i = 0; i < losses.by_link.size(); ++i) {
    figures.push_back({places_.links[i], Measure::person_hours_queued, to_hours(losses.by_link[i])});
  }
  for (const Group group : all_groups) {
    figures.push_back({Places::all, Measure::person_hours_queued, to_hours(losses.all[index_of(group)]), group});
  }
}

std::vector<HourlyFigure> JourneyMeasures::by_departure_hour() {
  std::vector<HourlyFigure> figures;
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    const std::size_t hours = origins_[i].has_road ? origins_[i].hours.size() : 0;
    const auto put = [&](Measure measure, std::vector<Duration> Hour::*times, std::uint64_t percent) {
      for (std::size_t h = 0; h < hours; ++h) {
        Hour& hour = origins_[i].hours[h];
        const SimTime begin(static_cast<std::int64_t>(h) * one_hour - start_in_hour_);
        figures.push_back({places_.origins[i], measure, begin, percentile_hours(hour.*times, percent, hour.parties)});
      }
    };
    put(Measure::travel_time_p50, &Hour::travel, 50);
    put(Measure::travel_time_p95, &Hour::travel, 95);
    put(Measure::road_time_p50, &Hour::on_road, 50);
  }
  return figures;
}

JourneyMeasures::Hour& JourneyMeasures::hour_of(OriginId origin, SimTime departed) {
  std::vector<Hour>& hours = origins_[origin.index()].hours;
  const auto hour = static_cast<std::size_t>((departed.time_since_epoch() + start_in_hour_) / one_hour);
  return hours[std::min(hour, hours.size() - 1)];  // a departure at the end itself belongs to the last hour
}

void JourneyMeasures::enter_road(OnRoad& on_road, Vehicle& vehicle, SimTime at) {
  on_road.is_waiting_to_enter = false;
  vehicle.entered = at;
  waiting_to_enter(vehicle) -= on_road.groups[0];
  lose(losses_, place_of_entry(losses_, vehicle), at - vehicle.departed, on_road.groups);
}

std::int64_t& JourneyMeasures::waiting_to_enter(const Vehicle& vehicle) {
  return vehicle.is_from_origin ? origins_[vehicle.origin.index()].waiting_to_enter : waiting_elsewhere_;
}

Duration& JourneyMeasures::place_of_entry(Losses& losses, const Vehicle& vehicle) {
  return vehicle.is_from_origin ? losses.by_origin[vehicle.origin.index()] : losses.elsewhere;
}

void JourneyMeasures::lose(Losses& losses, Duration& place, Duration time, const GroupCounts& groups) {
  if (time <= Duration::zero()) {
    return;
  }
  place += time * groups[index_of(Group::everybody)];
  for (std::size_t i = 0; i < groups.size(); ++i) {
    losses.all[i] += time * groups[i];
  }
}

void JourneyMeasures::add_unfinished(Losses& losses, SimTime end) const {
  const std::size_t count = std::min(travellers_.vehicles().size(), travellers_.on_road().size());
  for (std::size_t i = 0; i < count; ++i) {
    const OnRoad& on_road = travellers_.on_road()[i];
    lose_until(end, losses, {travellers_.vehicles()[i], on_road, on_road.groups});
  }
  for (const Party& party : travellers_.parties()) {
    if (party.call_awaited != never) {
      lose(losses, losses.by_origin[party.origin.index()], end - party.call_awaited, party.groups);
    }
  }
}

void JourneyMeasures::lose_until(SimTime until, Losses& losses, const Aboard& aboard) const {
  const auto& [vehicle, on_road, groups] = aboard;
  if (on_road.is_waiting_to_enter) {
    lose(losses, place_of_entry(losses, vehicle), until - vehicle.departed, groups);
  } else if (on_road.is_on_link) {
    const Duration free =
        free_time(link_at(on_road.link, until), scenario_.vehicle_classes[vehicle.vehicle_class.index()]);
    lose(losses, losses.by_link[on_road.link.index()], until - on_road.link_entered - free, groups);
  }
}

const scenario::Link& JourneyMeasures::link_at(LinkId link, SimTime end) const {
  const scenario::Link* now = &scenario_.links[link.index()];
  for (const scenario::Change& change : scenario_.changes) {
    const auto* of_link = std::get_if<scenario::Change::OfLink>(&change.what);
    if (of_link != nullptr && of_link->id == link && change.at <= end) {
      now = &of_link->now;
    }
  }
  return *now;
}

}  // namespace corridor::statistics
