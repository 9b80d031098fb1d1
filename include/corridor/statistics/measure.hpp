// The catalogue of measures: one entry each, with unit and one-line meaning; the documentation, the file headers and
// the names in scenarios come from it. Computes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace corridor::statistics {

/// To add a measure: a line here, a line in the catalogue (measure.cpp), and its computation in one of the
/// `*_measures.cpp`.
enum class Measure : std::uint8_t {
  // over time
  departed_persons,
  waiting_to_enter_persons,
  crossed_persons,
  crossed_vehicles,
  crossed_persons_per_hour,
  crossed_vehicles_per_hour,
  queue_vehicles,
  queue_persons,
  queue_km,
  vehicles_on_link,
  waiting,
  in_service,
  busy_servers,
  capacity,
  blocked,
  held,
  served_persons,
  refused_persons,
  reneged_persons,
  registered_persons,
  accommodated_persons,
  persons_without_bed,
  arrived_persons,
  in_transit_persons,
  waiting_for_call,
  died_persons,
  injured_persons,
  detained_persons,
  turned_back_persons,
  flown_out_persons,
  unmet_persons,
  waiting_for_fuel_persons,
  fuel_stock,
  fuel_given,
  stalled_vehicles,
  stalled_persons,
  stalls,
  abandoned_vehicles,
  bus_trips,
  walking_persons,
  water_need,
  water_gap,
  meals_need,
  meals_gap,
  covered_area_need,
  covered_area_gap,
  toilets_need,
  toilets_gap,
  blankets_need,
  blankets_gap,
  fuel_need,
  stock,
  stock_given,
  stock_unmet,
  late_persons,
  without_persons,
  gridlocks,
  // by departure hour
  travel_time_p50,
  travel_time_p95,
  road_time_p50,
  // one figure per replication
  total_persons,
  present_persons,
  never_registered_persons,
  wait_mean,
  wait_p50,
  wait_p95,
  mean_waiting,
  max_waiting,
  utilisation,
  blocked_hours,
  person_hours_queued,
  person_hours_waiting,
  person_nights_on_road,
  person_nights_without_bed,
  max_queue_vehicles,
  max_queue_persons,
  max_queue_km,
  time_99_crossed,
  last_crossing,
  time_99_registered,
  last_registration,
  max_occupied,
  person_hours_stalled,
  max_stalled_vehicles,
  seats_used,
  gridlock_hours,
  count
};

enum class MeasureKind : std::uint8_t {
  level,              ///< over time, as it stands at the instant
  cumulative,         ///< over time, counted since the start
  rate,               ///< over time, per hour over the sampling interval that ends at the instant; empty at the start
  by_departure_hour,  ///< one figure for each hour of departure
  summary,            ///< one figure for the whole run
};

struct MeasureInfo {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  MeasureKind kind;
};

/// All entries, in the order of the enumerators.
[[nodiscard]] std::span<const MeasureInfo> catalogue();
/// @pre measure is not `count`
[[nodiscard]] const MeasureInfo& info(Measure measure);
[[nodiscard]] std::optional<Measure> measure_named(std::string_view name);
/// The catalogue as a Markdown table, as docs/measures.md has it.
[[nodiscard]] std::string measure_markdown();

}  // namespace corridor::statistics
