// Who is in a party or aboard a vehicle, as counts only: never a name, never anything personal.
#pragma once

#include <cstdint>

namespace corridor {

/// Counts of persons; every group counts within `persons`. Groups overlap (a woman over 60 is in both).
struct Composition {
  std::uint16_t persons = 0;
  std::uint16_t children = 0;  ///< under 18
  std::uint16_t over_60 = 0;
  std::uint16_t women = 0;  ///< women and girls
  std::uint16_t men_18_60 = 0;
  std::uint16_t medical = 0;  ///< need medical care

  constexpr Composition& operator+=(const Composition& o) {
    persons = static_cast<std::uint16_t>(persons + o.persons);
    children = static_cast<std::uint16_t>(children + o.children);
    over_60 = static_cast<std::uint16_t>(over_60 + o.over_60);
    women = static_cast<std::uint16_t>(women + o.women);
    men_18_60 = static_cast<std::uint16_t>(men_18_60 + o.men_18_60);
    medical = static_cast<std::uint16_t>(medical + o.medical);
    return *this;
  }
  /// @pre `o` is within it
  constexpr Composition& operator-=(const Composition& o) {
    persons = static_cast<std::uint16_t>(persons - o.persons);
    children = static_cast<std::uint16_t>(children - o.children);
    over_60 = static_cast<std::uint16_t>(over_60 - o.over_60);
    women = static_cast<std::uint16_t>(women - o.women);
    men_18_60 = static_cast<std::uint16_t>(men_18_60 - o.men_18_60);
    medical = static_cast<std::uint16_t>(medical - o.medical);
    return *this;
  }
  friend constexpr bool operator==(const Composition&, const Composition&) = default;
};

}  // namespace corridor
