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

TripRecorder::TripRecorder(const scenario::Scenario& scenario, const std::filesystem::path& folder, Details details)
    : scenario_(scenario),
      trips_file_(folder, "trips",
                  "vehicle,trip,class,parties,persons,origin,destination,depart,enter_road,arrive,queued_s") {
  if (details == Details::all) {
    passages_file_.emplace(folder, "passages", "vehicle,trip,link,enter,leave");
  }
}

void TripRecorder::on(const record::Fact& fact) {
  if (const auto* entered = std::get_if<record::LinkEntered>(&fact)) {  // those that are stated most come first
    enter(*entered);
  } else if (const auto* left = std::get_if<record::LinkLeft>(&fact)) {
    leave(*left);
  } else if (const auto* formed = std::get_if<record::VehicleFormed>(&fact)) {
    form(*formed);
  } else if (const auto* bus = std::get_if<record::BusFormed>(&fact)) {
    note_class(bus->vehicle, bus->vehicle_class, true);
  } else if (const auto* set_off_again = std::get_if<record::VehicleSetOff>(&fact)) {
    set_off(*set_off_again);
  } else if (const auto* departed = std::get_if<record::VehicleDeparted>(&fact)) {
    trip_of(departed->vehicle).departed = departed->at;
  } else if (const auto* turned = std::get_if<record::VehicleTurnedBack>(&fact)) {
    turn_back(*turned);
  } else if (const auto* arrived = std::get_if<record::VehicleArrived>(&fact)) {
    arrive(*arrived);
  } else if (const auto* outcome = std::get_if<record::OutcomeCounted>(&fact)) {
    count(*outcome);
  } else if (const auto* abandoned = std::get_if<record::VehicleAbandoned>(&fact)) {
    write_passage(abandoned->vehicle, std::nullopt);
    write_trip(abandoned->vehicle, std::nullopt);
    end(abandoned->vehicle);
  }
}

std::vector<OutputFile::Written> TripRecorder::finish() {
  for (std::size_t i = 0; i < vehicles_.size(); ++i) {
    const std::optional<Trip>& trip = vehicles_[i].trip;
    if (trip && trip->departed) {
      write_trip(VehicleId(i), std::nullopt);
    }
    if (trip && trip->link) {
      write_passage(VehicleId(i), std::nullopt);
    }
  }
  std::vector<OutputFile::Written> files = {trips_file_.finish()};
  if (passages_file_) {
    files.push_back(passages_file_->finish());
  }
  return files;
}

void TripRecorder::form(const record::VehicleFormed& fact) {
  note_class(fact.vehicle, fact.vehicle_class);
  const scenario::Origin& origin = scenario_.origins[fact.origin.index()];
  begin(fact.vehicle, {.from = &origin.id,
                       .to = &destination_of(scenario_, origin),
                       .parties = fact.parties,
                       .persons = fact.aboard.persons,
                       .departed = {},
                       .entered_road = {},
                       .link = {}});
}

void TripRecorder::set_off(const record::VehicleSetOff& fact) {
  begin(fact.vehicle, {.from = &scenario_.nodes[fact.from.index()].id,
                       .to = &scenario_.nodes[fact.to.index()].id,
                       .parties = fact.parties,
                       .persons = fact.persons,
                       .departed = fact.at,
                       .entered_road = {},
                       .link = {}});
}

void TripRecorder::note_class(VehicleId id, VehicleClassId vehicle_class, bool is_bus) {
  if (vehicles_.size() <= id.index()) {
    vehicles_.resize(id.index() + std::size_t{1});
  }
  vehicles_[id.index()].vehicle_class = vehicle_class;
  vehicles_[id.index()].is_bus = is_bus;
}

void TripRecorder::begin(VehicleId id, const Trip& trip) {
  std::optional<Trip>& now = vehicles_.at(id.index()).trip;
  expects(!now, "a vehicle makes one trip at a time");
  now = trip;
}

void TripRecorder::enter(const record::LinkEntered& fact) {
  Trip& entering = trip_of(fact.vehicle);
  entering.entered_road = entering.entered_road.value_or(fact.at);
  entering.link = fact.link;
  entering.link_entered = fact.at;
}

void TripRecorder::leave(const record::LinkLeft& fact) {
  Trip& leaving = trip_of(fact.vehicle);
  expects(leaving.link == fact.link, "a vehicle leaves the link that it is on");
  leaving.queued += fact.delay;
  if (passages_file_) {
    write_passage(fact.vehicle, fact.at);
  }
  leaving.link.reset();
  if (leaving.is_empty) {
    write_trip(fact.vehicle, std::nullopt);
    end(fact.vehicle);
  }
}

/// The trip goes on, back to where it began, and ends with nobody left aboard.
void TripRecorder::turn_back(const record::VehicleTurnedBack& fact) {
  Trip& turning = trip_of(fact.vehicle);
  turning.queued += fact.delay;
  write_passage(fact.vehicle, fact.at);
  turning.link.reset();
}

void TripRecorder::arrive(const record::VehicleArrived& fact) {
  write_trip(fact.vehicle, fact.at);
  end(fact.vehicle);
}

/// A vehicle in which nobody is left makes no trip any more, once it is off the road; a bus drives on.
void TripRecorder::count(const record::OutcomeCounted& fact) {
  const VehicleId id(fact.unit.index);
  const bool is_emptied = fact.unit.kind == record::Unit::Kind::vehicle && fact.unit.persons == 0;
  if (!is_emptied || vehicles_.at(id.index()).is_bus || !vehicles_[id.index()].trip) {
    return;
  }
  Trip& trip = trip_of(id);
  if (trip.link) {
    trip.is_empty = true;
    return;
  }
  if (trip.departed) {
    write_trip(id, std::nullopt);
  }
  end(id);
}

void TripRecorder::end(VehicleId id) {
  Vehicle& vehicle = vehicles_[id.index()];
  vehicle.trip.reset();
  ++vehicle.trips;
}

void TripRecorder::write_trip(VehicleId id, std::optional<SimTime> arrived) {
  const Vehicle& vehicle = vehicles_[id.index()];
  const Trip& t = trip_of(id);
  line_.count(id.index()).count(vehicle.trips).text(scenario_.vehicle_classes[vehicle.vehicle_class.index()].id);
  line_.count(t.parties).count(t.persons).text(*t.from).text(*t.to);
  trips_file_.row(line_.instant(t.departed).instant(t.entered_road).instant(arrived).seconds(t.queued));
}

void TripRecorder::write_passage(VehicleId vehicle, std::optional<SimTime> left) {
  if (!passages_file_) {
    return;
  }
  const Trip& t = trip_of(vehicle);
  line_.count(vehicle.index()).count(vehicles_[vehicle.index()].trips);
  passages_file_->row(line_.text(scenario_.links[t.link.value().index()].id).instant(t.link_entered).instant(left));
}

}  // namespace corridor::results
