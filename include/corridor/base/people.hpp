// Who is in a party or aboard a vehicle, and what may befall them, as counts only: never a name, never anything
// personal.
#pragma once

#include <cstddef>
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
  /// @pre every count of `o` is in this one
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

/// What is counted of persons besides their arrival. Append only.
enum class Outcome : std::uint8_t { died, injured, detained, turned_back, flown_out };
inline constexpr std::size_t outcome_count = 5;

/// Whether the person's story in the simulation is over. Who is injured goes on, and needs medical care.
[[nodiscard]] constexpr bool ends_journey(Outcome outcome) {
  return outcome != Outcome::injured;
}

/// A group of persons whom something may concern.
enum class PersonGroup : std::uint8_t { everybody, children, over_60, women, men_18_60, medical };

[[nodiscard]] constexpr std::uint16_t count_of(PersonGroup group, const Composition& who) {
  switch (group) {
    case PersonGroup::children:
      return who.children;
    case PersonGroup::over_60:
      return who.over_60;
    case PersonGroup::women:
      return who.women;
    case PersonGroup::men_18_60:
      return who.men_18_60;
    case PersonGroup::medical:
      return who.medical;
    case PersonGroup::everybody:
      break;
  }
  return who.persons;
}

}  // namespace corridor
