// Replications with parameters of their own, from the draws of a posterior: `--posterior` of run, compare and sweep.
#include <chrono>
#include <csignal>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv_rows.hpp"
#include "json_file.hpp"
#include "posterior_files.hpp"
#include "program.hpp"

namespace corridor::cli::posterior_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::draw;
using test::experiment;
using test::four_draws;
using test::manifest_of;
using test::minimal;
using test::own_values;
using test::posterior;
using test::posterior_header;
using test::Program;
using test::Row;
using test::variant;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> run_of(const std::string& out, std::vector<std::string> more = {}) {
  std::vector<std::string> words = {
      "run", minimal, "--posterior", "posterior.csv", "--replications", "12", "--no-report", "--out", out};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// The tables whose bytes must not depend on how a run was done.
std::map<std::string, std::string> tables_of(const fs::path& folder) {
  std::map<std::string, std::string> texts;
  for (const char* table : {"summary.csv", "quantiles.csv", "observations.csv", "draws.csv", "milestones.csv"}) {
    texts[table] = test::text_of(folder / table);
  }
  return texts;
}

std::map<std::string, std::string> tables_of_one_run() {
  static const std::map<std::string, std::string> tables = [] {
    Program program;
    posterior(program, four_draws);
    EXPECT_EQ(program.run(run_of("whole", {"--threads", "1"})), 0) << program.err();
    return tables_of(program.folder() / "whole");
  }();
  return tables;
}

TEST(PosteriorOfARun, GivesEachReplicationADrawAndSaysWhich) {
  Program program;
  posterior(program, four_draws);
  EXPECT_EQ(program.run(run_of("run")), 0) << program.err();
  EXPECT_THAT(program.out(), HasSubstr("Each replication has parameters of its own, by weight from 4 draws in "
                                       "posterior.csv"));
  const json manifest = manifest_of(program.folder() / "run");
  EXPECT_EQ(manifest["posterior"]["file"], "posterior.csv");
  EXPECT_EQ(manifest["posterior"]["draws"], 4);
  EXPECT_EQ(manifest["posterior"]["paths"][1], "site.reception.registration.service.mean");
  EXPECT_EQ(manifest["posterior"]["sha256"], manifest["inputs"].back()["sha256"]);

  const std::map<std::string, std::string> mean_of = {{"0", "4"}, {"1", "5"}, {"2", "6.5"}, {"3", "3"}};
  std::set<std::string> draws;
  const std::vector<Row> rows = test::rows_of(program.folder() / "run" / "draws.csv");
  ASSERT_EQ(rows.size(), 12U);
  for (const Row& row : rows) {
    EXPECT_EQ(row.at("mean"), mean_of.at(row.at("draw")));
    draws.insert(row.at("draw"));
  }
  EXPECT_EQ(draws.size(), 4U) << "of twelve each has 12 w but for less than 2";
}

TEST(PosteriorOfARun, ChangesWhatComesOut) {
  Program program;
  posterior(program, four_draws);
  ASSERT_EQ(program.run({"run", minimal, "--replications", "12", "--no-report", "--out", "without"}), 0);
  EXPECT_NE(tables_of_one_run().at("summary.csv"), tables_of(program.folder() / "without").at("summary.csv"));
}

TEST(PosteriorOfARun, IsTheScenarioWithWhatTheDrawSets) {
  Program program;
  posterior(program, posterior_header + draw(9, 1, "0.2", "4"));
  ASSERT_EQ(program.run(run_of("drawn")), 0) << program.err();
  ASSERT_EQ(
      program.run({"run", minimal, "--replications", "12", "--no-report", "--out", "set", "--set",
                   "origin.village.departure.base=0.2 /h", "--set", "site.reception.registration.service.mean=4 min"}),
      0);
  EXPECT_EQ(manifest_of(program.folder() / "drawn")["result_hash"],
            manifest_of(program.folder() / "set")["result_hash"]);
}

TEST(PosteriorOfARun, OfOneDrawAtTheScenariosOwnValuesGivesTheTablesWithoutIt) {
  Program program;
  posterior(program, own_values);
  ASSERT_EQ(program.run(run_of("with")), 0) << program.err();
  ASSERT_EQ(program.run({"run", minimal, "--replications", "12", "--no-report", "--out", "without"}), 0);
  const json with = manifest_of(program.folder() / "with");
  const json without = manifest_of(program.folder() / "without");
  EXPECT_EQ(with["result_hash"], without["result_hash"]);
  EXPECT_NE(with["scenario_hash"], without["scenario_hash"]) << "it is no run without a posterior";
  EXPECT_FALSE(without.contains("posterior"));
}

TEST(PosteriorOfARun, GivesTheSameBytesWithAnyNumberOfThreads) {
  Program program;
  posterior(program, four_draws);
  for (const std::string threads : {"2", "5"}) {
    ASSERT_EQ(program.run(run_of(threads, {"--threads", threads})), 0) << program.err();
    EXPECT_EQ(tables_of(program.folder() / threads), tables_of_one_run());
  }
}

TEST(PosteriorOfARun, GivesReplicationKTheSameDrawWhateverTheirNumber) {
  Program program;
  posterior(program, four_draws);
  ASSERT_EQ(program.run({"run", minimal, "--posterior", "posterior.csv", "--replications", "5", "--no-report", "--out",
                         "five"}),
            0)
      << program.err();
  const std::string five = test::text_of(program.folder() / "five" / "draws.csv");
  EXPECT_EQ(tables_of_one_run().at("draws.csv").substr(0, five.size()), five);

  ASSERT_EQ(program.run({"run", minimal, "--posterior", "posterior.csv", "--only", "7", "--no-report", "--out", "7"}),
            0);
  const std::vector<Row> rows = test::rows_of(program.folder() / "7" / "draws.csv");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].at("replication"), "7");
  const std::string summary = test::text_of(program.folder() / "7" / "summary.csv");
  const std::string first_row = summary.substr(summary.find('\n') + 1);
  EXPECT_THAT(tables_of_one_run().at("summary.csv"), HasSubstr(first_row)) << "as it is among others";
}

TEST(PosteriorOfARun, GivesTheSameBytesOfShardsThatAreMerged) {
  Program program;
  posterior(program, four_draws);
  for (const std::string shard : {"3/3", "1/3", "2/3"}) {
    ASSERT_EQ(program.run(run_of("part", {"--shard", shard})), 0) << program.err();
  }
  const std::vector<std::string> merge = {
      "merge", "part.shard-1-of-3", "part.shard-2-of-3", "part.shard-3-of-3", "--out", "whole", "--no-report"};
  EXPECT_EQ(program.run(merge), 0) << program.err();
  EXPECT_EQ(tables_of(program.folder() / "whole"), tables_of_one_run());

  posterior(program, own_values);
  EXPECT_EQ(program.run(merge), 3) << "another posterior than the shards had";
  EXPECT_THAT(program.err(), HasSubstr("--posterior has changed"));
}

/// Kills a run as soon as its log holds some replications.
void kill_on_the_way(Program& program, const std::vector<std::string>& words, const std::string& out) {
  program.start(words);
  const fs::path log = program.folder() / (out + ".unfinished");
  for (int i = 0; i < 6000; ++i) {
    std::error_code not_there;
    const auto size = fs::file_size(log, not_there);
    if (!not_there && size > 60'000) {
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  program.send(SIGKILL);
  static_cast<void>(program.wait());
  ASSERT_TRUE(fs::exists(log));
}

TEST(PosteriorOfARun, IsGoneOnWithAfterAKillToTheSameBytes) {
  Program program;
  posterior(program, four_draws);
  kill_on_the_way(program, run_of("run", {"--threads", "1"}), "run");
  EXPECT_EQ(program.run(run_of("run", {"--resume"})), 0) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("are there"));
  EXPECT_EQ(tables_of(program.folder() / "run"), tables_of_one_run());
}

TEST(PosteriorOfARun, IsNotGoneOnWithAnotherPosteriorOrNone) {
  Program program;
  posterior(program, four_draws);
  kill_on_the_way(program, run_of("run", {"--threads", "1"}), "run");
  posterior(program, own_values);
  EXPECT_EQ(program.run(run_of("run", {"--resume"})), 3);
  EXPECT_THAT(program.err(), HasSubstr("--posterior has changed"));
  EXPECT_EQ(program.run({"run", minimal, "--replications", "12", "--out", "run", "--resume"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("--posterior is gone"));
}

TEST(PosteriorOfARun, ThatIsInterruptedSaysHowToGoOnWithIt) {
  Program program;
  posterior(program, four_draws);
  program.start({"run", minimal, "--posterior", "posterior.csv", "--replications", "100000", "--out", "run"});
  ASSERT_TRUE(program.wait_for("running")) << program.err();
  program.send(SIGINT);
  EXPECT_EQ(program.wait(), 7) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("--posterior posterior.csv"));
}

TEST(PosteriorOfARun, StandsInTheCommandThatRepeatsAFailedReplication) {
  Program program(CORRIDOR_WITH_BROKEN_MODEL);
  posterior(program, four_draws);
  EXPECT_EQ(program.run(run_of("run", {"--seed", "4"})), 4);
  const json failed = manifest_of(program.folder() / "run")["replications"]["failed"];
  ASSERT_FALSE(failed.empty());
  EXPECT_THAT(failed[0]["repeat"].get<std::string>(), HasSubstr(" --posterior posterior.csv --seed 4 --only "));
}

#ifdef CORRIDOR_MPIRUN

TEST(PosteriorOfARun, GivesTheSameBytesAsSeveralProcesses) {
  Program mpirun(CORRIDOR_MPIRUN);
  posterior(mpirun, four_draws);
  std::vector<std::string> all = {"--oversubscribe", "--allow-run-as-root", "-n", "3", CORRIDOR_EXECUTABLE};
  const std::vector<std::string> words = run_of("run");
  all.insert(all.end(), words.begin(), words.end());
  EXPECT_EQ(mpirun.run(all), 0) << mpirun.err();
  EXPECT_EQ(tables_of(mpirun.folder() / "run"), tables_of_one_run());
}

#endif

TEST(PosteriorOfAComparison, IsSharedSoThatWhatChangesNothingGivesZeros) {
  Program program;
  posterior(program, four_draws);
  const std::string same = variant(program, "same", "\"site.checkpoint.documents.servers\" = 1");
  EXPECT_EQ(program.run({"compare", minimal, same, "--replications", "6", "--posterior", "posterior.csv", "--no-report",
                         "--json"}),
            0)
      << program.err();
  const json printed = json::parse(program.out());
  EXPECT_EQ(printed["manifest"]["posterior"]["draws"], 4);
  EXPECT_EQ(printed["manifest"]["base"]["figures_hash"], printed["manifest"]["variants"][0]["figures_hash"]);
  ASSERT_GT(printed["comparison"]["same"].size(), 50U);
  for (const json& figure : printed["comparison"]["same"]) {
    EXPECT_EQ(figure["difference"], figure["n"] == 0 ? json() : json(0)) << figure;
  }
}

TEST(PosteriorOfAComparison, GivesTheSameBytesWithAnyNumberOfThreadsAndIsThatOfARun) {
  Program program;
  posterior(program, four_draws);
  const std::string more = variant(program, "more", "\"site.checkpoint.documents.servers\" = 3");
  std::set<std::string> tables;
  for (const std::string threads : {"1", "2"}) {
    ASSERT_EQ(program.run({"compare", minimal, more, "--replications", "12", "--posterior", "posterior.csv",
                           "--no-report", "--threads", threads, "--force", "--out", "c"}),
              0)
        << program.err();
    tables.insert(test::text_of(program.folder() / "c" / "comparison.csv"));
  }
  EXPECT_EQ(tables.size(), 1U);
  EXPECT_EQ(test::text_of(program.folder() / "c" / "draws.csv"), tables_of_one_run().at("draws.csv"));
}

TEST(PosteriorOfASweep, IsSharedByItsPointsAndIsThatOfARun) {
  Program program;
  posterior(program, four_draws);
  const std::string desks = experiment(program);
  std::set<std::string> tables;
  for (const std::string threads : {"1", "2"}) {
    fs::remove_all(program.folder() / "s");
    ASSERT_EQ(program.run({"sweep", desks, "--posterior", "posterior.csv", "--threads", threads, "--out", "s"}), 0)
        << program.err();
    tables.insert(test::text_of(program.folder() / "s" / "results.csv"));
  }
  EXPECT_EQ(tables.size(), 1U);
  EXPECT_EQ(manifest_of(program.folder() / "s")["posterior"]["draws"], 4);

  std::map<std::string, std::string> of_run;  // with its own three desks: the first point
  std::istringstream summary(tables_of_one_run().at("summary.csv"));
  for (std::string line; std::getline(summary, line);) {
    const std::vector<std::string> cells = test::cells(line);
    if (cells.at(1) == "all" && cells.at(2).empty() && cells.at(3) == "time_99_crossed") {
      of_run[cells.at(0)] = cells.at(4);
    }
  }
  int compared = 0;
  for (const Row& row : test::rows_of(program.folder() / "s" / "results.csv")) {
    if (row.at("point") == "0" && row.at("place") == "all" && row.at("group").empty()) {
      EXPECT_EQ(row.at("value"), of_run.at(row.at("replication")));
      ++compared;
    }
  }
  EXPECT_EQ(compared, 6);
}

TEST(PosteriorOfASweep, IsPartOfWhatIsStored) {
  Program program;
  posterior(program, four_draws);
  const std::string desks = experiment(program);
  ASSERT_EQ(program.run({"sweep", desks, "--out", "s"}), 0) << program.err();
  EXPECT_EQ(program.run({"sweep", desks, "--posterior", "posterior.csv", "--out", "s", "--force"}), 0) << program.err();
  EXPECT_THAT(program.err(), Not(HasSubstr("are there"))) << "runs without it are others";
  EXPECT_EQ(program.run({"sweep", desks, "--posterior", "posterior.csv", "--out", "s", "--force"}), 0) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("12 of 12 are there"));
}

TEST(Posterior, OfACalibrationCanBeRunAsItIs) {
  Program program;
  test::put(program.folder() / "calibration.toml",
            "schema = 1\ntitle = \"Hazard\"\nbase = \"" + minimal +
                "\"\n[search]\nmembers = 20\niterations = 1\nrounds = 1\npoints = 20\nchecks = 20\n[[parameter]]\n"
                "id = \"hazard\"\nset = \"origin.village.departure.base={} /h\"\n"
                "prior = { dist = \"uniform\", from = 0.2, to = 0.5 }\nunit = \"/h\"\nsource = \"made up\"\n"
                "kind = \"assumed\"\n[[target]]\nseries = \"crossings\"\nerror = { plus = 30 }\ndiscrepancy = { plus = "
                "10, correlation = \"1 h\" }\n");
  ASSERT_EQ(program.run({"calibrate", "calibration.toml", "--out", "calibrated"}), 0) << program.err();
  EXPECT_EQ(manifest_of(program.folder() / "calibrated")["parameters"][0]["sets"][0],
            "origin.village.departure.base={} /h");
  EXPECT_EQ(program.run({"run", minimal, "--posterior", "calibrated", "--replications", "8", "--no-report"}), 0)
      << program.err();
  EXPECT_EQ(test::rows_of(program.folder() / "out" / "minimal" / "draws.csv").size(), 8U);
}

}  // namespace
}  // namespace corridor::cli::posterior_test
