#include "visit_recorder.hpp"

#include <variant>

#include "corridor/base/contract.hpp"

namespace corridor::results {

namespace {

void set_number(std::vector<std::uint32_t>& numbers, std::uint32_t id, std::optional<std::uint32_t> number) {
  while (numbers.size() <= id) {
    numbers.push_back(static_cast<std::uint32_t>(numbers.size()));
  }
  numbers[id] = number.value_or(id);
}

}  // namespace

VisitRecorder::VisitRecorder(const scenario::Scenario& scenario, const std::filesystem::path& folder)
    : scenario_(scenario), file_(folder, "visits", "unit,id,site,stage,arrive,begin,end,leave,outcome") {}

void VisitRecorder::on(const record::Fact& fact) {
  std::visit(
      [this](const auto& f) {
        if constexpr (requires { note(f); }) {
          note(f);
        }
      },
      fact);
}

OutputFile::Written VisitRecorder::finish() {
  auto held = held_.begin();
  for (const auto& [unit, visit] : inside_) {
    for (; held != held_.end() && held->first < unit; ++held) {
      write(held->first, held->second, std::nullopt);
    }
    write(unit, visit, std::nullopt);
  }
  for (; held != held_.end(); ++held) {
    write(held->first, held->second, std::nullopt);
  }
  return file_.finish();
}

// --- who rides with whom --------------------------------------------------------------------------------------------

void VisitRecorder::note(const record::PartyAppeared& fact) {
  set_number(party_numbers_, fact.party.index(), fact.number);
}

void VisitRecorder::note(const record::VehicleFormed& fact) {
  note_new(fact.vehicle, fact.number);
}

void VisitRecorder::note(const record::BusFormed& fact) {
  note_new(fact.vehicle, fact.number);
}

void VisitRecorder::note_new(VehicleId vehicle, std::optional<std::uint32_t> number) {
  set_number(vehicle_numbers_, vehicle.index(), number);
  if (vehicles_of_id_.size() <= vehicle.index()) {
    vehicles_of_id_.resize(vehicle.index() + std::size_t{1});
  }
  ++vehicles_of_id_[vehicle.index()];
  split_.erase(vehicle);
}

void VisitRecorder::note(const record::PartyBoarded& fact) {
  rides_[fact.party] = {fact.vehicle, vehicles_of_id_.at(fact.vehicle.index())};
}

void VisitRecorder::note(const record::PartyLeft& fact) {
  rides_.erase(fact.party);
}

void VisitRecorder::note(const record::OutcomeCounted& fact) {
  if (fact.remaining == 0) {
    rides_.erase(fact.party);
  }
  if (fact.unit.persons > 0) {
    return;
  }
  for (std::map<UnitKey, Visit>* visits : {&held_, &inside_}) {
    if (const auto found = visits->find(key(fact.unit)); found != visits->end()) {
      found->second.outcome = "ended";
      write(key(fact.unit), found->second, fact.at);
      visits->erase(found);
    }
  }
}

// --- at a stage -----------------------------------------------------------------------------------------------------

void VisitRecorder::note(const record::UnitHeld& fact) {
  const SimTime arrived = arrival(fact.stage, fact.unit, fact.at);
  held_.insert_or_assign(key(fact.unit), Visit{fact.stage, arrived, {}, {}, "held"});
}

void VisitRecorder::note(const record::StageJoined& fact) {
  const SimTime arrived = arrival(fact.stage, fact.unit, fact.at);
  held_.erase(key(fact.unit));
  const bool is_new = inside_.try_emplace(key(fact.unit), Visit{fact.stage, arrived, {}, {}, "waiting"}).second;
  expects(is_new, "a unit is in one stage at a time");
}

void VisitRecorder::note(const record::ServiceBegan& fact) {
  Visit& v = visit(fact.unit);
  v.began = fact.at;
  v.outcome = "in_service";
}

/// Who leaves in the same instant was never blocked, and no row says so.
void VisitRecorder::note(const record::ServiceFinished& fact) {
  Visit& v = visit(fact.unit);
  v.finished = fact.at;
  v.outcome = "blocked";
}

void VisitRecorder::note(const record::StageLeft& fact) {
  Visit& v = visit(fact.unit);
  v.outcome = "served";
  write(key(fact.unit), v, fact.at);
  inside_.erase(key(fact.unit));
}

void VisitRecorder::note(const record::StageRefused& fact) {
  write(key(fact.unit), {fact.stage, arrival(fact.stage, fact.unit, fact.at), {}, {}, "refused"}, fact.at);
}

VisitRecorder::UnitKey VisitRecorder::key(const record::Unit& unit) const {
  const auto& numbers = unit.kind == record::Unit::Kind::vehicle ? vehicle_numbers_ : party_numbers_;
  return {unit.kind, unit.index < numbers.size() ? numbers[unit.index] : unit.index};
}

void VisitRecorder::note(const record::UnitReneged& fact) {
  Visit& v = visit(fact.unit);
  v.outcome = "reneged";
  write(key(fact.unit), v, fact.at);
  inside_.erase(key(fact.unit));
}

VisitRecorder::Visit& VisitRecorder::visit(const record::Unit& unit) {
  const auto found = inside_.find(key(unit));
  expects(found != inside_.end(), "who is served has joined");
  return found->second;
}

SimTime VisitRecorder::arrival(StageId stage, const record::Unit& unit, SimTime now) {
  if (const auto held = held_.find(key(unit)); held != held_.end() && held->second.stage == stage) {
    return held->second.arrived;
  }
  if (unit.kind == record::Unit::Kind::vehicle) {
    return now;
  }
  return arrival_of_vehicle(stage, PartyId(unit.index), now).value_or(now);
}

std::optional<SimTime> VisitRecorder::arrival_of_vehicle(StageId stage, PartyId party, SimTime now) {
  const auto ride = rides_.find(party);
  if (ride == rides_.end() || vehicles_of_id_.at(ride->second.vehicle.index()) != ride->second.number) {
    return std::nullopt;
  }
  const VehicleId vehicle = ride->second.vehicle;
  if (const auto held = held_.find(key({record::Unit::Kind::vehicle, vehicle.index(), 0})); held != held_.end()) {
    split_.insert_or_assign(vehicle, Split{held->second.stage, held->second.arrived, now});
    held_.erase(held);
  }
  const auto split = split_.find(vehicle);
  const bool took_its_place = split != split_.end() && split->second.door == stage && split->second.at == now;
  return took_its_place ? std::optional(split->second.arrived) : std::nullopt;
}

void VisitRecorder::write(const UnitKey& unit, const Visit& visit, std::optional<SimTime> left) {
  const scenario::Stage& stage = scenario_.stages[visit.stage.index()];
  line_.text(unit.kind == record::Unit::Kind::vehicle ? "vehicle" : "party").count(unit.number);
  line_.text(scenario_.sites[stage.site.index()].id).text(stage.id);
  line_.instant(visit.arrived).instant(visit.began).instant(visit.finished).instant(left);
  file_.row(line_.text(visit.outcome));
}

}  // namespace corridor::results
