// [[change]] and --set.
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "scenario_files.hpp"

namespace corridor::scenario::change_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ScenarioFiles;
using testing::summaries;

std::string change(const std::string& at, const std::string& set, const std::string& value,
                   const std::string& more = "") {
  return "[[change]]\nat = 2024-03-01T" + at + ":00+02:00\nset = \"" + set + "\"\n" + value + "\n" + more + "\n";
}

const Stage& stage_of(const Change& change) {
  return std::get<Change::OfStage>(change.what).now;
}

TEST(Change, HoldsTheWholeStageAsItIsThen) {
  const Scenario s = ScenarioFiles().read();
  ASSERT_EQ(s.changes.size(), 1U);
  const Change& c = s.changes[0];
  EXPECT_EQ(c.at, SimTime(hours(6)));
  EXPECT_EQ(c.path, "site.gate.documents.servers");
  EXPECT_EQ(c.reason, "a second shift");
  EXPECT_EQ(std::get<Change::OfStage>(c.what).id, StageId(0));
  EXPECT_EQ(std::get<Service>(stage_of(c).kind).servers, 4);
  EXPECT_EQ(std::get<Service>(stage_of(c).kind).time, std::get<Service>(s.stages[0].kind).time);
  EXPECT_EQ(stage_of(c).place, "gate/documents");
  EXPECT_EQ(std::get<Service>(s.stages[0].kind).servers, 2) << "at the start";
}

TEST(Change, AddsToTheChangesBefore) {
  ScenarioFiles files;
  files.append(change("18:00", "site.gate.documents.service.mean", "by = 0.5"));
  files.append(change("08:00", "site.gate.documents.service.mean", "by = 1.5"));
  const Scenario s = files.read();
  ASSERT_EQ(s.changes.size(), 3U);
  EXPECT_EQ(std::get<Service>(stage_of(s.changes[0]).kind).time.mean, seconds(72));
  EXPECT_EQ(std::get<Service>(stage_of(s.changes[0]).kind).servers, 2);
  EXPECT_EQ(std::get<Service>(stage_of(s.changes[2]).kind).time.mean, seconds(36)) << "half of what was then";
  EXPECT_EQ(std::get<Service>(stage_of(s.changes[2]).kind).servers, 4);
}

TEST(Change, OfLinksAndOrigins) {
  ScenarioFiles files;
  files.append(change("09:00", "link.gate_road.lanes", "to = 2.5"));
  files.append(change("09:00", "link.gate_road.free_speed", "to = \"30 km/h\""));
  files.append(
      change("10:00", "origin.village.departure.base", "to = \"0.5 /h\"", "kind = \"assumed\"\nsource = \"none\""));
  const Scenario s = files.read();
  ASSERT_EQ(s.changes.size(), 4U);
  const Link& link = std::get<Change::OfLink>(s.changes[1].what).now;
  EXPECT_EQ(link.lanes, lanes(2.5));
  EXPECT_EQ(link.capacity, 1500.0) << "600 per lane";
  EXPECT_EQ(link.free_speed, kilometres_per_hour(30));
  const Origin& origin = std::get<Change::OfOrigin>(s.changes[2].what).now;
  EXPECT_EQ(std::get<HazardDeparture>(origin.departure).base_per_hour, 0.5);
  EXPECT_EQ(s.changes[2].evidence, Evidence::assumed);
  EXPECT_EQ(s.changes[2].source, "none");
}

TEST(Change, OfALinkWithoutLanesKeepsTheRateOfThoseInside) {
  ScenarioFiles files;
  files.append(change("09:00", "link.gate_road.lanes", "to = 0"))
      .append(change("10:00", "link.gate_road.lanes", "to = 3"));
  const Scenario s = files.read();
  EXPECT_EQ(std::get<Change::OfLink>(s.changes[0].what).now.capacity, 900.0);
  EXPECT_EQ(std::get<Change::OfLink>(s.changes[1].what).now.capacity, 1800.0);
}

TEST(Change, OfOneEntryOfAList) {
  ScenarioFiles files;
  files.append(
      change("09:00", "site.gate.documents.next.1.share", "to = \"8 %\"", "known_from = 2024-03-01T10:00:00+02:00"));
  const Scenario s = files.read();
  EXPECT_EQ(stage_of(s.changes[0]).next[0].share, 0.08);
  EXPECT_EQ(s.changes[0].known_from, SimTime(hours(4)));
}

TEST(Change, MultipliesADefault) {
  ScenarioFiles files;
  files.append(change("09:00", "link.town_road.merge_priority", "by = 3"));
  const Scenario s = files.read();
  EXPECT_EQ(std::get<Change::OfLink>(s.changes[0].what).now.merge_priority, 3.0);
}

/// A change that is wrong, with code, line below the end of the good file, and column.
struct WrongChange {
  std::string name;
  std::string text;
  std::string code;
  int line;
  int column;
  std::string nearest = "";
};

class WrongChanges : public ::testing::TestWithParam<WrongChange> {};

TEST_P(WrongChanges, AreReportedAtTheirPlace) {
  const WrongChange& wrong = GetParam();
  ScenarioFiles files;
  files.append(wrong.text);
  const auto errors = files.errors();
  constexpr int good_lines = 100;
  const std::string expected =
      wrong.code + " scenario.toml:" + std::to_string(good_lines + wrong.line) + ":" + std::to_string(wrong.column);
  ASSERT_EQ(summaries(errors), std::vector<std::string>{expected}) << (errors.empty() ? "" : format(errors.front()));
  EXPECT_EQ(errors.front().nearest, wrong.nearest);
}

INSTANTIATE_TEST_SUITE_P(
    Change, WrongChanges,
    ::testing::Values(
        WrongChange{"Key", change("09:00", "site.gate.documents.server", "to = 4"), "E0802", 3, 28, "servers"},
        WrongChange{"Stage", change("09:00", "site.gate.document.servers", "to = 4"), "E0802", 3, 18, "documents"},
        WrongChange{"Site", change("09:00", "site.gat.documents.servers", "to = 4"), "E0802", 3, 13, "gate"},
        WrongChange{"Table", change("09:00", "sites.gate.documents.servers", "to = 4"), "E0802", 3, 8, "site"},
        WrongChange{"Link", change("09:00", "link.gate_raod.lanes", "to = 4"), "E0802", 3, 13, "gate_road"},
        WrongChange{"UnusedColumn", change("09:00", "link.gate_road.grade", "to = 4"), "E0802", 3, 23},
        WrongChange{"TooShort", change("09:00", "site.gate", "to = 4"), "E0802", 3, 13},
        WrongChange{"TooLong", change("09:00", "site.gate.documents.servers.x", "to = 4"), "E0802", 3, 36},
        WrongChange{"Type", change("09:00", "site.gate.documents.servers", "to = [4]"), "E0321", 4, 6},
        WrongChange{"Unit", change("09:00", "site.gate.documents.service.mean", "to = 50"), "E0322", 4, 6},
        WrongChange{"Range", change("09:00", "site.gate.documents.service.mean", "to = \"0 s\""), "E0327", 4, 6},
        WrongChange{"Fraction", change("09:00", "site.gate.documents.servers", "by = 1.25"), "E0327", 4, 6},
        WrongChange{"Sum", change("09:00", "site.gate.search.to_region", "to = { yerevan = \"60 %\" }"), "E0501", 4, 6},
        WrongChange{"Destination", change("09:00", "origin.village.destination.relatives", "to = \"60 %\""), "E0803", 3,
                    8},
        WrongChange{"NoExit", change("09:00", "site.gate.search.next", "to = [{ to = \"search\" }]"), "E0513", 4, 6},
        WrongChange{"Name", change("09:00", "site.gate.search.next", "to = [{ to = \"serch\" }]"), "E0402", 4, 14,
                    "search"},
        WrongChange{"Id", change("09:00", "site.gate.documents.id", "to = \"x\""), "E0803", 3, 8},
        WrongChange{"Unit2", change("09:00", "site.gate.documents.unit", "to = \"party\""), "E0803", 3, 8},
        WrongChange{"Population", change("09:00", "origin.village.population", "to = 4"), "E0803", 3, 8},
        WrongChange{"People", change("09:00", "people.female", "to = \"50 %\""), "E0803", 3, 8},
        WrongChange{"Model",
                    change("09:00", "origin.village.departure", "to = { model = \"poisson\", rate = \"1 /h\" }"),
                    "E0803", 4, 6},
        WrongChange{"Outside", change("05:00", "site.gate.documents.servers", "to = 4"), "E0804", 1, 1},
        WrongChange{"Conflict", change("12:00", "site.gate.documents.servers", "to = 5"), "E0805", 1, 1},
        WrongChange{"Neither", change("09:00", "site.gate.documents.servers", "reason = \"x\""), "E0806", 1, 1},
        WrongChange{"Both", change("09:00", "site.gate.documents.servers", "to = 4\nby = 2"), "E0806", 5, 6},
        WrongChange{"Unlimited", change("09:00", "site.hall.desk.servers", "by = 2"), "E0807", 4, 6},
        WrongChange{"Factor", change("09:00", "site.gate.documents.servers", "by = \"2\""), "E0321", 4, 6},
        WrongChange{"Source", change("09:00", "site.gate.documents.servers", "to = { value = 3, source = \"x\" }"),
                    "E0321", 4, 6}),
    [](const auto& the_case) { return the_case.param.name; });

TEST(Change, TheSameTwiceAtOnceIsNoConflict) {
  ScenarioFiles files;
  files.append(change("12:00", "site.gate.documents.servers", "to = 4"));
  EXPECT_EQ(files.read().changes.size(), 2U);
}

TEST(Change, OfSomethingThatIsWrongItselfReportsOnlyItsOwnErrors) {
  ScenarioFiles files;
  files.replace("mean = \"48 s\"", "mean = 48").append(change("09:00", "site.gate.documents.hours", "to = \"x\""));
  EXPECT_EQ(summaries(files.errors()),
            (std::vector<std::string>{"E0322 scenario.toml:48:41", "E0331 scenario.toml:104:6"}));
}

TEST(Set, ReplacesAnyValueBeforeTheRun) {
  const Scenario s = ScenarioFiles().read(
      {"seed=11", "people.female = 40 %", "traffic.jam_gap=\"2 m\"", "vehicle_class.car.seats=4",
       "origin.village.population=700", "site.gate.documents.service.mean=50 s", "link.gate_road.lanes=2",
       "end=2024-03-03T06:00:00+02:00", "calendar.night=23:00-05:00", "site.hall.beds.places=unlimited"});
  EXPECT_EQ(s.seed, 11U);
  EXPECT_EQ(s.people.female, 0.4);
  EXPECT_EQ(s.traffic.jam_gap, metres(2));
  EXPECT_EQ(s.vehicle_classes[0].seats, 4);
  EXPECT_EQ(s.origins[0].population, corridor::People(700));
  EXPECT_EQ(std::get<Service>(s.stages[0].kind).time.mean, seconds(50));
  EXPECT_EQ(s.links[0].lanes, lanes(2));
  EXPECT_EQ(s.end, SimTime(hours(48)));
  EXPECT_EQ(s.night.begin, hours(23));
  EXPECT_EQ(std::get<Beds>(s.stages[4].kind).places, std::nullopt);
}

TEST(Set, ReplacesTheWholeOfATable) {
  const Scenario s = ScenarioFiles().read({"origin.village.departure={ model = \"poisson\", rate = \"9 /h\" }"});
  EXPECT_EQ(std::get<PoissonDeparture>(s.origins[0].departure).rate_per_hour, 9.0);
}

TEST(Set, GoesBeforeTheChangesOfTheScenario) {
  const Scenario s = ScenarioFiles().read({"site.gate.documents.service.cv=0.7"});
  EXPECT_EQ(std::get<Service>(stage_of(s.changes[0]).kind).time.cv, 0.7);
}

TEST(Set, ErrorsArePlacedInIt) {
  const auto errors =
      ScenarioFiles().errors({"site.gate.documents.server=3", "people.female=52", "seed", "=3",
                              "seed=", "origin.village.id=x", "peple.female=1 %", "link.gate_road.length=4"});
  EXPECT_EQ(summaries(errors),
            (std::vector<std::string>{"E0802 --set[1]:1:21", "E0322 --set[2]:1:15", "E0801 --set[3]:1:1",
                                      "E0801 --set[4]:1:1", "E0801 --set[5]:1:1", "E0803 --set[6]:1:1",
                                      "E0802 --set[7]:1:1", "E0322 --set[8]:1:23"}));
  EXPECT_EQ(errors[0].nearest, "servers");
  EXPECT_EQ(errors[0].place.source_line, "site.gate.documents.server=3");
  EXPECT_EQ(errors[6].nearest, "people");
}

}  // namespace
}  // namespace corridor::scenario::change_test
