// Changes during the run, and --set.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_change_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;
using testing::scenario_toml;
using testing::ScenarioFiles;

const std::string set = "set    = \"site.gate.documents.servers\"";
const std::string to = "to     = 4";
const std::string set_and_to = set + "\n" + to;

const std::vector<Mistake> changes = {
    {"OfNoSite", set, "set = \"site.^gat.documents.servers\"", "E0802", "gate"},
    {"OfNoStage", set, "set = \"site.gate.^document.servers\"", "E0802", "documents"},
    {"OfNoKey", set, "set = \"site.gate.documents.^server\"", "E0802", "servers"},
    {"OfNothing", set, "set = \"^sites.gate.documents.servers\"", "E0802", "site"},
    {"OfNoLink", set, "set = \"link.^gate_raod.lanes\"", "E0802", "gate_road"},
    {"OfNoColumn", set, "set = \"link.gate_road.^lane\"", "E0802", "lanes"},
    {"OfNoOrigin", set, "set = \"origin.^vilage.merge_priority\"", "E0802", "village"},
    {"OfAWholeStage", set, "set = \"site.gate.^documents\"", "E0802", "", scenario_toml, "ends too early"},
    {"OfAnEmptyPath", set, "set = \"^\"", "E0802"},
    {"BelowAValue", set, "set = \"site.gate.documents.servers.^mean\"", "E0802"},
    {"OfTheTitle", set, "set = \"^title\"", "E0803"},
    {"OfAnId", set, "set = \"^site.gate.documents.id\"", "E0803", "", scenario_toml, "no id"},
    {"OfAUnit", set, "set = \"^site.gate.documents.unit\"", "E0803"},
    {"OfAPlace", set, "set = \"^site.gate.on_link\"", "E0803"},
    {"OfPeople", set, "set = \"^people.female\"", "E0803"},
    {"OfAPopulation", set, "set = \"^origin.village.population\"", "E0803"},
    {"OfALength", set, "set = \"^link.gate_road.length\"", "E0803"},
    {"PathAsAList", set, "set = ^[\"site\", \"gate\"]", "E0321", "", scenario_toml, "text"},
    {"WithoutPath", "[[change]]\nat     = 2024-03-01T12:00:00+02:00\n" + set,
     "^[[change]]\nat = 2024-03-01T12:00:00+02:00", "E0311", "", scenario_toml, "`set` is missing"},
    {"ToANegativeNumber", to, "to = ^-4", "E0327", "", scenario_toml, "0 to "},
    {"ToAFraction", to, "to = ^1.5", "E0327"},
    {"ToAText", to, "to = ^\"four\"", "E0326"},
    {"ToAWordMisspelt", to, "to = ^\"unlimted\"", "E0328", "unlimited"},
    {"ToAValueWithSource", to, "to = ^{ value = 4, source = \"x\" }", "E0321", "", scenario_toml, "beside it"},
    {"ToATable", to, "to = ^{ lanes = 4 }", "E0321"},
    {"ToATimeWithoutUnit", set_and_to, "set = \"site.gate.documents.service.mean\"\nto = ^50", "E0322"},
    {"ToAnotherUnit", set_and_to, "set = \"site.gate.documents.service.mean\"\nto = \"50 ^kg\"", "E0323"},
    {"ToAShareAboveOne", set_and_to, "set = \"site.gate.documents.next.1.share\"\nto = ^\"101 %\"", "E0327"},
    {"ToASpeedWithoutUnit", set_and_to, "set = \"link.gate_road.free_speed\"\nto = ^50", "E0322"},
    {"ToNegativeLanes", set_and_to, "set = \"link.gate_road.lanes\"\nto = ^-1", "E0327"},
    {"ByAText", to, "by = ^\"twice\"", "E0321", "", scenario_toml, "1.5"},
    {"ByANegativeNumber", to, "by = ^-1", "E0321", "", scenario_toml, "factor"},
    {"ByAFractionOfAServer", to, "by = ^0.25", "E0327"},
    {"ByOfUnlimited", set_and_to, "set = \"site.hall.desk.servers\"\nby = ^2", "E0807", "", scenario_toml, "`to`"},
    {"ToAndBy", to, "to = 4\nby = ^2", "E0806", "", scenario_toml, "one of them"},
    {"NeitherToNorBy", "[[change]]\nat     = 2024-03-01T12:00:00+02:00\n" + set_and_to,
     "^[[change]]\nat = 2024-03-01T12:00:00+02:00\n" + set, "E0806"},
    {"BeforeTheStart", "[[change]]\nat     = 2024-03-01T12:00:00+02:00", "^[[change]]\nat = 2024-03-01T05:59:59+02:00",
     "E0804", "", scenario_toml, "between 2024-03-01"},
    {"AfterTheEnd", "[[change]]\nat     = 2024-03-01T12:00:00+02:00", "^[[change]]\nat = 2024-03-02T06:00:01+02:00",
     "E0804"},
    {"InAnotherYear", "[[change]]\nat     = 2024-03-01T12:00:00+02:00", "^[[change]]\nat = 2042-03-01T12:00:00+02:00",
     "E0804"},
    {"Contradiction", "[[observe]]", "^[[change]]\nat = 2024-03-01T10:00:00Z\n" + set + "\nto = 5\n[[observe]]",
     "E0805", "", scenario_toml, "one of the two"},
    {"KnownAtSomeTime", "reason = \"a second shift\"", "known_from = ^2024-03-01", "E0329"},
};

INSTANTIATE_TEST_SUITE_P(Changes, BadInput, ::testing::ValuesIn(changes), name_of);

/// What is wrong with one --set, of a valid scenario.
struct WrongSet {
  std::string name;
  std::string text;  ///< a ^ stands before the place of the error
  std::string code;
  std::string nearest = "";
  std::string says = "";
};

void PrintTo(const WrongSet& wrong, std::ostream* out) {
  *out << wrong.name;
}

class BadSet : public ::testing::TestWithParam<WrongSet> {};

TEST_P(BadSet, IsTheOnlyErrorAtItsPlace) {
  const WrongSet& wrong = GetParam();
  const std::size_t caret = wrong.text.find('^');
  ASSERT_NE(caret, std::string::npos);
  const auto errors = ScenarioFiles().errors({"seed=8", std::string(wrong.text).erase(caret, 1)});
  ASSERT_EQ(testing::summaries(errors),
            std::vector<std::string>{wrong.code + " --set[2]:1:" + std::to_string(caret + 1)})
      << (errors.empty() ? "" : format(errors.front()));
  EXPECT_EQ(errors.front().nearest, wrong.nearest);
  EXPECT_NE(format(errors.front()).find(wrong.says), std::string::npos) << format(errors.front());
}

const std::vector<WrongSet> sets = {
    {"NoEquals", "^seed", "E0801", "", "key=value"},
    {"NoKey", "^=4", "E0801"},
    {"NoValue", "^seed=", "E0801"},
    {"Empty", "^", "E0801"},
    {"TwoLines", "^seed=1\ntitle=x", "E0801"},
    {"NotUtf8", "title=^\xFF", "E0104"},
    {"Control", "title=^\x01", "E0105"},
    {"MisspeltKey", "^sed=4", "E0802", "seed"},
    {"MisspeltSite", "site.^gat.documents.servers=4", "E0802", "gate"},
    {"MisspeltStage", "site.gate.^docments.servers=4", "E0802", "documents"},
    {"MisspeltColumn", "link.gate_road.^lnaes=4", "E0802", "lanes"},
    {"MisspeltLink", "link.^gate_rod.lanes=4", "E0802", "gate_road"},
    {"MisspeltClass", "vehicle_class.^cra.seats=4", "E0802", "car"},
    {"MisspeltLabel", "origin.village.destination.^relativs=70 %", "E0802", "relatives"},
    {"PathTooShort", "site.^gate=4", "E0802"},
    {"PathTooLong", "seed.^value=4", "E0802"},
    {"Id", "^origin.village.id=town", "E0803"},
    {"NoNumber", "seed=^x", "E0326"},
    {"Unit", "people.female=^52", "E0322", "", "12 %"},
    {"WrongUnit", "site.gate.documents.service.mean=48 ^km", "E0323"},
    {"Comma", "site.gate.documents.service.mean=4^,8 s", "E0325"},
    {"Range", "people.female=^152 %", "E0327"},
    {"NegativeLanes", "link.gate_road.lanes=^-1", "E0327"},
    {"Word", "origin.village.departure.model=^hasard", "E0328", "hazard"},
    {"DateWithoutOffset", "end=^2024-03-02T06:00:00", "E0329"},
    {"EndBeforeStart", "end=^2024-02-29T06:00:00Z", "E0502"},
    {"UnknownNode", "origin.village.node=^vilage", "E0402", "village"},
    {"NaN", "origin.village.departure.imitation=^nan", "E0326"},
};

INSTANTIATE_TEST_SUITE_P(Sets, BadSet, ::testing::ValuesIn(sets), [](const auto& of) { return of.param.name; });

}  // namespace
}  // namespace corridor::scenario::bad_input_change_test
