// Checks the model's laws from the facts alone: people in = out + present, exactly, per origin; no vehicle in two
// places; first in, first out on links; time never runs back. Measures nothing.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corridor/record/observer.hpp"

namespace corridor::record {

#ifdef CORRIDOR_CHECKED
inline constexpr bool check_every_fact = true;
#else
inline constexpr bool check_every_fact = false;
#endif

/// Throws InvariantBroken at the first fact that breaks a law. Balances are verified after every fact in checked builds
/// and at every sample in all; who is where is followed in checked builds only.
class Ledger final : public Observer {
 public:
  /// @param every_fact check as a checked build does
  explicit Ledger(std::size_t origins, bool every_fact = check_every_fact);
  void on(const Fact& fact) override;
  /// The run has ended: the balance must hold.
  void close() const { verify(); }

 private:
  /// Persons of one origin, by where they are.
  struct Balance {
    std::int64_t appeared = 0;
    std::int64_t at_origin = 0;  ///< their departure instant has not come
    std::int64_t between = 0;    ///< at a door, or waiting to enter the road
    std::int64_t on_links = 0;
    std::int64_t in_stages = 0;
    std::int64_t on_the_way = 0;  ///< between two stages, in a delay
    std::int64_t left = 0;
  };
  /// Where a vehicle or party is, as the facts say.
  struct Whereabouts {
    OriginId origin;  ///< not of a bus
    std::uint16_t persons = 0;
    bool exists = false;
    std::optional<LinkId> link;
    std::optional<StageId> stage;
    bool is_bus = false;
  };
  struct Visitor;

  void move(const Unit& unit, std::int64_t Balance::*from, std::int64_t Balance::*to, std::uint16_t persons);
  /// Everybody aboard, each party from its own origin.
  void move(VehicleId vehicle, std::int64_t Balance::*from, std::int64_t Balance::*to, std::uint16_t persons);
  void move(OriginId origin, std::int64_t Balance::*from, std::int64_t Balance::*to, std::uint16_t persons);
  void verify() const;
  void require(bool holds, std::string_view law) const;
  Whereabouts& find(const Unit& unit);
  Whereabouts& vehicle(VehicleId id);
  Whereabouts& party(PartyId id);
  std::deque<VehicleId>& line(LinkId id);

  bool every_fact_;
  SimTime now_ = SimTime::min();
  std::vector<Balance> balances_;
  std::vector<Whereabouts> vehicles_;
  std::vector<Whereabouts> parties_;
  std::vector<std::deque<VehicleId>> lines_;
  std::unordered_map<std::uint32_t, std::vector<PartyId>> aboard_;  ///< each bus, by vehicle; never iterated
};

}  // namespace corridor::record
