#include "corridor/record/ledger.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "corridor/base/error.hpp"

#include "ledger_follower.hpp"

namespace corridor::record {

/// Where the people of each origin are. One function per fact: a new fact does not compile until it is decided whom it
/// moves.
struct Ledger::Bookkeeper {
  Ledger& ledger;

  void operator()(const PartyAppeared& f) const {
    grown(ledger.origins_of_parties_, f.party.index()) = f.origin;
    Balance& balance = ledger.balances_[f.origin.index()];
    balance.appeared += f.who.persons;
    balance.at_origin += f.who.persons;
  }
  void operator()(const VehicleFormed& f) const {
    grown(ledger.origins_of_vehicles_, f.vehicle.index()) = f.origin;
    ledger.guests_.erase(f.vehicle.index());
  }
  void operator()(const BusFormed& f) const {
    grown(ledger.origins_of_vehicles_, f.vehicle.index()) = OriginId(0);  // those of others are its guests
    ledger.guests_.erase(f.vehicle.index());
  }
  void operator()(const PartyBoarded& f) const { add_guest(f.vehicle, {origin(f.party), f.persons}); }
  void operator()(const PartyAlighted& f) const { remove_guest(f.vehicle, {origin(f.party), f.persons}, f.persons); }
  void operator()(const BusDeparted& f) const {
    ledger.require(f.persons <= f.seats, "no bus carries more persons than it has seats");
  }
  void operator()(const VehicleSetOff& f) const {
    if (f.driver) {
      grown(ledger.origins_of_vehicles_, f.vehicle.index()) = origin(*f.driver);
      ledger.guests_.erase(f.vehicle.index());
    }
  }
  void operator()(const WalkBegan& f) const { move(origin(f.party), &Balance::between, &Balance::on_links, f.persons); }
  void operator()(const WalkEnded& f) const { move(origin(f.party), &Balance::on_links, &Balance::between, f.persons); }
  void operator()(const WalkerPassed&) const {}
  void operator()(const PartyDeparted& f) const { move(f.origin, &Balance::at_origin, &Balance::between, f.persons); }
  void operator()(const VehicleDeparted&) const {}
  void operator()(const LinkEntered& f) const { move(f.vehicle, &Balance::between, &Balance::on_links, f.persons); }
  void operator()(const LinkLeft& f) const { move(f.vehicle, &Balance::on_links, &Balance::between, f.persons); }
  void operator()(const FuelSought&) const {}
  void operator()(const VehicleStalled& f) const { move(f.vehicle, &Balance::on_links, &Balance::stalled, f.persons); }
  void operator()(const VehicleCleared&) const {}
  void operator()(const VehicleRescued&) const {}
  void operator()(const VehicleRejoined& f) const { move(f.vehicle, &Balance::stalled, &Balance::on_links, f.persons); }
  void operator()(const PartyTakenOn& f) const {
    const OriginId of = origin(f.party);
    move(of, &Balance::stalled, &Balance::between, f.persons);
    remove_guest(f.from, {of, f.persons}, f.persons);
    add_guest(f.by, {of, f.persons});
  }
  void operator()(const VehicleAbandoned&) const {}
  void operator()(const VehicleTurnedBack& f) const {
    move(f.vehicle, &Balance::on_links, &Balance::between, f.persons);
  }
  void operator()(const SitePassed&) const {}
  void operator()(const VehicleArrived&) const {}
  void operator()(const UnitHeld&) const {}
  void operator()(const StageJoined& f) const { move(f.unit, &Balance::between, &Balance::in_stages); }
  void operator()(const ServiceBegan&) const {}
  void operator()(const ServiceFinished&) const {}
  void operator()(const UnitBlocked&) const {}
  void operator()(const StageLeft& f) const { move(f.unit, &Balance::in_stages, &Balance::between); }
  void operator()(const StageRefused&) const {}
  void operator()(const ServiceInterrupted&) const {}
  void operator()(const ServiceResumed&) const {}
  void operator()(const UnitReneged& f) const { move(f.unit, &Balance::in_stages, &Balance::between); }
  void operator()(const DelayBegan& f) const { move(f.unit, &Balance::between, &Balance::on_the_way); }
  void operator()(const DelayEnded& f) const { move(f.unit, &Balance::on_the_way, &Balance::between); }
  void operator()(const PartyRegistered&) const {}
  void operator()(const FuelGiven&) const {}
  void operator()(const FuelStockChanged& f) const {
    ledger.require(!f.stock || *f.stock >= Litres(0), "no more fuel is given than there is");
  }
  void operator()(const CallAwaited&) const {}
  void operator()(const CallCame&) const {}
  void operator()(const OutcomeCounted& f) const {
    if (ends_journey(f.outcome)) {
      const OriginId of = origin(f.party);
      move(of, column_of(f.from), &Balance::outcomes, f.who.persons);
      if (f.unit.kind == Unit::Kind::vehicle) {
        const auto before = static_cast<std::uint16_t>(f.remaining + f.who.persons);
        remove_guest(VehicleId(f.unit.index), {of, before}, f.who.persons);
      }
    }
  }
  void operator()(const OutcomeUnmet&) const {}
  void operator()(const PartyLeft& f) const { move(origin(f.party), &Balance::between, &Balance::left, f.persons); }
  void operator()(const StageCapacityChanged&) const {}
  void operator()(const GoodsDelivered& f) const {
    auto& left = grown(ledger.stocks_, f.stock.index()).left;
    left = f.amount && left ? std::optional(*left + *f.amount) : std::nullopt;
    require_left(f.stock, f.left);
  }
  void operator()(const GoodsConsumed& f) const {
    take(f.stock, f.given);
    ledger.require(f.given >= Goods(0) && f.unmet >= Goods(0), "goods are not taken back");
    require_left(f.stock, f.left);
  }
  void operator()(const GoodsGiven& f) const {
    take(f.stock, f.given);
    ledger.require(f.given >= Goods(0) && f.supplied <= f.unit.persons, "goods are given to persons of the unit");
    require_left(f.stock, f.left);
  }
  void operator()(const SiteObserved& f) const { ledger.require(f.persons >= 0, "nobody is at a site twice"); }
  void operator()(const LinkObserved&) const {}
  void operator()(const CellObserved&) const {}
  void operator()(const GridlockFound&) const {}
  void operator()(const GridlockPartFound&) const {}
  void operator()(const GridlockDissolved&) const {}
  void operator()(const SampleTaken&) const { ledger.verify(); }

  void take(StockId stock, Goods amount) const {
    if (auto& left = grown(ledger.stocks_, stock.index()).left) {
      *left -= amount;
    }
  }
  void require_left(StockId stock, const std::optional<Goods>& stated) const {
    const auto& left = grown(ledger.stocks_, stock.index()).left;
    ledger.require(left == stated, "a stock has what has come less what was given");
    ledger.require(!left || *left >= Goods(0), "no more goods are given than there are");
  }
  [[nodiscard]] static std::int64_t Balance::*column_of(OutcomeCounted::From from) {
    switch (from) {
      case OutcomeCounted::From::origin:
        return &Balance::at_origin;
      case OutcomeCounted::From::door:
        return &Balance::between;
      case OutcomeCounted::From::link:
        return &Balance::on_links;
      case OutcomeCounted::From::stage:
        return &Balance::in_stages;
    }
    return &Balance::at_origin;
  }
  [[nodiscard]] OriginId origin(VehicleId id) const { return grown(ledger.origins_of_vehicles_, id.index()); }
  [[nodiscard]] OriginId origin(PartyId id) const { return grown(ledger.origins_of_parties_, id.index()); }
  using Guests = std::pair<OriginId, std::uint16_t>;
  /// A party of other origin than the vehicle's is aboard.
  void add_guest(VehicleId vehicle, const Guests& party) const {
    if (party.first != origin(vehicle)) {
      ledger.guests_[vehicle.index()].push_back(party);
    }
  }
  /// It is no longer aboard, or `persons` of it.
  void remove_guest(VehicleId vehicle, const Guests& party, std::uint16_t persons) const {
    if (party.first == origin(vehicle)) {
      return;
    }
    auto& guests = ledger.guests_[vehicle.index()];
    const auto guest = std::find(guests.begin(), guests.end(), party);
    ledger.require(guest != guests.end(), "guests are aboard");
    guest->second = static_cast<std::uint16_t>(guest->second - persons);
    if (guest->second == 0) {
      guests.erase(guest);
    }
  }
  void move(const Unit& unit, std::int64_t Balance::*from, std::int64_t Balance::*to) const {
    if (unit.kind == Unit::Kind::vehicle) {
      move(VehicleId(unit.index), from, to, unit.persons);
    } else {
      move(origin(PartyId(unit.index)), from, to, unit.persons);
    }
  }
  /// With columns that are constants: stated twice for each link that a vehicle drives along.
  [[gnu::always_inline]] void move(VehicleId vehicle, std::int64_t Balance::*from, std::int64_t Balance::*to,
                                   std::uint16_t persons) const {
    const std::uint16_t own = ledger.guests_.empty() ? persons : move_guests(vehicle, from, to, persons);
    move(origin(vehicle), from, to, own);
  }
  /// How many of the persons are none.
  [[nodiscard]] std::uint16_t move_guests(VehicleId vehicle, std::int64_t Balance::*from, std::int64_t Balance::*to,
                                          std::uint16_t persons) const {
    int own = persons;
    if (const auto guests = ledger.guests_.find(vehicle.index()); guests != ledger.guests_.end()) {
      for (const auto& [of, count] : guests->second) {
        move(of, from, to, count);
        own -= count;
      }
    }
    ledger.require(own >= 0, "guests are aboard");
    return static_cast<std::uint16_t>(own);
  }
  void move(OriginId origin, std::int64_t Balance::*from, std::int64_t Balance::*to, std::uint16_t persons) const {
    Balance& balance = ledger.balances_[origin.index()];
    balance.*from -= persons;
    balance.*to += persons;
  }
};

Ledger::Ledger(std::size_t origins, bool every_fact) : every_fact_(every_fact), balances_(origins) {}

void Ledger::on(const Fact& fact) {
  // Qualified: std::visit would be found too, by the arguments, and would fit better.
  if (every_fact_) {
    const SimTime at = time_of(fact);
    require(at >= now_, "time never runs back");
    now_ = at;
    record::visit(Follower{*this}, fact);
  }
  record::visit(Bookkeeper{*this}, fact);
  if (every_fact_) {
    verify();
  }
}

void Ledger::expect(VehicleId vehicle) {
  if (vehicle.index() < origins_of_vehicles_.size()) {
    __builtin_prefetch(&origins_of_vehicles_[vehicle.index()]);
  }
}

void Ledger::expect(PartyId party) {
  if (party.index() < origins_of_parties_.size()) {
    __builtin_prefetch(&origins_of_parties_[party.index()]);
  }
}

void Ledger::verify() const {
  for (std::size_t i = 0; i < balances_.size(); ++i) {
    const Balance& b = balances_[i];
    const bool positive = b.at_origin >= 0 && b.between >= 0 && b.on_links >= 0 && b.stalled >= 0 && b.in_stages >= 0 &&
                          b.on_the_way >= 0;
    const std::int64_t present = b.at_origin + b.between + b.on_links + b.stalled + b.in_stages + b.on_the_way;
    const std::int64_t accounted = present + b.left + b.outcomes;
    if (!positive || accounted != b.appeared) {
      throw InvariantBroken(
          fmt::format("people are not conserved at {} us: origin {}: {} appeared; {} at the origin, {} at doors, {} on "
                      "links, {} stalled, {} in stages, {} on the way, {} left, {} counted outcomes",
                      now_.time_since_epoch().count(), i, b.appeared, b.at_origin, b.between, b.on_links, b.stalled,
                      b.in_stages, b.on_the_way, b.left, b.outcomes));
    }
  }
}

void Ledger::require(bool holds, std::string_view law) const {
  if (!holds) {
    throw InvariantBroken(fmt::format("{} (at {} us)", law, now_.time_since_epoch().count()));
  }
}

}  // namespace corridor::record
