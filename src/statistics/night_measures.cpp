#include "night_measures.hpp"

#include <algorithm>
#include <chrono>

namespace corridor::statistics {
namespace {

constexpr Duration day = std::chrono::hours(24);
constexpr Duration bedtime = std::chrono::hours(22);

/// The first instant at or after the start with this time of day, which may be on the next day.
SimTime first_at(const scenario::Scenario& scenario, Duration time_of_day) {
  return SimTime((time_of_day - scenario.calendar.time_of_day(SimTime{}) + day) % day);
}

/// The first middle of a night at or after the start.
SimTime first_middle(const scenario::Scenario& scenario) {
  const DailyWindow& night = scenario.night;
  const Duration over = (night.end - night.begin + day) % day;
  const Duration length = over == Duration(0) ? day : over;
  return first_at(scenario, night.begin + length / 2);
}

}  // namespace

NightMeasures::NightMeasures(const scenario::Scenario& scenario, const Places& places, const Travellers& travellers,
                             StageMeasures& stages)
    : scenario_(scenario),
      places_(places),
      travellers_(travellers),
      stages_(stages),
      middle_(first_middle(scenario)),
      evening_(first_at(scenario, bedtime)),
      at_origin_(scenario.origins.size()),
      on_link_(scenario.links.size()) {}

void NightMeasures::spend(const GroupCounts& groups) {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    all_[i] += groups[i];
  }
}

void NightMeasures::reach(SimTime at) {
  for (; middle_ <= at; middle_ += day) {
    count();
  }
  for (; evening_ <= at; evening_ += day) {
    stages_.count_evening();
  }
}

void NightMeasures::count() {
  const std::size_t vehicles = std::min(travellers_.vehicles().size(), travellers_.on_road().size());
  for (std::size_t i = 0; i < vehicles; ++i) {
    const Vehicle& vehicle = travellers_.vehicles()[i];
    const OnRoad& on_road = travellers_.on_road()[i];
    if (!vehicle.is_under_way) {
      continue;
    }
    spend(on_road.groups);
    const std::uint16_t persons = on_road.groups[index_of(Group::everybody)];
    if (on_road.is_on_link) {
      on_link_[on_road.link.index()] += persons;
    } else if (on_road.is_waiting_to_enter && vehicle.is_from_origin) {
      at_origin_[vehicle.origin.index()] += persons;
    }
  }
  if (!travellers_.has_anybody_walked()) {
    return;
  }
  for (const Party& party : travellers_.parties()) {
    if (party.is_walking) {
      spend(party.groups);
      on_link_[party.walks_on.index()] += party.groups[index_of(Group::everybody)];
    }
  }
}

void NightMeasures::summarise(Figures& figures) {
  reach(scenario_.end);
  stages_.summarise_evenings(figures);
  if (on_link_.empty()) {
    return;
  }
  const auto put = [&](PlaceRank place, std::int64_t nights, Group group = Group::everybody) {
    figures.push_back({place, Measure::person_nights_on_road, static_cast<double>(nights), group});
  };
  for (std::size_t i = 0; i < at_origin_.size(); ++i) {
    if (scenario_.origins[i].node) {
      put(places_.origins[i], at_origin_[i]);
    }
  }
  for (std::size_t i = 0; i < on_link_.size(); ++i) {
    put(places_.links[i], on_link_[i]);
  }
  for (const Group group : all_groups) {
    put(Places::all, all_[index_of(group)], group);
  }
}

}  // namespace corridor::statistics
