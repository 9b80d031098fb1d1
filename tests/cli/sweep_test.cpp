// `corridor sweep` as its user runs it.
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv_rows.hpp"
#include "program.hpp"
#include "support/erlang.hpp"

namespace corridor::cli::sweep_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::Program;
using test::Row;
using testing::HasSubstr;
using testing::Not;

const std::string minimal = CORRIDOR_SOURCE_DIR "/tests/support/minimal";
const std::vector<std::string> tables = {"design.csv", "results.csv", "points.csv"};

/// An experiment over the minimal scenario beside the program.
std::string experiment(Program& program, const std::string& keys, const std::string& desks = "[1, 2]") {
  test::put(program.folder() / "small.toml", "schema = 1\ntitle = \"Small\"\nbase = \"" + minimal + "\"\n" + keys +
                                                 "\n[design]\nkind = \"grid\"\n\n[[factor]]\n"
                                                 "path = \"site.checkpoint.documents.servers\"\nname = \"lanes\"\n"
                                                 "levels = " +
                                                 desks +
                                                 "\n\n[[factor]]\npath = \"site.reception.beds.places\"\n"
                                                 "from = 50\nto = 100\nsteps = 2\n");
  return "small.toml";
}

fs::path place(const Program& program) {
  return program.folder() / "out" / "sweep-small";
}

std::map<std::string, std::string> tables_of(const fs::path& folder) {
  std::map<std::string, std::string> texts;
  for (const std::string& table : tables) {
    texts[table] = test::text_of(folder / table);
  }
  return texts;
}

/// A sweep long enough to be stopped, and what it comes to if it is not.
const std::string many = "replications = 60\nfigures = [\"time_99_crossed\", \"person_hours_queued\"]";

std::map<std::string, std::string> uninterrupted() {
  Program program;
  EXPECT_EQ(program.run({"sweep", experiment(program, many)}), 0) << program.err();
  return tables_of(place(program));
}

/// Waits until some replications are stored, or the sweep is finished.
void wait_until_some_are_stored(const Program& program) {
  const fs::path log = place(program).string() + ".unfinished.sqlite-wal";
  for (int i = 0; i < 6000 && !fs::exists(place(program)); ++i) {
    std::error_code not_there;
    const auto size = fs::file_size(log, not_there);
    if (!not_there && size > 200'000) {
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

TEST(Sweep, StoresEveryReplicationOfEveryPoint) {
  Program program;
  EXPECT_EQ(program.run({"sweep", experiment(program, "replications = 3")}), 0) << program.err();

  EXPECT_EQ(test::text_of(place(program) / "design.csv"),
            "point,lanes,site.reception.beds.places\n0,1,50\n1,1,100\n2,2,50\n3,2,100\n");
  std::set<std::pair<std::string, std::string>> runs;
  double sum = 0;
  for (const Row& row : test::rows_of(place(program) / "results.csv")) {
    runs.insert({row.at("point"), row.at("replication")});
    const bool is_meant = row.at("point") == "2" && row.at("place") == "all" && row.at("group").empty() &&
                          row.at("measure") == "time_99_crossed";
    sum += is_meant ? std::stod(row.at("value")) : 0;
  }
  EXPECT_EQ(runs.size(), 12U);
  for (const Row& row : test::rows_of(place(program) / "points.csv")) {
    if (row.at("point") == "2" && row.at("place") == "all" && row.at("group").empty() &&
        row.at("measure") == "time_99_crossed") {
      EXPECT_EQ(row.at("n"), "3");
      EXPECT_DOUBLE_EQ(std::stod(row.at("mean")), sum / 3);
    }
  }
  EXPECT_TRUE(fs::exists(place(program) / "experiment.sqlite"));
  EXPECT_EQ(program.run({"sweep", "small.toml"}), 2);  // a finished one is in the way
}

TEST(Sweep, GivesAtAPointWhatARunWithItsValuesGives) {
  Program program;
  EXPECT_EQ(program.run({"sweep", experiment(program, "replications = 2\nseed = 5")}), 0) << program.err();
  EXPECT_EQ(program.run({"run", minimal, "--set", "site.checkpoint.documents.servers=2", "--set",
                         "site.reception.beds.places=50", "--seed", "5", "--replications", "2", "--out", "run"}),
            0);

  std::vector<Row> of_sweep;
  for (Row row : test::rows_of(place(program) / "results.csv")) {
    if (row.at("point") == "2") {
      row.erase("point");
      of_sweep.push_back(row);
    }
  }
  EXPECT_EQ(of_sweep, test::rows_of(program.folder() / "run" / "summary.csv"));
}

TEST(Sweep, GivesTheSameBytesWithAnyNumberOfThreads) {
  std::set<std::map<std::string, std::string>> results;
  for (const std::string threads : {"1", "2", "5"}) {
    Program program;
    EXPECT_EQ(program.run({"sweep", experiment(program, "replications = 5"), "--threads", threads}), 0);
    results.insert(tables_of(place(program)));
  }
  EXPECT_EQ(results.size(), 1U);
}

TEST(Sweep, ThatIsKilledGoesOnToTheBytesOfOneThatIsNot) {
  Program program;
  const std::string file = experiment(program, many);
  int killed = 0;
  int exit_code = 128 + SIGKILL;
  for (int i = 0; i < 20 && exit_code == 128 + SIGKILL; ++i) {
    program.start({"sweep", file, "--resume"});
    wait_until_some_are_stored(program);
    std::this_thread::sleep_for(std::chrono::milliseconds(10 * i));
    if (i < 3) {
      program.send(SIGKILL);
      ++killed;
    }
    exit_code = program.wait();
  }
  EXPECT_EQ(exit_code, 0) << program.err();
  EXPECT_EQ(killed, 3);
  EXPECT_THAT(program.err(), HasSubstr(" of 240 are there"));
  EXPECT_EQ(tables_of(place(program)), uninterrupted());
  EXPECT_FALSE(fs::exists(place(program).string() + ".unfinished.sqlite"));
}

TEST(Sweep, ThatIsInterruptedSaysHowToGoOn) {
  Program program;
  const std::string file = experiment(program, many);
  program.start({"sweep", file, "--threads", "1"});
  wait_until_some_are_stored(program);
  program.send(SIGINT);
  ASSERT_EQ(program.wait(), 7) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("corridor sweep small.toml --resume"));
  EXPECT_FALSE(fs::exists(place(program)));

  EXPECT_EQ(program.run({"sweep", file}), 2);  // what is there must not be lost by mistake
  EXPECT_THAT(program.err(), HasSubstr("--resume"));
  EXPECT_EQ(program.run({"sweep", file, "--resume"}), 0) << program.err();
  EXPECT_EQ(tables_of(place(program)), uninterrupted());
}

TEST(Sweep, RefusesToGoOnWithAnotherExperimentOrVersion) {
  Program program;
  program.start({"sweep", experiment(program, many), "--threads", "1"});
  wait_until_some_are_stored(program);
  program.send(SIGINT);
  ASSERT_EQ(program.wait(), 7) << program.err();

  EXPECT_EQ(program.run({"sweep", experiment(program, many, "[1, 2, 3]"), "--resume"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("site.checkpoint.documents.servers has other values"));
  EXPECT_EQ(program.run({"sweep", experiment(program, many + "\nseed = 9"), "--resume"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("the seed was 1, and is 9"));
  EXPECT_EQ(program.run({"sweep", experiment(program, "replications = 60"), "--resume"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("other figures"));

  const fs::path store = place(program).string() + ".unfinished.sqlite";
  std::string bytes = test::text_of(store);
  const std::string version = "\\\"version\\\":\\\"";
  ASSERT_NE(bytes.find(version), std::string::npos);
  bytes[bytes.find(version) + version.size()] = '9';
  test::put(store, bytes);
  EXPECT_EQ(program.run({"sweep", experiment(program, many), "--resume"}), 8);
  EXPECT_THAT(program.err(), HasSubstr("is of version 9"));
}

TEST(Sweep, RunsNothingTwice) {
  Program program;
  EXPECT_EQ(program.run({"sweep", experiment(program, "replications = 3")}), 0) << program.err();
  const auto first = tables_of(place(program));
  EXPECT_EQ(program.run({"sweep", "small.toml", "--force"}), 0) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("of which 12 of 12 are there"));
  EXPECT_EQ(tables_of(place(program)), first);

  EXPECT_EQ(program.run({"sweep", experiment(program, "replications = 4", "[2, 3]"), "--force"}), 0) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("of which 6 of 16 are there"));
  Program other;
  EXPECT_EQ(other.run({"sweep", experiment(other, "replications = 4", "[2, 3]")}), 0);
  EXPECT_EQ(tables_of(place(program)), tables_of(place(other)));
}

TEST(Sweep, TellsAllThatIsWrongWithItsPointsInTheFileOfTheExperiment) {
  Program program;
  test::put(program.folder() / "wrong.toml", "schema = 1\ntitle = \"Wrong\"\nbase = \"" + minimal +
                                                 "\"\n[design]\nkind = \"grid\"\n"
                                                 "[[factor]]\npath = \"site.checkpoint.documents.server\"\n"
                                                 "levels = [1, 2]\n"
                                                 "[[factor]]\npath = \"site.reception.beds.places\"\n"
                                                 "levels = [50, \"many\", -1]\n");
  EXPECT_EQ(program.run({"sweep", "wrong.toml"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("wrong.toml:7:8"));
  EXPECT_THAT(program.err(), HasSubstr("servers"));
  EXPECT_THAT(program.err(), HasSubstr("wrong.toml:11:15"));
  EXPECT_THAT(program.err(), HasSubstr("wrong.toml:11:23"));
  EXPECT_THAT(program.err(), HasSubstr("3 errors"));
  EXPECT_FALSE(fs::exists(program.folder() / "out"));
}

TEST(Sweep, TellsOfFiguresThatThereAreNot) {
  Program program;
  EXPECT_EQ(program.run({"sweep", experiment(program, "figures = [\"time_99_crosed\"]")}), 3);
  EXPECT_THAT(program.err(), HasSubstr("small.toml:4:12"));
  EXPECT_THAT(program.err(), HasSubstr("did you mean `time_99_crossed`?"));
  EXPECT_EQ(program.run({"sweep", experiment(program, "figures = [\"wait_p95 at nowhere\"]")}), 3);
  EXPECT_THAT(program.err(), HasSubstr("this scenario has no figure wait_p95 at nowhere"));
  EXPECT_TRUE(fs::is_empty(program.folder() / "out"));
}

TEST(Sweep, PrintsManifestAndPointsAsOneObject) {
  Program program;
  const std::string file = experiment(program, "replications = 2\nfigures = [\"time_99_crossed\"]");
  EXPECT_EQ(program.run({"sweep", file, "--json", "--set", "origin.village.population=100"}), 0) << program.err();

  const json printed = json::parse(program.out());
  std::ifstream manifest(place(program) / "manifest.json");
  EXPECT_EQ(printed["manifest"], json::parse(manifest));
  EXPECT_EQ(printed["manifest"]["sets"][0], "origin.village.population=100");
  EXPECT_EQ(printed["manifest"]["design"]["factors"][0]["path"], "site.checkpoint.documents.servers");
  EXPECT_EQ(printed["points"].size(), test::rows_of(place(program) / "points.csv").size());
  EXPECT_EQ(printed["points"][0]["measure"], "time_99_crossed");
  EXPECT_EQ(printed["points"][0]["n"], 2);
}

TEST(Sweep, FinishesTheOthersIfAReplicationFails) {
  Program program(CORRIDOR_WITH_BROKEN_MODEL);  // with seed 4 replication 1 fails
  EXPECT_EQ(program.run({"sweep", experiment(program, "replications = 3\nseed = 4")}), 4) << program.err();
  std::ifstream file(place(program) / "manifest.json");
  const json failed = json::parse(file)["replications"]["failed"];
  ASSERT_EQ(failed.size(), 4U);
  EXPECT_EQ(failed[3]["point"], 3);
  EXPECT_EQ(failed[3]["reason"], "people are not conserved");
  EXPECT_THAT(failed[3]["repeat"].get<std::string>(), HasSubstr("--seed 4 --only 1"));
  EXPECT_THAT(failed[3]["repeat"].get<std::string>(), HasSubstr("site.checkpoint.documents.servers=2"));
  for (const Row& row : test::rows_of(place(program) / "results.csv")) {
    ASSERT_NE(row.at("replication"), "1");
  }
}

TEST(Sweep, KeepsWhatIsFinishedIfTheDiskIsFull) {
  Program program;
  const std::string file = experiment(program, many);
  program.limit_file_size(200'000);
  EXPECT_EQ(program.run({"sweep", file}), 5) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("corridor sweep small.toml --resume"));
  program.limit_file_size(RLIM_INFINITY);
  EXPECT_EQ(program.run({"sweep", file, "--resume"}), 0) << program.err();
  EXPECT_EQ(tables_of(place(program)), uninterrupted());
}

TEST(Sweep, OfATextbookQueueGivesTheWaitsOfErlang) {
  // M/M/c with 100 per hour and server: a mean wait of C(c, a) / (c mu - lambda). Intervals of 95 % at six points: with
  // 2.5 of their half widths (t of 5 degrees of freedom: 6.4) all hold the truth with a probability of 0.99.
  Program program;
  test::put(program.folder() / "office.toml",
            "schema = 1\ntitle = \"M/M/c\"\nbase = \"" CORRIDOR_SOURCE_DIR
            "/scenarios/queue\"\nreplications = 6\nfigures = [\"wait_mean at office/desk\"]\n[design]\n"
            "kind = \"grid\"\n[[factor]]\npath = \"site.office.desk.servers\"\nname = \"servers\"\nlevels = [3, 4]\n"
            "[[factor]]\npath = \"origin.arrivals.departure.rate\"\nname = \"rate\"\nfrom = \"150 /h\"\n"
            "to = \"250 /h\"\nsteps = 3\n");
  EXPECT_EQ(program.run({"sweep", "office.toml"}), 0) << program.err();
  const std::vector<Row> design = test::rows_of(program.folder() / "out" / "sweep-office" / "design.csv");
  std::vector<Row> points = test::rows_of(program.folder() / "out" / "sweep-office" / "points.csv");
  std::erase_if(points, [](const Row& row) { return !row.at("group").empty(); });

  ASSERT_EQ(points.size(), 6U);
  for (std::size_t i = 0; i < 6; ++i) {
    const int servers = std::stoi(design[i].at("servers"));
    const double rate = std::stod(design[i].at("rate (/h)"));
    const double hours = test::erlang_c(servers, rate / 100) / (servers * 100 - rate);
    const double scale = points[i].at("unit") == "min" ? 60 : points[i].at("unit") == "s" ? 3600 : 1;
    EXPECT_NEAR(std::stod(points[i].at("mean")), hours * scale, 2.5 * std::stod(points[i].at("half_width"))) << i;
  }
}

TEST(Sweep, RunsTheExperimentsThatAreShipped) {
  for (const auto& entry : fs::directory_iterator(CORRIDOR_SOURCE_DIR "/scenarios/experiments")) {
    Program program;
    EXPECT_EQ(program.run({"sweep", entry.path().string(), "--replications", "1"}), 0) << program.err();
    EXPECT_THAT(program.out(), HasSubstr("points, 1 replication each"));
  }
}

}  // namespace
}  // namespace corridor::cli::sweep_test
