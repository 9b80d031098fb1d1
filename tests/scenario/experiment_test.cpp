#include "corridor/scenario/experiment.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bad_input.hpp"
#include "support/temporary_folder.hpp"

namespace corridor::scenario::experiment_test {
namespace {

using ::testing::HasSubstr;

const std::string good = R"(schema = 1
title  = "Desks, beds and speed"
base   = "small.toml"
replications = 5
seed   = 7
figures = ["time_99_crossed", "wait_p95 at hall/desk"]

[design]
kind   = "latin_hypercube"
points = 12
seed   = 3
in_cell = "centred"

[[factor]]
path   = "site.hall.desk.servers"
name   = "desks"
levels = [4, "unlimited", 8]

[[factor]]
path   = "site.hall.beds.places"
from   = 50
to     = 200

[[factor]]
path   = "link.gate_road.free_speed"
from   = "30 km/h"
to     = "60 km/h"
scale  = "log"
)";

const std::string grid = R"(schema = 1
title  = "Desks and speed"
base   = "small.toml"

[design]
kind   = "grid"

[[factor]]
path   = "site.hall.desk.servers"
levels = [4, 8]

[[factor]]
path   = "link.gate_road.free_speed"
from   = "30 km/h"
to     = "60 km/h"
steps  = 4
)";

class ExperimentFile : public ::testing::Test {
 protected:
  ExperimentFile() { test::put(folder_.path() / "small.toml", ""); }

  [[nodiscard]] Experiment read(const std::string& text) const {
    test::put(folder_.path() / "experiment.toml", text);
    return read_experiment(folder_.path() / "experiment.toml");
  }
  [[nodiscard]] std::vector<Diagnostic> errors(const std::string& text) const {
    try {
      static_cast<void>(read(text));
      return {};
    } catch (const ScenarioError& error) {
      return error.diagnostics();
    }
  }

  test::TemporaryFolder folder_;
};

TEST_F(ExperimentFile, SaysWhatIsVariedAndHow) {
  const Experiment experiment = read(good);

  EXPECT_EQ(experiment.title, "Desks, beds and speed");
  EXPECT_EQ(experiment.base, folder_.path() / "small.toml");
  EXPECT_EQ(experiment.replications, 5U);
  EXPECT_EQ(experiment.seed, 7U);
  EXPECT_EQ(experiment.design.kind, PointDesign::Kind::latin_hypercube);
  EXPECT_EQ(experiment.design.points, 12U);
  EXPECT_EQ(experiment.design.seed, 3U);
  EXPECT_TRUE(experiment.design.is_centred);
  ASSERT_EQ(experiment.figures.size(), 2U);
  EXPECT_EQ(experiment.figures[1].measure, "wait_p95");
  EXPECT_EQ(experiment.figures[1].place, "hall/desk");
  EXPECT_EQ(experiment.file.name, "experiment.toml");
}

TEST_F(ExperimentFile, GivesTheLevelsAndRangesOfItsFactors) {
  const Experiment experiment = read(good);

  ASSERT_EQ(experiment.factors.size(), 3U);
  EXPECT_EQ(experiment.factors[0].name, "desks");
  const auto& levels = std::get<std::vector<Level>>(experiment.factors[0].values);
  EXPECT_EQ(levels[1].text, "unlimited");
  EXPECT_EQ(levels[1].value, "\"unlimited\"");
  EXPECT_EQ(levels[2].place.line, 17);
  EXPECT_EQ(experiment.factors[1].name, "site.hall.beds.places");
  EXPECT_TRUE(std::get<LevelRange>(experiment.factors[1].values).is_whole);
  const auto& speed = std::get<LevelRange>(experiment.factors[2].values);
  EXPECT_EQ(speed.from, 30);
  EXPECT_EQ(speed.to, 60);
  EXPECT_EQ(speed.unit, "km/h");
  EXPECT_EQ(speed.scale, LevelRange::Scale::log);
  EXPECT_FALSE(speed.is_whole);
}

TEST_F(ExperimentFile, OfAGridHasAsManyPointsAsThereAreCombinations) {
  EXPECT_EQ(read(grid).design.points, 8U);
}

TEST_F(ExperimentFile, MayHaveListsAndTextsAsLevels) {
  std::string text = grid;
  text.replace(text.find("[4, 8]"), 6, R"([["06:00-12:00", "13:00-22:00"], "06:00-\"22\"", 0.5, true])");
  const Experiment experiment = read(text);

  const auto& levels = std::get<std::vector<Level>>(experiment.factors[0].values);
  EXPECT_EQ(levels[0].value, "[\"06:00-12:00\", \"13:00-22:00\"]");
  EXPECT_EQ(levels[1].value, "\"06:00-\\\"22\\\"\"");
  EXPECT_EQ(levels[2].value, "0.5");
  EXPECT_EQ(levels[2].number, 0.5);
  EXPECT_EQ(levels[1].number, std::nullopt);
  EXPECT_EQ(levels[3].value, "true");
}

struct Slip {
  std::string name;
  std::string good;
  std::string wrong;  ///< a ^ stands before the place of the error
  std::string code;
  std::string nearest = "";
};

const std::vector<Slip> slips_of_points = {
    {"UnknownKey", "replications = 5", "^replication = 5", "E0312", "replications"},
    {"UnknownKeyOfAFactor", "scale  = \"log\"", "^scales = \"log\"", "E0312", "scale"},
    {"UnknownKeyOfTheDesign", "in_cell = \"centred\"", "^in_cel = \"centred\"", "E0312", "in_cell"},
    {"OtherSchema", "schema = 1", "schema = ^2", "E0301"},
    {"NoBase", "base   = \"small.toml\"", "base = ^\"smal.toml\"", "E0101"},
    {"UnknownDesign", "kind   = \"latin_hypercube\"", "kind = ^\"latin_hyper_cube\"", "E0328", "latin_hypercube"},
    {"CellsOfSobolPoints", "kind   = \"latin_hypercube\"\npoints = 12\nseed   = 3\nin_cell",
     "kind = \"sobol\"\npoints = 12\n^in_cell", "E0313"},
    {"NoPoints", "points = 12", "points = ^0", "E0327"},
    {"NoReplications", "replications = 5", "replications = ^0", "E0327"},
    {"NoLevels", "levels = [4, \"unlimited\", 8]", "levels = ^[]", "E0321"},
    {"OneLevelTwice", "levels = [4, \"unlimited\", 8]", "levels = [4, \"unlimited\", ^4]", "E0401"},
    {"LevelsAndARange", "levels = [4, \"unlimited\", 8]", "levels = [4, 8]\nfrom = ^4", "E0313"},
    {"NoUpperEnd", "[[factor]]\npath   = \"site.hall.beds.places\"\nfrom   = 50\nto     = 200",
     "^[[factor]]\npath   = \"site.hall.beds.places\"\nfrom   = 50", "E0311"},
    {"EndsInOtherUnits", "to     = \"60 km/h\"", "to = ^\"16 m/s\"", "E0323"},
    {"EndWithoutUnit", "to     = \"60 km/h\"", "to = ^60", "E0323"},
    {"NumberInQuotes", "to     = 200", "to = ^\"200\"", "E0321"},
    {"EndsTheOtherWay", "to     = \"60 km/h\"", "to = ^\"20 km/h\"", "E0327"},
    {"LogOfNothing", "from   = \"30 km/h\"", "from = ^\"0 km/h\"", "E0327"},
    {"DecimalComma", "from   = \"30 km/h\"", "from = \"30^,5 km/h\"", "E0325"},
    {"OnePathTwice", "path   = \"site.hall.beds.places\"", "path = ^\"site.hall.desk.servers\"", "E0401"},
};

const std::vector<Slip> slips_of_grids = {
    {"NoSteps",
     "[[factor]]\npath   = \"link.gate_road.free_speed\"\nfrom   = \"30 km/h\"\nto     = \"60 km/h\"\nsteps  = 4\n",
     "^[[factor]]\npath   = \"link.gate_road.free_speed\"\nfrom   = \"30 km/h\"\nto     = \"60 km/h\"\n", "E0311"},
    {"PointsOfAGrid", "kind   = \"grid\"", "kind = \"grid\"\n^points = 9", "E0313"},
    {"TooManyPoints", "[design]\nkind   = \"grid\"\n\n[[factor]]\npath   = \"site.hall.desk.servers\"\nlevels = [4, 8]",
     "^[design]\nkind = \"grid\"\n\n[[factor]]\npath = \"site.hall.desk.servers\"\nfrom = 1\nto = 100000\nsteps = "
     "60000",
     "E0327"},
    {"OneStep", "steps  = 4", "steps = ^1", "E0327"},
};

void expect_each(const std::string& text, const std::vector<Slip>& slips,
                 const std::function<std::vector<Diagnostic>(const std::string&)>& errors) {
  for (const Slip& slip : slips) {
    const std::size_t at = text.find(slip.good);
    ASSERT_NE(at, std::string::npos) << slip.name;
    std::string wrong = text;
    wrong.replace(at, slip.good.size(), slip.wrong);
    const std::size_t place = wrong.find('^');
    wrong.erase(place, 1);
    const std::vector<Diagnostic> found = errors(wrong);
    ASSERT_EQ(found.size(), 1U) << slip.name << ' ' << (found.empty() ? "" : found.back().message);
    EXPECT_EQ(found[0].code, slip.code) << slip.name << ' ' << found[0].message;
    EXPECT_EQ(std::to_string(found[0].place.line) + ":" + std::to_string(found[0].place.column),
              testing::place_of(wrong, place))
        << slip.name << ' ' << found[0].message;
    EXPECT_EQ(found[0].nearest, slip.nearest) << slip.name;
  }
}

TEST_F(ExperimentFile, IsToldEverySlipAtItsPlace) {
  expect_each(good, slips_of_points, [this](const std::string& text) { return errors(text); });
  expect_each(grid, slips_of_grids, [this](const std::string& text) { return errors(text); });
}

TEST_F(ExperimentFile, IsToldAllSlipsAtOnce) {
  const std::vector<Diagnostic> found = errors(
      "schema = 1\ntitle = 4\nbase = \"none.toml\"\n[design]\nkind = \"grit\"\n[[factor]]\nlevels = 4\npth = \"x\"\n");

  std::vector<std::string> codes;
  for (const Diagnostic& d : found) {
    codes.push_back(d.code);
  }
  EXPECT_EQ(codes, (std::vector<std::string>{"E0321", "E0101", "E0328", "E0311", "E0312"}));
  EXPECT_THAT(format(found[2]), HasSubstr("did you mean `grid`?"));
}

}  // namespace
}  // namespace corridor::scenario::experiment_test
