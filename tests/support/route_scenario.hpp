// Two ways out in memory: a road to a fork, a way north and a way south from there, a town abroad.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "support/fact_log.hpp"
#include "support/road_scenario.hpp"

namespace corridor::test {

inline const LinkId stem(0);
inline const LinkId north(1);
inline const LinkId south(2);
inline const NodeId city(0);
inline const NodeId fork(1);
inline const NodeId abroad(4);

//                 +--north--> 2 --9 km--+
//  0 --stem 9 km--> 1                   4
//                 +--south--> 3 --9 km--+
inline ScenarioBuilder two_exits(double north_m, double south_m, const scenario::Routing& routing = {}) {
  ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5);
  for (int i = 0; i < 5; ++i) {
    builder.node("n" + std::to_string(i));
  }
  builder.link(a_link("stem", 0, 1, 9000)).link(a_link("north", 1, 2, north_m)).link(a_link("south", 1, 3, south_m));
  builder.link(a_link("north_out", 2, 4, 9000)).link(a_link("south_out", 3, 4, 9000));
  builder.edit().routing = routing;
  return builder;
}

/// From `at` on the link is as `edit` makes what it is at the start.
template <class Edit>
void change_link(ScenarioBuilder& builder, Duration at, LinkId link, Edit edit) {
  scenario::Change change;
  change.at = SimTime(at);
  scenario::Link now = builder.build().links[link.index()];
  edit(now);
  change.what = scenario::Change::OfLink{link, std::move(now)};
  builder.change(std::move(change));
}
inline void close_link(ScenarioBuilder& builder, Duration at, LinkId link) {
  change_link(builder, at, link, [](scenario::Link& now) { now.open = false; });
}
inline void open_link(ScenarioBuilder& builder, Duration at, LinkId link) {
  change_link(builder, at, link, [](scenario::Link& now) { now.open = true; });
}

/// Who entered the link, in order.
inline std::vector<record::LinkEntered> entries(const FactLog& facts, LinkId link) {
  std::vector<record::LinkEntered> result;
  for (const auto& entered : facts.of<record::LinkEntered>()) {
    if (entered.link == link) {
      result.push_back(entered);
    }
  }
  return result;
}
inline std::vector<record::LinkLeft> exits(const FactLog& facts, LinkId link) {
  std::vector<record::LinkLeft> result;
  for (const auto& left : facts.of<record::LinkLeft>()) {
    if (left.link == link) {
      result.push_back(left);
    }
  }
  return result;
}

}  // namespace corridor::test
