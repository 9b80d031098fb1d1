#include "corridor/record/ledger.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "corridor/base/error.hpp"

namespace corridor::record {

namespace {

template <class T>
T& grown(std::vector<T>& all, std::size_t index) {
  if (index >= all.size()) {
    all.resize(index + 1);
  }
  return all[index];
}

}  // namespace

/// One function per fact: a new fact does not compile until it is decided where its people are.
struct Ledger::Visitor {
  Ledger& ledger;

  void operator()(const PartyAppeared& f) const {
    Whereabouts& party = ledger.party(f.party);
    ledger.require(!party.exists, "a party exists once");
    party = {f.origin, f.who.persons, true, {}, {}, false};
    ledger.balances_[f.origin.index()].appeared += f.who.persons;
    ledger.balances_[f.origin.index()].at_origin += f.who.persons;
  }
  void operator()(const VehicleFormed& f) const {
    ledger.vehicle(f.vehicle) = {f.origin, f.aboard.persons, true, {}, {}, false};
  }
  void operator()(const PartyBoarded& f) const {
    ledger.require(ledger.party(f.party).exists && ledger.vehicle(f.vehicle).exists,
                   "a party boards a vehicle that exists");
    if (ledger.vehicle(f.vehicle).is_bus) {
      ledger.require(!ledger.party(f.party).stage, "who boards a bus is in no stage");
      ledger.aboard_[f.vehicle.index()].push_back(f.party);
    }
  }
  void operator()(const BusFormed& f) const {
    ledger.vehicle(f.vehicle) = {{}, 0, true, {}, {}, true};
    ledger.aboard_[f.vehicle.index()].clear();
  }
  void operator()(const BusDeparted& f) const {
    ledger.require(f.persons <= f.seats, "no bus carries more persons than it has seats");
  }
  void operator()(const PartyAlighted& f) const {
    auto& aboard = ledger.aboard_[f.vehicle.index()];
    const auto found = std::find(aboard.begin(), aboard.end(), f.party);
    ledger.require(found != aboard.end() && !ledger.vehicle(f.vehicle).link, "who gets out of a bus was aboard");
    aboard.erase(found);
  }
  void operator()(const VehicleSetOff& f) const {
    const Whereabouts& v = ledger.vehicle(f.vehicle);
    ledger.require(v.exists && !v.link && !v.stage, "a vehicle sets off from where it stands");
  }
  void operator()(const WalkBegan& f) const {
    Whereabouts& party = ledger.party(f.party);
    ledger.require(!party.link && !party.stage, "nobody walks in two places");
    party.link = f.link;
    ledger.move(party.origin, &Balance::between, &Balance::on_links, f.persons);
  }
  void operator()(const WalkEnded& f) const {
    Whereabouts& party = ledger.party(f.party);
    ledger.require(party.link == f.link, "who walks leaves the link that it is on");
    party.link.reset();
    ledger.move(party.origin, &Balance::on_links, &Balance::between, f.persons);
  }
  void operator()(const WalkerPassed& f) const {
    ledger.require(!ledger.party(f.party).stage, "who walks passes a site once");
  }
  void operator()(const PartyDeparted& f) const {
    ledger.move(f.origin, &Balance::at_origin, &Balance::between, f.persons);
  }
  void operator()(const VehicleDeparted& f) const {
    ledger.require(!ledger.vehicle(f.vehicle).link, "a vehicle departs once");
  }
  void operator()(const LinkEntered& f) const {
    Whereabouts& v = ledger.vehicle(f.vehicle);
    if (ledger.every_fact_) {
      ledger.require(!v.link && !v.stage, "no vehicle is in two places");
      ledger.line(f.link).push_back(f.vehicle);
    }
    v.link = f.link;
    ledger.move(f.vehicle, &Balance::between, &Balance::on_links, f.persons);
  }
  void operator()(const LinkLeft& f) const {
    Whereabouts& v = ledger.vehicle(f.vehicle);
    if (ledger.every_fact_) {
      auto& line = ledger.line(f.link);
      ledger.require(v.link == f.link, "a vehicle leaves the link that it is on");
      ledger.require(!line.empty() && line.front() == f.vehicle, "first in, first out on a link");
      ledger.require(f.delay >= Duration(0), "no vehicle is faster than free flow");
      line.pop_front();
    }
    v.link.reset();
    ledger.move(f.vehicle, &Balance::on_links, &Balance::between, f.persons);
  }
  void operator()(const SitePassed& f) const {
    ledger.require(!ledger.vehicle(f.vehicle).stage, "a vehicle passes a site once");
  }
  void operator()(const VehicleArrived& f) const {
    ledger.require(!ledger.vehicle(f.vehicle).link, "a vehicle arrives off the road");
  }
  void operator()(const UnitHeld& f) const {
    // It may be inside a stage, even in this one: blocked before it, or on its way back into it.
    ledger.require(!ledger.find(f.unit).link, "a unit at a door is not on the road");
  }
  void operator()(const StageJoined& f) const {
    Whereabouts& unit = ledger.find(f.unit);
    ledger.require(!unit.stage && !unit.link, "no unit is in two places");
    unit.stage = f.stage;
    ledger.move(f.unit, &Balance::between, &Balance::in_stages, f.unit.persons);
  }
  void operator()(const ServiceBegan& f) const { inside(f.unit, f.stage); }
  void operator()(const ServiceFinished& f) const { inside(f.unit, f.stage); }
  void operator()(const UnitBlocked& f) const { inside(f.unit, f.stage); }
  void operator()(const StageLeft& f) const {
    inside(f.unit, f.stage);
    ledger.require(f.joined <= f.began && f.began <= f.finished && f.finished <= f.at, "a visit's times are in order");
    ledger.find(f.unit).stage.reset();
    ledger.move(f.unit, &Balance::in_stages, &Balance::between, f.unit.persons);
  }
  void operator()(const StageRefused&) const {}
  void operator()(const DelayBegan& f) const {
    ledger.move(f.unit, &Balance::between, &Balance::on_the_way, f.unit.persons);
  }
  void operator()(const DelayEnded& f) const {
    ledger.move(f.unit, &Balance::on_the_way, &Balance::between, f.unit.persons);
  }
  void operator()(const PartyRegistered& f) const {
    ledger.require(ledger.party(f.party).exists, "who is registered exists");
  }
  void operator()(const PartyLeft& f) const {
    Whereabouts& party = ledger.party(f.party);
    ledger.require(party.exists && !party.stage, "a party leaves once, from no stage");
    party.exists = false;
    ledger.move(party.origin, &Balance::between, &Balance::left, f.persons);
  }
  void operator()(const StageCapacityChanged&) const {}
  void operator()(const LinkObserved&) const {}
  void operator()(const SampleTaken&) const { ledger.verify(); }

  void inside(const Unit& unit, StageId stage) const {
    ledger.require(ledger.find(unit).stage == stage, "a unit is in the stage that serves it");
  }
};

Ledger::Ledger(std::size_t origins, bool every_fact) : every_fact_(every_fact), balances_(origins) {}

void Ledger::on(const Fact& fact) {
  if (every_fact_) {
    const SimTime at = time_of(fact);
    require(at >= now_, "time never runs back");
    now_ = at;
  }
  visit(Visitor{*this}, fact);
  if (every_fact_) {
    verify();
  }
}

void Ledger::move(OriginId origin, std::int64_t Balance::*from, std::int64_t Balance::*to, std::uint16_t persons) {
  Balance& balance = balances_[origin.index()];
  balance.*from -= persons;
  balance.*to += persons;
}

void Ledger::move(const Unit& unit, std::int64_t Balance::*from, std::int64_t Balance::*to, std::uint16_t persons) {
  if (unit.kind == Unit::Kind::vehicle) {
    move(VehicleId(unit.index), from, to, persons);
  } else {
    move(party(PartyId(unit.index)).origin, from, to, persons);
  }
}

void Ledger::move(VehicleId id, std::int64_t Balance::*from, std::int64_t Balance::*to, std::uint16_t persons) {
  const Whereabouts& moved = vehicle(id);
  if (!moved.is_bus) {
    move(moved.origin, from, to, persons);
    return;
  }
  std::uint32_t aboard = 0;
  for (const PartyId p : aboard_[id.index()]) {
    move(party(p).origin, from, to, party(p).persons);
    aboard += party(p).persons;
  }
  require(aboard == persons, "a bus carries those who have boarded it");
}

void Ledger::verify() const {
  for (std::size_t i = 0; i < balances_.size(); ++i) {
    const Balance& b = balances_[i];
    const bool positive =
        b.at_origin >= 0 && b.between >= 0 && b.on_links >= 0 && b.in_stages >= 0 && b.on_the_way >= 0;
    const std::int64_t accounted = b.at_origin + b.between + b.on_links + b.in_stages + b.on_the_way + b.left;
    if (!positive || accounted != b.appeared) {
      throw InvariantBroken(
          fmt::format("people are not conserved at {} us: origin {}: {} appeared; {} at the origin, {} at doors, {} on "
                      "links, {} in "
                      "stages, {} on the way, {} left",
                      now_.time_since_epoch().count(), i, b.appeared, b.at_origin, b.between, b.on_links, b.in_stages,
                      b.on_the_way, b.left));
    }
  }
}

void Ledger::require(bool holds, std::string_view law) const {
  if (!holds) {
    throw InvariantBroken(fmt::format("{} (at {} us)", law, now_.time_since_epoch().count()));
  }
}

Ledger::Whereabouts& Ledger::vehicle(VehicleId id) {
  return grown(vehicles_, id.index());
}
Ledger::Whereabouts& Ledger::party(PartyId id) {
  return grown(parties_, id.index());
}
std::deque<VehicleId>& Ledger::line(LinkId id) {
  return grown(lines_, id.index());
}

Ledger::Whereabouts& Ledger::find(const Unit& unit) {
  return unit.kind == Unit::Kind::vehicle ? vehicle(VehicleId(unit.index)) : party(PartyId(unit.index));
}

}  // namespace corridor::record
