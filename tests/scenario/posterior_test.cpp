// posterior.csv as it is read, and everything that can be wrong with it.
#include "corridor/scenario/posterior.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace corridor::scenario::posterior_test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

/// The table in a folder of its own.
class PosteriorFile {
 public:
  explicit PosteriorFile(const std::string& text) { test::put(folder_.path() / "posterior.csv", text); }

  [[nodiscard]] Posterior read() const { return read_posterior(folder_.path() / "posterior.csv"); }
  [[nodiscard]] const fs::path& folder() const { return folder_.path(); }
  /// `E0327 2:3 nearest`
  [[nodiscard]] std::vector<std::string> errors() const {
    std::vector<std::string> list;
    try {
      static_cast<void>(read());
    } catch (const ScenarioError& e) {
      for (const Diagnostic& d : e.diagnostics()) {
        list.push_back(d.code + ' ' + std::to_string(d.place.line) + ':' + std::to_string(d.place.column) +
                       (d.nearest.empty() ? "" : ' ' + d.nearest));
      }
    }
    return list;
  }

 private:
  test::TemporaryFolder folder_;
};

TEST(Posterior, HoldsWhatEachDrawSetsAndHowMuchItCounts) {
  const PosteriorFile file(
      "draw,weight,lanes,mean,sets\n"
      "0,0.25,2,90,site.gate.desk.servers=2;site.gate.desk.service.mean=90 s\n"
      "7,0.5,3,80.5,\"site.gate.desk.servers=3;site.gate.desk.service.mean=80.5 s\"\n");
  const Posterior posterior = file.read();

  EXPECT_THAT(posterior.parameters, ElementsAre("lanes", "mean"));
  EXPECT_THAT(posterior.paths, ElementsAre("site.gate.desk.servers", "site.gate.desk.service.mean"));
  ASSERT_EQ(posterior.draws.size(), 2U);
  EXPECT_EQ(posterior.draws[1].number, 7U);
  EXPECT_EQ(posterior.draws[1].weight, 0.5);
  EXPECT_THAT(posterior.draws[1].values, ElementsAre(3, 80.5));
  EXPECT_THAT(posterior.draws[1].sets, ElementsAre("site.gate.desk.servers=3", "site.gate.desk.service.mean=80.5 s"));
}

TEST(Posterior, KnowsWhereEachSetIsWritten) {
  const Posterior posterior = PosteriorFile("draw,weight,sets\n0,1,a.b=2;c.d=33\n1,1,\"a.b=2;c.d=4\"\n").read();
  const Place plain = posterior.draws[0].place_of(1);
  EXPECT_EQ(plain.line, 2);
  EXPECT_EQ(plain.column, 11);
  EXPECT_EQ(plain.length, 6);
  EXPECT_EQ(posterior.draws[1].place_of(0).column, 6) << "behind the quote";
}

TEST(Posterior, IsFoundInTheFolderOfACalibration) {
  const PosteriorFile file("draw,weight,sets\n0,1,a.b=2\n");
  EXPECT_EQ(read_posterior(file.folder()).file.sha256, file.read().file.sha256);
  EXPECT_EQ(file.read().file.name, "--posterior");
}

TEST(Posterior, ThatIsNotThereIsAnError) {
  try {
    static_cast<void>(read_posterior("nowhere"));
    FAIL();
  } catch (const ScenarioError& e) {
    EXPECT_EQ(e.diagnostics().front().code, "E0101");
    EXPECT_EQ(e.diagnostics().front().place.file, "nowhere");
  }
}

struct WrongPosterior {
  std::string name;
  std::string text;
  std::vector<std::string> errors;
};

void PrintTo(const WrongPosterior& wrong, std::ostream* out) {
  *out << wrong.name;
}

const std::string header = "draw,weight,x,sets\n";

const std::vector<WrongPosterior> wrong_posteriors = {
    {"Empty", "", {"E0201 1:1"}},
    {"NoRow", header, {"E0201 1:1"}},
    {"MisspeltColumns", "drew,wheight,x,sets\n", {"E0206 1:1 draw", "E0206 1:6 weight"}},
    {"NoSets", "draw,weight,x\n0,1,2\n", {"E0206 1:1"}},
    {"Ragged", header + "0,1,2\n", {"E0203 2:5"}},
    {"NumberOfDraw", header + "0.5,1,2,a=1\n-1,1,2,a=1\nx,1,2,a=1\n", {"E0327 2:1", "E0327 3:1", "E0326 4:1"}},
    {"TwoDrawsOfOneNumber", header + "3,1,2,a=1\n3,1,2,a=1\n", {"E0401 3:1"}},
    {"NegativeWeight", header + "0,-0.5,2,a=1\n", {"E0327 2:3"}},
    {"WeightIsNoNumber", header + "0,heavy,2,a=1\n1,,2,a=1\n", {"E0326 2:3", "E0326 3:3"}},
    {"WeightsNotFinite", header + "0,nan,2,a=1\n1,inf,2,a=1\n", {"E0108 2:3", "E0108 3:3"}},
    {"NoWeightAtAll", header + "0,0,2,a=1\n1,0,2,a=1\n", {"E0901 1:6"}},
    {"WeightsWithoutSum", header + "0,1.7e308,2,a=1\n1,1.7e308,2,a=1\n", {"E0901 1:6"}},
    {"ParameterNotFinite", header + "0,1,NaN,a=1\n1,1,-inf,a=1\n", {"E0108 2:5", "E0108 3:5"}},
    {"DecimalComma", "draw;weight;x;sets\n0;0,5;2;a=1\n", {"E0325 2:3"}},
    {"SetsNothing",
     header + "0,1,2,\n1,1,2,a=1;b\n2,1,2,=3\n3,1,2,a=\n",
     {"E0801 2:7", "E0801 3:11", "E0801 4:7", "E0801 5:7"}},
    {"OtherPaths",
     header + "0,1,2,a=1;b=2\n1,1,2,a=1;c=2\n2,1,2,a=1\n3,1,2,a=1;b=2;d=1\n",
     {"E0902 3:11", "E0902 4:7", "E0902 5:15"}},
    {"SeveralAtOnce", header + "0,-1,nan,a\n", {"E0327 2:3", "E0108 2:6", "E0801 2:10"}},
};

class BadPosterior : public ::testing::TestWithParam<WrongPosterior> {};

TEST_P(BadPosterior, GivesAllErrorsWithTheirPlaces) {
  EXPECT_EQ(PosteriorFile(GetParam().text).errors(), GetParam().errors);
}

INSTANTIATE_TEST_SUITE_P(Kinds, BadPosterior, ::testing::ValuesIn(wrong_posteriors),
                         [](const auto& of) { return of.param.name; });

}  // namespace
}  // namespace corridor::scenario::posterior_test
