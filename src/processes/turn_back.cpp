#include "corridor/processes/turn_back.hpp"

#include <algorithm>
#include <variant>

#include "corridor/processes/event_kinds.hpp"

namespace corridor::processes {

TurnBacks::TurnBacks(const Context& context, const network::RoadNetwork& network, RoadUser& user)
    : context_(context),
      network_(network),
      user_(user),
      self_(context.scheduler.add(*this)),
      decisions_(context.seed, context.replication, random::Purpose::turn_back, ""),
      has_site_(context.scenario.links.size(), false) {
  for (const scenario::Origin& origin : context.scenario.origins) {
    origins_.push_back(origin.turn_back);
  }
  for (const scenario::Site& site : context.scenario.sites) {
    if (const auto* link = std::get_if<LinkId>(&site.where)) {
      has_site_[link->index()] = true;
    }
  }
}

bool TurnBacks::is_needed(const scenario::Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.origins.size(); ++i) {
    if (scenario.turn_back_from(OriginId(i)) != nullptr) {
      return true;
    }
  }
  return false;
}

TurnBacks::State& TurnBacks::state(VehicleId vehicle) {
  if (vehicle.index() >= states_.size()) {
    states_.resize(vehicle.index() + std::size_t{1});
  }
  return states_[vehicle.index()];
}

// --- in the order in which a vehicle lives it -----------------------------------------------------------------------

void TurnBacks::set_out(VehicleId vehicle) {
  State& s = state(vehicle);
  const std::uint32_t epoch = s.epoch + 1;
  s = State{};
  s.epoch = epoch;
  const auto& turn_back = origins_[context_.population.vehicle(vehicle).origin.index()];
  if (turn_back && decisions_.draws(context_.entity(vehicle)).uniform() < turn_back->share) {
    s.is_willing = true;
    s.due = context_.now() + turn_back->after;
  }
}

void TurnBacks::joined_line(LinkId link, VehicleId vehicle, SimTime ready) {
  user_.joined_line(link, vehicle, ready);
  State& s = state(vehicle);
  if (!s.is_willing || context_.population.vehicle(vehicle).bus) {
    return;  // a bus may have the slot of a vehicle that is no more
  }
  const OriginId origin = context_.population.vehicle(vehicle).origin;
  s.link = link;
  s.onto = network_.way_back(context_.scenario.links[link.index()], *context_.scenario.origins[origin.index()].node);
  s.joined = context_.now();
  s.ready = ready;
  plan(vehicle);
}

/// When it is due and queued on its link. An event that is pending is no later than that.
void TurnBacks::plan(VehicleId vehicle) {
  State& s = state(vehicle);
  const SimTime at = std::max(s.due, s.ready);
  if (s.onto && !s.is_planned && at <= context_.scenario.end) {
    s.is_planned = true;
    context_.scheduler.at(at, kind::turn_back, {self_, 0, vehicle.index(), s.epoch});
  }
}

/// The road knows whether it is in the line: it may have stalled since it joined it, or be no more.
void TurnBacks::handle(const kernel::Event& event) {
  const VehicleId vehicle(event.action.subject);
  State& s = state(vehicle);
  if (event.action.epoch != s.epoch) {
    return;
  }
  s.is_planned = false;
  if (!s.is_willing || !s.onto) {
    return;  // planned when it joins a line from which it can turn
  }
  if (s.ready > context_.now()) {
    plan(vehicle);
  } else {
    road_->turn_back(s.link, vehicle, s.joined, *s.onto);
  }
}

void TurnBacks::turned_back(const TurnRound& turn) {
  state(turn.vehicle).is_willing = false;
  user_.turned_back(turn);
}

/// Who has passed a site on the way drives on whatever happens.
void TurnBacks::drove_on(LinkId link, VehicleId vehicle) {
  State& s = state(vehicle);
  s.onto.reset();
  s.is_willing = s.is_willing && !has_site_[link.index()];
  user_.drove_on(link, vehicle);
}

void TurnBacks::left_road(LinkId link, VehicleId vehicle) {
  state(vehicle).is_willing = false;
  user_.left_road(link, vehicle);
}

void TurnBacks::taken_off(LinkId link, VehicleId vehicle) {
  state(vehicle).is_willing = false;
  user_.taken_off(link, vehicle);
}

}  // namespace corridor::processes
