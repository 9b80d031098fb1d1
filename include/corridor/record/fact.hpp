// Everything that can happen, as small plain records. The model states facts; every measure is computed from them by an
// observer. To add a fact: add the struct here and to the variant; the compiler then names every place that must decide
// about it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

#include "corridor/base/ids.hpp"
#include "corridor/base/people.hpp"
#include "corridor/base/time.hpp"
#include "corridor/base/units.hpp"

namespace corridor::record {

/// A unit that a stage serves: a vehicle with everybody aboard, or a party.
struct Unit {
  enum class Kind : std::uint8_t { vehicle, party };
  Kind kind = Kind::party;
  std::uint32_t index = 0;  ///< of the VehicleId or PartyId
  std::uint16_t persons = 0;
};

// --- before the journey -------------------------------------------------------------------------------------------
/// A party exists at its origin. Ids of parties that have ended may be given again.
struct PartyAppeared {
  SimTime at;
  PartyId party;
  OriginId origin;
  Composition who;
  bool has_vehicle;
  std::optional<std::uint32_t> number = {};  ///< in tables, whoever else travels; none: its id
};
/// A vehicle exists at its origin; the driver's party is the first of `parties` aboard.
struct VehicleFormed {
  SimTime at;
  VehicleId vehicle;
  OriginId origin;
  VehicleClassId vehicle_class;
  PartyId driver;
  Composition aboard;
  std::uint16_t parties;
  std::optional<std::uint32_t> number = {};  ///< as a party's
};
/// The party will travel in this vehicle.
struct PartyBoarded {
  SimTime at;
  PartyId party;
  VehicleId vehicle;
  std::uint16_t persons;
};
/// The party wants to leave and waits at its origin until the origin is called up. Stated only if it must wait.
struct CallAwaited {
  SimTime at;
  PartyId party;
  OriginId origin;
  std::uint16_t persons;
};
/// The origin is called up: the party departs in this instant.
struct CallCame {
  SimTime at;
  PartyId party;
  OriginId origin;
  std::uint16_t persons;
};
/// The party departs: it wants to leave and has been called up (it may still wait for room on the road).
struct PartyDeparted {
  SimTime at;
  PartyId party;
  OriginId origin;
  std::uint16_t persons;
};
/// The vehicle's departure instant has come; from now until LinkEntered it waits at its origin.
struct VehicleDeparted {
  SimTime at;
  VehicleId vehicle;
  OriginId origin;
  std::uint16_t persons;
};

/// Short of fuel at its departure, the vehicle goes to a fuel point first; VehicleDeparted follows when it sets out.
struct FuelSought {
  SimTime at;
  VehicleId vehicle;
  OriginId origin;
  SiteId site;
  std::uint16_t persons;
};

// --- on the road --------------------------------------------------------------------------------------------------
struct LinkEntered {
  SimTime at;
  VehicleId vehicle;
  LinkId link;
  std::uint16_t persons;
  bool in_line = true;  ///< false: it drives past the others
};
/// `delay` is the time on the link beyond its free-flow travel time.
struct LinkLeft {
  SimTime at;
  VehicleId vehicle;
  LinkId link;
  std::uint16_t persons;
  SimTime entered;
  Duration delay;
  bool in_line = true;  ///< as when it entered
};
/// The vehicle has run dry and stands; it is out of the link's line. Until VehicleCleared it is in the way.
struct VehicleStalled {
  SimTime at;
  VehicleId vehicle;
  LinkId link;
  Metres position;  ///< from the link's beginning
  std::uint16_t persons;
};
/// It has been pushed aside.
struct VehicleCleared {
  SimTime at;
  VehicleId vehicle;
  LinkId link;
};
/// A crew has brought fuel.
struct VehicleRescued {
  SimTime at;
  VehicleId vehicle;
  LinkId link;
  Litres given;
};
/// It is in the link's line again, behind those on the link.
struct VehicleRejoined {
  SimTime at;
  VehicleId vehicle;
  LinkId link;
  std::uint16_t persons;
};
/// A later vehicle takes a party of a stalled vehicle aboard, where it leaves the link.
struct PartyTakenOn {
  SimTime at;
  PartyId party;
  VehicleId from;
  VehicleId by;
  LinkId link;
  std::uint16_t persons;
};
/// Nobody is left aboard; the vehicle stays behind at the roadside.
struct VehicleAbandoned {
  SimTime at;
  VehicleId vehicle;
  LinkId link;
};
/// It has turned round in the line of `from` and drives back to its origin; LinkEntered follows when it is in the line
/// of `onto`, the other direction.
struct VehicleTurnedBack {
  SimTime at;
  VehicleId vehicle;
  LinkId from;
  LinkId onto;
  Metres position;  ///< from the beginning of `from`
  std::uint16_t persons;
  Duration delay;   ///< on `from`, beyond the free-flow travel time up to there
  SimTime entered;  ///< `onto`, had it come from that link's beginning in free flow; the same in its LinkLeft
};
/// The vehicle has left a site on a link (a checkpoint) and is on the road again.
struct SitePassed {
  SimTime at;
  VehicleId vehicle;
  SiteId site;
  std::uint16_t persons;
};
/// A vehicle that stood off the road is to drive: from now until LinkEntered it waits to enter. Of those that leave
/// their origin VehicleDeparted is stated instead.
struct VehicleSetOff {
  SimTime at;
  VehicleId vehicle;
  std::optional<PartyId> driver;  ///< whose own it is, alone aboard; none: a bus
  NodeId from;
  NodeId to;
  std::uint16_t parties;
  std::uint16_t persons;
};
/// The vehicle has reached the end of its journey on the road.
struct VehicleArrived {
  SimTime at;
  VehicleId vehicle;
  std::optional<SiteId> site;
  std::uint16_t persons;
};

// --- on foot --------------------------------------------------------------------------------------------------------
/// A party walks along the link. It takes no room on it.
struct WalkBegan {
  SimTime at;
  PartyId party;
  LinkId link;
  std::uint16_t persons;
};
struct WalkEnded {
  SimTime at;
  PartyId party;
  LinkId link;
  std::uint16_t persons;
};
/// The party has passed a site on a link on foot.
struct WalkerPassed {
  SimTime at;
  PartyId party;
  SiteId site;
  std::uint16_t persons;
};

// --- by bus ---------------------------------------------------------------------------------------------------------
/// A bus that drives on the road exists, with nobody aboard; `stop` is the stage where it loads.
struct BusFormed {
  SimTime at;
  VehicleId vehicle;
  VehicleClassId vehicle_class;
  StageId stop;
  std::optional<std::uint32_t> number = {};  ///< as a party's
};
/// A bus leaves its stop with so many persons. `bus` counts within the fleet, `trip` the trips of the bus, from 0.
struct BusDeparted {
  SimTime at;
  StageId stop;
  std::uint32_t bus;
  std::uint32_t trip;
  std::uint16_t persons;
  std::uint16_t seats;
};
/// The party has got out of the bus.
struct PartyAlighted {
  SimTime at;
  PartyId party;
  VehicleId vehicle;
  std::uint16_t persons;
};

// --- at a site ----------------------------------------------------------------------------------------------------
/// A unit waits to be let into a stage: at its door, or blocked in the stage before. It is inside from StageJoined on.
/// Stated only when it is not let in at once.
struct UnitHeld {
  SimTime at;
  StageId stage;
  Unit unit;
};
/// A unit is inside the stage: it waits there, or is served in the same instant.
struct StageJoined {
  SimTime at;
  StageId stage;
  Unit unit;
};
struct ServiceBegan {
  SimTime at;
  StageId stage;
  Unit unit;
};
struct ServiceFinished {
  SimTime at;
  StageId stage;
  Unit unit;
};
/// Finished, but its next stage (or the road) has no room: it stays and keeps its server.
struct UnitBlocked {
  SimTime at;
  StageId stage;
  Unit unit;
};
/// The unit is out of the stage. joined <= began <= finished <= at; blocked for at - finished.
struct StageLeft {
  SimTime at;
  StageId stage;
  Unit unit;
  SimTime joined;
  SimTime began;
  SimTime finished;
};
/// The unit did not join: it would have waited too long, or found no place. It goes on as if it had left the stage.
struct StageRefused {
  SimTime at;
  StageId stage;
  Unit unit;
};
/// A unit of a higher class takes its server: it waits in the stage's line again, and is served on later.
struct ServiceInterrupted {
  SimTime at;
  StageId stage;
  Unit unit;
};
/// An interrupted unit is served on, for the time that was left.
struct ServiceResumed {
  SimTime at;
  StageId stage;
  Unit unit;
};
/// The unit has left the line, where it had waited too long: it is out of the stage and was not served.
struct UnitReneged {
  SimTime at;
  StageId stage;
  Unit unit;
  SimTime joined;
};
/// Between two stages: it left one and comes to `to` after a delay.
struct DelayBegan {
  SimTime at;
  StageId to;
  Unit unit;
};
struct DelayEnded {
  SimTime at;
  StageId to;
  Unit unit;
};
/// The vehicle has got fuel at the stage.
struct FuelGiven {
  SimTime at;
  VehicleId vehicle;
  StageId stage;
  Litres given;
};
/// The persons of this party are registered. Once per party.
struct PartyRegistered {
  SimTime at;
  PartyId party;
  StageId stage;
  std::uint16_t persons;
};

// --- counted outcomes -----------------------------------------------------------------------------------------------
/// An outcome of persons of one party. Unless they are injured their story ends here: `who` are no longer of the party,
/// which is over when nobody of it remains. Of those injured `who.medical` needed medical care before; all do from now
/// on.
struct OutcomeCounted {
  /// At the origin before departure, at a door or in line for the road, on a link, in a stage.
  enum class From : std::uint8_t { origin, door, link, stage };
  SimTime at;
  PartyId party;
  Whereat place;
  Outcome outcome;
  Composition who;
  std::uint16_t remaining;  ///< persons of the party who go on
  /// What they were in, with the persons who go on in it. With nobody in it, it is in no stage and in no line from now
  /// on; a vehicle on a link is taken to the link's end, and its story ends with LinkLeft.
  Unit unit;
  From from = From::origin;
};
/// An incident was to befall so many persons more than there were at its place.
struct OutcomeUnmet {
  SimTime at;
  std::optional<Whereat> place;  ///< none: several
  Outcome outcome;
  std::int64_t persons;
};

// --- the end ------------------------------------------------------------------------------------------------------
/// The party's story in this simulation ends: it goes on to its region, or leaves the scenario.
struct PartyLeft {
  SimTime at;
  PartyId party;
  std::optional<SiteId> site;
  RegionId region;
  std::uint16_t persons;
};

// --- states, stated at changes and at samples -----------------------------------------------------------------------
/// Servers or places that are open from now on; none: unlimited.
struct StageCapacityChanged {
  SimTime at;
  StageId stage;
  std::optional<std::int64_t> capacity;
};
/// Fuel at the stage that is not promised to a vehicle yet; none: unlimited.
struct FuelStockChanged {
  SimTime at;
  StageId stage;
  std::optional<Litres> stock;
};
/// Goods are in a stock now that were not there before: what it has at the start, and each delivery.
struct GoodsDelivered {
  SimTime at;
  StockId stock;
  std::optional<Goods> amount;  ///< none: unlimited
  std::optional<Goods> left;    ///< in the stock from now on; none: unlimited
};
/// What those at the site have used of a stock by the day, and what they needed and did not get, since the last such
/// fact of the stock. Stated before any other fact of the stock, and before each sample.
struct GoodsConsumed {
  SimTime at;
  StockId stock;
  Goods given;
  Goods unmet;
  std::optional<Goods> left;
};
/// A unit gets what it uses at a stage, as its service begins.
struct GoodsGiven {
  SimTime at;
  StockId stock;
  StageId stage;
  Unit unit;
  std::uint16_t supplied;  ///< persons; the others of the unit go without
  Goods given;
  std::optional<Goods> left;
  bool is_late;  ///< the line had to wait for the stock since the unit joined it
};
/// Who is at a site at a sampling instant, in its stages or at its doors. Stated if needs are measured.
struct SiteObserved {
  SimTime at;
  SiteId site;
  std::int64_t persons;
};
/// One link at a sampling instant. Queued: past its free-flow arrival at the link's end. Tail: where the front of the
/// last vehicle is that the queue holds back, by the wave from the link's end, measured from the link's beginning;
/// none: no vehicle is queued.
struct LinkObserved {
  SimTime at;
  LinkId link;
  Vehicles vehicles;
  Vehicles queued;
  People queued_persons;
  Metres queue;
  std::optional<Metres> tail = {};
  LitresPerHour queue_consumption = {};  ///< of the queued vehicles together, standing
};
/// Vehicles whose front is in a part of the link, from its beginning, at a sampling instant. Stated after LinkObserved,
/// of each part of a link with a vehicle on it, if somebody wants to know.
struct CellObserved {
  SimTime at;
  LinkId link;
  Metres from;
  Metres to;
  Vehicles vehicles;
};
/// At a sampling instant there is a circle of links and stages, one link at least, in which each is full and waits for
/// room in the next, and the last one for room in the first: none of them moves before something from outside comes.
/// So many GridlockPartFound follow, in the order of the circle.
struct GridlockFound {
  SimTime at;
  GridlockId gridlock;
  std::uint32_t parts;
};
struct GridlockPartFound {
  SimTime at;
  GridlockId gridlock;
  LinkOrStage what;
};
/// At this sampling instant the circle is no longer there, or another one.
struct GridlockDissolved {
  SimTime at;
  GridlockId gridlock;
};
/// A sampling instant: everything at this instant has happened.
struct SampleTaken {
  SimTime at;
};

using Fact =
    std::variant<PartyAppeared, VehicleFormed, PartyBoarded, CallAwaited, CallCame, PartyDeparted, VehicleDeparted,
                 LinkEntered, LinkLeft, SitePassed, VehicleArrived, UnitHeld, StageJoined, ServiceBegan,
                 ServiceFinished, UnitBlocked, StageLeft, StageRefused, DelayBegan, DelayEnded, PartyRegistered,
                 OutcomeCounted, OutcomeUnmet, PartyLeft, StageCapacityChanged, LinkObserved, SampleTaken, FuelSought,
                 VehicleStalled, VehicleCleared, VehicleRescued, VehicleRejoined, PartyTakenOn, VehicleAbandoned,
                 FuelGiven, FuelStockChanged, VehicleSetOff, WalkBegan, WalkEnded, WalkerPassed, BusFormed, BusDeparted,
                 PartyAlighted, CellObserved, VehicleTurnedBack, GoodsDelivered, GoodsConsumed, GoodsGiven,
                 SiteObserved, ServiceInterrupted, ServiceResumed, UnitReneged, GridlockFound, GridlockPartFound,
                 GridlockDissolved>;

/// Calls `visitor` with the struct that the fact holds. As std::visit, but a chain of comparisons that compilers turn
/// into a switch and see through, if it is inlined: facts are stated several times per event.
template <class Visitor>
[[gnu::always_inline]] inline void visit(const Visitor& visitor, const Fact& fact) {
  const auto call = [&]<std::size_t... Index>(std::index_sequence<Index...>) __attribute__((always_inline)) {
    static_cast<void>(((fact.index() == Index && (visitor(*std::get_if<Index>(&fact)), true)) || ...));
  };
  call(std::make_index_sequence<std::variant_size_v<Fact>>{});
}

/// When the fact happened.
[[nodiscard]] inline SimTime time_of(const Fact& fact) {
  SimTime at;
  visit([&at](const auto& f) { at = f.at; }, fact);
  return at;
}

}  // namespace corridor::record
