// What fits together word by word and yet not as a whole: calendars, stages, changes, ids and the road.
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/hash.hpp"

#include "scenario_files.hpp"

namespace corridor::scenario::semantic_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ScenarioFiles;
using testing::summaries;

std::string change(const std::string& at, const std::string& set, const std::string& value) {
  return "[[change]]\nat = 2024-03-01T" + at + ":00+02:00\nset = \"" + set + "\"\n" + value + "\n";
}

// --- calendars ------------------------------------------------------------------------------------------------------

std::vector<std::string> errors_with_hours(const std::string& hours) {
  ScenarioFiles files;
  files.replace("[\"06:00-12:00\", \"13:00-22:00\"]", hours);
  return summaries(files.errors());
}

TEST(Hours, ThatOverlapAreAnErrorAtTheLaterOne) {
  const std::string place = " scenario.toml:47:32";
  EXPECT_THAT(errors_with_hours("[\"06:00-12:00\", \"11:00-13:00\"]"), ElementsAre("E0517" + place));
  EXPECT_THAT(errors_with_hours("[\"11:00-13:00\", \"06:00-12:00\"]"), ElementsAre("E0517" + place));
  EXPECT_THAT(errors_with_hours("[\"06:00-12:00\", \"07:00-08:00\"]"), ElementsAre("E0517" + place));
  EXPECT_THAT(errors_with_hours("[\"22:00-06:00\", \"05:00-08:00\"]"), ElementsAre("E0517" + place));
  EXPECT_THAT(errors_with_hours("[\"00:00-24:00\", \"08:00-18:00\"]"), ElementsAre("E0517" + place));
}

TEST(Hours, MayFollowOneAnotherWithoutABreak) {
  EXPECT_THAT(errors_with_hours("[\"06:00-12:00\", \"12:00-22:00\", \"22:00-06:00\"]"), IsEmpty());
}

TEST(Hours, AreAllReportedAtOnce) {
  EXPECT_THAT(errors_with_hours("[\"6-12\", \"08:00-18:00\", \"17:00-19:00\", \"20:00-20:00\"]"),
              ElementsAre("E0331 scenario.toml:47:17", "E0517 scenario.toml:47:40", "E0331 scenario.toml:47:55"));
}

TEST(Hours, ANightWithoutLengthIsAnError) {
  ScenarioFiles files;
  files.replace("[people]", "[calendar]\nnight = \"22:00-22:00\"\n[people]");
  EXPECT_THAT(summaries(files.errors()), ElementsAre("E0331 scenario.toml:25:9"));
}

// --- shares ---------------------------------------------------------------------------------------------------------

TEST(Shares, OfDestinationsAreAPlaceOfTheirOwn) {
  ScenarioFiles files;
  files.replace("relatives = \"70 %\"", "relatives = \"60 %\"")
      .replace("{ north = \"60 %\", south", "{ north = \"70 %\", south");
  EXPECT_THAT(summaries(files.errors()), ElementsAre("E0501 scenario.toml:35:15", "E0501 scenario.toml:86:13"));
}

// --- stages ---------------------------------------------------------------------------------------------------------

std::vector<std::string> warnings(const ScenarioFiles& files, const std::vector<std::string>& sets = {}) {
  return summaries(files.read(sets).warnings);
}

TEST(Stages, ThatEverybodyCanReachGiveNoWarning) {
  EXPECT_THAT(warnings(ScenarioFiles()), IsEmpty());
}

TEST(Stages, ToWhichNoWayLeadsGiveAWarningAtTheirPlace) {
  ScenarioFiles files;
  files.replace("{ to = \"search\", share = \"4 %\", when = \"men_18_60 > 0\" }, ", "");
  const Scenario s = files.read();
  ASSERT_THAT(summaries(s.warnings), ElementsAre("E0518 scenario.toml:52:1"));
  EXPECT_TRUE(s.warnings[0].is_warning);
  EXPECT_EQ(s.warnings[0].message, "nobody can ever come to stage `gate/search`");
}

TEST(Stages, ToWhichOnlyALaterChangeLeadsGiveNoWarning) {
  ScenarioFiles files;
  files.replace("{ to = \"search\", share = \"4 %\", when = \"men_18_60 > 0\" }, ", "");
  files.append(change("09:00", "site.gate.documents.next", "to = [{ to = \"search\" }]"));
  EXPECT_THAT(warnings(files), IsEmpty());
}

TEST(Stages, OfASiteToWhichNobodyGoesGiveAWarningEach) {
  const std::string tents =
      "[[site]]\nid = \"camp\"\n[[site.stage]]\nid = \"gate\"\nkind = \"delay\"\nunit = \"party\"\n"
      "time = { dist = \"fixed\", mean = \"1 h\" }\nnext = [{ to = \"tents\" }]\n[[site.stage]]\nid = \"tents\"\n"
      "kind = \"delay\"\nunit = \"party\"\ntime = { dist = \"fixed\", mean = \"1 h\" }\n";
  ScenarioFiles files;
  files.append(tents);
  EXPECT_THAT(warnings(files), ElementsAre("E0518 scenario.toml:103:1", "E0518 scenario.toml:109:1"));
  files.replace("when_full = \"later\"", "when_full = \"camp/gate\"");
  EXPECT_THAT(warnings(files), IsEmpty()) << "from a full place of another site";
}

TEST(Stages, WithoutAnExitAreAnErrorAlsoAfterAChange) {
  ScenarioFiles files;
  files.append(change("09:00", "site.hall.beds.next", "to = [{ to = \"later\" }]"))
      .append(change("10:00", "site.hall.later.next", "to = [{ to = \"beds\" }]"));
  EXPECT_THAT(summaries(files.errors()), ElementsAre("E0513 scenario.toml:108:6", "E0513 scenario.toml:108:6"));
}

// --- changes --------------------------------------------------------------------------------------------------------

TEST(Changes, OfATableAndOfAPartOfItAtOnceContradictEachOther) {
  ScenarioFiles files;
  files.append(change("09:00", "site.gate.documents.service.mean", "to = \"30 s\""))
      .append(change("09:00", "site.gate.documents.service", "to = { dist = \"fixed\", mean = \"20 s\" }"));
  EXPECT_THAT(summaries(files.errors()), ElementsAre("E0805 scenario.toml:105:1"));
}

TEST(Changes, ByAFactorTwiceAtOnceContradictEachOther) {
  ScenarioFiles files;
  files.append(change("09:00", "site.gate.documents.service.mean", "by = 2"))
      .append(change("09:00", "site.gate.documents.service.mean", "by = 2"));
  EXPECT_THAT(summaries(files.errors()), ElementsAre("E0805 scenario.toml:105:1"));
}

TEST(Changes, OfNeighboursAndAtOtherTimesDoNotContradictEachOther) {
  ScenarioFiles files;
  files.append(change("09:00", "site.gate.documents.service.mean", "to = \"30 s\""))
      .append(change("09:00", "site.gate.documents.service.cv", "to = 1"))
      .append(change("09:00", "site.gate.documents.servers", "to = 3"))
      .append(change("10:00", "site.gate.documents.servers", "to = 3"));
  EXPECT_EQ(files.read().changes.size(), 5U) << "setting what already holds is no mistake";
}

// --- ids ------------------------------------------------------------------------------------------------------------

/// Two stages of one site whose places share their 32 bits. Among 80,000 ids some pair does, more likely than not.
std::pair<std::string, std::string> colliding_stages(const std::string& site) {
  const std::string prefix = site + "/";
  std::map<std::uint32_t, std::string> seen;
  for (int i = 0; i < 1'000'000; ++i) {
    const std::string id = "s" + std::to_string(i);
    const auto [known, is_new] = seen.emplace(id32(prefix + id), id);
    if (!is_new) {
      return {known->second, id};
    }
  }
  return {};
}

TEST(Ids, OfStagesThatWouldShareRandomNumbersAreRefused) {
  const auto [first, second] = colliding_stages("camp");
  ASSERT_FALSE(second.empty());
  const auto stage = [](const std::string& id) {
    return "[[site.stage]]\nid = \"" + id + "\"\nkind = \"delay\"\nunit = \"party\"\n" +
           "time = { dist = \"fixed\", mean = \"1 h\" }\n";
  };
  ScenarioFiles files;
  files.append("[[site]]\nid = \"camp\"\n" + stage(first) + stage(second));
  const auto errors = files.errors();
  ASSERT_THAT(summaries(errors), ElementsAre("E0404 scenario.toml:108:1"));
  EXPECT_EQ(errors[0].message, "`camp/" + first + "` and `camp/" + second + "` would get the same random numbers");
}

// --- the road -------------------------------------------------------------------------------------------------------

TEST(Road, TheShortestLinkTakesTheFastestVehicleMoreThanATick) {
  ScenarioFiles files;
  files.replace("gate_road,village,gate,1,8,50", "gate_road,village,gate,1,0.000001,200", "network/link.csv")
      .replace("speed_factor = \"80 %\"", "speed_factor = \"1000 %\"");
  const Scenario s = files.read();
  ASSERT_EQ(s.links[0].length, Metres(1)) << "a millimetre";
  const double speed = static_cast<double>(s.links[0].free_speed.value()) * s.vehicle_classes[1].speed_factor;
  EXPECT_EQ(travel_time(s.links[0].length, KilometresPerHour(static_cast<std::int64_t>(speed))), Duration(2));
}

TEST(Road, WhatCouldBeCrossedInATickIsOutOfRange) {
  ScenarioFiles files;
  files.replace("gate_road,village,gate,1,8,50", "gate_road,village,gate,1,0.0000004,50", "network/link.csv")
      .replace("12.5,60,1", "12.5,200.1,1", "network/link.csv")
      .replace("speed_factor = \"80 %\"", "speed_factor = \"1001 %\"");
  EXPECT_THAT(summaries(files.errors()),
              ElementsAre("E0327 network/link.csv:2:26", "E0327 network/link.csv:3:28", "E0327 scenario.toml:22:16"));
  const std::string speed = change("09:00", "link.gate_road.free_speed", "to = \"201 km/h\"");
  EXPECT_THAT(summaries(ScenarioFiles().append(speed).errors()), ElementsAre("E0327 scenario.toml:104:6"));
}

TEST(Road, WhereAnOriginAndAnObservationAreWrittenIsKept) {
  const Scenario s = ScenarioFiles().read();
  EXPECT_EQ(s.origins[0].to_written_at.line, 36);
  EXPECT_EQ(s.origins[0].to_written_at.column, 15);
  EXPECT_EQ(s.observations[0].measure_written_at.line, 96);
  EXPECT_EQ(s.observations[0].place_written_at.line, 97);
  EXPECT_EQ(s.observations[0].place_written_at.source_line, "place   = \"gate\"");
}

// --- turning back ---------------------------------------------------------------------------------------------------

TEST(TurnBack, NeedsOneOtherDirectionOfEachLinkThatHasAny) {
  const std::string two_back =
      "link_id,from_node_id,to_node_id,directed,length,free_speed,lanes,opposite\n"
      "gate_road,village,gate,1,8,50,1.5,\ntown_road,gate,town,1,12.5,60,1,\n"
      "old_back,gate,village,1,8,50,1,\nnew_back,gate,village,1,8,50,1,\n";
  ScenarioFiles files;
  files.replace("to          = \"hall\"", "to = \"hall\"\nturn_back = { share = \"5 %\", after = \"12 h\" }");
  files.write("network/link.csv", two_back);
  EXPECT_THAT(summaries(files.errors()), ElementsAre("E0519 scenario.toml:37:13"));

  std::string known = two_back;
  known.replace(known.find("1.5,"), 4, "1.5,new_back");
  files.write("network/link.csv", known);
  EXPECT_EQ(files.read().links[0].opposite, LinkId(3));
}

TEST(TurnBack, CanChangeDuringARun) {
  ScenarioFiles files;
  files.replace("to          = \"hall\"", "to = \"hall\"\nturn_back = { share = \"5 %\", after = \"12 h\" }");
  files.append(change("10:00", "origin.village.turn_back.after", "to = \"6 h\"\nreason = \"rain\""));
  const Scenario s = files.read();

  EXPECT_EQ(s.origins[0].turn_back->after, std::chrono::hours(12));
  EXPECT_EQ(s.origins[0].turn_back->share, 0.05);
  const auto& change = std::get<Change::OfOrigin>(s.changes.front().what);
  EXPECT_EQ(change.now.turn_back->after, std::chrono::hours(6));
  EXPECT_EQ(change.now.turn_back->share, 0.05);
}

}  // namespace
}  // namespace corridor::scenario::semantic_test
