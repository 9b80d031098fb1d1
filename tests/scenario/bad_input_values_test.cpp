// Values: missing and wrong units, absurd sizes, wrong types, words, dates, hours, conditions.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_values_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;
using testing::scenario_toml;

const std::vector<Mistake> units = {
    {"TimeAsANumber", "\"1.2 s\"", "^1.2", "E0322", "", scenario_toml, "such as \"95 s\""},
    {"TimeInMetres", "\"1.2 s\"", "\"1.2 ^m\"", "E0323", "ms", scenario_toml, "ms, s, min, h, d"},
    {"TimeInSeconds", "\"1.2 s\"", "\"1.2 ^sec\"", "E0323"},
    {"TimeInCapitals", "sample = \"15 min\"", "sample = \"15 ^MIN\"", "E0323"},
    {"TimeWithTwoUnits", "\"2 h\"", "\"2 ^h 30 min\"", "E0323"},
    {"TimeWithASpaceInTheNumber", "\"15 min\" }", "\"1 ^5 min\" }", "E0323"},
    {"LengthAsANumber", "length = \"4.6 m\"", "length = ^4.6", "E0322", "", scenario_toml, "2.5 m"},
    {"LengthInCentimetres", "length = \"4.6 m\"", "length = \"460 ^cm\"", "E0323", "m"},
    {"LengthInSeconds", "length = \"4.6 m\"", "length = \"4.6 ^s\"", "E0323", "m"},
    {"LengthWithAComma", "length = \"4.6 m\"", "length = \"4^,6 m\"", "E0325", "", scenario_toml, "point"},
    {"ShareAsANumber", "speed_factor = \"80 %\"", "speed_factor = ^0.8", "E0322", "", scenario_toml, "12 %"},
    {"ShareWithoutPercent", "share = \"60 %\"", "share = ^\"0.6\"", "E0322"},
    {"ShareInWords", "share = \"60 %\"", "share = \"60 ^percent\"", "E0323"},
    {"ShareWithAComma", "female     = \"52 %\"", "female = \"51^,5 %\"", "E0325"},
    {"ThousandsWithAComma", "population  = 600", "population = \"1^,600\"", "E0325"},
    {"RateAsANumber", "base = \"0.3 /h\"", "base = ^0.3", "E0322", "", scenario_toml, "270 /h"},
    {"RateWithoutUnit", "base = \"0.3 /h\"", "base = ^\"0.3\"", "E0322"},
    {"RateInWords", "base = \"0.3 /h\"", "base = \"0.3 ^per hour\"", "E0323"},
    {"RateAsATime", "base = \"0.3 /h\"", "base = \"0.3 ^h\"", "E0323", "/h"},
    {"RateAsAShare", "base = \"0.3 /h\"", "base = \"30 ^%\"", "E0323"},
    {"UnitBesideAFactor", "imitation = 2", "imitation = \"2 ^/h\"", "E0324"},
    {"UnitBesideACount", "servers      = 2", "servers = \"2 ^lanes\"", "E0324", "", scenario_toml, "lanes"},
    {"UnitAlone", "mean = \"48 s\"", "mean = ^\"s\"", "E0326"},
    {"EmptyText", "mean = \"48 s\"", "mean = ^\"\"", "E0326"},
    {"Hexadecimal", "mean = \"48 s\"", "mean = \"0^x30 s\"", "E0323"},
    {"NanWithUnit", "mean = \"48 s\"", "mean = ^\"nan s\"", "E0326"},
    {"BeyondDoublesWithUnit", "mean = \"48 s\"", "mean = ^\"1e999 s\"", "E0326"},
    {"DigitsOfAnotherScript", "mean = \"48 s\"", "mean = ^\"\xD9\xA4\xD9\xA8 s\"", "E0326"},
};

const std::vector<Mistake> ranges = {
    {"NoReactionTime", "\"1.2 s\"", "^\"0 s\"", "E0327", "", scenario_toml, "more than 0"},
    {"SlowReaction", "\"1.2 s\"", "^\"2 min\"", "E0327", "", scenario_toml, "at most 1 min"},
    {"NegativeTime", "\"1.2 s\"", "^\"-1.2 s\"", "E0327"},
    {"VehicleWithoutLength", "length = \"4.6 m\"", "length = ^\"0 m\"", "E0327"},
    {"VehicleOfAKilometre", "length = \"4.6 m\"", "length = ^\"1 km\"", "E0327", "", scenario_toml, "100 m"},
    {"TooManySeats", "seats  = 5", "seats = ^1001", "E0327", "", scenario_toml, "1000"},
    {"NegativeSeats", "seats  = 5", "seats = ^-5", "E0327"},
    {"StandingVehicle", "speed_factor = \"80 %\"", "speed_factor = ^\"0 %\"", "E0327"},
    {"RacingVehicle", "speed_factor = \"80 %\"", "speed_factor = ^\"1001 %\"", "E0327"},
    {"NegativePopulation", "population  = 600", "population = ^-600", "E0327"},
    {"HalfAPerson", "population  = 600", "population = ^600.5", "E0327", "", scenario_toml, "whole number"},
    {"MoreThanLive", "population  = 600", "population = ^10_000_000_000", "E0327"},
    {"NegativeRate", "base = \"0.3 /h\"", "base = ^\"-0.3 /h\"", "E0327"},
    {"AbsurdRate", "base = \"0.3 /h\"", "base = ^\"1e9 /s\"", "E0327"},
    {"NegativeImitation", "imitation = 2", "imitation = ^-2", "E0327"},
    {"AbsurdNight", "night = \"50 %\"", "night = ^\"5000 %\"", "E0327", "", scenario_toml, "1000 %"},
    {"NegativeShare", "north = \"60 %\"", "north = ^\"-60 %\"", "E0327"},
    {"NoSample", "sample = \"15 min\"", "sample = ^\"0 s\"", "E0327"},
    {"NegativeSeed", "seed   = 7", "seed = ^-7", "E0327"},
    {"SeedWithAFraction", "seed   = 7", "seed = ^7.5", "E0327"},
    {"SchemaZero", "schema = 1", "schema = ^0", "E0301", "", scenario_toml, "schema = 1"},
    {"NegativeServers", "servers      = 2", "servers = ^-2", "E0327"},
    {"NegativeRoom", "waiting_room = 10", "waiting_room = ^-10", "E0327"},
    {"NegativePlaces", "places    = 100", "places = ^-100", "E0327"},
    {"FractionOfAPlace", "places    = 100", "places = ^0.5", "E0327"},
    {"NoSpread", "cv = 0.5, per_person", "cv = ^0, per_person", "E0327", "", scenario_toml, "more than 0"},
    {"AbsurdSpread", "cv = 0.5, per_person", "cv = ^101, per_person", "E0327"},
    {"NegativePerPerson", "per_person = \"1 s\"", "per_person = ^\"-1 s\"", "E0327"},
    {"WandersBackwards", "registers    = true", "registers = true\nwander = { sd = ^\"-5 %\", correlation = \"6 h\" }",
     "E0327"},
    {"WandersWithoutMemory", "registers    = true",
     "registers = true\nwander = { sd = \"5 %\", correlation = ^\"0 h\" }", "E0327", "", scenario_toml, "more than 0"},
    {"WandersByNothing", "registers    = true", "registers = true\nwander = ^{ correlation = \"6 h\" }", "E0311", "",
     scenario_toml, "sd"},
    {"BedsDoNotWander", "places    = 100", "places = 100\n^wander = { sd = \"5 %\", correlation = \"6 h\" }", "E0313"},
    {"PreemptsWithOneClass", "[[site.stage]]\nid           = \"search\"",
     "^[[site.stage]]\npreempts = true\nid = \"search\"", "E0311", "", scenario_toml, "priority"},
    {"PriorityOfNobodyKnown", "registers    = true", "registers = true\npriority = [\"^medcal > 0\"]", "E0333",
     "medical"},
    {"PriorityThatIsNoList", "registers    = true", "registers = true\npriority = ^\"medical > 0\"", "E0321"},
    {"RenegesAtNoTime", "registers    = true", "registers = true\nrenege = ^{ share = \"5 %\" }", "E0311", "",
     scenario_toml, "after"},
    {"RenegesMoreThanAll", "registers    = true",
     "registers = true\nrenege = { after = { dist = \"fixed\", mean = \"1 h\" }, share = ^\"105 %\" }", "E0327"},
    {"RenegesToNowhere", "registers    = true",
     "registers = true\nrenege = { after = { dist = \"fixed\", mean = \"1 h\" }, to = ^\"latr\" }", "E0402", "later"},
    {"FitOfAnotherKind", "registers    = true", "registers = true\nfit = ^\"best\"", "E0328"},
    {"DelaysHaveNoClasses", "[[change]]",
     "[[site]]\nid = \"camp\"\n[[site.stage]]\nid = \"a\"\nkind = \"delay\"\nunit = \"party\"\ntime = { dist = "
     "\"fixed\", mean = \"1 h\" }\n^priority = [\"medical\"]\n[[change]]",
     "E0313"},
    {"RoomThatIsNeverFull", "waiting_room = \"unlimited\"", "waiting_room = ^\"unlimited\"\nwhen_full = \"later\"",
     "E0511"},
    {"EmptyParty", "values = [1, 2, 4]", "values = [^0, 2, 4]", "E0327", "", scenario_toml, "1"},
    {"HugeParty", "values = [1, 2, 4]", "values = [1, 2, ^4000]", "E0327"},
    {"NegativeWeight", "weights = [1, 2, 1]", "weights = [1, ^-2, 1]", "E0327"},
    {"LongerThanTenYears", "end    = 2024-03-02T06:00:00+02:00", "end = ^2054-03-02T06:00:00+02:00", "E0327", "",
     scenario_toml, "ten years"},
};

const std::vector<Mistake> types = {
    {"TextForASchema", "schema = 1", "schema = ^\"1\"", "E0321", "", scenario_toml, "without quotes"},
    {"ListForATitle", "\"A gate and a hall\"", "^[\"A gate and a hall\"]", "E0321", "", scenario_toml, "text"},
    {"NumberForAnId", "id          = \"village\"", "id = ^5", "E0321"},
    {"TrueForACount", "seats  = 5", "seats = ^true", "E0321"},
    {"DateForACount", "seats  = 5", "seats = ^2024-03-01T06:00:00Z", "E0321"},
    {"ListForAUnit", "mean = \"48 s\"", "mean = ^[48, \"s\"]", "E0321", "", scenario_toml, "95 s"},
    {"TrueForAShare", "female     = \"52 %\"", "female = ^true", "E0321"},
    {"TextForATrue", "registers    = true", "registers = ^\"yes\"", "E0321", "", scenario_toml, "true or false"},
    {"NumberForATrue", "registers    = true", "registers = ^1", "E0321"},
    {"TextForAList", "exempt  = [\"van\"]", "exempt = ^\"van\"", "E0321", "", scenario_toml, "list"},
    {"NumberInAListOfNames", "exempt  = [\"van\"]", "exempt = [\"van\", ^7]", "E0321"},
    {"TextForATable", "stay      = { dist = \"gamma\", mean = \"10 h\", cv = 0.5 }", "stay = ^\"10 h\"", "E0321"},
    {"ListForATable", "service      = { dist = \"fixed\", mean = \"15 min\" }", "service = ^[\"15 min\"]", "E0321"},
    {"TableForAList", "[{ to = \"beds\", when = \"needs_accommodation\" }, { to = \"leave\" }]", "^{ to = \"leave\" }",
     "E0321", "", scenario_toml, "list of tables"},
    {"TextsForTransitions", "[{ to = \"beds\", when = \"needs_accommodation\" }, { to = \"leave\" }]", "[^\"leave\"]",
     "E0321"},
    {"TextForShares", "{ car = \"90 %\", van = \"5 %\", none = \"5 %\" }", "^\"car\"", "E0321", "", scenario_toml,
     "table of percentages"},
    {"NumberForAShareOfMany", "car = \"90 %\"", "car = ^0.9", "E0322"},
    {"NumberForAPartySize", "party_size = { dist = \"categorical\", values = [1, 2, 4], weights = [1, 2, 1] }",
     "party_size = ^3", "E0321", "", scenario_toml, "party_size"},
    {"TextInAListOfNumbers", "values = [1, 2, 4]", "values = [1, ^\"two\", 4]", "E0326"},
    {"NumberForACondition", "when = \"needs_accommodation\"", "when = ^1", "E0321", "", scenario_toml, "condition"},
    {"NumberForASource", "population  = 600", "population = { value = 600, source = ^4 }", "E0321"},
    {"NumberForAPath", "\"network/node.csv\"", "^7", "E0321"},
    {"NumberForAReason", "\"a second shift\"", "^2", "E0321"},
    {"TableForATitle", "\"A gate and a hall\"", "^{ en = \"A gate\" }", "E0321"},
    {"QuotedSpread", "cv = 0.5, per_person", "cv = ^\"0.5\", per_person", "E0321", "", scenario_toml, "without quotes"},
};

const std::vector<Mistake> words = {
    {"UnitInThePlural", "unit         = \"party\"", "unit = ^\"parties\"", "E0328", "", scenario_toml, "\"party\""},
    {"KindMisspelt", "kind = \"delay\"", "kind = ^\"dealy\"", "E0328", "delay"},
    {"KindUnknown", "kind      = \"beds\"", "kind = ^\"bus\"", "E0328", "", scenario_toml, "\"delay\""},
    {"ModelMisspelt", "model = \"hazard\"", "model = ^\"hasard\"", "E0328", "hazard"},
    {"DistributionMisspelt", "dist = \"lognormal\"", "dist = ^\"log-normal\"", "E0328", "lognormal"},
    {"DistributionUnknown", "dist = \"exponential\"", "dist = ^\"uniform\"", "E0328", "", scenario_toml, "\"gamma\""},
    {"RoadMisspelt", "waiting_room = \"road\"", "waiting_room = ^\"raod\"", "E0328", "road"},
    {"UnlimitedMisspelt", "waiting_room = \"unlimited\"", "waiting_room = ^\"unlimitted\"", "E0328", "unlimited"},
    {"WordInCapitals", "dist = \"exponential\"", "dist = ^\"Exponential\"", "E0328", "exponential"},
    {"EvidenceMisspelt", "reason = \"a second shift\"", "kind = ^\"asumed\"", "E0328", "assumed"},
    {"EvidenceOfAStage", "registers    = true", "registers = true\nevidence = ^\"asumed\"", "E0328", "assumed"},
};

const std::vector<Mistake> times = {
    {"DayAlone", "start  = 2024-03-01T06:00:00+02:00", "start = ^2024-03-01", "E0329", "", scenario_toml, "offset"},
    {"ClockAlone", "start  = 2024-03-01T06:00:00+02:00", "start = ^06:00:00", "E0329"},
    {"ChangeWithoutOffset", "at     = 2024-03-01T12:00:00+02:00", "at = ^2024-03-01T12:00:00", "E0329"},
    {"NumberForADate", "start  = 2024-03-01T06:00:00+02:00", "start = ^20240301", "E0321"},
    {"EndAtTheStart", "end    = 2024-03-02T06:00:00+02:00", "end = ^2024-03-01T04:00:00+00:00", "E0502"},
    {"SevenDecimals", "start  = 2024-03-01T06:00:00+02:00", "start = ^2024-03-01T06:00:00.1234567+02:00", "E0330", "",
     scenario_toml, "six decimals"},
    {"HourOfOneDigit", "\"06:00-12:00\"", "^\"6:00-12:00\"", "E0331", "", scenario_toml, "08:00-18:00"},
    {"HoursWithPoints", "\"06:00-12:00\"", "^\"06.00-12.00\"", "E0331"},
    {"HoursWithAnEndAlone", "\"06:00-12:00\"", "^\"06:00\"", "E0331"},
    {"HoursFromMidnightOfTomorrow", "\"06:00-12:00\"", "^\"24:00-06:00\"", "E0331"},
    {"MinuteSixty", "\"06:00-12:00\"", "^\"06:60-12:00\"", "E0331"},
    {"HoursAsANumber", "\"06:00-12:00\"", "^6", "E0331"},
    {"NightAsAWord", "[people]", "[calendar]\nnight = ^\"dark\"\n[people]", "E0331"},
    {"DayAndNightInTurn", "[people]", "[calendar]\nnight = ^[\"22:00-06:00\"]\n[people]", "E0331"},
};

const std::vector<Mistake> conditions = {
    {"EndsTooEarly", "\"men_18_60 > 0\"", "\"men_18_60 >^\"", "E0333", "", scenario_toml, "ends too early"},
    {"OneEquals", "\"men_18_60 > 0\"", "\"men_18_60 ^= 0\"", "E0333", "", scenario_toml, "`==`"},
    {"UnknownAttribute", "\"men_18_60 > 0\"", "\"^childern > 0\"", "E0333", "children"},
    {"SecondAttribute", "\"men_18_60 > 0\"", "\"size > 2 and ^woman > 0\"", "E0333", "women"},
    {"ParenthesisWithoutEnd", "\"men_18_60 > 0\"", "\"(men_18_60 > 0^\"", "E0333", "", scenario_toml, "`)`"},
    {"ParenthesisTooMany", "\"men_18_60 > 0\"", "\"men_18_60 > 0^)\"", "E0333"},
    {"OperatorOfC", "\"men_18_60 > 0\"", "\"men_18_60 > 0 ^&& size > 2\"", "E0333"},
    {"CommaInACondition", "\"men_18_60 > 0\"", "\"size > 1^,5\"", "E0333"},
    {"TwoPoints", "\"men_18_60 > 0\"", "\"size > ^1.2.3\"", "E0333"},
    {"EmptyCondition", "\"men_18_60 > 0\"", "\"^\"", "E0333"},
    {"DeepCondition", "\"men_18_60 > 0\"", "\"" + std::string(64, '(') + "(^size" + std::string(65, ')') + "\"",
     "E0333", "", scenario_toml, "64"},
};

INSTANTIATE_TEST_SUITE_P(Units, BadInput, ::testing::ValuesIn(units), name_of);
INSTANTIATE_TEST_SUITE_P(Ranges, BadInput, ::testing::ValuesIn(ranges), name_of);
INSTANTIATE_TEST_SUITE_P(Types, BadInput, ::testing::ValuesIn(types), name_of);
const std::vector<Mistake> routing = {
    {"InformationMisspelt", "[people]", "[routing]\ninformation = ^\"curent\"\n[people]", "E0328", "current"},
    {"InformationUnknown", "[people]", "[routing]\ninformation = ^\"all\"\n[people]", "E0328", "", scenario_toml,
     "\"closures\""},
    {"InformationAsAFlag", "[people]", "[routing]\ninformation = ^true\n[people]", "E0328"},
    {"RefreshAsANumber", "[people]", "[routing]\nrefresh = ^15\n[people]", "E0322"},
    {"RefreshWithoutEnd", "[people]", "[routing]\nrefresh = ^\"0 s\"\n[people]", "E0327", "", scenario_toml, "1 s"},
    {"NegativeRefresh", "[people]", "[routing]\nrefresh = ^\"-15 min\"\n[people]", "E0327"},
    {"RefreshMisspelt", "[people]", "[routing]\n^refesh = \"15 min\"\n[people]", "E0312", "refresh"},
    {"TasteAsANumber", "[people]", "[routing]\ntaste = ^0\n[people]", "E0322"},
    {"TasteAsAShare", "[people]", "[routing]\ntaste = \"20 ^%\"\n[people]", "E0323", "s"},
    {"NegativeTaste", "[people]", "[routing]\ntaste = ^\"-5 min\"\n[people]", "E0327"},
    {"RoutingMisspelt", "[people]", "[^rooting]\ntaste = \"5 min\"\n[people]", "E0312", "routing"},
};

INSTANTIATE_TEST_SUITE_P(Routing, BadInput, ::testing::ValuesIn(routing), name_of);
INSTANTIATE_TEST_SUITE_P(Words, BadInput, ::testing::ValuesIn(words), name_of);
INSTANTIATE_TEST_SUITE_P(Times, BadInput, ::testing::ValuesIn(times), name_of);
INSTANTIATE_TEST_SUITE_P(Conditions, BadInput, ::testing::ValuesIn(conditions), name_of);

}  // namespace
}  // namespace corridor::scenario::bad_input_values_test
