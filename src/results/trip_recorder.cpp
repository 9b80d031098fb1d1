#include "trip_recorder.hpp"

#include <algorithm>
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
    note_vehicle(*bus).is_bus = true;
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
  std::vector<VehicleId> under_way;
  for (std::size_t i = 0; i < vehicles_.size(); ++i) {
    if (vehicles_[i].trip) {
      under_way.emplace_back(i);
    }
  }
  std::ranges::sort(under_way, {}, [this](VehicleId id) { return vehicles_[id.index()].number; });
  for (const VehicleId id : under_way) {
    if (trip_of(id).departed) {
      write_trip(id, std::nullopt);
    }
    if (on_road_[id.index()].is_on_link) {
      write_passage(id, std::nullopt);
    }
  }
  std::vector<OutputFile::Written> files = {trips_file_.finish()};
  if (passages_file_) {
    files.push_back(passages_file_->finish());
  }
  return files;
}

void TripRecorder::form(const record::VehicleFormed& fact) {
  note_vehicle(fact);
  const scenario::Origin& origin = scenario_.origins[fact.origin.index()];
  begin(fact.vehicle, {.from = &origin.id,
                       .to = &destination_of(scenario_, origin),
                       .parties = fact.parties,
                       .persons = fact.aboard.persons,
                       .departed = {}});
}

void TripRecorder::set_off(const record::VehicleSetOff& fact) {
  begin(fact.vehicle, {.from = &scenario_.nodes[fact.from.index()].id,
                       .to = &scenario_.nodes[fact.to.index()].id,
                       .parties = fact.parties,
                       .persons = fact.persons,
                       .departed = fact.at});
}

template <class Formed>
TripRecorder::Vehicle& TripRecorder::note_vehicle(const Formed& fact) {
  const std::uint32_t id = fact.vehicle.index();
  if (vehicles_.size() <= id) {
    vehicles_.resize(id + std::size_t{1});
    on_road_.resize(vehicles_.size());
  }
  vehicles_[id].vehicle_class = fact.vehicle_class;
  vehicles_[id].is_bus = false;
  vehicles_[id].number = fact.number.value_or(id);
  return vehicles_[id];
}

void TripRecorder::begin(VehicleId id, const Trip& trip) {
  std::optional<Trip>& now = vehicles_.at(id.index()).trip;
  expects(!now, "a vehicle makes one trip at a time");
  now = trip;
  on_road_[id.index()] = {};
}

TripRecorder::OnRoad& TripRecorder::on_road(VehicleId id) {
  expects(id.index() < on_road_.size(), "a vehicle on the road has been formed");
  return on_road_[id.index()];
}

void TripRecorder::enter(const record::LinkEntered& fact) {
  OnRoad& entering = on_road(fact.vehicle);
  entering.entered = std::min(entering.entered, fact.at);
  entering.link = fact.link;
  entering.link_entered = fact.at;
  entering.is_on_link = true;
}

void TripRecorder::leave(const record::LinkLeft& fact) {
  OnRoad& leaving = on_road(fact.vehicle);
  expects(leaving.is_on_link && leaving.link == fact.link, "a vehicle leaves the link that it is on");
  leaving.queued += fact.delay;
  if (passages_file_) {
    write_passage(fact.vehicle, fact.at);
  }
  leaving.is_on_link = false;
  if (leaving.is_empty) {
    write_trip(fact.vehicle, std::nullopt);
    end(fact.vehicle);
  }
}

/// The trip goes on, back to where it began, and ends with nobody left aboard.
void TripRecorder::turn_back(const record::VehicleTurnedBack& fact) {
  OnRoad& turning = on_road(fact.vehicle);
  turning.queued += fact.delay;
  write_passage(fact.vehicle, fact.at);
  turning.is_on_link = false;
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
  if (OnRoad& emptied = on_road(id); emptied.is_on_link) {
    emptied.is_empty = true;
    return;
  }
  if (trip_of(id).departed) {
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
  line_.count(vehicle.number).count(vehicle.trips).text(scenario_.vehicle_classes[vehicle.vehicle_class.index()].id);
  line_.count(t.parties).count(t.persons).text(*t.from).text(*t.to);
  const OnRoad& on = on_road_[id.index()];
  const auto entered = on.entered == never ? std::nullopt : std::optional(on.entered);
  trips_file_.row(line_.instant(t.departed).instant(entered).instant(arrived).seconds(on.queued));
}

void TripRecorder::write_passage(VehicleId vehicle, std::optional<SimTime> left) {
  if (!passages_file_) {
    return;
  }
  const OnRoad& on = on_road(vehicle);
  expects(on.is_on_link, "a passage is of a link");
  line_.count(vehicles_[vehicle.index()].number).count(vehicles_[vehicle.index()].trips);
  passages_file_->row(line_.text(scenario_.links[on.link.index()].id).instant(on.link_entered).instant(left));
}

}  // namespace corridor::results
