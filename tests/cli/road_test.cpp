// What `--road` writes, against itself and against the time series of the same run.
#include <map>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corridor/base/hash.hpp"

#include "stored_run.hpp"

namespace corridor::cli::road_test {
namespace {

namespace fs = std::filesystem;
using test::Row;

/// A run of a scenario with the road; what it wrote can be read while this lives.
struct StoredRoad : test::StoredRun {
  explicit StoredRoad(const fs::path& scenario) : StoredRun(scenario, "--road") {}
  /// Values of a measure by time and place.
  [[nodiscard]] std::map<std::pair<std::string, std::string>, double> series(const std::string& measure) const {
    std::map<std::pair<std::string, std::string>, double> values;
    for (const Row& row : rows("timeseries")) {
      if (row.at("measure") == measure) {
        values[{row.at("time"), row.at("place")}] = std::stod(row.at("value"));
      }
    }
    return values;
  }
};

TEST(RoadFiles, HaveTheVehiclesAndQueuesOfTheTimeSeries) {
  const StoredRoad run("scenarios/road-only");
  const auto vehicles = run.series("vehicles_on_link");
  const auto queued = run.series("queue_vehicles");
  std::size_t rows = 0;
  std::size_t tails = 0;
  for (const Row& row : run.rows("road")) {
    const std::pair at(row.at("time"), row.at("link"));
    EXPECT_EQ(std::stod(row.at("vehicles")), vehicles.at(at));
    EXPECT_EQ(std::stod(row.at("queued")), queued.at(at));
    EXPECT_EQ(row.at("tail_km").empty(), row.at("queued") == "0");
    tails += row.at("tail_km").empty() ? 0 : 1;
    ++rows;
  }
  std::size_t with_somebody = 0;
  for (const auto& [at, value] : vehicles) {
    with_somebody += value > 0 && at.second != "all" ? 1 : 0;
  }
  EXPECT_EQ(rows, with_somebody);
  EXPECT_GT(tails, 10U);
}

TEST(RoadFiles, HavePartsThatCoverEachLinkAndHoldItsVehicles) {
  const StoredRoad run("scenarios/road-only");
  std::map<std::pair<std::string, std::string>, double> sums;
  std::map<std::pair<std::string, std::string>, double> reached;
  for (const Row& row : run.rows("density")) {
    const std::pair at(row.at("time"), row.at("link"));
    const double from = std::stod(row.at("from_km"));
    const double to = std::stod(row.at("to_km"));
    const double count = std::stod(row.at("vehicles"));
    EXPECT_EQ(from, reached[at]);
    EXPECT_LE(to - from, 0.5 + 1e-9);
    EXPECT_NEAR(std::stod(row.at("vehicles_per_km")), count / (to - from), 1e-6);
    reached[at] = to;
    sums[at] += count;
  }
  const auto road = run.rows("road");
  ASSERT_GT(road.size(), 100U);
  EXPECT_EQ(sums.size(), road.size());
  for (const Row& row : road) {
    EXPECT_EQ(sums.at({row.at("time"), row.at("link")}), std::stod(row.at("vehicles")));
  }
}

TEST(RoadFiles, AreInTheManifestWithTheirHashes) {
  const StoredRoad run("tests/support/minimal");
  const auto manifest = nlohmann::json::parse(test::text_of(run.folder / "manifest.json"));
  std::size_t found = 0;
  for (const auto& file : manifest["files"]) {
    const std::string name = file["name"];
    if (name == "road.csv" || name == "density.csv") {
      EXPECT_EQ(file["sha256"], sha256(test::text_of(run.folder / name)));
      ++found;
    }
  }
  EXPECT_EQ(found, 2U);
}

}  // namespace
}  // namespace corridor::cli::road_test
