// The part of the ledger that follows where each vehicle and party is, in checked builds. Included by ledger.cpp alone.
#pragma once

#include <string_view>

#include "corridor/record/ledger.hpp"

#include "grown.hpp"

namespace corridor::record {

/// Where each vehicle and party is. One function per fact, likewise.
struct Ledger::Follower {
  Ledger& ledger;

  void operator()(const PartyAppeared& f) const {
    Whereabouts& appearing = party(f.party);
    require(!appearing.exists, "a party exists once");
    appearing = {.exists = true, .link = {}, .stage = {}, .persons = f.who.persons};
  }
  void operator()(const VehicleFormed& f) const {
    vehicle(f.vehicle) = {.exists = true, .link = {}, .stage = {}, .persons = f.aboard.persons};
  }
  void operator()(const PartyBoarded& f) const {
    Whereabouts& boarding = party(f.party);
    Whereabouts& into = vehicle(f.vehicle);
    require(boarding.exists && into.exists, "a party boards a vehicle that exists");
    require_persons(boarding, f.persons);
    if (into.is_bus) {
      require(!boarding.stage && !boarding.link && !boarding.bus, "who boards a bus is nowhere else");
      boarding.bus = f.vehicle;
      into.persons += f.persons;
    }
  }
  void operator()(const BusFormed& f) const {
    vehicle(f.vehicle) = {.exists = true, .has_departed = true, .is_bus = true};
  }
  void operator()(const BusDeparted&) const {}
  void operator()(const PartyAlighted& f) const {
    Whereabouts& alighting = party(f.party);
    require(alighting.bus == f.vehicle && !vehicle(f.vehicle).link, "who gets out of a bus was aboard");
    alighting.bus.reset();
    vehicle(f.vehicle).persons -= f.persons;
  }
  void operator()(const VehicleSetOff& f) const {
    Whereabouts& v = vehicle(f.vehicle);
    require(v.exists && !v.link && !v.stage, "a vehicle sets off from where it stands");
    require(v.is_bus == !f.driver, "a vehicle that is not a bus has a driver");
    v.persons = f.driver ? party(*f.driver).persons : v.persons;
    require_persons(v, f.persons);
  }
  void operator()(const WalkBegan& f) const {
    Whereabouts& walking = party(f.party);
    require(!walking.link && !walking.stage, "nobody walks in two places");
    require_persons(walking, f.persons);
    walking.link = f.link;
  }
  void operator()(const WalkEnded& f) const {
    require(party(f.party).link == f.link, "who walks leaves the link that it is on");
    party(f.party).link.reset();
  }
  void operator()(const WalkerPassed& f) const { require(!party(f.party).stage, "who walks passes a site once"); }
  void operator()(const CallAwaited& f) const { at_origin(f); }
  void operator()(const CallCame& f) const { at_origin(f); }
  void operator()(const PartyDeparted& f) const {
    require_persons(party(f.party), f.persons);
    party(f.party).has_departed = true;
  }
  void operator()(const VehicleDeparted& f) const {
    require(!vehicle(f.vehicle).link, "a vehicle departs once");
    require_persons(vehicle(f.vehicle), f.persons);
    vehicle(f.vehicle).has_departed = true;
  }
  void operator()(const LinkEntered& f) const {
    Whereabouts& entering = vehicle(f.vehicle);
    require(!entering.link && !entering.stage, "no vehicle is in two places");
    require_persons(entering, f.persons);
    if (f.in_line) {
      line(f.link).push_back(f.vehicle);
    }
    entering.link = f.link;
  }
  void operator()(const LinkLeft& f) const {
    Whereabouts& leaving = vehicle(f.vehicle);
    require(leaving.link == f.link && !leaving.is_stalled, "a vehicle leaves the link that it is on");
    require_persons(leaving, f.persons);
    require(f.delay >= Duration(0), "no vehicle is faster than free flow");
    if (f.in_line) {
      auto& on_link = line(f.link);
      require(!on_link.empty() && on_link.front() == f.vehicle, "first in, first out on a link");
      on_link.pop_front();
    }
    leaving.link.reset();
  }
  void operator()(const FuelSought& f) const {
    require(!vehicle(f.vehicle).link, "a vehicle looks for fuel before it sets out");
    vehicle(f.vehicle).has_departed = true;
  }
  void operator()(const VehicleStalled& f) const {
    Whereabouts& stalling = vehicle(f.vehicle);
    require(stalling.link == f.link && !stalling.is_stalled, "a vehicle stalls once, on its link");
    require_persons(stalling, f.persons);
    leave_line(f.vehicle, f.link);
    stalling.is_stalled = true;
  }
  void operator()(const VehicleTurnedBack& f) const {
    Whereabouts& turning = vehicle(f.vehicle);
    require(turning.link == f.from && !turning.is_stalled, "a vehicle turns round on its link");
    require_persons(turning, f.persons);
    leave_line(f.vehicle, f.from);
    turning.link.reset();
  }
  void operator()(const VehicleCleared& f) const {
    require(vehicle(f.vehicle).is_stalled, "a vehicle that is pushed aside has stalled");
  }
  void operator()(const VehicleRescued& f) const {
    require(vehicle(f.vehicle).is_stalled, "a vehicle that gets fuel from a crew has stalled");
    require(f.given >= Litres(0), "fuel is not taken away");
  }
  void operator()(const VehicleRejoined& f) const {
    Whereabouts& joining = vehicle(f.vehicle);
    require(joining.link == f.link && joining.is_stalled, "a vehicle rejoins the line of the link where it stalled");
    joining.is_stalled = false;
    line(f.link).push_back(f.vehicle);
  }
  void operator()(const PartyTakenOn& f) const {
    Whereabouts& from = vehicle(f.from);
    Whereabouts& by = vehicle(f.by);
    require(from.is_stalled && !by.link, "who is taken on comes from a vehicle that stalled");
    from.persons -= f.persons;
    by.persons += f.persons;
  }
  void operator()(const VehicleAbandoned& f) const {
    Whereabouts& abandoned = vehicle(f.vehicle);
    require(abandoned.is_stalled && abandoned.persons == 0, "a vehicle without anybody aboard has stalled");
    abandoned.link.reset();
  }
  void operator()(const FuelGiven& f) const {
    require(vehicle(f.vehicle).stage == f.stage, "a vehicle gets fuel at the stage where it is");
    require(f.given > Litres(0), "fuel is not taken away");
  }
  void operator()(const FuelStockChanged&) const {}
  void operator()(const SitePassed& f) const { require(!vehicle(f.vehicle).stage, "a vehicle passes a site once"); }
  void operator()(const VehicleArrived& f) const {
    require(!vehicle(f.vehicle).link, "a vehicle arrives off the road");
  }
  void operator()(const UnitHeld& f) const {
    // It may be inside a stage, even in this one: blocked before it, or on its way back into it.
    require(!find(f.unit).link, "a unit at a door is not on the road");
  }
  void operator()(const StageJoined& f) const {
    Whereabouts& joining = find(f.unit);
    require(!joining.stage && !joining.link, "no unit is in two places");
    require_persons(joining, f.unit.persons);
    joining.stage = f.stage;
  }
  void operator()(const ServiceBegan& f) const { inside(f.unit, f.stage); }
  void operator()(const ServiceFinished& f) const { inside(f.unit, f.stage); }
  void operator()(const UnitBlocked& f) const { inside(f.unit, f.stage); }
  void operator()(const StageLeft& f) const {
    inside(f.unit, f.stage);
    require(f.joined <= f.began && f.began <= f.finished && f.finished <= f.at, "a visit's times are in order");
    find(f.unit).stage.reset();
  }
  void operator()(const StageRefused&) const {}
  void operator()(const ServiceInterrupted& f) const { inside(f.unit, f.stage); }
  void operator()(const ServiceResumed& f) const { inside(f.unit, f.stage); }
  void operator()(const UnitReneged& f) const {
    inside(f.unit, f.stage);
    find(f.unit).stage.reset();
  }
  void operator()(const DelayBegan&) const {}
  void operator()(const DelayEnded&) const {}
  void operator()(const PartyRegistered& f) const { require(party(f.party).exists, "who is registered exists"); }
  void operator()(const OutcomeCounted& f) const {
    Whereabouts& of = party(f.party);
    Whereabouts& unit = find(f.unit);
    require(of.exists && unit.exists, "an outcome is of somebody who exists");
    if (ends_journey(f.outcome)) {
      require(from(unit) == f.from, "an outcome is counted where the person was");
      of.persons -= f.who.persons;
      if (f.unit.kind == Unit::Kind::vehicle) {
        unit.persons -= f.who.persons;
      }
    }
    require_persons(of, f.remaining);
    require_persons(unit, f.unit.persons);
    of.exists = of.persons > 0;
    if (unit.persons == 0 && !unit.is_bus) {
      unit.stage.reset();
    }
  }
  void operator()(const OutcomeUnmet&) const {}
  void operator()(const PartyLeft& f) const {
    Whereabouts& leaving = party(f.party);
    require_persons(leaving, f.persons);
    require(leaving.exists && !leaving.stage, "a party leaves once, from no stage");
    leaving.exists = false;
  }
  void operator()(const StageCapacityChanged&) const {}
  void operator()(const GoodsDelivered&) const {}
  void operator()(const GoodsConsumed&) const {}
  void operator()(const GoodsGiven& f) const { inside(f.unit, f.stage); }
  void operator()(const SiteObserved&) const {}
  void operator()(const LinkObserved&) const {}
  void operator()(const CellObserved&) const {}
  void operator()(const GridlockFound&) const {}
  void operator()(const GridlockPartFound&) const {}
  void operator()(const GridlockDissolved&) const {}
  void operator()(const SampleTaken&) const {}

  void require(bool holds, std::string_view law) const { ledger.require(holds, law); }
  /// As many persons are stated of a unit as are left in it, if it was stated that it exists.
  void require_persons(const Whereabouts& unit, std::uint16_t persons) const {
    require(!unit.exists || unit.persons == persons, "a party or vehicle is stated with the persons who are left");
  }
  [[nodiscard]] static OutcomeCounted::From from(const Whereabouts& unit) {
    if (unit.link) {
      return OutcomeCounted::From::link;
    }
    if (unit.stage) {
      return OutcomeCounted::From::stage;
    }
    return unit.has_departed ? OutcomeCounted::From::door : OutcomeCounted::From::origin;
  }
  /// Out of the link's line, wherever it stands there.
  void leave_line(VehicleId id, LinkId link) const {
    auto& on_link = line(link);
    const std::size_t at = on_link.find([&](VehicleId other) { return other == id; });
    require(at < on_link.size(), "a vehicle that stalls or turns round was in the link's line");
    on_link.erase(at);
  }
  void at_origin(const auto& f) const {
    require(!party(f.party).has_departed, "who waits for the call has not departed");
    require_persons(party(f.party), f.persons);
  }
  void inside(const Unit& unit, StageId stage) const {
    require_persons(find(unit), unit.persons);
    require(find(unit).stage == stage, "a unit is in the stage that serves it");
  }
  [[nodiscard]] Whereabouts& vehicle(VehicleId id) const { return grown(ledger.vehicles_, id.index()); }
  [[nodiscard]] Whereabouts& party(PartyId id) const { return grown(ledger.parties_, id.index()); }
  [[nodiscard]] Whereabouts& find(const Unit& unit) const {
    return unit.kind == Unit::Kind::vehicle ? vehicle(VehicleId(unit.index)) : party(PartyId(unit.index));
  }
  [[nodiscard]] Ring<VehicleId>& line(LinkId id) const { return grown(ledger.lines_, id.index()); }
};

}  // namespace corridor::record
