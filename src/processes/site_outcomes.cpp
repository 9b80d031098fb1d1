// What becomes of units at the sites that lose persons to a counted outcome. What happens to all others is in site.cpp.
#include "corridor/processes/site.hpp"

namespace corridor::processes {

void Sites::lose_persons(UnitId id) {
  Resident& r = resident(id);
  const std::uint16_t before = r.unit.persons;
  r.unit =
      r.unit.kind == record::Unit::Kind::vehicle ? unit_of(VehicleId(r.unit.index)) : unit_of(PartyId(r.unit.index));
  stocks_.count(r.site, r.unit.persons - before);
  if (r.where == Where::in_line || r.where == Where::seated || r.where == Where::in_service) {
    buses_.lose_persons(r.stage, id, before - r.unit.persons, r.where == Where::in_line);
  }
  if (r.unit.persons == 0 && bus_of(r.unit) == nullptr) {
    drop(id);
    return;
  }
  if (r.is_at_door) {
    restand(id);
  }
  if (r.where == Where::outside) {
    dirty_.push_back(r.target);  // it may fit now
    return;
  }
  Stage& s = stage(r.stage);
  const auto weight = static_cast<std::int32_t>(s.weight(r.unit.persons));
  if (r.where == Where::in_line && weight != r.weight) {
    r.place = s.reweigh(r.place, weight);
  } else if (r.taken > weight) {
    s.free(r.taken - weight);
    r.taken = weight;
  }
  r.weight = weight;
  dirty_.push_back(r.stage);
  if (r.where == Where::finished) {
    dirty_.push_back(r.target);
  }
}

/// It may fit where it did not, if that decides who goes first at its door.
void Sites::restand(UnitId id) {
  Resident& r = resident(id);
  Stage& s = stage(r.target);
  const Request asked = request(first_unit_for(r.unit, s), r.target);
  r.place = s.stand_lighter_at_door(r.place, asked.weight);
  for_each_sought(id, [this](StageId to) { dirty_.push_back(to); });
}

/// Nobody of the unit is left: it stands nowhere and holds nothing.
void Sites::drop(UnitId id) {
  const Resident& r = resident(id);
  if (r.where == Where::in_line) {
    stage(r.stage).leave_line(r.place);
  } else if (r.where == Where::in_service || r.where == Where::finished) {
    release(id);
  }
  if (r.where == Where::in_service) {
    end_serving(id);
  }
  if (r.where != Where::outside) {
    dirty_.push_back(r.stage);
  }
  if (r.is_at_door) {
    dirty_.push_back(r.target);
    leave_door(id);
  }
  if (r.unit.kind == record::Unit::Kind::vehicle) {
    to_road_.erase(r.unit.index);
  } else if (const demand::Party& party = context_.population.party(PartyId(r.unit.index));
             party.drives && are_vehicles_kept_) {
    context_.population.remove(*party.vehicle);  // which stood here
  }
  remove_resident(id);
}

void Sites::abandon_door(LinkId link) {
  leave_door(link);
  settle();
}

}  // namespace corridor::processes
