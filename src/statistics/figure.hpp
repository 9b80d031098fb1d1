// One number on its way into a table, and the order of places and groups in the tables. Computes nothing.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/statistics/measure.hpp"

namespace corridor::statistics {

inline constexpr double does_not_apply = std::numeric_limits<double>::quiet_NaN();

/// Who is meant. Groups overlap and are counted in persons.
enum class Group : std::uint8_t { everybody, children, over_60, medical, without_vehicle };
inline constexpr std::array<std::string_view, 5> group_names = {"", "children", "over_60", "medical",
                                                                "without_vehicle"};
inline constexpr std::array<Group, 5> all_groups = {Group::everybody, Group::children, Group::over_60, Group::medical,
                                                    Group::without_vehicle};
/// Persons of each group in a party or aboard a vehicle.
using GroupCounts = std::array<std::uint16_t, group_names.size()>;
[[nodiscard]] constexpr std::size_t index_of(Group group) {
  return static_cast<std::size_t>(group);
}

/// A place's position in the tables.
using PlaceRank = Id<struct PlaceRankTag>;

/// Every place of a scenario in the tables' order: all, origins, links, each site followed by its stages and its
/// stocks, regions.
struct Places {
  explicit Places(const scenario::Scenario& scenario);

  static constexpr PlaceRank all{};
  std::vector<std::string> names;  ///< by rank; a region may be called as a site is
  std::vector<PlaceRank> origins;
  std::vector<PlaceRank> links;
  std::vector<PlaceRank> sites;
  std::vector<PlaceRank> stages;
  std::vector<PlaceRank> stocks;
  std::vector<PlaceRank> regions;
};

struct Figure {
  PlaceRank place;
  Measure measure{};
  double value = 0;
  Group group = Group::everybody;
};
using Figures = std::vector<Figure>;

}  // namespace corridor::statistics
