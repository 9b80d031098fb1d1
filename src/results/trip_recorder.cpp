#include "trip_recorder.hpp"

#include <cstdlib>
#include <variant>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"

namespace corridor::results {

namespace {

/// Seconds with six decimals, exactly: simulated time is whole microseconds.
std::string seconds(Duration d) {
  const auto [whole, rest] = std::lldiv(d.count(), 1'000'000);
  return fmt::format("{}{}.{:06}", d < Duration::zero() && whole == 0 ? "-" : "", whole, std::llabs(rest));
}

std::string seconds(std::optional<SimTime> t) {
  return t ? seconds(t->time_since_epoch()) : std::string();
}

const std::string& destination_of(const scenario::Scenario& scenario, const scenario::Origin& origin) {
  if (const SiteId* site = std::get_if<SiteId>(&origin.to)) {
    return scenario.sites[site->index()].id;
  }
  return scenario.nodes[std::get<NodeId>(origin.to).index()].id;
}

}  // namespace

TripRecorder::TripRecorder(const scenario::Scenario& scenario, const std::filesystem::path& folder)
    : scenario_(scenario),
      file_(folder, "trips", "vehicle,trip,class,parties,persons,origin,destination,depart,enter_road,arrive,queued_s",
            nullptr) {}

void TripRecorder::on(const record::Fact& fact) {
  if (const auto* formed = std::get_if<record::VehicleFormed>(&fact)) {
    form(*formed);
  } else if (const auto* departed = std::get_if<record::VehicleDeparted>(&fact)) {
    trips_.at(departed->vehicle).departed = departed->at;
  } else if (const auto* entered = std::get_if<record::LinkEntered>(&fact)) {
    Trip& trip = trips_.at(entered->vehicle);
    trip.entered_road = trip.entered_road.value_or(entered->at);
  } else if (const auto* left = std::get_if<record::LinkLeft>(&fact)) {
    trips_.at(left->vehicle).queued += left->delay;
  } else if (const auto* arrived = std::get_if<record::VehicleArrived>(&fact)) {
    arrive(*arrived);
  }
}

OutputFile::Written TripRecorder::finish() {
  for (const auto& [vehicle, trip] : trips_) {
    if (trip.departed) {
      write(vehicle, trip, std::nullopt);
    }
  }
  return file_.finish();
}

void TripRecorder::form(const record::VehicleFormed& fact) {
  const bool is_new = trips_
                          .try_emplace(fact.vehicle, Trip{.vehicle_class = fact.vehicle_class,
                                                          .origin = fact.origin,
                                                          .parties = fact.parties,
                                                          .persons = fact.aboard.persons,
                                                          .departed = {},
                                                          .entered_road = {}})
                          .second;
  expects(is_new, "a vehicle makes one trip at a time");
}

void TripRecorder::arrive(const record::VehicleArrived& fact) {
  const auto trip = trips_.find(fact.vehicle);
  expects(trip != trips_.end(), "a vehicle that arrives has been formed");
  write(fact.vehicle, trip->second, fact.at);
  trips_.erase(trip);
  if (trips_of_vehicle_.size() <= fact.vehicle.index()) {
    trips_of_vehicle_.resize(fact.vehicle.index() + std::size_t{1});
  }
  ++trips_of_vehicle_[fact.vehicle.index()];
}

void TripRecorder::write(VehicleId vehicle, const Trip& trip, std::optional<SimTime> arrived) {
  const scenario::Origin& origin = scenario_.origins[trip.origin.index()];
  const bool had_trips = vehicle.index() < trips_of_vehicle_.size();
  line_.count(vehicle.index()).count(had_trips ? trips_of_vehicle_[vehicle.index()] : 0);
  line_.text(scenario_.vehicle_classes[trip.vehicle_class.index()].id).count(trip.parties).count(trip.persons);
  line_.text(origin.id).text(destination_of(scenario_, origin));
  line_.text(seconds(trip.departed)).text(seconds(trip.entered_road)).text(seconds(arrived));
  file_.row(line_.text(seconds(trip.queued)));
}

}  // namespace corridor::results
