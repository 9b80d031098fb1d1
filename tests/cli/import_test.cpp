// `corridor import arrivals` through the real program: from a planner's table to a run that lets the same people go.
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.hpp"

namespace corridor::cli::import_test {
namespace {

using test::Program;
using test::put;
using test::text_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// As a spreadsheet in a Russian setting writes it: byte order mark, semicolons, Windows line ends, a row of tags,
/// blanks between thousands.
const std::string daily_table =
    "\xEF\xBB\xBF"
    "Дата;Прибыло;Пункт;Примечание\r\n"
    "#date;#affected+arrivals;#loc;\r\n"
    "24.09.2023;377;bridge;\r\n"
    "25.09.2023;6 273;bridge;\r\n"
    "26.09.2023;21\xC2\xA0"
    "800;bridge;from 08:00 on\r\n"
    "27.09.2023;0;bridge;\r\n";

TEST(Import, MakesADepartureFileAndSaysWhatItDid) {
  Program program;
  put(program.folder() / "arrivals.csv", daily_table);

  ASSERT_EQ(program.run({"import", "arrivals", "arrivals.csv", "--offset", "+04:00", "--origin", "stepanakert"}), 0)
      << program.err();

  EXPECT_EQ(text_of(program.folder() / "departures.csv"),
            "start,end,persons\n"
            "2023-09-24T00:00:00+04:00,2023-09-25T00:00:00+04:00,377\n"
            "2023-09-25T00:00:00+04:00,2023-09-26T00:00:00+04:00,6273\n"
            "2023-09-26T00:00:00+04:00,2023-09-27T00:00:00+04:00,21800\n"
            "2023-09-27T00:00:00+04:00,2023-09-28T00:00:00+04:00,0\n");
  EXPECT_THAT(program.out(), HasSubstr("28,450 persons"));
  EXPECT_THAT(program.out(), HasSubstr("2023-09-26: 21,800 persons"));
  EXPECT_THAT(program.out(), HasSubstr("[[origin]]\nid         = \"stepanakert\"\npopulation = 28450\n"));
  EXPECT_THAT(program.err(), HasSubstr("not used: column `Пункт`"));
  EXPECT_THAT(program.err(), HasSubstr("not used: column `Примечание`"));
}

/// Persons who departed on each local date, by the trips of a run.
std::map<std::string, int> departed_by_day(const std::string& timeseries) {
  std::map<std::string, int> gone_at;  // by instant
  std::istringstream lines(timeseries);
  for (std::string line; std::getline(lines, line);) {
    const std::string mark = ",all,departed_persons,";
    if (const std::size_t at = line.find(mark); at != std::string::npos) {
      gone_at[line.substr(0, at)] = std::stoi(line.substr(at + mark.size()));
    }
  }
  std::map<std::string, int> by_day;
  int before = 0;
  for (const auto& [time, gone] : gone_at) {
    if (time.find("T00:00:00") != std::string::npos) {
      by_day[time.substr(0, 10)] = gone - before;
      before = gone;
    }
  }
  return by_day;
}

TEST(Import, TheRunLetsExactlyThePeopleOfTheTableGoOnEachDay) {
  Program program;
  put(program.folder() / "arrivals.csv", daily_table);
  ASSERT_EQ(program.run({"import", "arrivals", "arrivals.csv", "--offset", "+04:00", "--origin", "village"}), 0);
  const std::string said = program.out();
  const std::string scenario = R"(schema = 1
title  = "An imported table"
start  = 2023-09-24T00:00:00+04:00
end    = 2023-09-28T00:00:00+04:00
sample = "1 h"

[people]
party_size = { dist = "categorical", values = [1, 2, 3, 4, 5, 6, 7], weights = [1, 2, 3, 4, 3, 2, 1] }

[[site]]
id = "town"

[[site.stage]]
id   = "door"
kind = "delay"
unit = "party"
time = { dist = "fixed", mean = "10 min" }

)" + said.substr(said.find("[[origin]]"));
  put(program.folder() / "scenario.toml", scenario);

  ASSERT_EQ(program.run({"run", ".", "--timeseries", "0", "--out", "out"}), 0) << program.err();

  const auto by_day = departed_by_day(text_of(program.folder() / "out" / "timeseries.csv"));
  // At midnight after each day of the table.
  EXPECT_EQ(by_day.at("2023-09-25"), 377);
  EXPECT_EQ(by_day.at("2023-09-26"), 6273);
  EXPECT_EQ(by_day.at("2023-09-27"), 21800);
  EXPECT_EQ(by_day.at("2023-09-28"), 0);
}

TEST(Import, RefusesDataOfPersonsWithoutShowingItAndWritesNothing) {
  Program program;
  put(program.folder() / "list.csv",
      "date,arrivals,Surname,contact\n2023-09-24,4,Testname,+374 91 000000\n2023-09-25,x,Otherword,\n");

  EXPECT_EQ(program.run({"import", "arrivals", "list.csv", "--offset", "+04:00"}), 3);

  EXPECT_THAT(program.err(), HasSubstr("error[E1101]: the column `Surname` seems to hold data of persons"));
  EXPECT_THAT(program.err(), HasSubstr("the column `contact` holds what looks like a phone or document number"));
  EXPECT_THAT(program.err(), Not(HasSubstr("Testname")));
  EXPECT_THAT(program.err(), Not(HasSubstr("000000")));
  EXPECT_THAT(program.out(), IsEmpty());
  EXPECT_THAT(program.made(), ElementsAre("list.csv"));
}

TEST(Import, ListsEveryErrorWithItsPlaceAndWritesNothing) {
  Program program;
  put(program.folder() / "bad.csv", "date,arrivals\n2023-09-24,12\n2023-02-30,\"1,5\"\n2023-09-26,\n2023-09-27,-3\n");

  EXPECT_EQ(program.run({"import", "arrivals", "bad.csv", "--offset", "+04:00"}), 3);

  for (const char* place : {"bad.csv:3:1", "bad.csv:3:12", "bad.csv:4:12", "bad.csv:5:12"}) {
    EXPECT_THAT(program.err(), HasSubstr(place));
  }
  EXPECT_THAT(program.made(), ElementsAre("bad.csv"));
}

TEST(Import, DoesNotReplaceAFileUnlessForced) {
  Program program;
  put(program.folder() / "arrivals.csv", "date,persons\n2023-09-24,5\n");
  put(program.folder() / "departures.csv", "mine");

  EXPECT_EQ(program.run({"import", "arrivals", "arrivals.csv", "--offset", "Z"}), 2);
  EXPECT_EQ(text_of(program.folder() / "departures.csv"), "mine");
  EXPECT_EQ(program.run({"import", "arrivals", "arrivals.csv", "--offset", "Z", "--force"}), 0);
  EXPECT_THAT(text_of(program.folder() / "departures.csv"), StartsWith("start,end,persons\n"));
}

TEST(Import, HelpsWithAnExampleAndRefusesWrongOptions) {
  Program program;
  EXPECT_EQ(program.run({"import", "arrivals", "--help"}), 0);
  EXPECT_THAT(program.out(), HasSubstr("Example:\n  corridor import arrivals"));
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"import"},
                                                {"import", "arrivals"},
                                                {"import", "arrivals", "a.csv", "--offset", "4"},
                                                {"import", "arrivals", "a.csv", "--dates", "ymd"},
                                                {"import", "arrivals", "a.csv", "--origin", "My Town"}}) {
    EXPECT_EQ(program.run(wrong), 2) << testing::PrintToString(wrong);
  }
  EXPECT_EQ(program.run({"import", "arrivals", "missing.csv", "--offset", "Z"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("missing.csv"));
  EXPECT_THAT(program.made(), IsEmpty());
}

}  // namespace
}  // namespace corridor::cli::import_test
