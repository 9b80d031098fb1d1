// People are conserved whatever incidents befall those who wait for a bus, sit in one, walk, or drive on: random
// incidents in `scenarios/buses`. simulate() runs a ledger that checks every law at every fact; each game is replayed
// by its number.
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/random/stream.hpp"
#include "corridor/scenario/reader.hpp"

#include "support/fact_log.hpp"
#include "support/incidents.hpp"
#include "support/simulate.hpp"

namespace corridor::conservation_transport_test {
namespace {

using namespace std::chrono_literals;

std::vector<Whereat> everywhere(const scenario::Scenario& scenario) {
  std::vector<Whereat> places;
  for (std::size_t i = 0; i < scenario.origins.size(); ++i) places.emplace_back(OriginId(i));
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) places.emplace_back(SiteId(i));
  for (std::size_t i = 0; i < scenario.links.size(); ++i) places.emplace_back(LinkId(i));
  return places;
}

/// At each place one incident within the day, in some games of everybody who is there.
void add_incidents(scenario::Scenario& scenario, std::uint32_t game) {
  auto draws = random::Decisions(23, game, random::Purpose::transition, "").draws({});
  const auto roll = [&draws](std::int64_t n) {
    return static_cast<std::int64_t>(draws.uniform() * static_cast<double>(n));
  };
  for (const Whereat& place : everywhere(scenario)) {
    const std::string id = "incident" + std::to_string(scenario.incidents.size());
    const std::int64_t persons = roll(5) == 0 ? 2000 : roll(30);
    auto incident =
        test::an_incident(id, SimTime(1min * roll(900)), {place}, persons, static_cast<Outcome>(roll(outcome_count)));
    if (roll(2) == 0) {
      incident.to = incident.from + 1min * (1 + roll(500));
    }
    scenario.incidents.push_back(incident);
  }
}

struct Met {
  std::int64_t aboard_a_bus = 0;
  std::int64_t on_foot = 0;
  std::int64_t at_a_stop = 0;

  void count(const test::FactLog& facts, const scenario::Scenario& scenario) {
    std::vector<bool> is_bus;
    for (const record::Fact& fact : facts.all()) {
      const auto note = [&](VehicleId vehicle, bool bus) {
        is_bus.resize(std::max<std::size_t>(is_bus.size(), vehicle.index() + std::size_t{1}));
        is_bus[vehicle.index()] = bus;
      };
      if (const auto* bus = std::get_if<record::BusFormed>(&fact)) note(bus->vehicle, true);
      if (const auto* car = std::get_if<record::VehicleFormed>(&fact)) note(car->vehicle, false);
      const auto* outcome = std::get_if<record::OutcomeCounted>(&fact);
      if (outcome == nullptr) continue;
      const bool in_vehicle = outcome->unit.kind == record::Unit::Kind::vehicle;
      aboard_a_bus += in_vehicle && is_bus[outcome->unit.index] ? 1 : 0;
      on_foot += !in_vehicle && std::holds_alternative<LinkId>(outcome->place) ? 1 : 0;
      const auto* site = std::get_if<SiteId>(&outcome->place);
      at_a_stop += site != nullptr && scenario.sites[site->index()].id == "bus_stop" ? 1 : 0;
    }
  }
};

TEST(AnyIncidentsWithBuses, LoseNobody) {
  const scenario::Scenario shipped = scenario::read(CORRIDOR_SOURCE_DIR "/scenarios/buses");
  Met met;
  for (std::uint32_t game = 0; game < 200; ++game) {
    SCOPED_TRACE("game " + std::to_string(game));
    scenario::Scenario scenario = shipped;
    add_incidents(scenario, game);
    std::int64_t asked = 0;
    for (const auto& incident : scenario.incidents) {
      asked += incident.persons;
    }
    test::FactLog facts;

    ASSERT_NO_THROW(test::simulate(scenario, {&facts}, {.seed = 1 + game}));

    EXPECT_EQ(test::persons_met(facts) + test::persons_unmet(facts), asked);
    met.count(facts, scenario);
  }
  EXPECT_GT(met.aboard_a_bus, 200);
  EXPECT_GT(met.on_foot, 200);
  EXPECT_GT(met.at_a_stop, 200);
}

}  // namespace
}  // namespace corridor::conservation_transport_test
