#include "trip_recorder.hpp"

#include <variant>

#include "corridor/base/contract.hpp"

namespace corridor::results {

namespace {

const std::string& destination_of(const scenario::Scenario& scenario, const scenario::Origin& origin) {
  if (const SiteId* site = std::get_if<SiteId>(&origin.to)) {
    return scenario.sites[site->index()].id;
  }
  return scenario.nodes[std::get<NodeId>(origin.to).index()].id;
}

}  // namespace

TripRecorder::TripRecorder(const scenario::Scenario& scenario, const std::filesystem::path& folder)
    : scenario_(scenario),
      trips_file_(folder, "trips",
                  "vehicle,trip,class,parties,persons,origin,destination,depart,enter_road,arrive,queued_s", nullptr),
      passages_file_(folder, "passages", "vehicle,trip,link,enter,leave", nullptr) {}

void TripRecorder::on(const record::Fact& fact) {
  if (const auto* formed = std::get_if<record::VehicleFormed>(&fact)) {
    form(*formed);
  } else if (const auto* bus = std::get_if<record::BusFormed>(&fact)) {
    note_class(bus->vehicle, bus->vehicle_class);
  } else if (const auto* set_off_again = std::get_if<record::VehicleSetOff>(&fact)) {
    set_off(*set_off_again);
  } else if (const auto* departed = std::get_if<record::VehicleDeparted>(&fact)) {
    trips_.at(departed->vehicle).departed = departed->at;
  } else if (const auto* entered = std::get_if<record::LinkEntered>(&fact)) {
    enter(*entered);
  } else if (const auto* left = std::get_if<record::LinkLeft>(&fact)) {
    leave(*left);
  } else if (const auto* arrived = std::get_if<record::VehicleArrived>(&fact)) {
    arrive(*arrived);
  }
}

std::vector<OutputFile::Written> TripRecorder::finish() {
  for (const auto& [vehicle, trip] : trips_) {
    if (trip.departed) {
      write_trip(vehicle, trip, std::nullopt);
    }
    if (trip.link) {
      write_passage(vehicle, trip, std::nullopt);
    }
  }
  return {trips_file_.finish(), passages_file_.finish()};
}

void TripRecorder::form(const record::VehicleFormed& fact) {
  const scenario::Origin& origin = scenario_.origins[fact.origin.index()];
  note_class(fact.vehicle, fact.vehicle_class);
  begin(fact.vehicle, {.vehicle_class = fact.vehicle_class,
                       .from = &origin.id,
                       .to = &destination_of(scenario_, origin),
                       .parties = fact.parties,
                       .persons = fact.aboard.persons,
                       .departed = {},
                       .entered_road = {},
                       .link = {}});
}

void TripRecorder::set_off(const record::VehicleSetOff& fact) {
  begin(fact.vehicle, {.vehicle_class = class_of_vehicle_.at(fact.vehicle.index()),
                       .from = &scenario_.nodes[fact.from.index()].id,
                       .to = &scenario_.nodes[fact.to.index()].id,
                       .parties = fact.parties,
                       .persons = fact.persons,
                       .departed = fact.at,
                       .entered_road = {},
                       .link = {}});
}

void TripRecorder::note_class(VehicleId vehicle, VehicleClassId vehicle_class) {
  if (class_of_vehicle_.size() <= vehicle.index()) {
    class_of_vehicle_.resize(vehicle.index() + std::size_t{1});
  }
  class_of_vehicle_[vehicle.index()] = vehicle_class;
}

void TripRecorder::begin(VehicleId vehicle, const Trip& trip) {
  const bool is_new = trips_.try_emplace(vehicle, trip).second;
  expects(is_new, "a vehicle makes one trip at a time");
}

void TripRecorder::enter(const record::LinkEntered& fact) {
  Trip& trip = trips_.at(fact.vehicle);
  trip.entered_road = trip.entered_road.value_or(fact.at);
  trip.link = fact.link;
  trip.link_entered = fact.at;
}

void TripRecorder::leave(const record::LinkLeft& fact) {
  Trip& trip = trips_.at(fact.vehicle);
  expects(trip.link == fact.link, "a vehicle leaves the link that it is on");
  trip.queued += fact.delay;
  write_passage(fact.vehicle, trip, fact.at);
  trip.link.reset();
}

void TripRecorder::arrive(const record::VehicleArrived& fact) {
  const auto trip = trips_.find(fact.vehicle);
  expects(trip != trips_.end(), "a vehicle that arrives has been formed");
  write_trip(fact.vehicle, trip->second, fact.at);
  trips_.erase(trip);
  if (trips_of_vehicle_.size() <= fact.vehicle.index()) {
    trips_of_vehicle_.resize(fact.vehicle.index() + std::size_t{1});
  }
  ++trips_of_vehicle_[fact.vehicle.index()];
}

void TripRecorder::write_trip(VehicleId vehicle, const Trip& trip, std::optional<SimTime> arrived) {
  line_.count(vehicle.index()).count(trips_before(vehicle));
  line_.text(scenario_.vehicle_classes[trip.vehicle_class.index()].id).count(trip.parties).count(trip.persons);
  line_.text(*trip.from).text(*trip.to);
  trips_file_.row(line_.instant(trip.departed).instant(trip.entered_road).instant(arrived).seconds(trip.queued));
}

void TripRecorder::write_passage(VehicleId vehicle, const Trip& trip, std::optional<SimTime> left) {
  line_.count(vehicle.index()).count(trips_before(vehicle)).text(scenario_.links[trip.link.value().index()].id);
  passages_file_.row(line_.instant(trip.link_entered).instant(left));
}

std::uint32_t TripRecorder::trips_before(VehicleId vehicle) const {
  return vehicle.index() < trips_of_vehicle_.size() ? trips_of_vehicle_[vehicle.index()] : 0;
}

}  // namespace corridor::results
