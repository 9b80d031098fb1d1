// Draws parties and vehicles of an origin. Does not decide when they leave.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/demand/party.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::demand {

/// A party at its origin, and whether it travels on its own account (it drives, needs no vehicle, or goes without),
/// with somebody else's, or waits for a seat.
struct Resident {
  PartyId party;
  enum class Travel : std::uint8_t { leads, is_aboard, has_no_seat } travel = Travel::leads;
};

/// @pre scenario outlives it
class Generator {
 public:
  Generator(const scenario::Scenario& scenario, std::uint64_t seed, std::uint32_t replication);

  /// Draws parties until exactly the origin's population exists (the last party is cut to fit), their vehicles, and
  /// who travels with whom: a party without a vehicle takes the first driver of its origin, by ordinal, with seats x
  /// overload to spare for all of it. Where departures are planned each interval has its own parties: they come in the
  /// order of the intervals, the last one of each is cut to fit its number, and nobody rides with another interval's.
  /// In order of ordinal. @pre the population is limited, and no smaller than what is planned
  [[nodiscard]] std::vector<Resident> populate(OriginId origin, Population& population) const;

  /// Draws the one party with this ordinal, with its vehicle if it has one.
  [[nodiscard]] Resident populate_one(OriginId origin, std::uint32_t ordinal, Population& population) const;

  /// Where the party with this ordinal stands in every random stream.
  [[nodiscard]] random::Entity entity(OriginId origin, std::uint32_t ordinal) const;

 private:
  [[nodiscard]] Party draw_party(OriginId origin, std::uint32_t ordinal, std::int64_t most_persons) const;
  [[nodiscard]] Composition draw_composition(random::Entity entity, std::uint16_t persons) const;
  [[nodiscard]] std::optional<VehicleClassId> draw_vehicle_class(OriginId origin, random::Entity entity) const;
  /// Draws so many persons more.
  void add_residents(OriginId origin, std::int64_t persons, std::vector<Resident>& residents,
                     Population& population) const;
  /// How those travel who have no vehicle and no seat in another's.
  [[nodiscard]] Resident::Travel without_seat(OriginId origin) const;
  void pool(std::span<Resident> residents, Population& population) const;

  const scenario::Scenario& scenario_;
  std::vector<std::uint32_t> origin_hash_;
  random::Decisions party_size_;
  random::Decisions composition_;
  random::Decisions vehicle_class_;
  random::Decisions destination_;
  /// Chances of the persons of a party, from the shares of the whole population.
  struct Chances {
    double child_unless_first = 0;  ///< the first person is an adult; the others make up for it
    double over_60_if_adult = 0;
    double female = 0;
    double medical = 0;
  } chances_;
};

}  // namespace corridor::demand
