// Branches that merge into one outlet, each with its own stream of vehicles; and the flows that theory gives them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "support/road_rig.hpp"

namespace corridor::test {

struct Branch {
  double per_hour;  ///< demand
  double priority = 1;
  VehicleClassId vehicle_class{};
};

/// Least of demand and a common multiple of the priority, summing to the capacity (or to the demand).
/// Source: Daganzo 1995, Transportation Research B 29(2), 79-93, for any number of branches.
inline std::vector<double> water_filling(const std::vector<Branch>& branches, double capacity) {
  std::vector<double> flows(branches.size(), 0);
  std::vector<std::size_t> hungry;
  for (std::size_t k = 0; k < branches.size(); ++k) {
    hungry.push_back(k);
  }
  while (!hungry.empty()) {
    double priorities = 0;
    for (const std::size_t k : hungry) {
      priorities += branches[k].priority;
    }
    const auto is_content = [&](std::size_t k) {
      return branches[k].per_hour * priorities <= capacity * branches[k].priority;
    };
    const auto content =
        std::stable_partition(hungry.begin(), hungry.end(), [&](std::size_t k) { return !is_content(k); });
    if (content == hungry.end()) {
      for (const std::size_t k : hungry) {
        flows[k] = capacity * branches[k].priority / priorities;
      }
      return flows;
    }
    for (auto k = content; k != hungry.end(); ++k) {
      flows[*k] = branches[*k].per_hour;
      capacity -= branches[*k].per_hour;
    }
    hungry.erase(content, hungry.end());
  }
  return flows;
}

/// k --branch k, 2 km--> n --outlet--> n + 1, for n branches: link k is branch k, link n the outlet.
inline RoadRigOptions merge_of(const std::vector<Branch>& branches, scenario::Link outlet) {
  const std::size_t n = branches.size();
  RoadRigOptions options{{a_class("car", 4.6), a_class("truck", 15.9)}, {}, n + 2};
  for (std::size_t k = 0; k < n; ++k) {
    options.links.push_back(a_link("branch", k, n, 2000));
    options.links.back().merge_priority = branches[k].priority;
  }
  outlet.from = NodeId(n);
  outlet.to = NodeId(n + 1);
  options.links.push_back(outlet);
  return options;
}

/// Vehicles of each branch set out at even intervals for so long; the branches are shifted against each other.
inline void feed(RoadRig& rig, const std::vector<Branch>& branches, Duration duration) {
  for (std::size_t k = 0; k < branches.size(); ++k) {
    const Duration gap = from_seconds(3600 / branches[k].per_hour);
    for (Duration at = gap * static_cast<int>(k + 1) / static_cast<int>(branches.size() + 1); at < duration;
         at += gap) {
      rig.depart(SimTime(at), {LinkId(k), LinkId(branches.size())}, branches[k].vehicle_class);
    }
  }
}

/// Passages out of each branch within [from, to), or of the first `limit` vehicles from then on.
inline std::vector<int> served(const RoadRig& rig, std::size_t branches, SimTime from, SimTime to,
                               int limit = 1 << 30) {
  std::vector<int> counts(branches, 0);
  for (const Passage& p : rig.passages()) {
    if (p.link.index() < branches && p.left >= from && p.left < to && limit > 0) {
      ++counts[p.link.index()];
      --limit;
    }
  }
  return counts;
}

}  // namespace corridor::test
