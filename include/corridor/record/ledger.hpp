// Checks the model's laws from the facts alone: people in = out + present + counted
// outcomes, exactly, per origin; no vehicle in two
// places; first in, first out on links; time never runs back. Measures nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corridor/base/ring.hpp"
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
  void expect(VehicleId vehicle) override;
  void expect(PartyId party) override;
  /// The run has ended: the balance must hold.
  void close() const { verify(); }

 private:
  /// Persons of one origin, by where they are.
  struct Balance {
    std::int64_t appeared = 0;
    std::int64_t at_origin = 0;  ///< their departure instant has not come
    std::int64_t between = 0;    ///< at a door, or waiting to enter the road
    std::int64_t on_links = 0;
    std::int64_t stalled = 0;  ///< in vehicles that have run dry, beside a link's line
    std::int64_t in_stages = 0;
    std::int64_t on_the_way = 0;  ///< between two stages, in a delay
    std::int64_t left = 0;
    std::int64_t outcomes = 0;  ///< died, detained, turned back, flown out
  };
  /// Where a vehicle or party is, as the facts say.
  struct Whereabouts {
    bool exists = false;
    std::optional<LinkId> link{};
    std::optional<StageId> stage{};
    std::int64_t persons = 0;
    bool has_departed = false;
    bool is_stalled = false;
    bool is_bus = false;
    std::optional<VehicleId> bus{};  ///< a party: the bus that it is aboard
  };
  /// What a stock has, by what has come and gone.
  struct StockBalance {
    std::optional<Goods> left = Goods(0);  ///< none: unlimited
  };
  struct Bookkeeper;
  struct Follower;

  void verify() const;
  void require(bool holds, std::string_view law) const;

  bool every_fact_;
  SimTime now_ = SimTime::min();
  std::vector<Balance> balances_;
  std::vector<StockBalance> stocks_;
  std::vector<OriginId> origins_of_vehicles_;
  std::vector<OriginId> origins_of_parties_;
  /// Persons of other origins aboard a vehicle, by its index: taken on by the way. Never iterated.
  std::unordered_map<std::uint32_t, std::vector<std::pair<OriginId, std::uint16_t>>> guests_;
  // Followed in checked builds only.
  std::vector<Whereabouts> vehicles_;
  std::vector<Whereabouts> parties_;
  std::vector<Ring<VehicleId>> lines_;
};

}  // namespace corridor::record
