// A file that stands on another: what it changes, what it leaves, and where its errors are placed.
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario_files.hpp"

namespace corridor::scenario::variant_test {
namespace {

using ::testing::ElementsAre;
using testing::ScenarioFiles;

/// The good scenario in `small/`, and variants of it in `what-if/`.
class VariantFiles {
 public:
  VariantFiles& write(const std::string& file, const std::string& text) {
    if (!std::filesystem::exists(folder())) {
      static_cast<void>(base.errors());  // puts the base where it is read from
    }
    std::filesystem::create_directories(folder());
    std::ofstream(folder() / file, std::ios::binary) << text;
    return *this;
  }
  VariantFiles& variant(const std::string& text) { return write("more.toml", "base = \"../small\"\n" + text); }

  [[nodiscard]] std::filesystem::path folder() const { return base.folder().parent_path() / "what-if"; }
  [[nodiscard]] Scenario read(const std::vector<std::string>& sets = {}) const {
    return scenario::read(folder() / "more.toml", sets);
  }
  [[nodiscard]] std::vector<Diagnostic> errors(const std::vector<std::string>& sets = {}) const {
    try {
      static_cast<void>(read(sets));
      return {};
    } catch (const ScenarioError& error) {
      return error.diagnostics();
    }
  }
  /// `E0312 what-if/more.toml:3:1`
  [[nodiscard]] std::vector<std::string> summaries() const {
    std::vector<std::string> result;
    for (const Diagnostic& d : errors()) {
      const std::string file = std::filesystem::path(d.place.file).lexically_relative(folder().parent_path());
      result.push_back(d.code + " " + file + ":" + std::to_string(d.place.line) + ":" + std::to_string(d.place.column));
    }
    return result;
  }

  ScenarioFiles base;
};

const Service& service_of(const Stage& stage) {
  return std::get<Service>(stage.kind);
}

Parameter parameter(const Scenario& scenario, const std::string& path) {
  for (const Parameter& p : scenario.parameters) {
    if (p.path == path) {
      return p;
    }
  }
  return {};
}

TEST(Variant, ThatSaysNothingIsItsBase) {
  VariantFiles files;
  const Scenario base = files.base.read();
  const Scenario s = files.variant("").read();
  EXPECT_EQ(s.folder_name, "more");
  EXPECT_EQ(s.title, base.title);
  EXPECT_EQ(s.seed, base.seed);
  EXPECT_EQ(s.links.size(), base.links.size());
  EXPECT_EQ(s.stages.size(), base.stages.size());
  EXPECT_EQ(s.changes.size(), base.changes.size());
  EXPECT_EQ(s.observations[0].points.size(), base.observations[0].points.size());
  ASSERT_EQ(s.parameters.size(), base.parameters.size());
  for (std::size_t i = 0; i < s.parameters.size(); ++i) {
    EXPECT_EQ(s.parameters[i].path + s.parameters[i].value + s.parameters[i].source,
              base.parameters[i].path + base.parameters[i].value + base.parameters[i].source);
  }
}

TEST(Variant, ReplacesValuesOfTheFileAndOfItsTablesKeyByKey) {
  VariantFiles files;
  const Scenario s = files
                         .variant(
                             "title = \"Another\"\nseed = 8\nend = 2024-03-03T06:00:00+02:00\n"
                             "[people]\nfemale = \"40 %\"\n[vehicle_class.van]\nseats = 12\n"
                             "[vehicle_class.bus]\nlength = \"12 m\"\nseats = 50\n")
                         .read();
  EXPECT_EQ(s.title, "Another");
  EXPECT_EQ(s.seed, 8U);
  EXPECT_EQ(s.end, SimTime(std::chrono::hours(48)));
  EXPECT_EQ(s.people.female, 0.4);
  EXPECT_EQ(s.people.children, 0.3) << "as in the base";
  ASSERT_EQ(s.vehicle_classes.size(), 3U);
  EXPECT_EQ(s.vehicle_classes[1].seats, 12);
  EXPECT_EQ(s.vehicle_classes[1].speed_factor, 0.8);
  EXPECT_EQ(s.vehicle_classes[2].id, "bus") << "new ones stand behind the base's";
}

TEST(Variant, FindsSitesStagesAndOriginsByTheirIdsAndAddsNewOnes) {
  VariantFiles files;
  const Scenario s = files
                         .variant(
                             "[[site]]\nid = \"gate\"\n[[site.stage]]\nid = \"search\"\nservers = 3\n"
                             "[[site]]\nid = \"camp\"\n[[site.stage]]\nid = \"tent\"\nkind = \"delay\"\n"
                             "unit = \"party\"\ntime = { dist = \"fixed\", mean = \"1 h\" }\n"
                             "[[origin]]\nid = \"village\"\npopulation = 900\n")
                         .read();
  ASSERT_EQ(s.sites.size(), 3U);
  EXPECT_EQ(s.sites[2].id, "camp");
  EXPECT_EQ(service_of(s.stages[1]).servers, 3);
  EXPECT_EQ(service_of(s.stages[1]).time.mean, std::chrono::minutes(15)) << "as in the base";
  EXPECT_EQ(s.origins[0].population, corridor::People(900));
  EXPECT_EQ(s.origins.size(), 1U);
}

TEST(Variant, OfAnotherKindReplacesTheWholeTable) {
  VariantFiles files;
  const std::string stage = "[[site]]\nid = \"gate\"\n[[site.stage]]\nid = \"documents\"\n";
  const Scenario same = files.variant(stage + "service = { dist = \"gamma\", mean = \"30 s\" }\n").read();
  EXPECT_EQ(service_of(same.stages[0]).time.cv, 0.5) << "the same distribution: key by key";
  const Scenario other = files.variant(stage + "service = { dist = \"fixed\", mean = \"30 s\" }\n").read();
  EXPECT_EQ(service_of(other.stages[0]).time, (TimeDistribution{Family::fixed, std::chrono::seconds(30), 0}));
  EXPECT_EQ(service_of(other.stages[0]).pace.night, 1.0);
}

TEST(Variant, ReplacesSharesAndWaysOutAsAWhole) {
  VariantFiles files;
  const Scenario s = files
                         .variant(
                             "[[origin]]\nid = \"village\"\nvehicles = { car = \"100 %\" }\n[[site]]\nid = \"gate\"\n"
                             "[[site.stage]]\nid = \"documents\"\nnext = [{ to = \"search\" }]\n")
                         .read();
  EXPECT_EQ(s.origins[0].vehicles.size(), 1U);
  ASSERT_EQ(s.stages[0].next.size(), 1U);
  EXPECT_EQ(s.stages[0].next[0].to, StageId(1));
}

TEST(Variant, AddsChangesAndReplacesThoseOfTheSameValueAtTheSameTime) {
  VariantFiles files;
  const std::string documents = "set = \"site.gate.documents.servers\"\n";
  const Scenario s = files
                         .variant("[[change]]\nat = 2024-03-01T12:00:00+02:00\n" + documents + "to = 6\n" +
                                  "[[change]]\nat = 2024-03-01T18:00:00+02:00\n" + documents + "to = 1\n")
                         .read();
  ASSERT_EQ(s.changes.size(), 2U);
  EXPECT_EQ(service_of(std::get<Change::OfStage>(s.changes[0].what).now).servers, 6);
  EXPECT_EQ(s.changes[0].reason, "") << "the whole change is replaced";
  EXPECT_EQ(service_of(std::get<Change::OfStage>(s.changes[1].what).now).servers, 1);
}

TEST(Variant, WritesValuesByPathIntoTheRoadToo) {
  VariantFiles files;
  const Scenario s = files
                         .variant(
                             "[set]\n\"link.gate_road.lanes\" = 3\n\"site.gate.search.servers\" = 2\n"
                             "'site.hall.beds.places' = { value = 300, source = \"a plan\", kind = \"estimated\" }\n")
                         .read();
  EXPECT_EQ(s.links[0].lanes, lanes(3));
  EXPECT_EQ(service_of(s.stages[1]).servers, 2);
  EXPECT_EQ(std::get<Beds>(s.stages[4].kind).places, 300);
  EXPECT_EQ(parameter(s, "site.hall.beds.places").source, "a plan");
}

TEST(Variant, GivesWayToTheCommandLine) {
  VariantFiles files;
  files.variant("seed = 8\n[set]\n\"link.gate_road.lanes\" = 3\n");
  const Scenario s = files.read({"seed=9", "link.gate_road.lanes=4"});
  EXPECT_EQ(s.seed, 9U);
  EXPECT_EQ(s.links[0].lanes, lanes(4));
}

TEST(Variant, OfAVariantIsLaidOverBoth) {
  VariantFiles files;
  files.write("first.toml",
              "base = \"../small/scenario.toml\"\nseed = 20\n[set]\n\"site.gate.search.servers\" = 5\n"
              "\"link.gate_road.lanes\" = 5\n[people]\nfemale = \"10 %\"\n");
  files.write("more.toml",
              "base = \"first.toml\"\nseed = 30\n[[site]]\nid = \"gate\"\n[[site.stage]]\nid = \"search\"\n"
              "servers = 6\n");
  const Scenario s = files.read();
  EXPECT_EQ(s.seed, 30U);
  EXPECT_EQ(s.people.female, 0.1);
  EXPECT_EQ(service_of(s.stages[1]).servers, 6) << "over what the base's [set] has written";
  EXPECT_EQ(s.links[0].lanes, lanes(5));
}

TEST(Variant, ItsValuesAreAssumptionsAndDoNotTakeTheSourcesOfTheBase) {
  VariantFiles files;
  files.base.replace("[people]", "[people]\nsource = \"a survey\"\nkind = \"observed\"");
  const Scenario s =
      files.variant("[people]\nfemale = \"40 %\"\n[set]\n\"link.gate_road.lanes\" = 3\nsource = \"a wish\"\n").read();
  EXPECT_EQ(parameter(s, "people.female").source, "more.toml");
  EXPECT_EQ(parameter(s, "people.female").evidence, Evidence::assumed);
  EXPECT_EQ(parameter(s, "people.children").source, "a survey");
  EXPECT_EQ(parameter(s, "people.children").evidence, Evidence::observed);
  EXPECT_EQ(parameter(s, "link.gate_road.lanes").source, "a wish");
  EXPECT_EQ(parameter(s, "link.gate_road.length").source, "a map") << "the row still speaks for the rest";
}

TEST(Variant, ItsOwnTablesSpeakForItsValuesAlone) {
  VariantFiles files;
  const Scenario s = files
                         .variant(
                             "[people]\nsource = \"a guess\"\nkind = \"estimated\"\nfemale = \"40 %\"\n"
                             "[vehicle_class.bus]\nlength = \"12 m\"\nseats = 50\n")
                         .read();
  EXPECT_EQ(parameter(s, "people.female").source, "a guess");
  EXPECT_EQ(parameter(s, "people.female").evidence, Evidence::estimated);
  EXPECT_EQ(parameter(s, "people.children").source, "");
  EXPECT_EQ(parameter(s, "vehicle_class.bus.seats").source, "more.toml") << "a new table too";
}

TEST(Variant, NamesFilesRelativeToItselfAndListsEveryInput) {
  VariantFiles files;
  files.variant("[[observe]]\nid = \"arrivals\"\nseries = \"counts.csv\"\n");
  files.write("counts.csv", "time_local,persons\n2024-03-01T10:00:00+02:00,99\n");
  const Scenario s = files.read();
  ASSERT_EQ(s.observations.size(), 1U);
  ASSERT_EQ(s.observations[0].points.size(), 1U);
  EXPECT_EQ(s.observations[0].points[0].value, 99);
  std::vector<std::string> names;
  for (const InputFile& input : s.inputs) {
    names.push_back(input.name);
  }
  EXPECT_THAT(names, ElementsAre("more.toml", "../small/scenario.toml", "../small/network/config.csv",
                                 "../small/network/node.csv", "../small/network/link.csv", "counts.csv"));
}

TEST(Variant, MayNotNameATableOutsideItsOwnFolder) {
  VariantFiles files;
  files.variant("[[observe]]\nid = \"arrivals\"\nseries = \"../small/observed/arrivals.csv\"\n");
  EXPECT_THAT(files.summaries(), ElementsAre("E0102 what-if/more.toml:4:10"));
}

TEST(Variant, ErrorsArePlacedInTheFileThatCausesThem) {
  VariantFiles files;
  files.base.replace("female     = \"52 %\"", "female = 52").replace("servers      = 2", "server = 2");
  files.variant(
      "sead = 4\n[people]\nchildren = \"30\"\n[[site]]\nid = \"hall\"\n[[site.stage]]\nid = \"beds\"\n"
      "when_full = \"latr\"\n[set]\n\"link.gate_raod.lanes\" = 3\n");
  EXPECT_THAT(files.summaries(), ElementsAre("E0322 small/scenario.toml:26:10", "E0311 small/scenario.toml:43:1",
                                             "E0312 small/scenario.toml:46:1", "E0312 what-if/more.toml:2:1",
                                             "E0322 what-if/more.toml:4:12", "E0402 what-if/more.toml:9:13",
                                             "E0802 what-if/more.toml:11:7"));
}

TEST(Variant, WithADoubleIdSaysSo) {
  VariantFiles files;
  files.variant(
      "[[origin]]\nid = \"village\"\npopulation = 1\n[[observe]]\nid = \"arrivals\"\nplace = \"gate\"\n"
      "[[observe]]\nid = \"arrivals\"\nmeasure = \"crossed_persons\"\nseries = \"a.csv\"\n");
  files.write("a.csv", "time,value\n2024-03-01T10:00:00+02:00,99\n");
  EXPECT_THAT(files.summaries(), ElementsAre("E0401 what-if/more.toml:8:1"));
}

/// A variant that cannot be read at all: code and place of the only error.
struct WrongVariant {
  std::string name;
  std::string text;
  std::string error;
};

class WrongVariants : public ::testing::TestWithParam<WrongVariant> {};

TEST_P(WrongVariants, AreReportedAtTheirPlace) {
  VariantFiles files;
  files.write("other.toml", "seed = 1\nbase = \"more.toml\"\n").write("more.toml", GetParam().text);
  EXPECT_THAT(files.summaries(), ElementsAre(GetParam().error));
}

INSTANTIATE_TEST_SUITE_P(
    Variant, WrongVariants,
    ::testing::Values(
        WrongVariant{"NoBase", "base = \"../smal\"", "E0101 what-if/more.toml:1:8"},
        WrongVariant{"FolderWithoutScenario", "base = \"..\"", "E0101 what-if/more.toml:1:8"},
        WrongVariant{"Itself", "base = \"more.toml\"", "E0110 what-if/more.toml:1:8"},
        WrongVariant{"Circle", "base = \"other.toml\"", "E0110 what-if/other.toml:2:8"},
        WrongVariant{"Number", "base = 4", "E0321 what-if/more.toml:1:8"},
        WrongVariant{"Empty", "base = \"\"", "E0321 what-if/more.toml:1:8"},
        WrongVariant{"Schema", "base = \"../small\"\nschema = 2", "E0301 what-if/more.toml:2:10"},
        WrongVariant{"Syntax", "base = \"../small\"\nseed = x", "E0107 what-if/more.toml:2:8"},
        WrongVariant{"SetIsNoTable", "base = \"../small\"\nset = 4", "E0321 what-if/more.toml:2:7"},
        WrongVariant{"SetOfAnId", "base = \"../small\"\n[set]\n\"site.gate.id\" = \"x\"",
                     "E0803 what-if/more.toml:3:2"},
        WrongVariant{"SetOfABarePath", "base = \"../small\"\n[set]\nsite.gate.search.servers = 2",
                     "E0321 what-if/more.toml:3:1"},
        WrongVariant{"SetOfTheBase", "base = \"../small\"\n[set]\nbase = \"x\"", "E0803 what-if/more.toml:3:1"},
        WrongVariant{"Evidence", "base = \"../small\"\nkind = \"sure\"", "E0328 what-if/more.toml:2:8"},
        WrongVariant{"TableForAValue", "base = \"../small\"\n[seed]\nx = 1", "E0321 what-if/more.toml:2:1"},
        WrongVariant{"ValueForATable", "base = \"../small\"\npeople = 4", "E0321 what-if/more.toml:2:10"}),
    [](const auto& the_case) { return the_case.param.name; });

TEST(Variant, StandsOnAtMostEightOthers) {
  VariantFiles files;
  files.write("0.toml", "base = \"../small\"\n");
  for (int i = 1; i < 8; ++i) {
    files.write(std::to_string(i) + ".toml", "base = \"" + std::to_string(i - 1) + ".toml\"\n");
  }
  EXPECT_EQ(scenario::read(files.folder() / "7.toml").seed, 7U) << "eight variants";
  files.write("more.toml", "base = \"7.toml\"\n");
  EXPECT_THAT(files.summaries(), ElementsAre("E0110 what-if/0.toml:1:8"));
}

TEST(Variant, AloneHasASetTable) {
  ScenarioFiles files;
  const auto errors = files.append("[set]\n\"seed\" = 4\n").errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(testing::summary(errors[0]), "E0313 scenario.toml:101:1");
}

}  // namespace
}  // namespace corridor::scenario::variant_test
