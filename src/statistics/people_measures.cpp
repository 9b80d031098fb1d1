#include "people_measures.hpp"

#include <algorithm>
#include <iterator>
#include <variant>

namespace corridor::statistics {
namespace {

constexpr std::array<Measure, outcome_count> measure_of_outcome = {
    Measure::died_persons, Measure::injured_persons, Measure::detained_persons, Measure::turned_back_persons,
    Measure::flown_out_persons};

}  // namespace

PeopleMeasures::PeopleMeasures(const scenario::Scenario& scenario, const Places& places, Travellers& travellers)
    : places_(places),
      travellers_(travellers),
      origins_(scenario.origins.size()),
      registered_(scenario.sites.size()),
      arrived_(scenario.regions.size()) {
  const auto note_registration = [this](const scenario::Stage& stage) {
    if (stage.registers) {
      registered_[stage.site.index()].emplace();
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
    } else if (const auto* of_origin = std::get_if<scenario::Change::OfOrigin>(&change.what)) {
      origins_[of_origin->id.index()].has_call = of_origin->now.call_up.has_value();
    }
  }
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    origins_[i].has_call = origins_[i].has_call || scenario.origins[i].call_up.has_value();
    somebody_may_wait_ = somebody_may_wait_ || origins_[i].has_call;
  }
  expect_outcomes(scenario);
}

/// There are figures of every outcome that an incident has, at every place where an incident may befall somebody; of
/// those at stages; and of those who turn back, at the origins to which they drive.
void PeopleMeasures::expect_outcomes(const scenario::Scenario& scenario) {
  std::vector<PlaceRank> ranks;
  for (const scenario::Incident& incident : scenario.incidents) {
    may_occur_[static_cast<std::size_t>(incident.outcome)] = true;
    std::ranges::transform(incident.where, std::back_inserter(ranks), [this](const Whereat& w) { return rank_of(w); });
  }
  for (std::size_t i = 0; i < scenario.origins.size(); ++i) {
    if (scenario.turn_back_from(OriginId(i)) != nullptr) {
      may_occur_[static_cast<std::size_t>(Outcome::turned_back)] = true;
      ranks.push_back(places_.origins[i]);
    }
  }
  const auto expect_at = [&](const scenario::Stage& stage) {
    for (const scenario::Transition& t : stage.next) {
      if (t.ending) {
        may_occur_[static_cast<std::size_t>(t.ending->outcome)] = true;
        ranks.push_back(places_.sites[stage.site.index()]);
      }
    }
  };
  std::ranges::for_each(scenario.stages, expect_at);
  for (const scenario::Change& change : scenario.changes) {
    if (const auto* of_stage = std::get_if<scenario::Change::OfStage>(&change.what)) {
      expect_at(of_stage->now);
    }
  }
  may_be_unmet_ = !scenario.incidents.empty();
  std::ranges::sort(ranks);
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  outcomes_.push_back({.place = Places::all});
  for (const PlaceRank rank : ranks) {
    outcomes_.push_back({.place = rank});
  }
}

PlaceRank PeopleMeasures::rank_of(const Whereat& place) const {
  if (const auto* origin = std::get_if<OriginId>(&place)) {
    return places_.origins[origin->index()];
  }
  if (const auto* link = std::get_if<LinkId>(&place)) {
    return places_.links[link->index()];
  }
  return places_.sites[std::get<SiteId>(place).index()];
}

PeopleMeasures::Outcomes* PeopleMeasures::outcomes_at(PlaceRank place) {
  const auto found = std::ranges::find(outcomes_, place, &Outcomes::place);
  return found == outcomes_.end() ? nullptr : &*found;
}

void PeopleMeasures::on(const record::CallAwaited& fact) {
  travellers_.party(fact.party).call_awaited = fact.at;
  origins_[fact.origin.index()].awaiting_call += fact.persons;
}

void PeopleMeasures::on(const record::CallCame& fact) {
  origins_[fact.origin.index()].awaiting_call -= fact.persons;
}

void PeopleMeasures::on(const record::OutcomeCounted& fact) {
  const auto outcome = static_cast<std::size_t>(fact.outcome);
  const GroupCounts met = travellers_.groups_met(fact);
  for (std::size_t i = 0; i < met.size(); ++i) {
    outcomes_by_group_[outcome][i] += met[i];
  }
  for (Outcomes* at : {&outcomes_.front(), outcomes_at(rank_of(fact.place))}) {
    if (at != nullptr) {
      at->persons[outcome] += fact.who.persons;
    }
  }
  const Party& party = travellers_.party(fact.party);
  if (ends_journey(fact.outcome)) {
    OriginCounts& origin = origins_[party.origin.index()];
    origin.left += fact.who.persons;
    origin.awaiting_call -= party.call_awaited == never ? 0 : fact.who.persons;
  }
}

void PeopleMeasures::on(const record::OutcomeUnmet& fact) {
  unmet_ += fact.persons;
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
  registered_[site_of_stage_[fact.stage.index()].index()]->add(fact.at, fact.persons);
  all_registered_.add(fact.at, fact.persons);
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
  count_everybody(figures);
  count_calls(figures);
  figures.push_back({Places::all, Measure::in_transit_persons, static_cast<double>(in_transit_)});
}

void PeopleMeasures::summarise(Figures& figures) const {
  count_everybody(figures);
  for (std::size_t i = 0; i < outcome_count; ++i) {
    for (const Group group : all_groups) {
      if (may_occur_[i] && group != Group::everybody) {
        const auto persons = static_cast<double>(outcomes_by_group_[i][index_of(group)]);
        figures.push_back({Places::all, measure_of_outcome[i], persons, group});
      }
    }
  }
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
  summarise_registrations(figures);
}

void PeopleMeasures::summarise_registrations(Figures& figures) const {
  const auto add = [&figures](PlaceRank place, const CumulativeCount& registered) {
    figures.push_back({place, Measure::time_99_registered, registered.hours_until(99)});
    figures.push_back({place, Measure::last_registration, registered.hours_until_last()});
  };
  for (std::size_t i = 0; i < registered_.size(); ++i) {
    if (registered_[i]) {
      add(places_.sites[i], *registered_[i]);
    }
  }
  if (somebody_registers_) {
    add(Places::all, all_registered_);
    figures.push_back({Places::all, Measure::never_registered_persons, static_cast<double>(never_registered_)});
  }
}

void PeopleMeasures::count_calls(Figures& figures) const {
  std::int64_t waiting = 0;
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    waiting += origins_[i].awaiting_call;
    if (origins_[i].has_call) {
      figures.push_back(
          {places_.origins[i], Measure::waiting_for_call, static_cast<double>(origins_[i].awaiting_call)});
    }
  }
  if (somebody_may_wait_) {
    figures.push_back({Places::all, Measure::waiting_for_call, static_cast<double>(waiting)});
  }
}

void PeopleMeasures::count_outcomes(Figures& figures) const {
  for (const Outcomes& at : outcomes_) {
    for (std::size_t i = 0; i < outcome_count; ++i) {
      if (may_occur_[i]) {
        figures.push_back({at.place, measure_of_outcome[i], static_cast<double>(at.persons[i])});
      }
    }
  }
  if (may_be_unmet_) {
    figures.push_back({Places::all, Measure::unmet_persons, static_cast<double>(unmet_)});
  }
}

void PeopleMeasures::count_everybody(Figures& figures) const {
  count_outcomes(figures);
  std::int64_t departed = 0;
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    departed += origins_[i].departed;
    figures.push_back({places_.origins[i], Measure::departed_persons, static_cast<double>(origins_[i].departed)});
  }
  figures.push_back({Places::all, Measure::departed_persons, static_cast<double>(departed)});

  for (std::size_t i = 0; i < registered_.size(); ++i) {
    if (registered_[i]) {
      figures.push_back(
          {places_.sites[i], Measure::registered_persons, static_cast<double>(registered_[i]->persons())});
    }
  }
  if (somebody_registers_) {
    figures.push_back({Places::all, Measure::registered_persons, static_cast<double>(all_registered_.persons())});
  }

  std::int64_t arrived = 0;
  for (std::size_t i = 0; i < arrived_.size(); ++i) {
    arrived += arrived_[i];
    figures.push_back({places_.regions[i], Measure::arrived_persons, static_cast<double>(arrived_[i])});
  }
  figures.push_back({Places::all, Measure::arrived_persons, static_cast<double>(arrived)});
}

}  // namespace corridor::statistics
