// Departures: the call-up, and who is lost to a counted outcome before departing. When parties want to leave is in
// departure.cpp.
#include <algorithm>

#include "corridor/processes/departure.hpp"
#include "corridor/processes/event_kinds.hpp"

namespace corridor::processes {

void Departures::want_to_leave(OriginId origin, PartyId leader) {
  OriginState& state = origins_[origin.index()];
  if (is_called_up(state)) {
    depart(origin, leader);
    return;
  }
  state.awaiting_call.push_back(leader);
  for_each_led(leader, [&](PartyId p) {
    context_.observer.on(record::CallAwaited{context_.now(), p, origin, context_.population.party(p).who.persons});
  });
}

void Departures::depart(OriginId origin, PartyId leader) {
  origins_[origin.index()].persons_departed += persons_led(leader);
  user_.set_out(leader);
  call_up_after(origin);
}

bool Departures::is_called_up(const OriginState& state) const {
  if (!state.call_up) {
    return true;
  }
  if (state.call_up->at) {
    return context_.now() >= *state.call_up->at;
  }
  const OriginState& before = origins_[state.call_up->after.index()];
  constexpr double tolerance = 1e-9;  // 90 % of 100 persons are 90
  const double wanted = state.call_up->share * static_cast<double>(before.persons);
  return static_cast<double>(before.persons_departed) >= wanted * (1 - tolerance);
}

void Departures::plan_call_up(OriginId origin) {
  const auto& call = origins_[origin.index()].call_up;
  if (call && call->at && *call->at > context_.now()) {
    context_.scheduler.at(*call->at, kind::timeline_change, {self_, call_handler, origin.index(), 0});
  }
  call_up(origin);
}

void Departures::call_up(OriginId origin) {
  OriginState& state = origins_[origin.index()];
  while (!state.awaiting_call.empty() && is_called_up(state)) {
    const PartyId leader = state.awaiting_call.front();
    state.awaiting_call.pop_front();
    for_each_led(leader, [&](PartyId p) {
      context_.observer.on(record::CallCame{context_.now(), p, origin, context_.population.party(p).who.persons});
    });
    depart(origin, leader);
  }
}

void Departures::call_up_after(OriginId origin) {
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    const auto& call = origins_[i].call_up;
    if (call && !call->at && call->after == origin) {
      call_up(OriginId(i));
    }
  }
}

// --- counted outcomes -----------------------------------------------------------------------------------------------

namespace {

/// Puts `next` in the place of the party at `position`, or takes the position out if there is none.
template <class Parties, class PartyOf>
void replace(Parties& parties, typename Parties::iterator position, std::optional<PartyId> next, PartyOf party_of) {
  if (next) {
    party_of(*position) = *next;
  } else {
    parties.erase(position);
  }
}

}  // namespace

void Departures::lose(OriginId origin, const Loss& loss) {
  OriginState& state = origins_[origin.index()];
  const auto waits = std::find(state.awaiting_call.begin(), state.awaiting_call.end(), loss.party);
  state.persons -= state.unlimited ? 0 : loss.persons;
  if (waits != state.awaiting_call.end()) {
    state.persons_gone -= state.unlimited ? 0 : loss.persons;
  }
  if (loss.is_over) {
    std::erase(state.without_seat, loss.party);
    const auto leader = std::find_if(state.leaders.begin() + static_cast<std::ptrdiff_t>(state.next),
                                     state.leaders.end(), [&](const Leader& l) { return l.party == loss.party; });
    if (waits != state.awaiting_call.end()) {
      replace(state.awaiting_call, waits, loss.next, [](PartyId& p) -> PartyId& { return p; });
    } else if (!state.unlimited && leader != state.leaders.end()) {
      replace(state.leaders, leader, loss.next, [](Leader& l) -> PartyId& { return l.party; });
      plan(origin);
    }
  }
  call_up_after(origin);
}

}  // namespace corridor::processes
