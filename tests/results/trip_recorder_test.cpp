#include "trip_recorder.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace corridor::results::trip_recorder_test {
namespace {

using namespace std::chrono_literals;

constexpr const char* header =
    "vehicle,trip,class,parties,persons,origin,destination,depart,enter_road,arrive,queued_s\n";

/// Cars from `village` to the node `bridge` or the site `town`.
scenario::Scenario a_scenario() {
  scenario::Scenario scenario;
  scenario.vehicle_classes = {{"car", metres(4.6), 5, 1}};
  scenario.nodes = {{"bridge", 0, 0}};
  scenario.links.resize(2);
  scenario.links[0].id = "up";
  scenario.links[1].id = "down";
  scenario.sites.resize(1);
  scenario.sites[0].id = "town";
  scenario.origins.resize(2);
  scenario.origins[0].id = "village";
  scenario.origins[0].to = SiteId(0);
  scenario.origins[1].id = "farm";
  scenario.origins[1].to = NodeId(0);
  return scenario;
}

record::VehicleFormed formed(std::size_t vehicle, std::size_t origin) {
  return {SimTime(), VehicleId(vehicle), OriginId(origin), VehicleClassId(0), PartyId(0), {.persons = 7}, 2};
}

struct Tables {
  std::string trips;
  std::string passages;
};

Tables tables(const std::vector<record::Fact>& facts) {
  const test::TemporaryFolder temporary;
  const scenario::Scenario scenario = a_scenario();
  TripRecorder recorder(scenario, temporary.path(), Details::all);
  for (const record::Fact& fact : facts) {
    recorder.on(fact);
  }
  static_cast<void>(recorder.finish());
  return {test::text_of(temporary.path() / "trips.csv"), test::text_of(temporary.path() / "passages.csv")};
}

std::string trips(const std::vector<record::Fact>& facts) {
  return tables(facts).trips;
}

TEST(TripRecorder, WritesARowWhenAVehicleArrives) {
  const VehicleId v(3);
  EXPECT_EQ(trips({formed(3, 0), record::VehicleDeparted{SimTime(90s), v, OriginId(0), 7},
                   record::LinkEntered{SimTime(90s + 1us), v, LinkId(0), 7},
                   record::LinkLeft{SimTime(200s), v, LinkId(0), 7, SimTime(90s + 1us), 12s + 500ms},
                   record::LinkEntered{SimTime(200s), v, LinkId(1), 7},
                   record::LinkLeft{SimTime(300s), v, LinkId(1), 7, SimTime(200s), 1s},
                   record::VehicleArrived{SimTime(300s), v, SiteId(0), 7}}),
            std::string(header) + "3,0,car,2,7,village,town,90.000000,90.000001,300.000000,13.500000\n");
}

TEST(TripRecorder, EndsWithTheTripsUnderWayAndLeavesOutWhoHasNotDeparted) {
  EXPECT_EQ(trips({formed(9, 1), formed(4, 1), formed(5, 1),
                   record::VehicleDeparted{SimTime(2s), VehicleId(9), OriginId(1), 7},
                   record::VehicleDeparted{SimTime(3s), VehicleId(4), OriginId(1), 7}}),
            std::string(header) + "4,0,car,2,7,farm,bridge,3.000000,,,0.000000\n" +
                "9,0,car,2,7,farm,bridge,2.000000,,,0.000000\n");
}

TEST(TripRecorder, CallsVehiclesByTheirNumbersAndEndsInTheOrderOfThese) {
  record::VehicleFormed second = formed(0, 1);
  second.number = 7;
  record::VehicleFormed first = formed(1, 1);
  first.number = 3;
  EXPECT_EQ(trips({second, first, record::VehicleDeparted{SimTime(2s), VehicleId(0), OriginId(1), 7},
                   record::VehicleDeparted{SimTime(3s), VehicleId(1), OriginId(1), 7}}),
            std::string(header) + "3,0,car,2,7,farm,bridge,3.000000,,,0.000000\n" +
                "7,0,car,2,7,farm,bridge,2.000000,,,0.000000\n");
}

TEST(TripRecorder, NumbersTheTripsOfAVehicleIdThatIsGivenAgain) {
  const auto trip = [](SimTime depart) {
    return std::vector<record::Fact>{formed(1, 0), record::VehicleDeparted{depart, VehicleId(1), OriginId(0), 7},
                                     record::VehicleArrived{depart + 5s, VehicleId(1), SiteId(0), 7}};
  };
  std::vector<record::Fact> facts = trip(SimTime(1s));
  std::ranges::copy(trip(SimTime(60s)), std::back_inserter(facts));
  EXPECT_EQ(trips(facts), std::string(header) + "1,0,car,2,7,village,town,1.000000,,6.000000,0.000000\n" +
                              "1,1,car,2,7,village,town,60.000000,,65.000000,0.000000\n");
}

TEST(TripRecorder, WritesARowForEveryLinkWhenItIsLeft) {
  const auto enter = [](SimTime at, std::size_t v, std::size_t link) {
    return record::LinkEntered{at, VehicleId(v), LinkId(link), 7};
  };
  const auto leave = [](SimTime at, std::size_t v, std::size_t link, SimTime entered) {
    return record::LinkLeft{at, VehicleId(v), LinkId(link), 7, entered, Duration(0)};
  };
  EXPECT_EQ(tables({formed(1, 0), formed(2, 0), enter(SimTime(1s), 1, 0), enter(SimTime(2s), 2, 0),
                    leave(SimTime(5s), 1, 0, SimTime(1s)), enter(SimTime(5s), 1, 1),
                    leave(SimTime(9s + 1us), 1, 1, SimTime(5s)),
                    record::VehicleArrived{SimTime(9s + 1us), VehicleId(1), SiteId(0), 7}, formed(1, 1),
                    enter(SimTime(20s), 1, 1)})
                .passages,
            "vehicle,trip,link,enter,leave\n"
            "1,0,up,1.000000,5.000000\n"
            "1,0,down,5.000000,9.000001\n"
            "1,1,down,20.000000,\n"
            "2,0,up,2.000000,\n");
}

TEST(TripRecorder, WritesNoPassagesIfOnlyTripEndsAreWanted) {
  const test::TemporaryFolder temporary;
  const scenario::Scenario scenario = a_scenario();
  TripRecorder recorder(scenario, temporary.path(), Details::trip_ends);
  recorder.on(formed(1, 0));
  recorder.on(record::VehicleDeparted{SimTime(1s), VehicleId(1), OriginId(0), 7});
  recorder.on(record::LinkEntered{SimTime(2s), VehicleId(1), LinkId(0), 7});
  recorder.on(record::LinkLeft{SimTime(9s), VehicleId(1), LinkId(0), 7, SimTime(2s), 3s});
  EXPECT_EQ(recorder.finish().size(), 1U);
  EXPECT_EQ(test::text_of(temporary.path() / "trips.csv"),
            std::string(header) + "1,0,car,2,7,village,town,1.000000,2.000000,,3.000000\n");
  EXPECT_FALSE(std::filesystem::exists(temporary.path() / "passages.csv"));
}

TEST(TripRecorder, WritesATripOfABusOrOfAParkedVehicleFromNodeToNode) {
  const VehicleId bus(4);
  const VehicleId car(2);
  EXPECT_EQ(trips({record::BusFormed{SimTime(), bus, VehicleClassId(0), StageId(0)},
                   record::VehicleSetOff{SimTime(1s), bus, std::nullopt, NodeId(0), NodeId(0), 0, 0},
                   record::LinkEntered{SimTime(2s), bus, LinkId(0), 0},
                   record::LinkLeft{SimTime(5s), bus, LinkId(0), 0, SimTime(2s), 0s},
                   record::VehicleArrived{SimTime(5s), bus, std::nullopt, 0}, formed(2, 0),
                   record::VehicleDeparted{SimTime(5s), car, OriginId(0), 7},
                   record::VehicleArrived{SimTime(6s), car, SiteId(0), 7},
                   record::VehicleSetOff{SimTime(7s), car, PartyId(2), NodeId(0), NodeId(0), 1, 4},
                   record::VehicleArrived{SimTime(9s), car, std::nullopt, 4}}),
            std::string(header) +
                "4,0,car,0,0,bridge,bridge,1.000000,2.000000,5.000000,0.000000\n"
                "2,0,car,2,7,village,town,5.000000,,6.000000,0.000000\n"
                "2,1,car,1,4,bridge,bridge,7.000000,,9.000000,0.000000\n");
}

TEST(TripRecorder, WritesTheTripOfAVehicleThatTurnsBackWhenItIsHome) {
  const VehicleId v(0);
  const record::Unit emptied{record::Unit::Kind::vehicle, 0, 0};
  Composition who;
  who.persons = 7;
  const Tables written = tables({
      formed(0, 0),
      record::VehicleDeparted{SimTime(10s), v, OriginId(0), 7},
      record::LinkEntered{SimTime(20s), v, LinkId(0), 7},
      record::VehicleTurnedBack{SimTime(100s), v, LinkId(0), LinkId(1), metres(300), 7, 30s, SimTime(70s)},
      record::LinkEntered{SimTime(110s), v, LinkId(1), 7},
      record::LinkLeft{SimTime(150s), v, LinkId(1), 7, SimTime(70s), 12s},
      record::OutcomeCounted{SimTime(150s), PartyId(0), OriginId(0), Outcome::turned_back, who, 0, emptied,
                             record::OutcomeCounted::From::door},
  });

  EXPECT_EQ(written.trips, std::string(header) + "0,0,car,2,7,village,town,10.000000,20.000000,,42.000000\n");
  EXPECT_EQ(written.passages,
            "vehicle,trip,link,enter,leave\n0,0,up,20.000000,100.000000\n0,0,down,110.000000,150.000000\n");
}

}  // namespace
}  // namespace corridor::results::trip_recorder_test
