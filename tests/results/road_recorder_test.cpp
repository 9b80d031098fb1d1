#include "road_recorder.hpp"

#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace corridor::results::road_recorder_test {
namespace {

using namespace std::chrono_literals;

TEST(RoadRecorder, WritesSpaceMeanSpeedOfThoseWhoLeftAndTheTailWhereSomebodyIs) {
  const test::TemporaryFolder temporary;
  scenario::Scenario scenario;
  scenario.links.resize(1);
  scenario.links[0].id = "up";
  scenario.links[0].length = metres(1000);
  const LinkId up(0);
  const std::string time = scenario.calendar.to_iso(SimTime(1h));
  RoadRecorder recorder(scenario, temporary.path());
  recorder.on(record::LinkLeft{SimTime(100s), VehicleId(0), up, 1, SimTime(0s), Duration(0)});
  recorder.on(record::LinkLeft{SimTime(400s), VehicleId(1), up, 1, SimTime(100s), Duration(0)});
  recorder.on(record::LinkObserved{SimTime(1h), up, Vehicles(3), Vehicles(2), People(2), metres(20), metres(250)});
  recorder.on(record::LinkObserved{SimTime(1h), up, Vehicles(1), Vehicles(0), People(0), metres(0)});
  recorder.on(record::LinkObserved{SimTime(1h), up, Vehicles(0), Vehicles(0), People(0), metres(0)});
  static_cast<void>(recorder.finish());
  // 2 km in 400 s = 18 km/h
  EXPECT_EQ(test::text_of(temporary.path() / "road.csv"),
            "time,link,vehicles,queued,speed,tail_km\n" + time + ",up,3,2,18,0.25\n" + time + ",up,1,0,,\n");
}

TEST(RoadRecorder, WritesVehiclesAndDensityOfEachPart) {
  const test::TemporaryFolder temporary;
  scenario::Scenario scenario;
  scenario.links.resize(1);
  scenario.links[0].id = "up";
  const LinkId up(0);
  const std::string time = scenario.calendar.to_iso(SimTime(1h));
  RoadRecorder recorder(scenario, temporary.path());
  recorder.on(record::CellObserved{SimTime(1h), up, metres(0), metres(500), Vehicles(7)});
  recorder.on(record::CellObserved{SimTime(1h), up, metres(500), metres(750), Vehicles(0)});
  const auto written = recorder.finish();
  ASSERT_EQ(written.size(), 2U);
  EXPECT_EQ(written[1].name, "density.csv");
  EXPECT_EQ(
      test::text_of(temporary.path() / "density.csv"),
      "time,link,from_km,to_km,vehicles,vehicles_per_km\n" + time + ",up,0,0.5,7,14\n" + time + ",up,0.5,0.75,0,0\n");
}

}  // namespace
}  // namespace corridor::results::road_recorder_test
