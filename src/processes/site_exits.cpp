// How units leave the sites otherwise than in the vehicle in which they came: in their own that was parked, on foot, by
// bus. The rest of what happens to them is in site.cpp.
#include "corridor/base/contract.hpp"
#include "corridor/processes/site.hpp"

namespace corridor::processes {

/// In its own vehicle, if that stands here and a road leads on, to the region of destination; else its story ends here.
void Sites::end_journey(PartyId id, std::optional<SiteId> site) {
  const demand::Party& party = context_.population.party(id);
  if (are_vehicles_kept_ && party.drives) {
    const auto to = site ? user_.onward(*site, id) : std::nullopt;
    if (to) {
      context_.population.park(*party.vehicle);  // whoever is left of the party gets in
      user_.send(*party.vehicle, {*site, *to});
      return;
    }
    context_.population.remove(*party.vehicle);
  }
  context_.observer.on(record::PartyLeft{context_.now(), id, site, party.destination, party.who.persons});
  context_.population.remove(id);
}

/// The bus, or the vehicle that has turned back, has left the stages: it drives no further.
void Sites::end_leg(UnitId id) {
  give_up_stage(id);
  const Resident r = resident(id);
  if (std::holds_alternative<LinkId>(context_.scenario.sites[r.site.index()].where)) {
    context_.observer.on(record::SitePassed{context_.now(), VehicleId(r.unit.index), r.site, r.unit.persons});
  }
  remove_resident(id);
  user_.end_leg(VehicleId(r.unit.index));
}

void Sites::go_on_foot(UnitId id) {
  give_up_stage(id);
  const Resident r = resident(id);
  remove_resident(id);
  context_.observer.on(record::WalkerPassed{context_.now(), PartyId(r.unit.index), r.site, r.unit.persons});
  user_.walk_on(r.site, PartyId(r.unit.index));
}

// --- at a stop ------------------------------------------------------------------------------------------------------

std::optional<BusStops::First> Sites::first_in_line(StageId stop) {
  if (stage(stop).is_line_empty()) {
    return std::nullopt;
  }
  const UnitId first = stage(stop).first_in_line().unit;
  return First{first, resident(first).unit.persons};
}

void Sites::take_seat(UnitId id) {
  Stage& s = stage(resident(id).stage);
  expects(s.call_first() == id, "who is first in line takes a seat");
  resident(id).where = Where::seated;
  if (!resident(id).is_patient) {
    end_patience(id);
  }
  dirty_.push_back(resident(id).stage);
}

void Sites::depart(UnitId id) {
  Resident& r = resident(id);
  ++stage(r.stage).serving;
  r.where = Where::in_service;
  r.began = context_.now();
  context_.observer.on(record::ServiceBegan{context_.now(), r.stage, r.unit});
}

PartyId Sites::get_in(UnitId id) {
  depart(id);
  close_service(id);
  give_up_stage(id);
  const PartyId party(resident(id).unit.index);
  remove_resident(id);
  demand::Party& p = context_.population.party(party);
  if (p.drives && are_vehicles_kept_) {
    context_.population.remove(*p.vehicle);
  }
  p.drives = false;  // its vehicle stays behind
  p.next_aboard.reset();
  return party;
}

void Sites::come(PartyId party, const scenario::Stand& end) {
  if (const auto* site = std::get_if<SiteId>(&end)) {
    arrive(*site, party);
  } else {
    end_journey(party, std::nullopt);
  }
}

}  // namespace corridor::processes
