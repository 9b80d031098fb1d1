#include "corridor/statistics/measure.hpp"

#include <array>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"

namespace corridor::statistics {
namespace {

constexpr std::size_t measure_count = static_cast<std::size_t>(Measure::count);

using enum MeasureKind;
constexpr std::array<MeasureInfo, measure_count> entries = {{
    {"departed_persons", "persons", "persons whose departure instant has passed, whether or not the road let them in",
     cumulative},
    {"waiting_to_enter_persons", "persons", "persons in vehicles that have departed but find no room on the road yet",
     level},
    {"crossed_persons", "persons", "persons who have passed a checkpoint on the road, each counted once", cumulative},
    {"crossed_vehicles", "vehicles", "vehicles that have passed a checkpoint on the road, each counted once",
     cumulative},
    {"crossed_persons_per_hour", "persons/h", "persons passing a checkpoint per hour since the sample before", rate},
    {"crossed_vehicles_per_hour", "vehicles/h", "vehicles passing a checkpoint per hour since the sample before", rate},
    {"queue_vehicles", "vehicles", "vehicles that would have left the link by now on a free road", level},
    {"queue_persons", "persons", "persons in the vehicles that queue on the road", level},
    {"queue_km", "km", "length of road covered by the queue", level},
    {"vehicles_on_link", "vehicles", "vehicles on the link, moving or queued", level},
    {"waiting", "units", "vehicles, parties or persons (as the stage counts) inside the stage, not yet served", level},
    {"in_service", "units", "vehicles, parties or persons being served, in a bed, or under way in a delay or a bus",
     level},
    {"busy_servers", "servers", "servers taken, also those held by a unit that cannot go on", level},
    {"capacity", "servers or places", "servers or places open now, or seats of the fleet; empty if unlimited", level},
    {"blocked", "units", "served, but staying and holding the server because the next stage is full", level},
    {"held", "units", "standing at the door of the stage, not let in yet", level},
    {"served_persons", "persons", "persons whose service or stay at the stage is finished", cumulative},
    {"refused_persons", "persons", "persons who did not join the stage: wait too long, or no place", cumulative},
    {"reneged_persons", "persons", "persons who left the line of the stage unserved: they had waited too long",
     cumulative},
    {"registered_persons", "persons", "persons registered, each once", cumulative},
    {"accommodated_persons", "persons", "persons who have a bed", level},
    {"persons_without_bed", "persons", "persons waiting for a bed inside the stage or at its door", level},
    {"arrived_persons", "persons", "persons whose journey has ended, by the region they went on to", cumulative},
    {"in_transit_persons", "persons", "persons between two stages, for instance days before asking for a place", level},
    {"waiting_for_call", "persons", "persons who want to leave their origin and wait until it is called up", level},
    {"died_persons", "persons", "persons who died", cumulative},
    {"injured_persons", "persons", "persons who were injured; they go on and need medical care", cumulative},
    {"detained_persons", "persons", "persons who were detained; they do not arrive", cumulative},
    {"turned_back_persons", "persons", "persons who turned back; they do not arrive", cumulative},
    {"flown_out_persons", "persons", "persons who were flown out; they do not arrive by road", cumulative},
    {"unmet_persons", "persons", "persons whom the scenario's incidents were to befall and who were not there",
     cumulative},
    {"waiting_for_fuel_persons", "persons", "persons who look for fuel, or wait for it, before they set out", level},
    {"fuel_stock", "l", "fuel at the stage that is not promised to a vehicle yet; empty if unlimited", level},
    {"fuel_given", "l", "fuel that vehicles have got at the stage", cumulative},
    {"stalled_vehicles", "vehicles", "vehicles that have run dry and stand on or beside the road, with people aboard",
     level},
    {"stalled_persons", "persons", "persons in vehicles that have run dry", level},
    {"stalls", "vehicles", "vehicles that have run dry, each time counted", cumulative},
    {"abandoned_vehicles", "vehicles", "vehicles that have run dry and whose people have all been taken on by others",
     cumulative},
    {"bus_trips", "trips", "trips of buses that have left the stop", cumulative},
    {"walking_persons", "persons", "persons on foot on the link", level},
    {"water_need", "l/d", "water that those who are there need for a day", level},
    {"water_gap", "l/d", "of that, more than the site has for a day", level},
    {"meals_need", "meals/d", "meals that those who are there need for a day", level},
    {"meals_gap", "meals/d", "of that, more than the site has for a day", level},
    {"covered_area_need", "m2", "area under a roof that those who are there need", level},
    {"covered_area_gap", "m2", "of that, more than the site has", level},
    {"toilets_need", "toilets", "toilets that those who are there need, rounded up", level},
    {"toilets_gap", "toilets", "of that, more than the site has", level},
    {"blankets_need", "blankets", "blankets that those who are there need", level},
    {"blankets_gap", "blankets", "of that, more than the site has", level},
    {"fuel_need", "l/h", "fuel that the vehicles burn which stand in the queue", level},
    {"stock", "units", "goods that are in the stock, in its own unit; empty if unlimited", level},
    {"stock_given", "units", "goods that persons have got out of the stock, at stages and by the day", cumulative},
    {"stock_unmet", "units", "goods that those present needed by the day when the stock was empty", cumulative},
    {"late_persons", "persons", "persons who got goods at a stage whose line had waited for the stock", cumulative},
    {"without_persons", "persons", "persons who went on from a stage without the goods, for lack of them", cumulative},
    {"gridlocks", "gridlocks", "circles of full links and stages, each of which waits for room in the next", level},
    {"travel_time_p50", "h", "from departure to the end of the road: half of the parties of that hour took no longer",
     by_departure_hour},
    {"travel_time_p95", "h", "from departure to the end of the road: 95 % of the parties of that hour took no longer",
     by_departure_hour},
    {"road_time_p50", "h", "from the first link to the end of the road: half of the parties took no longer",
     by_departure_hour},
    {"total_persons", "persons", "persons who existed in the run", summary},
    {"present_persons", "persons", "persons whose journey had not ended when the run ended", summary},
    {"never_registered_persons", "persons", "persons whose journey ended without registration", summary},
    {"wait_mean", "h", "mean time from the door of the stage to the beginning of service, of those served", summary},
    {"wait_p50", "h", "half waited no longer from the door of the stage to the beginning of service", summary},
    {"wait_p95", "h", "95 % waited no longer from the door of the stage to the beginning of service", summary},
    {"mean_waiting", "units", "mean over time of the number waiting inside the stage", summary},
    {"max_waiting", "units", "most that waited inside the stage at any instant", summary},
    {"utilisation", "share", "server time taken / server time open; empty if servers are unlimited", summary},
    {"blocked_hours", "h", "time for which units held their servers because the next stage was full", summary},
    {"person_hours_queued", "person h",
     "time lost waiting for the call, to enter the road and on it against a free road, times persons", summary},
    {"person_hours_waiting", "person h",
     "time from the door of a stage to the beginning of service, or of the trip, times persons", summary},
    {"person_nights_on_road", "person nights",
     "persons who are on the road in the middle of the night, or wait to enter it, summed over the nights", summary},
    {"person_nights_without_bed", "person nights",
     "persons who wait for a bed at 22:00, inside the stage or at its door, summed over the evenings", summary},
    {"max_queue_vehicles", "vehicles", "longest queue at the sampling instants", summary},
    {"max_queue_persons", "persons", "most persons in the queue at the sampling instants", summary},
    {"max_queue_km", "km", "longest queue at the sampling instants", summary},
    {"time_99_crossed", "h", "from the start until 99 % of all persons who crossed in the run had crossed", summary},
    {"last_crossing", "h", "from the start until the last vehicle crossed", summary},
    {"time_99_registered", "h", "from the start until 99 % of all persons who registered in the run had registered",
     summary},
    {"last_registration", "h", "from the start until the last person registered", summary},
    {"max_occupied", "persons", "most persons who had a bed at any instant", summary},
    {"person_hours_stalled", "person h", "time that people spent in vehicles that had run dry, times persons", summary},
    {"max_stalled_vehicles", "vehicles", "most vehicles that had run dry at any instant, with people aboard", summary},
    {"seats_used", "share", "persons carried / seats of the buses that have left the stop", summary},
    {"gridlock_hours", "h",
     "time with a gridlock through the road, from the sample that found it to the one that did not", summary},
}};

/// The enumerator's name, as both compilers print it in a function's signature: `... M = ...::Measure::waiting]`.
template <Measure M>
consteval std::string_view enumerator_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  text.remove_prefix(text.find("Measure::") + std::string_view("Measure::").size());
  return text.substr(0, text.find_first_of(";]"));
}

template <std::size_t... I>
consteval bool catalogue_agrees_with_enumerators(std::index_sequence<I...>) {
  return ((entries[I].name == enumerator_name<static_cast<Measure>(I)>()) && ...);
}
static_assert(catalogue_agrees_with_enumerators(std::make_index_sequence<measure_count>{}));

}  // namespace

std::span<const MeasureInfo> catalogue() {
  return entries;
}

const MeasureInfo& info(Measure measure) {
  expects(measure < Measure::count, "info() of a measure");
  return entries[static_cast<std::size_t>(measure)];
}

std::optional<Measure> measure_named(std::string_view name) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].name == name) {
      return static_cast<Measure>(i);
    }
  }
  return std::nullopt;
}

std::string measure_markdown() {
  std::string text = "| measure | unit | meaning |\n|---|---|---|\n";
  for (const MeasureInfo& entry : entries) {
    text += fmt::format("| `{}` | {} | {} |\n", entry.name, entry.unit, entry.meaning);
  }
  return text;
}

}  // namespace corridor::statistics
