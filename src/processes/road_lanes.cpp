// Lanes of the road that one direction takes from the other.
#include <algorithm>

#include "corridor/processes/road.hpp"

namespace corridor::processes {

/// What the link is to take from the other direction: no more than there is.
Lanes Road::wanted_lanes(const LinkState& link) const {
  return link.described.opposite
             ? std::min(link.described.contraflow, links_[link.described.opposite->index()].described.lanes)
             : Lanes(0);
}

/// Its own lanes and those taken, less those that the other direction has taken or is to take: a lane that changes
/// direction is closed at its beginning at once, and opens for the others when it is empty enough.
Lanes Road::lanes_of(const LinkState& link) const {
  if (!link.described.opposite) {
    return link.described.lanes;
  }
  const LinkState& other = links_[link.described.opposite->index()];
  const Lanes gained = std::min(link.taken, wanted_lanes(link));
  const Lanes lost = std::max(other.taken, wanted_lanes(other));
  return std::max(Lanes(0), link.described.lanes + gained - lost);
}

/// Effective metres of the vehicles in line on the link [mm].
std::int64_t Road::metres_on(const LinkState& link) {
  return link.metres_in - link.releases.metres_out();
}

/// Gives the link the lanes that it is to take, or takes back those that it is to give, if whoever must leave them fits
/// into what is left. False if not.
bool Road::turn_lanes(LinkState& taker) {
  const Lanes wanted = wanted_lanes(taker);
  if (taker.taken == wanted) {
    return true;
  }
  const LinkState& leaves = wanted > taker.taken ? state(*taker.described.opposite) : taker;
  const Lanes left = lanes_of(leaves);
  const std::int64_t room = left.value() * leaves.described.length.value() / 1000;
  if (metres_on(leaves) > room || (left == Lanes(0) && leaves.passing > 0)) {
    return false;
  }
  taker.taken = wanted;
  return true;
}

/// Both directions of the road have the lanes that they can have now.
void Road::settle_lanes(LinkId id) {
  LinkState& link = state(id);
  const auto opposite = link.described.opposite;
  if (opposite) {
    LinkState& other = state(*opposite);
    const bool is_settled = turn_lanes(link) && turn_lanes(other);
    link.awaits_lanes = !is_settled;
    other.awaits_lanes = !is_settled;
    replan(*opposite);
  }
  replan(id);
  recall_passing();
}

}  // namespace corridor::processes
