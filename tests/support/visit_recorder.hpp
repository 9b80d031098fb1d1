// Who was where at the sites: one visit per unit and stage, and how many there were at every instant. Knows facts only;
// a vehicle held at the door of a stage for parties stays counted as held there.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "corridor/record/observer.hpp"

namespace corridor::test {

/// One unit's stay in one stage; `never` for what has not happened by the end of the run.
struct Visit {
  record::Unit unit;
  SimTime at_door;  ///< when it came to the door: joined, unless it was held there
  SimTime joined;
  SimTime began = never;
  SimTime finished = never;
  SimTime left = never;  ///< also with the last person of the unit, to a counted outcome
  SimTime reneged = never;
};

/// A number that changes over time, its largest values, and its integral.
class Level {
 public:
  void add(SimTime at, std::int64_t by) {
    integral_ += (at - since_).count() * now_;
    most_lasting_ = at > since_ ? std::max(most_lasting_, now_) : most_lasting_;
    since_ = at;
    now_ += by;
    most_ = std::max(most_, now_);
  }
  [[nodiscard]] std::int64_t now() const { return now_; }
  /// After any fact.
  [[nodiscard]] std::int64_t most() const { return most_; }
  /// For longer than an instant: who is served at once is in line for none.
  [[nodiscard]] std::int64_t most_lasting() const { return most_lasting_; }
  /// [units x us] from the start to `end`. @pre nothing happened after `end`
  [[nodiscard]] std::int64_t integral(SimTime end) const { return integral_ + (end - since_).count() * now_; }

 private:
  SimTime since_{};
  std::int64_t now_ = 0;
  std::int64_t most_ = 0;
  std::int64_t most_lasting_ = 0;
  std::int64_t integral_ = 0;
};

/// What a stage holds, in units and in persons.
struct StageLevels {
  Level held, held_persons;
  Level in_line, in_line_persons;
  Level in_service, in_service_persons;  ///< with those who are finished and blocked
  Level blocked;
};

class VisitRecorder final : public record::Observer {
 public:
  void on(const record::Fact& fact) override {
    record::visit([this](const auto& f) { note(f); }, fact);
  }

  /// In the order of joining.
  [[nodiscard]] const std::vector<Visit>& visits(StageId stage) { return stages_[stage.index()].visits; }
  [[nodiscard]] const StageLevels& levels(StageId stage) { return stages_[stage.index()].levels; }
  [[nodiscard]] std::int64_t refused(StageId stage) { return stages_[stage.index()].refused; }

 private:
  using Key = std::pair<record::Unit::Kind, std::uint32_t>;
  struct StageState {
    std::vector<Visit> visits;
    std::map<Key, std::size_t> inside;
    std::map<Key, SimTime> at_door;
    std::map<Key, bool> blocked;
    StageLevels levels;
    std::int64_t refused = 0;
  };

  static Key key(const record::Unit& unit) { return {unit.kind, unit.index}; }
  Visit& visit(StageId stage, const record::Unit& unit) {
    StageState& s = stages_[stage.index()];
    return s.visits[s.inside.at(key(unit))];
  }

  void note(const record::UnitHeld& f) {
    StageState& s = stages_[f.stage.index()];
    s.at_door[key(f.unit)] = f.at;
    s.levels.held.add(f.at, 1);
    s.levels.held_persons.add(f.at, f.unit.persons);
  }
  void note(const record::StageJoined& f) {
    StageState& s = stages_[f.stage.index()];
    SimTime came = f.at;
    if (const auto held = s.at_door.find(key(f.unit)); held != s.at_door.end()) {
      came = held->second;
      s.at_door.erase(held);
      s.levels.held.add(f.at, -1);
      s.levels.held_persons.add(f.at, -f.unit.persons);
    }
    s.inside[key(f.unit)] = s.visits.size();
    s.visits.push_back({f.unit, came, f.at});
    s.levels.in_line.add(f.at, 1);
    s.levels.in_line_persons.add(f.at, f.unit.persons);
  }
  void note(const record::ServiceBegan& f) {
    StageLevels& levels = stages_[f.stage.index()].levels;
    visit(f.stage, f.unit).began = f.at;
    levels.in_line.add(f.at, -1);
    levels.in_line_persons.add(f.at, -f.unit.persons);
    levels.in_service.add(f.at, 1);
    levels.in_service_persons.add(f.at, f.unit.persons);
  }
  void note(const record::ServiceFinished& f) { visit(f.stage, f.unit).finished = f.at; }
  void note(const record::UnitBlocked& f) {
    stages_[f.stage.index()].blocked[key(f.unit)] = true;
    stages_[f.stage.index()].levels.blocked.add(f.at, 1);
  }
  void note(const record::StageLeft& f) {
    StageState& s = stages_[f.stage.index()];
    visit(f.stage, f.unit).left = f.at;
    s.levels.in_service.add(f.at, -1);
    s.levels.in_service_persons.add(f.at, -f.unit.persons);
    if (s.blocked.erase(key(f.unit)) > 0) {
      s.levels.blocked.add(f.at, -1);
    }
    s.inside.erase(key(f.unit));
  }
  void note(const record::ServiceInterrupted& f) { change_service(f.stage, f.unit, -1, f.at); }
  void note(const record::ServiceResumed& f) { change_service(f.stage, f.unit, 1, f.at); }
  void note(const record::UnitReneged& f) {
    StageState& s = stages_[f.stage.index()];
    visit(f.stage, f.unit).reneged = f.at;
    s.levels.in_line.add(f.at, -1);
    s.levels.in_line_persons.add(f.at, -f.unit.persons);
    s.inside.erase(key(f.unit));
  }
  /// From the line into service, or back.
  void change_service(StageId stage, const record::Unit& unit, std::int64_t by, SimTime at) {
    StageLevels& levels = stages_[stage.index()].levels;
    levels.in_line.add(at, -by);
    levels.in_line_persons.add(at, -by * unit.persons);
    levels.in_service.add(at, by);
    levels.in_service_persons.add(at, by * unit.persons);
  }
  /// A unit of which nobody is left is nowhere; of others there are fewer persons.
  void note(const record::OutcomeCounted& f) {
    if (!ends_journey(f.outcome)) return;
    const int units = f.unit.persons == 0 ? 1 : 0;
    for (auto& [id, s] : stages_) {
      if (s.at_door.contains(key(f.unit))) {
        s.levels.held.add(f.at, -units);
        s.levels.held_persons.add(f.at, -f.who.persons);
        if (units > 0) s.at_door.erase(key(f.unit));
      }
      if (s.inside.contains(key(f.unit))) {
        const bool is_waiting = visit(StageId(id), f.unit).began == never;
        (is_waiting ? s.levels.in_line : s.levels.in_service).add(f.at, -units);
        (is_waiting ? s.levels.in_line_persons : s.levels.in_service_persons).add(f.at, -f.who.persons);
        if (units > 0) {
          visit(StageId(id), f.unit).left = f.at;
          s.inside.erase(key(f.unit));
          s.levels.blocked.add(f.at, -static_cast<int>(s.blocked.erase(key(f.unit))));
        }
      }
    }
  }
  void note(const record::StageRefused& f) { ++stages_[f.stage.index()].refused; }
  template <class Other>
  void note(const Other&) {}

  std::map<std::uint32_t, StageState> stages_;
};

}  // namespace corridor::test
