#include "corridor/processes/gridlock.hpp"

#include <algorithm>

namespace corridor::processes {

// --- circles in a graph ---------------------------------------------------------------------------------------------

WaitGraph::Neighbours WaitGraph::neighbours(bool is_backward) const {
  Neighbours of{std::vector<std::size_t>(size_ + 1, 0), std::vector<Node>(waits_.size())};
  for (const auto& [from, to] : waits_) {
    ++of.first[(is_backward ? to : from) + 1];
  }
  for (std::size_t i = 0; i < size_; ++i) {
    of.first[i + 1] += of.first[i];
  }
  std::vector<std::size_t> next(of.first.begin(), of.first.end() - 1);
  for (const auto& [from, to] : waits_) {
    of.nodes[next[is_backward ? to : from]++] = is_backward ? from : to;
  }
  return of;
}

/// Who waits for nothing is free, and so is everybody who waits for somebody who is free.
std::vector<bool> WaitGraph::stuck(const Neighbours& waiting) const {
  std::vector<bool> stuck(size_, false);
  for (const auto& [from, to] : waits_) {
    stuck[from] = true;
  }
  std::vector<Node> free;
  for (std::size_t i = 0; i < size_; ++i) {
    if (!stuck[i]) {
      free.push_back(static_cast<Node>(i));
    }
  }
  while (!free.empty()) {
    const Node node = free.back();
    free.pop_back();
    for (std::size_t i = waiting.first[node]; i < waiting.first[node + 1]; ++i) {
      if (stuck[waiting.nodes[i]]) {
        stuck[waiting.nodes[i]] = false;
        free.push_back(waiting.nodes[i]);
      }
    }
  }
  return stuck;
}

/// A shortest one, by breadth; empty: there is none.
WaitGraph::Circle WaitGraph::circle_through(Node start, const Neighbours& of, const std::vector<bool>& open) {
  std::vector<bool> seen(open.size(), false);
  std::vector<std::pair<Node, std::size_t>> met = {{start, 0}};  // with the index of who waits for it
  for (std::size_t i = 0; i < met.size(); ++i) {
    const Node node = met[i].first;
    for (std::size_t k = of.first[node]; k < of.first[node + 1]; ++k) {
      const Node next = of.nodes[k];
      if (next == start) {
        Circle circle = {node};
        for (std::size_t at = i; at != 0;) {
          at = met[at].second;
          circle.push_back(met[at].first);
        }
        std::ranges::reverse(circle);
        return circle;
      }
      if (open[next] && !seen[next]) {
        seen[next] = true;
        met.emplace_back(next, i);
      }
    }
  }
  return {};
}

std::vector<bool> WaitGraph::reached(Node start, const Neighbours& of, const std::vector<bool>& open) {
  std::vector<bool> reached(open.size(), false);
  std::vector<Node> met = {start};
  reached[start] = true;
  while (!met.empty()) {
    const Node node = met.back();
    met.pop_back();
    for (std::size_t k = of.first[node]; k < of.first[node + 1]; ++k) {
      if (open[of.nodes[k]] && !reached[of.nodes[k]]) {
        reached[of.nodes[k]] = true;
        met.push_back(of.nodes[k]);
      }
    }
  }
  return reached;
}

/// Closes all who wait for each other with `start`.
void WaitGraph::close_reached(Node start, const Neighbours& ahead, const Neighbours& behind, std::vector<bool>& open) {
  const std::vector<bool> after = reached(start, ahead, open);
  const std::vector<bool> before = reached(start, behind, open);
  for (std::size_t i = 0; i < open.size(); ++i) {
    open[i] = open[i] && !(after[i] && before[i]);
  }
}

std::vector<WaitGraph::Circle> WaitGraph::circles(Node first_of_rest) {
  std::ranges::sort(waits_);
  waits_.erase(std::unique(waits_.begin(), waits_.end()), waits_.end());
  const Neighbours behind = neighbours(true);
  std::vector<bool> open = stuck(behind);
  if (std::ranges::find(open, true) == open.end()) {
    return {};
  }
  const Neighbours ahead = neighbours(false);
  std::vector<Circle> circles;
  for (Node start = 0; start < first_of_rest; ++start) {
    if (!open[start]) {
      continue;
    }
    if (Circle circle = circle_through(start, ahead, open); !circle.empty()) {
      circles.push_back(std::move(circle));
    }
    close_reached(start, ahead, behind, open);
  }
  return circles;
}

// --- what waits for what --------------------------------------------------------------------------------------------

Gridlocks::Gridlocks(const Context& context, const Road& road, const Sites& sites)
    : context_(context),
      road_(road),
      sites_(sites),
      graph_(context.scenario.links.size() + context.scenario.stages.size() + 1) {}

void Gridlocks::start(const Journeys& journeys) {
  for (std::size_t i = 0; i < context_.scenario.sites.size(); ++i) {
    const std::vector<SourceId> sources = journeys.sources(SiteId(i));
    from_sites_.insert(from_sites_.end(), sources.begin(), sources.end());
  }
}

WaitGraph::Node Gridlocks::node(StageId stage) const {
  return static_cast<WaitGraph::Node>(context_.scenario.links.size() + stage.index());
}

LinkOrStage Gridlocks::place(WaitGraph::Node node) const {
  const std::size_t links = context_.scenario.links.size();
  return node < links ? LinkOrStage(LinkId(node)) : LinkOrStage(StageId(node - links));
}

/// The first of each link: for the next link, or for a stage whose servers are all held. Stages are looked at only if
/// some link waits for one of these: without a link there is no circle through the road.
void Gridlocks::note_waits() {
  graph_.clear();
  bool waits_for_stage = false;
  for (std::size_t i = 0; i < context_.scenario.links.size(); ++i) {
    const LinkId link(i);
    if (const auto next = road_.held_by(link)) {
      graph_.add(node(link), node(*next));
    } else if (const auto door = sites_.door_before(link); door && sites_.is_held(*door)) {
      graph_.add(node(link), node(*door));
      waits_for_stage = true;
    }
  }
  if (waits_for_stage) {
    note_waits_of_stages();
  }
}

/// Of a stage in which everything is held: all who are finished in it. One who waits for nothing that is full can go.
void Gridlocks::note_waits_of_stages() {
  const auto nothing = static_cast<WaitGraph::Node>(context_.scenario.links.size() + context_.scenario.stages.size());
  sites_.for_each_blocked([&](StageId in, StageId before) {
    if (sites_.is_held(in)) {
      graph_.add(node(in), node(before));
    }
  });
  for (const SourceId source : from_sites_) {
    const auto link = road_.held_by(source);
    road_.for_each_waiting(source, [&](VehicleId vehicle) {
      const auto in = sites_.blocked_in(vehicle);
      if (in && sites_.is_held(*in)) {
        graph_.add(node(*in), link ? node(*link) : nothing);
      }
    });
  }
}

// --- what is stated -------------------------------------------------------------------------------------------------

void Gridlocks::observe() {
  note_waits();
  if (graph_.empty() && known_.empty()) {
    return;
  }
  const auto circles = graph_.circles(static_cast<WaitGraph::Node>(context_.scenario.links.size()));
  std::erase_if(known_, [&](const Known& known) {
    const bool is_gone = std::ranges::find(circles, known.circle) == circles.end();
    if (is_gone) {
      context_.observer.on(record::GridlockDissolved{context_.now(), known.id});
    }
    return is_gone;
  });
  for (const WaitGraph::Circle& circle : circles) {
    if (std::ranges::find(known_, circle, &Known::circle) == known_.end()) {
      state(circle);
    }
  }
}

void Gridlocks::state(const WaitGraph::Circle& circle) {
  const GridlockId id(found_++);
  known_.push_back({id, circle});
  const SimTime now = context_.now();
  context_.observer.on(record::GridlockFound{now, id, static_cast<std::uint32_t>(circle.size())});
  for (const WaitGraph::Node part : circle) {
    context_.observer.on(record::GridlockPartFound{now, id, place(part)});
  }
}

}  // namespace corridor::processes
