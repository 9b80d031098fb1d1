#include "people_measures.hpp"

#include <variant>

namespace corridor::statistics {

PeopleMeasures::PeopleMeasures(const scenario::Scenario& scenario, const Places& places, Travellers& travellers)
    : places_(places),
      travellers_(travellers),
      origins_(scenario.origins.size()),
      registered_(scenario.sites.size()),
      arrived_(scenario.regions.size()) {
  const auto note_registration = [this](const scenario::Stage& stage) {
    if (stage.registers) {
      registered_[stage.site.index()] = 0;
      somebody_registers_ = true;
    }
  };
  for (const scenario::Stage& stage : scenario.stages) {
    site_of_stage_.push_back(stage.site);
    note_registration(stage);
  }
  for (const scenario::Change& change : scenario.changes) {
    if (const auto* of_stage = std::get_if<scenario::Change::OfStage>(&change.what)) {
      note_registration(of_stage->now);
    }
  }
}

void PeopleMeasures::on(const record::PartyAppeared& fact) {
  origins_[fact.origin.index()].appeared += fact.who.persons;
  const GroupCounts& groups = travellers_.party(fact.party).groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    appeared_[i] += groups[i];
  }
}

void PeopleMeasures::on(const record::PartyDeparted& fact) {
  origins_[fact.origin.index()].departed += fact.persons;
}

void PeopleMeasures::on(const record::PartyRegistered& fact) {
  auto& registered = registered_[site_of_stage_[fact.stage.index()].index()];
  registered = registered.value_or(0) + fact.persons;
  travellers_.party(fact.party).is_registered = true;
}

void PeopleMeasures::on(const record::PartyLeft& fact) {
  arrived_[fact.region.index()] += fact.persons;
  const Party& party = travellers_.party(fact.party);
  origins_[party.origin.index()].left += fact.persons;
  if (!party.is_registered) {
    never_registered_ += fact.persons;
  }
}

void PeopleMeasures::sample(Figures& figures) const {
  count_outcomes(figures);
  figures.push_back({Places::all, Measure::in_transit_persons, static_cast<double>(in_transit_)});
}

void PeopleMeasures::summarise(Figures& figures) const {
  count_outcomes(figures);
  std::int64_t present = 0;
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    const OriginCounts& origin = origins_[i];
    present += origin.appeared - origin.left;
    figures.push_back({places_.origins[i], Measure::total_persons, static_cast<double>(origin.appeared)});
    figures.push_back(
        {places_.origins[i], Measure::present_persons, static_cast<double>(origin.appeared - origin.left)});
  }
  for (const Group group : all_groups) {
    figures.push_back({Places::all, Measure::total_persons, static_cast<double>(appeared_[index_of(group)]), group});
  }
  figures.push_back({Places::all, Measure::present_persons, static_cast<double>(present)});
  if (somebody_registers_) {
    figures.push_back({Places::all, Measure::never_registered_persons, static_cast<double>(never_registered_)});
  }
}

void PeopleMeasures::count_outcomes(Figures& figures) const {
  std::int64_t departed = 0;
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    departed += origins_[i].departed;
    figures.push_back({places_.origins[i], Measure::departed_persons, static_cast<double>(origins_[i].departed)});
  }
  figures.push_back({Places::all, Measure::departed_persons, static_cast<double>(departed)});

  std::int64_t registered = 0;
  for (std::size_t i = 0; i < registered_.size(); ++i) {
    if (registered_[i]) {
      registered += *registered_[i];
      figures.push_back({places_.sites[i], Measure::registered_persons, static_cast<double>(*registered_[i])});
    }
  }
  if (somebody_registers_) {
    figures.push_back({Places::all, Measure::registered_persons, static_cast<double>(registered)});
  }

  std::int64_t arrived = 0;
  for (std::size_t i = 0; i < arrived_.size(); ++i) {
    arrived += arrived_[i];
    figures.push_back({places_.regions[i], Measure::arrived_persons, static_cast<double>(arrived_[i])});
  }
  figures.push_back({Places::all, Measure::arrived_persons, static_cast<double>(arrived)});
}

}  // namespace corridor::statistics
