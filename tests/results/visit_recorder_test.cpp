#include "visit_recorder.hpp"

#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace corridor::results::visit_recorder_test {
namespace {

using namespace std::chrono_literals;
using record::Unit;

const std::string header = "unit,id,site,stage,arrive,begin,end,leave,outcome\n";
constexpr StageId documents(0);
constexpr StageId desk(1);
constexpr StageId beds(2);

/// Documents at the bridge; a desk and beds in the town.
scenario::Scenario a_scenario() {
  scenario::Scenario scenario;
  scenario.sites.resize(2);
  scenario.sites[0].id = "bridge";
  scenario.sites[1].id = "town";
  scenario.stages.resize(3);
  scenario.stages[0].id = "documents";
  scenario.stages[0].site = SiteId(0);
  scenario.stages[1].id = "desk";
  scenario.stages[1].site = SiteId(1);
  scenario.stages[2].id = "beds";
  scenario.stages[2].site = SiteId(1);
  return scenario;
}

Unit vehicle(std::uint32_t index) {
  return {Unit::Kind::vehicle, index, 7};
}
Unit party(std::uint32_t index) {
  return {Unit::Kind::party, index, 4};
}

std::vector<record::Fact> vehicle_with_parties(std::uint32_t id, const std::vector<std::uint32_t>& parties) {
  std::vector<record::Fact> facts = {record::VehicleFormed{
      SimTime(), VehicleId(id), OriginId(0), VehicleClassId(0), PartyId(parties.front()), {.persons = 7}, 2}};
  for (const std::uint32_t p : parties) {
    facts.emplace_back(record::PartyBoarded{SimTime(), PartyId(p), VehicleId(id), 4});
  }
  return facts;
}

std::string visits(const std::vector<record::Fact>& facts) {
  const test::TemporaryFolder temporary;
  const scenario::Scenario scenario = a_scenario();
  VisitRecorder recorder(scenario, temporary.path());
  for (const record::Fact& fact : facts) {
    recorder.on(fact);
  }
  static_cast<void>(recorder.finish());
  return test::text_of(temporary.path() / "visits.csv");
}

TEST(VisitRecorder, WritesARowWhenAUnitLeavesAStage) {
  EXPECT_EQ(
      visits({record::StageJoined{SimTime(10s), documents, vehicle(3)},
              record::ServiceBegan{SimTime(12s + 1us), documents, vehicle(3)},
              record::ServiceFinished{SimTime(100s), documents, vehicle(3)},
              record::UnitBlocked{SimTime(100s), documents, vehicle(3)},
              record::StageLeft{SimTime(130s), documents, vehicle(3), SimTime(10s), SimTime(12s), SimTime(100s)}}),
      header + "vehicle,3,bridge,documents,10.000000,12.000001,100.000000,130.000000,served\n");
}

TEST(VisitRecorder, LetsAVisitBeginAtTheDoorWhereTheUnitWasHeld) {
  EXPECT_EQ(
      visits({record::UnitHeld{SimTime(5s), beds, party(1)}, record::StageJoined{SimTime(9s), beds, party(1)},
              record::ServiceBegan{SimTime(9s), beds, party(1)}, record::ServiceFinished{SimTime(20s), beds, party(1)},
              record::StageLeft{SimTime(20s), beds, party(1), SimTime(9s), SimTime(9s), SimTime(20s)}}),
      header + "party,1,town,beds,5.000000,9.000000,20.000000,20.000000,served\n");
}

TEST(VisitRecorder, LetsTheWaitOfAPartyBeginWithThatOfItsVehicle) {
  std::vector<record::Fact> facts = vehicle_with_parties(2, {8, 9});
  facts.emplace_back(record::UnitHeld{SimTime(5s), desk, vehicle(2)});
  facts.emplace_back(record::StageJoined{SimTime(30s), desk, party(8)});
  facts.emplace_back(record::UnitHeld{SimTime(30s), desk, party(9)});
  facts.emplace_back(record::ServiceBegan{SimTime(31s), desk, party(8)});
  facts.emplace_back(record::StageJoined{SimTime(40s), desk, party(9)});
  EXPECT_EQ(visits(facts),
            header + "party,8,town,desk,5.000000,31.000000,,,in_service\n" + "party,9,town,desk,5.000000,,,,waiting\n");
}

TEST(VisitRecorder, DoesNotTakeALaterVehicleOfThatNumberForTheOneAPartyCameIn) {
  std::vector<record::Fact> facts = vehicle_with_parties(2, {8});
  std::ranges::copy(vehicle_with_parties(2, {1}), std::back_inserter(facts));
  facts.emplace_back(record::UnitHeld{SimTime(5s), desk, vehicle(2)});
  facts.emplace_back(record::StageJoined{SimTime(30s), desk, party(8)});
  EXPECT_EQ(visits(facts),
            header + "vehicle,2,town,desk,5.000000,,,,held\n" + "party,8,town,desk,30.000000,,,,waiting\n");
}

TEST(VisitRecorder, WritesARowForWhoLeavesTheLine) {
  EXPECT_EQ(visits({record::StageJoined{SimTime(5s), desk, party(4)},
                    record::UnitReneged{SimTime(7s), desk, party(4), SimTime(5s)}}),
            header + "party,4,town,desk,5.000000,,,7.000000,reneged\n");
}

TEST(VisitRecorder, WritesARowForWhoIsRefused) {
  EXPECT_EQ(visits({record::StageRefused{SimTime(7s), beds, party(4)}}),
            header + "party,4,town,beds,7.000000,,,7.000000,refused\n");
}

TEST(VisitRecorder, EndsWithTheVisitsThatAreNotOverVehiclesFirst) {
  EXPECT_EQ(
      visits({record::StageJoined{SimTime(1s), desk, party(6)}, record::ServiceBegan{SimTime(2s), desk, party(6)},
              record::ServiceFinished{SimTime(3s), desk, party(6)}, record::UnitBlocked{SimTime(3s), desk, party(6)},
              record::UnitHeld{SimTime(3s), beds, party(6)}, record::UnitHeld{SimTime(4s), beds, party(5)},
              record::StageJoined{SimTime(6s), documents, vehicle(7)}}),
      header + "vehicle,7,bridge,documents,6.000000,,,,waiting\n" + "party,5,town,beds,4.000000,,,,held\n" +
          "party,6,town,desk,1.000000,2.000000,3.000000,,blocked\n" + "party,6,town,beds,3.000000,,,,held\n");
}

TEST(VisitRecorder, CallsUnitsByTheirNumbersAndEndsInTheOrderOfThese) {
  const auto appeared = [](std::size_t id, std::uint32_t number) {
    return record::PartyAppeared{SimTime(), PartyId(id), OriginId(0), {.persons = 4}, false, number};
  };
  EXPECT_EQ(visits({appeared(0, 8), appeared(1, 2), record::StageJoined{SimTime(1s), desk, party(0)},
                    record::StageJoined{SimTime(2s), desk, party(1)}}),
            header + "party,2,town,desk,2.000000,,,,waiting\n" + "party,8,town,desk,1.000000,,,,waiting\n");
}

TEST(VisitRecorder, WritesRowsAsTheyComeAndKeepsNoMoreThanABuffer) {
  const test::TemporaryFolder temporary;
  const scenario::Scenario scenario = a_scenario();
  VisitRecorder recorder(scenario, temporary.path());
  std::size_t rows = 0;
  for (; rows < 10'000; ++rows) {
    recorder.on(record::StageRefused{SimTime(7s), beds, party(4)});
  }
  const std::size_t bytes = rows * std::string("party,4,town,beds,7.000000,,,7.000000,refused\n").size();
  EXPECT_GT(std::filesystem::file_size(temporary.path() / "visits.csv") + (std::size_t{1} << 16U), bytes);
  EXPECT_EQ(recorder.finish().bytes, header.size() + bytes);
}

}  // namespace
}  // namespace corridor::results::visit_recorder_test
