// Fuel that vehicles get at the stages of a site, and what is left of it there.
#include <algorithm>

#include "corridor/processes/site.hpp"

namespace corridor::processes {

Litres Sites::fuel_due(const record::Unit& unit, const Stage& at) const {
  const auto* service = std::get_if<scenario::Service>(&at.spec().kind);
  if (tanks_ == nullptr || service == nullptr || !service->fuel || unit.kind != record::Unit::Kind::vehicle) {
    return Litres(0);
  }
  const Litres room = tanks_->room(VehicleId(unit.index));
  return std::min(service->fuel->gives.value_or(room), room);
}

/// What a unit gets is taken out of the stock when its service begins.
void Sites::promise_fuel(UnitId id) {
  const Resident& r = resident(id);
  if (r.due > Litres(0) && stage(r.stage).stock()) {
    stage(r.stage).take_fuel(r.due);
    state_stock(r.stage);
  }
}

void Sites::give_fuel(UnitId id) {
  Resident& r = resident(id);
  if (r.due > Litres(0)) {
    tanks_->fill(VehicleId(r.unit.index), r.due);
    context_.observer.on(record::FuelGiven{context_.now(), VehicleId(r.unit.index), r.stage, r.due});
    r.due = Litres(0);
  }
}

void Sites::state_stock(StageId id) {
  if (stage(id).gives_fuel()) {
    context_.observer.on(record::FuelStockChanged{context_.now(), id, stage(id).stock()});
  }
}

}  // namespace corridor::processes
