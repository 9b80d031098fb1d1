// Incidents, and when origins are called up.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_incident_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;
using testing::scenario_toml;

const std::string before = "[[observe]]";

/// An incident that is sound but for what `wrong` says after its id.
std::string incident(const std::string& wrong, const std::string& header = "[[incident]]") {
  return header + "\nid = \"fire\"\n" + wrong + "\n[[observe]]";
}
const std::string at = "at = 2024-03-01T12:00:00+02:00\n";
const std::string rest = "outcome = \"died\"\npersons = 2";
const std::string where = "where = \"road\"\n";

const std::vector<Mistake> incidents = {
    {"AtNoPlace", before, incident(at + "where = ^\"vilage\"\n" + rest), "E0402", "village"},
    {"AtANode", before, incident(at + "where = ^\"town\"\n" + rest), "E0402"},
    {"OnNoLink", before, incident(at + "where = ^\"gate_raod\"\n" + rest), "E0402", "gate_road"},
    {"AtOneOfNoPlaces", before, incident(at + "where = [\"village\", ^\"vilage\"]\n" + rest), "E0402", "village"},
    {"AtAnEmptyList", before, incident(at + "where = ^[]\n" + rest), "E0321"},
    {"AtANumber", before, incident(at + "where = [^4]\n" + rest), "E0321"},
    {"WithoutPlace", before, incident(at + rest, "^[[incident]]"), "E0311", "", scenario_toml, "where"},
    {"WithoutTime", before, incident(where + rest, "^[[incident]]"), "E0311", "", scenario_toml, "`from` and `to`"},
    {"WithoutEnd", before, incident("from = 2024-03-01T12:00:00+02:00\n" + where + rest, "^[[incident]]"), "E0311"},
    {"AtAndTo", before, incident(at + "to = ^2024-03-01T13:00:00+02:00\n" + where + rest), "E0313"},
    {"ThatEndsBeforeItBegins", before,
     incident("from = 2024-03-01T12:00:00+02:00\nto = ^2024-03-01T11:00:00+02:00\n" + where + rest), "E0502"},
    {"OfNoLength", before,
     incident("from = 2024-03-01T12:00:00+02:00\nto = ^2024-03-01T12:00:00+02:00\n" + where + rest), "E0502"},
    {"BeforeTheStart", before, incident("at = ^2024-03-01T05:00:00+02:00\n" + where + rest), "E0804"},
    {"ThatEndsAfterTheRun", before,
     incident("from = 2024-03-01T12:00:00+02:00\nto = ^2024-03-03T11:00:00+02:00\n" + where + rest), "E0804"},
    {"WithoutOffset", before, incident("at = ^2024-03-01T12:00:00\n" + where + rest), "E0329"},
    {"OfNoOutcome", before, incident(at + where + "outcome = ^\"dyed\"\npersons = 2"), "E0328", "died"},
    {"OfNegativePersons", before, incident(at + where + "outcome = \"died\"\npersons = ^-1"), "E0327"},
    {"OfAPartOfAPerson", before, incident(at + where + "outcome = \"died\"\npersons = ^1.5"), "E0327"},
    {"WithAnUnknownKey", before, incident(at + where + rest + "\n^person = 3"), "E0312", "persons"},
    {"Twice", before,
     "[[incident]]\nid = \"fire\"\n" + at + where + rest + "\n" + incident(at + where + rest, "^[[incident]]"),
     "E0401"},
};

INSTANTIATE_TEST_SUITE_P(Incidents, BadInput, ::testing::ValuesIn(incidents), name_of);

const std::string village = "id          = \"village\"";
std::string called_up(const std::string& how) {
  return "id = \"village\"\ncall_up = " + how;
}

const std::vector<Mistake> calls = {
    {"AfterNoOrigin", village, called_up("{ after = ^\"vilage\", share = \"90 %\" }"), "E0402", "village"},
    {"AfterItself", village, called_up("{ after = ^\"village\", share = \"90 %\" }"), "E0520", "", scenario_toml,
     "`village` after `village`"},
    {"Never", village, called_up("^{}"), "E0311", "", scenario_toml, "after"},
    {"WithoutShare", village, called_up("^{ after = \"village\" }"), "E0311", "", scenario_toml, "share"},
    {"WithoutAfter", village, called_up("{ at = 2024-03-01T12:00:00+02:00, share = ^\"90 %\" }"), "E0313"},
    {"AtAndAfter", village, called_up("{ at = 2024-03-01T12:00:00+02:00, after = ^\"village\", share = \"90 %\" }"),
     "E0313"},
    {"AboveAll", village, called_up("{ after = \"village\", share = ^\"101 %\" }"), "E0327"},
    {"AfterTheRun", village, called_up("^{ at = 2024-03-04T12:00:00+02:00 }"), "E0804"},
    {"AfterChanged",
     "[[change]]\nat     = 2024-03-01T12:00:00+02:00\nset    = \"site.gate.documents.servers\"\nto     = 4",
     "[[change]]\nat = 2024-03-01T12:00:00+02:00\nset = \"^origin.village.call_up.after\"\nto = \"village\"", "E0803"},
};

INSTANTIATE_TEST_SUITE_P(CallUps, BadInput, ::testing::ValuesIn(calls), name_of);

std::string origin(const std::string& id, const std::string& after, const std::string& more = "population = 10") {
  return "\n[[origin]]\nid = \"" + id + "\"\nnode = \"village\"\nvehicles = { car = \"100 %\" }\n" + more +
         "\nto = \"hall\"\ncall_up = { after = \"" + after + "\", share = \"50 %\" }\n";
}
const std::string hazard = "population = 10\ndeparture = { model = \"hazard\", base = \"1 /h\" }";

TEST(CallUpCircle, IsNamedOnceWithAllItsOrigins) {
  const auto errors = testing::ScenarioFiles()
                          .append(origin("a", "b", hazard) + origin("b", "c", hazard) + origin("c", "a", hazard) +
                                  origin("d", "a", hazard) + origin("e", "village", hazard))
                          .errors();

  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "E0520");
  EXPECT_NE(errors[0].message.find("`a` after `b` after `c` after `a`"), std::string::npos) << errors[0].message;
}

TEST(CallUpCircle, AShareOfAnUnlimitedPopulationNeverComes) {
  const std::string poisson = "population = \"unlimited\"\ndeparture = { model = \"poisson\", rate = \"1 /h\" }";
  const auto errors =
      testing::ScenarioFiles().append(origin("a", "village", poisson) + origin("b", "a", hazard)).errors();

  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "E0520");
  EXPECT_NE(errors[0].message.find("unlimited"), std::string::npos) << errors[0].message;
}

}  // namespace
}  // namespace corridor::scenario::bad_input_incident_test
