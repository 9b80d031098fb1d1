// Posteriors that cannot be applied, and models of replications at their draws.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/error.hpp"
#include "corridor/ensemble/ensemble.hpp"

#include "posterior.hpp"
#include "posterior_files.hpp"

namespace corridor::cli::posterior_refused_test {
namespace {

namespace fs = std::filesystem;
using test::experiment;
using test::four_draws;
using test::minimal;
using test::posterior;
using test::Program;
using test::variant;
using testing::HasSubstr;

struct Refused {
  std::string name;
  std::string posterior;
  std::vector<std::string> more;
  std::vector<std::string> says;
};

void PrintTo(const Refused& refused, std::ostream* out) {
  *out << refused.name;
}

const std::string set_header = "draw,weight,sets\n";

const std::vector<Refused> refused = {
    {"NoFile", "", {"--posterior", "nowhere.csv"}, {"E0101", "there is no file nowhere.csv"}},
    {"UnknownSite",
     set_header + "0,1,site.recption.registration.servers=3\n1,1,site.recption.registration.servers=4\n",
     {},
     {"E0802", "--> posterior.csv:2:10", "did you mean `reception`?", ", and in 1 more draw\n"}},
    {"UnknownKeyOfTheSecond",
     set_header + "0,1,sample=15 min;site.reception.registration.server=3\n",
     {},
     {"E0904", "posterior.csv:2:5", "E0802", "--> posterior.csv:2:47", "did you mean `servers`?"}},
    {"ValueOfOneDraw",
     set_header + "0,1,site.reception.registration.servers=3\n1,9,site.reception.registration.servers=-2\n",
     {},
     {"E0327", "--> posterior.csv:3:41", "1 error;"}},
    {"NotTogether",
     set_header + "0,1,origin.village.vehicles.car=90 %\n",
     {},
     {"E0501", "(at draw 0 of the posterior)"}},
    {"AlsoSetOnTheCommandLine",
     set_header + "0,1,site.*.documents.servers=3\n",
     {"--set", "site.checkpoint.documents.servers=2"},
     {"E0903", "--> --set[1]:1:1", "`site.checkpoint.documents.servers` is set by the posterior as well"}},
    {"AllAtOnce",
     set_header + "0,1,site.checkpoint.documents.servers=3;seat=3\n",
     {"--set", "site.checkpoint.documents.servers=2"},
     {"E0903", "E0802"}},
    {"FileAndScenario", set_header + "0,0,a=3\n", {"--set", "sed=3"}, {"E0901", "posterior.csv:1:6", "E0802"}},
};

class RefusedPosterior : public testing::TestWithParam<Refused> {};

TEST_P(RefusedPosterior, IsSaidWithItsPlaceBeforeAnythingIsRun) {
  Program program;
  posterior(program, GetParam().posterior);
  std::vector<std::string> words = {"run", minimal, "--replications", "4", "--posterior", "posterior.csv"};
  if (!GetParam().more.empty() && GetParam().more.front() == "--posterior") {
    words.resize(4);
  }
  words.insert(words.end(), GetParam().more.begin(), GetParam().more.end());
  EXPECT_EQ(program.run(words), 3);
  for (const std::string& part : GetParam().says) {
    EXPECT_THAT(program.err(), HasSubstr(part));
  }
  EXPECT_FALSE(fs::exists(program.folder() / "out"));
}

INSTANTIATE_TEST_SUITE_P(Kinds, RefusedPosterior, testing::ValuesIn(refused),
                         [](const auto& of) { return of.param.name; });

TEST(PosteriorOfAComparison, IsRefusedWhereAVariantSaysOtherwiseWhatItSays) {
  Program program;
  posterior(program, four_draws);
  const std::string other = variant(program, "other", "\"site.reception.registration.service.mean\" = \"9 min\"");
  EXPECT_EQ(program.run({"compare", minimal, other, "--posterior", "posterior.csv"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("E0903"));
  EXPECT_THAT(program.err(), HasSubstr("other.toml:4:"));
  EXPECT_FALSE(fs::exists(program.folder() / "out"));

  EXPECT_EQ(program.run({"run", other, "--posterior", "posterior.csv", "--no-report"}), 0) << "it may be calibrated";
  EXPECT_THAT(program.err(), HasSubstr("warning[E0903]"));
}

TEST(PosteriorOfAComparison, NamesTheVariantThatItDoesNotFit) {
  Program program;
  posterior(program, set_header + "0,1,site.hall.desk.servers=3\n");
  EXPECT_EQ(program.run({"compare", minimal, minimal, "--posterior", "posterior.csv"}), 3);
  EXPECT_THAT(program.err(), HasSubstr(" in " + minimal));
  EXPECT_THAT(program.err(), HasSubstr("2 errors; nothing was run"));
}

TEST(PosteriorOfASweep, IsRefusedWhereAFactorVariesWhatItSays) {
  Program program;
  posterior(program, set_header + "0,1,site.reception.registration.servers=3\n");
  EXPECT_EQ(program.run({"sweep", experiment(program), "--posterior", "posterior.csv"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("E0903"));
  EXPECT_THAT(program.err(), HasSubstr("desks.toml:9:8"));
  EXPECT_THAT(program.err(), HasSubstr("1 error; nothing was run"));
}

/// What `run` reads, with two draws of which the second makes no sound scenario.
Loaded loaded_with_an_unsound_draw(const Program& program) {
  fs::copy(minimal, program.folder() / "minimal", fs::copy_options::recursive);
  posterior(program,
            set_header + "4,1,site.reception.registration.servers=2\n5,1,site.reception.registration.servers=-2\n");
  ScenarioOptions options{.path = (program.folder() / "minimal").string(), .sets = {}};
  options.posterior = (program.folder() / "posterior.csv").string();
  return load_all({options}, 1);
}

TEST(ModelsOfReplications, AreThoseOfTheirDraws) {
  const Program program;
  const Loaded loaded = loaded_with_an_unsound_draw(program);
  const ensemble::ModelOf model_of = models_of(loaded);
  int unsound = 0;
  for (std::uint32_t k = 0; k < 8; ++k) {
    if (loaded.draws->of(k).number == 4) {
      EXPECT_EQ(model_of(k)->scenario.parameters.size(), loaded.scenarios[0].parameters.size());
    } else {
      ++unsound;
      EXPECT_THROW(static_cast<void>(model_of(k)), UnsoundDraw);
    }
  }
  EXPECT_EQ(unsound, 4) << "of equal weights, of eight replications";
}

TEST(ModelsOfReplications, OfAnUnsoundDrawAreFailuresThatSayWhich) {
  const Program program;
  const Loaded loaded = loaded_with_an_unsound_draw(program);
  std::vector<std::string> reasons;
  ensemble::run(models_of(loaded), {.seed = loaded.seed, .replications = 8, .threads = 2}, {},
                [&](ensemble::Outcome&& outcome) {
                  if (const auto* failed = std::get_if<ensemble::Failed>(&outcome.what)) {
                    reasons.push_back(failed->reason);
                  }
                  return true;
                });
  ASSERT_EQ(reasons.size(), 4U);
  EXPECT_THAT(reasons[0], testing::StartsWith("no sound scenario at draw 5: "));
}

TEST(ModelsOfReplications, AreNotMadeOfFilesThatHaveChangedSinceTheRunBegan) {
  const Program program;
  const Loaded loaded = loaded_with_an_unsound_draw(program);
  std::ofstream(program.folder() / "minimal" / "scenario.toml", std::ios::app) << "# another\n";
  const std::uint32_t sound = loaded.draws->of(0).number == 4 ? 0 : 1;
  EXPECT_THROW(static_cast<void>(models_of(loaded)(sound)), IoError);
}

}  // namespace
}  // namespace corridor::cli::posterior_refused_test
