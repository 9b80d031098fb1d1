// Sites without a road: parties come to the first site's door when the test says, and every fact is kept.
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "corridor/demand/generator.hpp"
#include "corridor/demand/party.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/processes/event_kinds.hpp"
#include "corridor/processes/site.hpp"
#include "corridor/record/ledger.hpp"

#include "support/fact_log.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::test {

class SiteRig final : public kernel::Process, public processes::SiteUser {
 public:
  /// @pre the scenario has an origin
  explicit SiteRig(scenario::Scenario scenario)
      : scenario_(std::move(scenario)),
        times_(scenario_),
        generator_(scenario_, 1, 0),
        ledger_(scenario_.origins.size(), true),
        context_{scenario_, times_, generator_, population_, scheduler_, observers_, 1, 0},
        sites_(context_, *this),
        self_(scheduler_.add(*this)) {
    observers_.add(ledger_);
    observers_.add(visits_);
    observers_.add(facts_);
    sites_.start();
  }

  /// A party of adults that comes at `at`, as the next ordinal of the origin. Parties of one instant come in the order
  /// of these calls.
  PartyId party(SimTime at, std::uint16_t persons, RegionId destination = RegionId(0)) {
    Composition who;
    who.persons = persons;
    return party(at, who, destination);
  }
  PartyId party(SimTime at, const Composition& who, RegionId destination = RegionId(0)) {
    demand::Party p;
    p.origin = OriginId(0);
    p.ordinal = next_ordinal_++;
    p.who = who;
    p.destination = destination;
    const PartyId id = population_.add(p);
    observers_.on(record::PartyAppeared{scheduler_.now(), id, p.origin, who, false});
    scheduler_.at(at, processes::kind::departure, {self_, 0, id.index(), 0});
    return id;
  }
  /// The first party comes with the vehicle, the others aboard.
  VehicleId vehicle(SimTime at, const std::vector<std::uint16_t>& party_sizes,
                    VehicleClassId vehicle_class = VehicleClassId(0)) {
    std::vector<PartyId> parties;
    for (const std::uint16_t persons : party_sizes) {
      demand::Party p;
      p.ordinal = next_ordinal_++;
      p.who.persons = persons;
      parties.push_back(population_.add(p));
      observers_.on(record::PartyAppeared{scheduler_.now(), parties.back(), p.origin, p.who, parties.size() == 1});
    }
    const VehicleId id = population_.add_vehicle(vehicle_class, parties.front());
    for (std::size_t i = 1; i < parties.size(); ++i) {
      population_.board(parties[i], id);
    }
    scheduler_.at(at, processes::kind::departure, {self_, 1, id.index(), 0});
    return id;
  }
  /// From `at` on the stage is as `edit` makes it.
  void change(SimTime at, StageId stage, std::function<void(scenario::Stage&)> edit) {
    changes_.push_back({stage, std::move(edit)});
    const auto index = static_cast<std::uint32_t>(changes_.size() - 1);
    scheduler_.at(at, processes::kind::timeline_change, {self_, 2, index, 0});
  }

  void run(SimTime until) {
    scheduler_.run_until(until);
    ledger_.close();
  }

  [[nodiscard]] const std::vector<Visit>& visits(StageId stage) { return visits_.visits(stage); }
  [[nodiscard]] const StageLevels& levels(StageId stage) { return visits_.levels(stage); }
  [[nodiscard]] std::int64_t refused(StageId stage) { return visits_.refused(stage); }
  [[nodiscard]] const FactLog& facts() const { return facts_; }

  // What the sites ask and tell.
  processes::Beyond beyond(SiteId, VehicleId) override { return {processes::Beyond::Kind::journey_end, {}}; }
  void return_to_road(SiteId, VehicleId) override {}
  bool call(LinkId) override { return false; }
  [[nodiscard]] std::int64_t queued_on(LinkId) const override { return 0; }
  void send(VehicleId, const processes::Drive&) override {}
  void end_leg(VehicleId) override {}
  void walk_on(SiteId, PartyId) override {}
  [[nodiscard]] std::optional<NodeId> onward(SiteId, PartyId) const override { return std::nullopt; }

  void handle(const kernel::Event& event) override {
    const std::uint32_t subject = event.action.subject;
    if (event.action.handler == 2) {
      scenario::Stage& now = scenario_.stages[changes_[subject].first.index()];
      changes_[subject].second(now);
      sites_.change(changes_[subject].first, now);
    } else if (event.action.handler == 1) {
      depart(VehicleId(subject));
      sites_.arrive(SiteId(0), VehicleId(subject));
    } else {
      depart(PartyId(subject));
      sites_.arrive(SiteId(0), PartyId(subject));
    }
  }

 private:
  void depart(PartyId party) {
    const demand::Party& p = population_.party(party);
    observers_.on(record::PartyDeparted{scheduler_.now(), party, p.origin, p.who.persons});
  }
  void depart(VehicleId vehicle) {
    population_.for_each_aboard(vehicle, [this](PartyId p) { depart(p); });
  }

  scenario::Scenario scenario_;
  processes::TimeSampler times_;
  demand::Generator generator_;
  demand::Population population_;
  kernel::Scheduler scheduler_;
  record::Ledger ledger_;
  VisitRecorder visits_;
  FactLog facts_;
  record::Observers observers_;
  processes::Context context_;
  processes::Sites sites_;
  kernel::ProcessIndex self_;
  std::vector<std::pair<StageId, std::function<void(scenario::Stage&)>>> changes_;
  std::uint32_t next_ordinal_ = 0;
};

}  // namespace corridor::test
