// What `--trips` writes, against itself and against the summary of the same run.
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corridor/base/hash.hpp"

#include "stored_run.hpp"

namespace corridor::cli::trips_test {
namespace {

namespace fs = std::filesystem;
using test::Row;

/// A run of a scenario with trips; what it wrote can be read while this lives.
struct StoredTrips : test::StoredRun {
  explicit StoredTrips(const fs::path& scenario) : StoredRun(scenario, "--trips") {}
  [[nodiscard]] double summary(const std::string& place, const std::string& measure) const {
    for (const Row& row : rows("summary")) {
      if (row.at("place") == place && row.at("measure") == measure && row.at("group").empty()) {
        return std::stod(row.at("value"));
      }
    }
    ADD_FAILURE() << measure << " at " << place << " is not in the summary";
    return 0;
  }
};

/// The passages of each trip, in the order of the file.
std::map<std::string, std::vector<Row>> by_trip(const std::vector<Row>& passages) {
  std::map<std::string, std::vector<Row>> trips;
  for (const Row& row : passages) {
    trips[row.at("vehicle") + "/" + row.at("trip")].push_back(row);
  }
  return trips;
}

TEST(Trips, AreAsManyAndCarryAsManyPersonsAsTheSummaryCounts) {
  const StoredTrips run("tests/support/minimal");
  double persons = 0;
  double person_hours = 0;
  for (const Row& trip : run.rows("trips")) {
    const double waited = std::stod(trip.at("enter_road")) - std::stod(trip.at("depart"));
    persons += std::stod(trip.at("persons"));
    person_hours += std::stod(trip.at("persons")) * (waited + std::stod(trip.at("queued_s"))) / 3600;
  }
  EXPECT_EQ(static_cast<double>(run.rows("trips").size()), run.summary("checkpoint", "crossed_vehicles"));
  EXPECT_EQ(persons, run.summary("checkpoint", "crossed_persons"));
  EXPECT_GT(person_hours, 1);
  EXPECT_NEAR(person_hours, run.summary("all", "person_hours_queued"), 1e-9 * person_hours);
}

TEST(Passages, OfATripFollowEachOtherFromTheOriginToTheEnd) {
  const StoredTrips run("scenarios/road-only");
  const auto passages = by_trip(run.rows("passages"));
  std::size_t chained = 0;
  for (const Row& trip : run.rows("trips")) {
    const std::vector<Row>& links = passages.at(trip.at("vehicle") + "/" + trip.at("trip"));
    EXPECT_EQ(links.front().at("enter"), trip.at("enter_road"));
    EXPECT_EQ(links.back().at("leave"), trip.at("arrive"));
    for (std::size_t i = 1; i < links.size(); ++i, ++chained) {
      EXPECT_EQ(links[i - 1].at("leave"), links[i].at("enter"));
    }
  }
  EXPECT_GT(chained, 1000U);
}

TEST(Visits, BeginWhereALinkEndsAndEndWhereTheNextBegins) {
  const StoredTrips run("tests/support/minimal");
  const auto passages = by_trip(run.rows("passages"));
  std::size_t vehicles = 0;
  for (const Row& visit : run.rows("visits")) {
    if (visit.at("unit") == "vehicle") {
      const std::vector<Row>& links = passages.at(visit.at("id") + "/0");
      EXPECT_EQ(links.at(0).at("leave"), visit.at("arrive"));
      EXPECT_EQ(links.at(1).at("enter"), visit.at("leave"));
      ++vehicles;
    }
  }
  EXPECT_EQ(static_cast<double>(vehicles), run.summary("checkpoint", "crossed_vehicles"));
}

TEST(Visits, HaveTheirTimesInOrderAndAreWholeIfServed) {
  const StoredTrips run("tests/support/minimal");
  std::map<std::string, int> outcomes;
  for (const Row& visit : run.rows("visits")) {
    double before = 0;
    bool is_whole = true;
    for (const char* column : {"arrive", "begin", "end", "leave"}) {
      const std::string& cell = visit.at(column);
      EXPECT_TRUE(is_whole || cell.empty()) << column << " comes after what has not happened";
      is_whole = !cell.empty();
      EXPECT_GE(is_whole ? std::stod(cell) : before, before) << column;
      before = is_whole ? std::stod(cell) : before;
    }
    EXPECT_EQ(is_whole, visit.at("outcome") == "served");
    ++outcomes[visit.at("outcome")];
  }
  EXPECT_GT(outcomes["served"], 100);
  EXPECT_GT(outcomes["in_service"], 0);  // in a bed when the run ends
}

TEST(Visits, WaitAsLongAsTheSummarySays) {
  const StoredTrips run("tests/support/minimal");
  std::map<std::string, std::pair<double, double>> waits;  // [s], visits
  for (const Row& visit : run.rows("visits")) {
    if (!visit.at("begin").empty()) {
      auto& [sum, count] = waits[visit.at("site") + "/" + visit.at("stage")];
      sum += std::stod(visit.at("begin")) - std::stod(visit.at("arrive"));
      count += 1;
    }
  }
  for (const std::string place : {"checkpoint/documents", "reception/registration"}) {
    const auto [sum, count] = waits.at(place);
    const double mean = run.summary(place, "wait_mean");
    EXPECT_NEAR(sum / count / 3600, mean, 1e-9 + 1e-9 * mean) << place;
  }
  EXPECT_GT(waits.at("reception/registration").first, 0);
}

TEST(Trips, HaveHashesOfTheirOwnAndDoNotEnterThatOfTheResult) {
  const StoredTrips run("tests/support/minimal");
  test::Program plain;
  ASSERT_EQ(plain.run({"run", CORRIDOR_SOURCE_DIR "/tests/support/minimal"}), 0) << plain.err();
  const auto with = nlohmann::json::parse(test::text_of(run.folder / "manifest.json"));
  const auto without = nlohmann::json::parse(test::text_of(plain.folder() / "out" / "minimal" / "manifest.json"));
  EXPECT_EQ(with["result_hash"], without["result_hash"]);
  std::vector<std::string> names;
  for (const auto& file : with["files"]) {
    names.push_back(file["name"]);
    EXPECT_EQ(file["sha256"], sha256(test::text_of(run.folder / names.back())));
  }
  EXPECT_THAT(names, testing::ElementsAre("summary.csv", "timeseries.csv", "observations.csv", "trips.csv",
                                          "passages.csv", "visits.csv", "milestones.csv", "scenario.json"));
}

}  // namespace
}  // namespace corridor::cli::trips_test
