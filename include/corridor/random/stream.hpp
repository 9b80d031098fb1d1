// Which random numbers belong to which decision: a pure function of seed, replication, purpose, place, entity, visit
// and draw. Knows no distribution, and keeps no state that a thread could share.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "corridor/base/contract.hpp"
#include "corridor/base/hash.hpp"
#include "corridor/random/philox.hpp"

namespace corridor::random {

/// What is decided. Append only: another number means other random numbers, so other results.
enum class Purpose : std::uint64_t {
  party_size = 1,
  composition = 2,
  vehicle_class = 3,
  destination = 4,
  departure = 5,
  service_time = 6,
  stay = 7,
  delay = 8,
  transition = 9,
  region = 10,
  balking = 11,
  route = 12,
  fuel = 13,      ///< litres in the tank before departure
  reserves = 14,  ///< who sets out with little fuel
  clearing = 15,
  rescue = 16,
  bus_trip = 17,
  turn_back = 18,  ///< who turns back after a long time under way
  rate = 19,       ///< of a stage, as it wanders
  incident_instant = 31,
  incident_person = 32,
  reneging = 33,         ///< who leaves a line, and after what time
  person_at_stage = 34,  ///< who meets an outcome at a stage, each person by itself
  latin_hypercube = 41,  ///< the order and the place in the cell of the points of a design
  scrambling = 42,       ///< of the digits of Sobol' points
  calibration = 51,      ///< what a search for parameters draws; the model never does
  posterior_draw = 53,   ///< which draw of a posterior each replication has
};

/// For whom it is decided: never a position in a queue, always an ordinal within an origin or a fleet. Whoever travels
/// in a vehicle as a unit draws as its driver's party.
struct Entity {
  std::uint32_t origin = 0;   ///< id32 of the origin or the fleet
  std::uint32_t ordinal = 0;  ///< of the party within the origin, of the bus within the fleet
};

/// A random word as a number in the open interval (0, 1): the middle of one of 2^53 equal cells, as the nearest double.
/// The uppermost cell has its middle nearer to 1 than to any other double, and gives the largest double below 1.
[[nodiscard]] constexpr double to_uniform(std::uint64_t word) {
  return std::min((static_cast<double>(word >> 11U) + 0.5) * 0x1p-53, 1.0 - 0x1p-53);
}

/// The random numbers of one decision. A small value: copy it, make it anew, throw it away.
class Draws {
 public:
  /// The next draw, 0 < u < 1. @pre the decision has had fewer than 131,072
  [[nodiscard]] double uniform() {
    if (next_ % 2 == 0) {
      words_ = block(next_ / 2);
    }
    return to_uniform(words_[next_++ % 2]);
  }
  /// Draw number `draw`, counted from 0, whatever has been drawn. @pre draw < 131,072
  [[nodiscard]] double uniform_at(std::uint32_t draw) const { return to_uniform(block(draw / 2)[draw % 2]); }

 private:
  friend class Decisions;
  using Words = std::array<std::uint64_t, 2>;

  Draws(std::uint64_t key, Words counter) : key_(key), counter_(counter) {}

  [[nodiscard]] Words block(std::uint32_t word) const {
    // Never a second use of the same numbers, nor those of another visit.
    expects(word <= 0xffff, "one decision has at most 131,072 draws");
    return philox(key_, {counter_[0] | word, counter_[1]});
  }

  std::uint64_t key_;
  Words counter_;
  Words words_{};  ///< the block of the last draw
  std::uint32_t next_ = 0;
};

/// All decisions of one purpose at one place in one replication: hashes the names once.
///
///     key = mix(mix(mix(seed) + purpose) + id64(place)), sums modulo 2^64
///     counter = { replication << 32 | visit << 16 | word, origin << 32 | ordinal }; a word gives two draws
class Decisions {
 public:
  /// `place` is the place or class that the decision belongs to, such as `site/stage`; empty if there is none.
  Decisions(std::uint64_t seed, std::uint32_t replication, Purpose purpose, std::string_view place)
      : key_(mix(mix(mix(seed) + static_cast<std::uint64_t>(purpose)) + id64(place))), replication_(replication) {}

  /// The draws of this entity, on its `visit`-th visit (from 0) to the place. @pre visit <= 65,535
  [[nodiscard]] Draws draws(Entity entity, std::uint32_t visit = 0) const {
    expects(visit <= 0xffff, "one entity decides the same at most 65,536 times");
    return {key_,
            {std::uint64_t{replication_} << 32U | std::uint64_t{visit} << 16U,
             std::uint64_t{entity.origin} << 32U | entity.ordinal}};
  }

 private:
  std::uint64_t key_;
  std::uint32_t replication_;
};

}  // namespace corridor::random
