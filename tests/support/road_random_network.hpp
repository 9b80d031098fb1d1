// Small random road networks with trips and dated changes, all from one seed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "support/road_auditor.hpp"
#include "support/road_random.hpp"
#include "support/road_rig.hpp"

namespace corridor::test {

struct DatedChange {
  SimTime at;
  LinkId link;
  scenario::Link now;
};

struct RandomNetwork {
  RoadRigOptions road;
  std::vector<Trip> trips;           ///< in the order of their instants
  std::vector<DatedChange> changes;  ///< at the end every link is again as it was
  bool has_cycles = false;
};

inline scenario::Link random_link(Dice& dice, std::size_t nodes, bool may_run_back) {
  const std::size_t from = dice.below(nodes - 1);
  const std::size_t to =
      may_run_back ? (from + 1 + dice.below(nodes - 1)) % nodes : from + 1 + dice.below(nodes - 1 - from);
  scenario::Link link = a_link("link", from, to, static_cast<double>(dice.between(3, dice.chance(50) ? 60 : 700)));
  link.lanes = Lanes(dice.chance(50) ? 1000 : dice.between(400, 3000));
  link.free_speed = KilometresPerHour(dice.between(15'000, 90'000));
  link.merge_priority = static_cast<double>(dice.between(1, 5));
  link.capacity = dice.chance(30) ? std::optional(static_cast<double>(dice.between(200, 2000))) : std::nullopt;
  link.entry_capacity = dice.chance(30) ? std::optional(static_cast<double>(dice.between(200, 2000))) : std::nullopt;
  return link;
}

/// A walk over at most `longest` different links.
inline std::vector<LinkId> random_way(Dice& dice, const std::vector<scenario::Link>& links, std::size_t longest) {
  std::vector<LinkId> way = {LinkId(dice.below(links.size()))};
  while (way.size() < longest) {
    std::vector<LinkId> onward;
    for (std::size_t k = 0; k < links.size(); ++k) {
      if (links[k].from == links[way.back().index()].to && std::find(way.begin(), way.end(), LinkId(k)) == way.end()) {
        onward.emplace_back(k);
      }
    }
    if (onward.empty()) {
      break;
    }
    way.push_back(onward[dice.below(onward.size())]);
  }
  return way;
}

inline scenario::Link random_change(Dice& dice, scenario::Link link) {
  switch (dice.below(4)) {
    case 0:
      link.open = false;
      break;
    case 1:
      link.lanes = Lanes(0);
      break;
    case 2:
      link.lanes = Lanes(dice.between(400, 3000));
      break;
    default:
      link.capacity = static_cast<double>(dice.between(100, 1500));
      break;
  }
  return link;
}

/// Trips start within 20 minutes, at multiples of `grid`: a coarse grid makes many things happen in one instant.
inline RandomNetwork random_network(std::uint64_t seed, Duration grid = Duration(1)) {
  Dice dice(seed);
  RandomNetwork made;
  made.has_cycles = dice.chance(40);
  made.road.nodes = 3 + dice.below(5);
  made.road.classes = {a_class("car", 4.6)};
  if (dice.chance(50)) {
    made.road.classes.push_back(a_class("truck", 15.9, 0.6));
    made.road.classes.push_back(a_class("van", 6.3, 0.85));
  }
  for (std::size_t k = made.road.nodes + dice.below(6); k > 0; --k) {
    made.road.links.push_back(random_link(dice, made.road.nodes, made.has_cycles));
  }
  for (std::size_t i = 100 + dice.below(200); i > 0; --i) {
    const Duration at = dice.between(Duration(0), std::chrono::minutes(20)) / grid.count() * grid.count();
    made.trips.push_back({SimTime(at), random_way(dice, made.road.links, 1 + dice.below(6)),
                          VehicleClassId(dice.below(made.road.classes.size()))});
  }
  std::stable_sort(made.trips.begin(), made.trips.end(), [](const Trip& a, const Trip& b) { return a.at < b.at; });
  for (std::size_t i = dice.below(8); i > 0; --i) {
    const LinkId link(dice.below(made.road.links.size()));
    const Duration at = dice.between(Duration(0), std::chrono::minutes(40));
    made.changes.push_back({SimTime(at), link, random_change(dice, made.road.links[link.index()])});
  }
  std::stable_sort(made.changes.begin(), made.changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  for (std::size_t k = 0; k < made.road.links.size(); ++k) {
    made.changes.push_back({SimTime(std::chrono::hours(1)), LinkId(k), made.road.links[k]});
  }
  return made;
}

}  // namespace corridor::test
