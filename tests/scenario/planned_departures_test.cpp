// Departures by file and by curve as they are read: numbers, changes, and everything that is refused.
#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario_files.hpp"

namespace corridor::scenario::planned_departures_test {
namespace {

using std::chrono::hours;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::ScenarioFiles;
using ::testing::SizeIs;
using testing::summaries;

const std::string hazard = R"({ model = "hazard", base = "0.3 /h", imitation = 2, night = "50 %" })";

/// The village leaves as a table says; the run is from 06:00 to 06:00.
class Planned : public ScenarioFiles {
 public:
  Planned(const std::string& model, const std::string& table) {
    replace(hazard, "{ model = \"" + model + "\", file = \"plan.csv\" }");
    write("plan.csv", table);
  }
};

std::string at(const std::string& clock) {
  return "2024-03-01T" + clock + ":00+02:00";
}

DepartureInterval interval(int begin, int end, std::int64_t persons) {
  return {SimTime(hours(begin)), SimTime(hours(end)), persons};
}

const std::vector<DepartureInterval>& intervals_of(const Origin& origin) {
  return std::get<PlannedDeparture>(origin.departure).intervals;
}

TEST(DepartureFile, IsReadWithItsIntervals) {
  const Scenario s = Planned("file", "start,end,persons,note\n" + at("06:00") + ",,10,dawn\n" + at("08:00") + "," +
                                         at("09:00") + ",0,\n" + at("12:00") + "," + at("18:00") + ",590,\n")
                         .read();
  EXPECT_THAT(intervals_of(s.origins[0]), ElementsAre(interval(0, 2, 10), interval(2, 3, 0), interval(6, 12, 590)));
  EXPECT_THAT(s.inputs, ::testing::Contains(::testing::Field(&InputFile::name, "plan.csv")));
}

TEST(DepartureCurve, OfSharesBecomesWholePersonsThatSumToTheCurve) {
  const Scenario s = Planned("curve", "time,share\n" + at("06:00") + ",0 %\n" + at("07:00") + ",0.25 %\n" +
                                          at("08:00") + ",0.25 %\n" + at("12:00") + ",99.9 %\n")
                         .read();
  // Of 600: 1.5 persons are 2, 599.4 are 599.
  EXPECT_THAT(intervals_of(s.origins[0]), ElementsAre(interval(0, 1, 2), interval(1, 2, 0), interval(2, 6, 597)));
}

TEST(DepartureCurve, OfPersonsIsTakenAsItIs) {
  const Scenario s =
      Planned("curve", "time;persons\n" + at("07:00") + ";0\n" + at("08:00") + ";7\n" + at("09:00") + ";600\n").read();
  EXPECT_THAT(intervals_of(s.origins[0]), ElementsAre(interval(1, 2, 7), interval(2, 3, 593)));
}

TEST(DepartureCurve, FollowsAPopulationThatIsSet) {
  const Planned files("curve", "time,share\n" + at("06:00") + ",0 %\n" + at("07:00") + ",50 %\n");
  EXPECT_EQ(intervals_of(files.read({"origin.village.population=1000"}).origins[0]).front().persons, 500);
}

TEST(DepartureFile, MayBeSetAndMayChangeDuringTheRun) {
  Planned files("file", "start,end,persons\n" + at("06:00") + "," + at("12:00") + ",100\n");
  files.write("later.csv", "start,end,persons\n" + at("06:00") + "," + at("12:00") + ",200\n");
  EXPECT_EQ(intervals_of(files.read({"origin.village.departure.file=later.csv"}).origins[0]).front().persons, 200);
  files.append("\n[[change]]\nat = " + at("08:00") + "\nset = \"origin.village.departure.file\"\nto = \"later.csv\"\n");
  const Scenario s = files.read();
  EXPECT_EQ(intervals_of(std::get<Change::OfOrigin>(s.changes[0].what).now).front().persons, 200);
}

TEST(DepartureFile, ErrorsOfAChangeAreAtItOrInItsFile) {
  Planned files("file", "start,end,persons\n" + at("06:00") + "," + at("12:00") + ",100\n");
  files.write("wrong.csv", "start,end,persons\n" + at("06:00") + "," + at("12:00") + ",-1\n");
  files.write("many.csv", "start,end,persons\n" + at("06:00") + "," + at("12:00") + ",601\n");
  const auto errors_with = [&](const std::string& file) {
    Planned changed = Planned("file", files.text("plan.csv"));
    changed.write("wrong.csv", files.text("wrong.csv")).write("many.csv", files.text("many.csv"));
    changed.append("\n[[change]]\nat = " + at("08:00") + "\nset = \"origin.village.departure.file\"\nto = \"" + file +
                   "\"\n");
    return changed.errors();
  };
  EXPECT_THAT(summaries(errors_with("wrong.csv")), ElementsAre("E0327 wrong.csv:2:53"));
  EXPECT_THAT(summaries(errors_with("many.csv")), ElementsAre(::testing::StartsWith("E0532 scenario.toml:")));
  EXPECT_THAT(summaries(errors_with("none.csv")), ElementsAre(::testing::StartsWith("E0101 scenario.toml:")));
}

TEST(DepartureFile, IsRefusedWithEveryMistakeAtItsPlace) {
  const auto errors = [](const std::string& rows) {
    return summaries(Planned("file", "start,end,persons\n" + rows).errors());
  };
  const std::string six = at("06:00");
  const std::string nine = at("09:00");
  EXPECT_THAT(errors(six + "," + nine + ",-1\n" + nine + "," + at("10:00") + ",1.5\n"),
              ElementsAre("E0327 plan.csv:2:53", "E0327 plan.csv:3:53"));
  EXPECT_THAT(errors(six + ",,1\n"), ElementsAre("E0311 plan.csv:2:1"));
  EXPECT_THAT(errors(nine + "," + six + ",1\n"), ElementsAre("E0531 plan.csv:2:27"));
  EXPECT_THAT(errors(six + "," + nine + ",1\n" + at("08:00") + "," + nine + ",1\n"), ElementsAre("E0531 plan.csv:3:1"));
  EXPECT_THAT(errors(nine + "," + at("10:00") + ",1\n" + six + "," + nine + ",1\n"), ElementsAre("E0516 plan.csv:3:1"));
  EXPECT_THAT(errors(at("05:00") + "," + nine + ",1\n"), ElementsAre("E0531 plan.csv:2:1"));
  EXPECT_THAT(errors(six + ",2024-03-02T06:00:01+02:00,1\n"), ElementsAre("E0531 plan.csv:2:27"));
  EXPECT_THAT(errors("2024-03-01T06:00:00," + nine + ",1\n"), ElementsAre("E0329 plan.csv:2:1"));
  EXPECT_THAT(summaries(Planned("file", "start,persona\n").errors()),
              ElementsAre("E0206 plan.csv:1:1", "E0205 plan.csv:1:7"));
}

TEST(DepartureFile, ThatExceedsThePopulationIsRefusedWhereItIsNamed) {
  const auto errors = Planned("file", "start,end,persons\n" + at("06:00") + "," + at("09:00") + ",601\n").errors();
  ASSERT_THAT(errors, SizeIs(1));
  EXPECT_EQ(errors[0].code, "E0532");
  EXPECT_THAT(errors[0].message,
              HasSubstr("601 persons leave by plan.csv, but the population of origin `village` is 600"));
  EXPECT_THAT(errors[0].place.source_line, HasSubstr("plan.csv"));
}

TEST(DepartureCurve, IsRefusedWithEveryMistakeAtItsPlace) {
  const auto errors = [](const std::string& header, const std::string& rows) {
    return summaries(Planned("curve", header + "\n" + rows).errors());
  };
  const std::string six = at("06:00");
  const std::string nine = at("09:00");
  EXPECT_THAT(errors("time,share", six + ",1 %\n"), ElementsAre("E0533 plan.csv:2:27"));
  EXPECT_THAT(errors("time,share", six + ",0 %\n" + nine + ",10\n"), ElementsAre("E0322 plan.csv:3:27"));
  EXPECT_THAT(errors("time,share", six + ",0 %\n" + nine + ",101 %\n"), ElementsAre("E0327 plan.csv:3:27"));
  EXPECT_THAT(errors("time,share", six + ",0 %\n" + nine + ",10 %\n" + at("10:00") + ",9 %\n"),
              ElementsAre("E0533 plan.csv:4:27"));
  EXPECT_THAT(errors("time,share", six + ",0 %\n" + six + ",10 %\n"), ElementsAre("E0516 plan.csv:3:1"));
  EXPECT_THAT(errors("time,share,persons", six + ",0 %,\n" + nine + ",,5\n"), ElementsAre("E0533 plan.csv:3:28"));
  EXPECT_THAT(errors("time,share,persons", six + ",0 %,0\n"), ElementsAre("E0311 plan.csv:2:1"));
  EXPECT_THAT(errors("time,persons", six + ",0\n2024-03-03T00:00:00+02:00,5\n"), ElementsAre("E0531 plan.csv:3:1"));
}

TEST(DepartureFile, NeedsALimitedPopulation) {
  Planned files("file", "start,end,persons\n" + at("06:00") + "," + at("12:00") + ",100\n");
  files.replace("population  = 600", "population = \"unlimited\"");
  const auto errors = files.errors();
  ASSERT_THAT(errors, SizeIs(1));
  EXPECT_EQ(errors[0].code, "E0508");
}

// --- measured times
// ---------------------------------------------------------------------------------------------------

const std::string fixed = R"({ dist = "fixed", mean = "15 min" })";

const Service& search_of(const Scenario& s) {
  return std::get<Service>(s.stages.at(1).kind);
}

TEST(MeasuredTimes, AreReadFromAListWithTheirMean) {
  ScenarioFiles files;
  files.replace(
      fixed,
      R"({ dist = "empirical", values = ["30 s", "1 min", "2 min"], weights = [3, 0, 1], per_person = "2 s", night = "150 %" })");
  const Scenario s = files.read();
  EXPECT_EQ(search_of(s).time, (TimeDistribution{Family::empirical, Duration(52'500'000), 0, EmpiricalId(0)}));
  EXPECT_EQ(search_of(s).per_person, std::chrono::seconds(2));
  EXPECT_EQ(search_of(s).pace.night, 1.5);
  ASSERT_THAT(s.empirical_times, SizeIs(1));
  EXPECT_THAT(s.empirical_times[0].weights, ElementsAre(3, 0, 1));
}

TEST(MeasuredTimes, AreReadFromAFileOnceForAllWhoNameIt) {
  ScenarioFiles files;
  files.write("times.csv", "time,weight\n30 s,1\n1.5 min,3\n").write("more.csv", "seconds\n10\n30.5\n");
  files.replace(fixed, R"({ dist = "empirical", file = "times.csv" })");
  files.replace(R"({ dist = "gamma", mean = "10 h", cv = 0.5 })", R"({ dist = "empirical", file = "times.csv" })");
  files.replace(R"({ dist = "lognormal", mean = "2.5 d", cv = 0.8 })", R"({ dist = "empirical", file = "more.csv" })");
  const Scenario s = files.read();
  ASSERT_THAT(s.empirical_times, SizeIs(2));
  EXPECT_EQ(search_of(s).time.mean, std::chrono::seconds(75));
  EXPECT_EQ(std::get<Beds>(s.stages[4].kind).stay, search_of(s).time);
  EXPECT_EQ(std::get<Delay>(s.stages[3].kind).time.mean, std::chrono::milliseconds(20250));
}

TEST(MeasuredTimes, AreRefusedWithEveryMistake) {
  const auto codes = [](const std::string& distribution, const std::string& table = "time\n30 s\n") {
    ScenarioFiles files;
    std::vector<std::string> result;
    for (const Diagnostic& d : files.replace(fixed, distribution).write("t.csv", table).errors()) {
      result.push_back(d.code);
    }
    return result;
  };
  EXPECT_THAT(codes(R"({ dist = "empirical" })"), ElementsAre("E0534"));
  EXPECT_THAT(codes(R"({ dist = "empirical", values = [] })"), ElementsAre("E0534"));
  EXPECT_THAT(codes(R"({ dist = "empirical", values = ["1 s"], file = "t.csv" })"), ElementsAre("E0534"));
  EXPECT_THAT(codes(R"({ dist = "empirical", weights = [1], file = "t.csv" })"), ElementsAre("E0534"));
  EXPECT_THAT(codes(R"({ dist = "empirical", values = ["1 s"], weights = [1, 2] })"), ElementsAre("E0534"));
  EXPECT_THAT(codes(R"({ dist = "empirical", values = ["1 s"], weights = [0] })"), ElementsAre("E0534"));
  EXPECT_THAT(codes(R"({ dist = "empirical", values = ["1 s", 2] })"), ElementsAre("E0322"));
  EXPECT_THAT(codes(R"({ dist = "empirical", values = ["1 s"], mean = "1 s" })"), ElementsAre("E0313"));
  EXPECT_THAT(codes(R"({ dist = "fixed", mean = "1 s", values = ["1 s"] })"), ElementsAre("E0313"));
  EXPECT_THAT(codes(R"({ dist = "empirical", file = "t.csv" })", "time,weight\n1 s,0\n"), ElementsAre("E0534"));
  EXPECT_THAT(codes(R"({ dist = "empirical", file = "t.csv" })", "time,seconds\n1 s,1\n"), ElementsAre("E0311"));
  EXPECT_THAT(codes(R"({ dist = "empirical", file = "t.csv" })", "time\n-1 s\n95\n"), ElementsAre("E0327", "E0322"));
}

}  // namespace
}  // namespace corridor::scenario::planned_departures_test
