#include "corridor/results/run_writer.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corridor/base/hash.hpp"

#include "support/temporary_folder.hpp"

namespace corridor::results::run_writer_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using statistics::Measure;
using statistics::RunResult;
using test::text_of;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Two hours from midnight, three instants, one observed point.
scenario::Scenario a_scenario() {
  scenario::Scenario s;
  s.folder_name = "a-place";
  s.title = "A try";
  s.calendar = Calendar(*parse_local_time("2023-09-24T00:00:00+04:00"));
  s.end = SimTime(2h);
  s.sample = 1h;
  s.observations.resize(1);
  s.observations[0] = {"arrivals", "crossed_persons", "bridge", {}};
  s.observations[0].points.resize(1);
  s.observations[0].points[0].time = SimTime(1h);
  s.observations[0].points[0].value = 40;
  s.inputs = {{"scenario.toml", "00ff"}};
  return s;
}

RunResult a_result(double persons = 50) {
  return {.times = {SimTime(0h), SimTime(1h), SimTime(2h)},
          .series = {{"village", Measure::departed_persons, {0, persons, nan}},
                     {"bridge", Measure::crossed_persons, {0, persons, 90}},
                     {"bridge", Measure::held, {0, 0, 0}}},
          .hourly = {{SimTime(0h), "village", Measure::travel_time_p50, persons / 100}},
          .summary = {{"bridge", "", Measure::crossed_persons, persons + 40},
                      {"all", "children", Measure::wait_mean, nan}}};
}

/// Runs through a whole life of a writer; what happened to the folder can be looked at while this lives.
struct Stored {
  explicit Stored(const std::vector<RunResult>& results, RunRequest request = {},
                  const scenario::Scenario& scenario = a_scenario()) {
    RunFolder folder(place, IfFinished::replace);
    request.replications = static_cast<std::uint32_t>(results.size());
    RunWriter writer(scenario, folder, request, {.version = "1", .compiler = "c", .build_type = "b"});
    for (std::uint32_t i = 0; i < results.size(); ++i) {
      static_cast<void>(writer.observer_for(i));
      writer.add(i, results[i], 1000);
    }
    run = writer.finish(Ending::complete);
  }
  [[nodiscard]] std::string file(const std::string& name) const { return text_of(place / name); }

  test::TemporaryFolder temporary;
  fs::path place = temporary.path() / "run";
  StoredRun run;
};

TEST(RunWriter, WritesTheTimeSeriesOfASingleRunWithoutThoseThatAreNothing) {
  const Stored stored({a_result()});
  EXPECT_EQ(stored.file("timeseries.csv"),
            "time,place,measure,value,unit\n"
            "2023-09-24T00:00:00+04:00,bridge,crossed_persons,0,persons\n"
            "2023-09-24T01:00:00+04:00,bridge,crossed_persons,50,persons\n"
            "2023-09-24T02:00:00+04:00,bridge,crossed_persons,90,persons\n"
            "2023-09-24T00:00:00+04:00,village,departed_persons,0,persons\n"
            "2023-09-24T01:00:00+04:00,village,departed_persons,50,persons\n"
            "2023-09-24T02:00:00+04:00,village,departed_persons,,persons\n"
            "2023-09-24T00:00:00+04:00,village,travel_time_p50,0.5,h\n");
  EXPECT_EQ(json::parse(stored.run.manifest)["series_that_are_nothing"], json::parse(R"({"bridge": ["held"]})"));
}

TEST(RunWriter, WritesQuantilesOfSeveralReplications) {
  const Stored stored({a_result(50), a_result(60), a_result(10)});
  EXPECT_THAT(stored.file("quantiles.csv"),
              HasSubstr("2023-09-24T01:00:00+04:00,bridge,crossed_persons,persons,3,40,10,10,50,60,60\n"));
  EXPECT_THAT(stored.file("quantiles.csv"),
              HasSubstr("2023-09-24T02:00:00+04:00,village,departed_persons,persons,0,,,,,,\n"));
  EXPECT_FALSE(fs::exists(stored.place / "timeseries.csv"));
}

TEST(RunWriter, WritesARowOfTheSummaryPerReplicationPlaceGroupAndMeasure) {
  const Stored stored({a_result(50), a_result(60)});
  EXPECT_EQ(stored.file("summary.csv"),
            "replication,place,group,measure,value,unit\n"
            "0,all,children,wait_mean,,h\n0,bridge,,crossed_persons,90,persons\n"
            "1,all,children,wait_mean,,h\n1,bridge,,crossed_persons,100,persons\n");
  ASSERT_EQ(stored.run.summary.size(), 2U);
  EXPECT_EQ(stored.run.summary[1].over_replications.mean, 95);
  EXPECT_EQ(stored.run.summary[0].over_replications.n, 0U);
}

TEST(RunWriter, PutsObservationsBesideTheReplications) {
  const Stored stored({a_result(50), a_result(60)});
  EXPECT_EQ(stored.file("observations.csv"),
            "series,place,measure,time,observed,mean,p05,p50,p95,error,used\n"
            "arrivals,bridge,crossed_persons,2023-09-24T01:00:00+04:00,40,55,50,50,60,15,yes\n");
}

TEST(RunWriter, WritesWhenAndWhereThereWasAGridlock) {
  RunResult result = a_result(60);
  result.gridlocks = {{SimTime(1h), SimTime(2h), {"north", "south"}}, {SimTime(2h), {}, {"loop", "post/documents"}}};
  const Stored stored({a_result(50), result});
  EXPECT_EQ(stored.file("gridlocks.csv"),
            "replication,since,until,circle\n"
            "1,2023-09-24T01:00:00+04:00,2023-09-24T02:00:00+04:00,north > south > north\n"
            "1,2023-09-24T02:00:00+04:00,,loop > post/documents > loop\n");
  ASSERT_EQ(stored.run.gridlocks.size(), 2U);
  EXPECT_NE(stored.run.result_hash, Stored({a_result(50), a_result(60)}).run.result_hash);
  const json object = json::parse(to_json(stored.run, a_scenario().calendar));
  EXPECT_EQ(object["gridlocks"][1], json::parse(R"({"replication": 1, "since": "2023-09-24T02:00:00+04:00",
                                                    "until": null, "circle": "loop > post/documents > loop"})"));
}

TEST(RunWriter, WritesNoTableOfGridlocksIfThereWasNone) {
  EXPECT_FALSE(fs::exists(Stored({a_result(50)}).place / "gridlocks.csv"));
}

TEST(RunWriter, WritesNoObservationsIfNothingIsObserved) {
  scenario::Scenario scenario = a_scenario();
  scenario.observations.clear();
  const Stored stored({a_result()}, {}, scenario);
  EXPECT_FALSE(fs::exists(stored.place / "observations.csv"));
}

TEST(RunWriter, HashesWhatSha256sumPrintsOfTheTables) {
  const auto listed = [](const Stored& stored, const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) {
      list += sha256(stored.file(name)) + "  " + name + "\n";
    }
    return sha256(list);
  };
  const Stored single({a_result()});
  EXPECT_EQ(single.run.result_hash, listed(single, {"summary.csv", "timeseries.csv", "observations.csv"}));
  const Stored several({a_result(), a_result(2)});
  EXPECT_EQ(several.run.result_hash, listed(several, {"summary.csv", "quantiles.csv", "observations.csv"}));
}

TEST(RunWriter, HasAHashThatDependsOnNoNameOrderOrWish) {
  const std::string hash = Stored({a_result(), a_result(9)}).run.result_hash;
  scenario::Scenario renamed = a_scenario();
  renamed.folder_name = "another-place";
  renamed.title = "Another title";
  renamed.inputs[0].sha256 = "11";
  RunResult permuted = a_result();
  std::ranges::reverse(permuted.series);
  std::ranges::reverse(permuted.summary);
  EXPECT_EQ(Stored({permuted, a_result(9)}, {}, renamed).run.result_hash, hash);
  const RunRequest wishes{.sets = {"a=1"}, .details = Details::all, .timeseries = true, .detailed = 1};
  const Stored detailed({a_result(), a_result(9)}, wishes);
  EXPECT_EQ(detailed.run.result_hash, hash);
  EXPECT_THAT(detailed.file("timeseries.csv"), HasSubstr("bridge,crossed_persons,9,persons"));
  EXPECT_THAT(detailed.file("trips.csv"), HasSubstr("vehicle,trip"));
  EXPECT_THAT(detailed.file("passages.csv"), HasSubstr("vehicle,trip,link"));
  EXPECT_THAT(detailed.file("visits.csv"), HasSubstr("unit,id,site"));
}

TEST(RunWriter, HasAHashThatDependsOnEveryValue) {
  const std::string hash = Stored({a_result()}).run.result_hash;
  const std::vector<std::function<void(RunResult&)>> changes = {
      [](RunResult& r) { r.series[0].values[1] = std::nextafter(50.0, 60.0); },
      [](RunResult& r) { r.series[0].values[2] = 0; },
      [](RunResult& r) { r.series[2].values[0] = 1; },
      [](RunResult& r) { r.hourly[0].value = 2; },
      [](RunResult& r) { r.hourly[0].time += 1h; },
      [](RunResult& r) { r.summary[0].value = 2; },
      [](RunResult& r) { r.summary[1].group = "women"; },
      [](RunResult& r) { r.summary[1].place = "bridge"; }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    RunResult changed = a_result();
    changes[i](changed);
    EXPECT_NE(Stored({changed}).run.result_hash, hash) << "change " << i;
  }
  scenario::Scenario scenario = a_scenario();
  scenario.observations[0].points[0].value = 41;
  EXPECT_NE(Stored({a_result()}, {}, scenario).run.result_hash, hash);
}

TEST(RunWriter, NamesEveryFileWithItsHashAndLeavesNoOther) {
  const Stored stored({a_result(), a_result(9)}, {.details = Details::all, .timeseries = true});
  std::vector<std::string> expected = {"manifest.json"};
  const json manifest = json::parse(stored.run.manifest);
  for (const auto& file : manifest["files"]) {
    expected.push_back(file["name"]);
    EXPECT_EQ(file["sha256"], sha256(stored.file(file["name"])));
  }
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(stored.place)) {
    found.push_back(entry.path().filename());
  }
  EXPECT_THAT(found, testing::UnorderedElementsAreArray(expected));
  EXPECT_EQ(expected.size(), 10U);
}

TEST(RunWriter, StoresTheOthersIfAReplicationFails) {
  const test::TemporaryFolder temporary;
  const scenario::Scenario scenario = a_scenario();
  RunFolder folder(temporary.path() / "run", IfFinished::refuse);
  RunWriter writer(scenario, folder, {.seed = 7, .replications = 3, .details = Details::all, .detailed = 1}, {});
  writer.add(0, a_result(), 5);
  ASSERT_NE(writer.observer_for(1), nullptr);
  writer.add_failed({.index = 1, .reason = "people lost", .repeat = "again"});
  EXPECT_EQ(writer.observer_for(2), nullptr);
  writer.add(2, a_result(7), 6);
  const json manifest = json::parse(writer.finish(Ending::complete).manifest);
  EXPECT_EQ(manifest["replications"]["finished"], 2);
  EXPECT_EQ(manifest["replications"]["failed"],
            json::parse(R"([{"seed": 7, "index": 1, "reason": "people lost", "repeat": "again"}])"));
  EXPECT_EQ(manifest["events"], 11);
  EXPECT_EQ(manifest["warnings"].size(), 2U);
  for (const char* file : {"trips.csv", "passages.csv", "visits.csv"}) {
    EXPECT_FALSE(fs::exists(temporary.path() / "run" / file)) << file;
  }
  EXPECT_THAT(text_of(temporary.path() / "run" / "summary.csv"), HasSubstr("\n2,bridge,,crossed_persons,47,persons"));
}

TEST(RunWriter, KeepsNothingOfAReplicationThatIsGivenUp) {
  const test::TemporaryFolder temporary;
  const scenario::Scenario scenario = a_scenario();
  RunFolder folder(temporary.path() / "run", IfFinished::refuse);
  RunWriter writer(scenario, folder, {.replications = 3, .details = Details::all, .detailed = 1}, {});
  writer.add(0, a_result(), 5);
  ASSERT_NE(writer.observer_for(1), nullptr);
  writer.drop(1);
  const StoredRun run = writer.finish(Ending::out_of_memory);
  const json manifest = json::parse(run.manifest);
  EXPECT_EQ(run.replications, 1U);
  EXPECT_EQ(manifest["replications"]["out_of_memory"], true);
  EXPECT_EQ(manifest["replications"]["interrupted"], false);
  EXPECT_EQ(manifest["files"].size(), 5U);  // summary, timeseries, observations, milestones, scenario.json
  EXPECT_FALSE(fs::exists(temporary.path() / "run" / "visits.csv"));
  EXPECT_EQ(run.result_hash, Stored({a_result()}).run.result_hash);
}

TEST(RunWriter, PublishesNothingUnlessFinished) {
  const test::TemporaryFolder temporary;
  const scenario::Scenario scenario = a_scenario();
  {
    RunFolder folder(temporary.path() / "run", IfFinished::refuse);
    RunWriter writer(scenario, folder, {}, {});
    writer.add(0, a_result(), 5);
  }
  EXPECT_TRUE(fs::is_empty(temporary.path()));
}

TEST(RunWriter, PrintsOneObjectOfManifestSummaryAndObservations) {
  const Stored stored({a_result(50), a_result(60)});
  const json object = json::parse(to_json(stored.run, a_scenario().calendar));
  EXPECT_EQ(object["manifest"], json::parse(stored.run.manifest));
  EXPECT_EQ(object["summary"][1]["place"], "bridge");
  EXPECT_EQ(object["summary"][1]["p95"], 100);
  EXPECT_TRUE(object["summary"][0]["mean"].is_null());
  EXPECT_EQ(object["observations"][0]["time"], "2023-09-24T01:00:00+04:00");
  EXPECT_EQ(object["observations"][0]["error"], 15);
}

TEST(RunWriter, BeginsTheDetailsAnewIfTheirReplicationIsBegunAgainAndLeavesOutOneThatDoesNotCount) {
  test::TemporaryFolder temporary;
  const scenario::Scenario scenario = a_scenario();
  RunFolder folder(temporary.path() / "run", IfFinished::refuse);
  RunWriter writer(scenario, folder, {.replications = 3, .details = Details::all, .detailed = 1}, {});
  ASSERT_NE(writer.observer_for(1), nullptr);
  writer.add(0, a_result(), 1);
  ASSERT_NE(writer.observer_for(1), nullptr);  // its files are there already
  static_cast<void>(writer.finish(Ending::complete));

  EXPECT_FALSE(fs::exists(temporary.path() / "run" / "trips.csv"));
  EXPECT_TRUE(fs::exists(temporary.path() / "run" / "summary.csv"));
}

}  // namespace
}  // namespace corridor::results::run_writer_test
