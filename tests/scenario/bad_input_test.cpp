// Everything that is refused, each with its code and the exact place.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/scenario/error_catalogue.hpp"

#include "scenario_files.hpp"

namespace corridor::scenario {
namespace {

using testing::ScenarioFiles;
using testing::summaries;

/// A mistake put into the good scenario. In `wrong` a ^ stands before the place of the error.
struct Mistake {
  std::string name;
  std::string good;
  std::string wrong;
  std::string code;
  std::string nearest = "";
  std::string file = "scenario.toml";
};

std::string place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return std::to_string(line) + ":" + std::to_string(offset - line_begin + 1);
}

class BadInput : public ::testing::TestWithParam<Mistake> {};

TEST_P(BadInput, IsTheOnlyErrorAtItsPlace) {
  const Mistake& mistake = GetParam();
  ScenarioFiles files;
  const std::size_t caret = mistake.wrong.find('^');
  ASSERT_NE(caret, std::string::npos);
  const std::size_t begin = files.text(mistake.file).find(mistake.good);
  files.replace(mistake.good, std::string(mistake.wrong).erase(caret, 1), mistake.file);
  const auto errors = files.errors();
  const std::string place = mistake.file + ":" + place_of(files.text(mistake.file), begin + caret);
  ASSERT_EQ(summaries(errors), std::vector<std::string>{mistake.code + " " + place})
      << (errors.empty() ? "" : format(errors.front()));
  EXPECT_EQ(errors.front().nearest, mistake.nearest);
}

const std::vector<Mistake> keys = {
    {"MisspeltKey", "servers      = 2", "^server = 2\nservers = 2", "E0312", "servers"},
    {"KeyOfAnUnbuiltMechanism", "seats  = 5", "seats = 5\n^tank = \"45 l\"", "E0312"},
    {"UnknownTable", "[traffic]", "[^trafic]\n[traffic]", "E0312", "traffic"},
    {"UnknownKeyInATable", "cv = 0.5, per_person", "cv = 0.5, ^per_persons = \"1 s\", per_person", "E0312",
     "per_person"},
    {"UnknownKeyBesideAValue", "population  = 600", "population = { value = 600, ^sorce = \"x\" }", "E0312", "source"},
    {"MissingKey", "schema = 1\ntitle  = \"A gate and a hall\"", "^schema = 1", "E0311"},
    {"KeyOfAnotherKind", "places    = 100", "places = 100\n^servers = 2", "E0313"},
    {"SpreadOfAFixedTime", "mean = \"15 min\" }", "mean = \"15 min\", ^cv = 1 }", "E0313"},
    {"MissingSpread", "{ dist = \"lognormal\", mean = \"2.5 d\", cv = 0.8 }",
     "^{ dist = \"lognormal\", mean = \"2.5 d\" }", "E0311"},
};

const std::vector<Mistake> values = {
    {"BareNumberWhereAUnitIsDue", "mean = \"48 s\"", "mean = ^48", "E0322"},
    {"TextWithoutUnit", "mean = \"48 s\"", "mean = ^\"48\"", "E0322"},
    {"BareShare", "female     = \"52 %\"", "female = ^0.52", "E0322"},
    {"UnknownUnit", "mean = \"48 s\"", "mean = \"48 ^sek\"", "E0323"},
    {"UnitOfAnotherKind", "mean = \"48 s\"", "mean = \"48 ^km\"", "E0323", ""},
    {"UnitWhereNoneIsDue", "seats  = 5", "seats = \"5 ^seats\"", "E0324"},
    {"DecimalComma", "mean = \"2.5 d\"", "mean = \"2^,5 d\"", "E0325"},
    {"NotANumber", "mean = \"48 s\"", "mean = ^\"soon\"", "E0326"},
    {"NumberInQuotes", "seats  = 5", "seats = ^\"5\"", "E0321"},
    {"ListForAValue", "seats  = 5", "seats = ^[5]", "E0321"},
    {"ValueForATable", "departure   = { model = \"hazard\", base = \"0.3 /h\", imitation = 2, night = \"50 %\" }",
     "departure = ^\"hazard\"", "E0321"},
    {"NumberForAText", "title  = \"A gate and a hall\"", "title = ^4", "E0321"},
    {"Negative", "mean = \"48 s\"", "mean = ^\"-48 s\"", "E0327"},
    {"NothingToDraw", "mean = \"48 s\"", "mean = ^\"0 s\"", "E0327"},
    {"ShareAboveOne", "female     = \"52 %\"", "female = ^\"152 %\"", "E0327"},
    {"OverloadBelowOne", "female     = \"52 %\"", "female = \"52 %\"\noverload = ^\"80 %\"", "E0327"},
    {"FractionOfASeat", "seats  = 5", "seats = ^4.5", "E0327"},
    {"NoSeat", "seats  = 5", "seats = ^0", "E0327"},
    {"TooLong", "mean = \"48 s\"", "mean = ^\"1e9 h\"", "E0327"},
    {"TooShortForTheClock", "reaction_time = \"1.2 s\"", "reaction_time = ^\"0.0001 ms\"", "E0327"},
    {"UnknownWord", "dist = \"gamma\", mean = \"48 s\"", "dist = ^\"gama\", mean = \"48 s\"", "E0328", "gamma"},
    {"UnknownEvidence", "population  = 600", "population = { value = 600, kind = ^\"guessed\" }", "E0328"},
    {"ZeroIsNotUnlimited", "servers      = \"unlimited\"", "servers = ^\"unlimted\"", "E0328", "unlimited"},
    {"DateWithoutOffset", "end    = 2024-03-02T06:00:00+02:00", "end = ^2024-03-02T06:00:00", "E0329"},
    {"DateInQuotes", "end    = 2024-03-02T06:00:00+02:00", "end = ^\"2024-03-02T06:00:00+02:00\"", "E0321"},
    {"HoursThatDoNotExist", "\"06:00-12:00\"", "^\"06:00-25:00\"", "E0331"},
    {"HoursThatAreNone", "[\"06:00-12:00\", \"13:00-22:00\"]", "^\"06:00-06:00\"", "E0331"},
    {"NoHours", "[\"06:00-12:00\", \"13:00-22:00\"]", "^[]", "E0321"},
    {"IdWithCapitals", "id          = \"village\"", "id = ^\"Village\"", "E0332"},
    {"ReservedId", "id          = \"village\"", "id = ^\"all\"", "E0332"},
    {"Condition", "\"men_18_60 > 0\"", "\"^men > 0\"", "E0333", ""},
    {"NotFinite", "cv = 0.5, per_person", "cv = ^nan, per_person", "E0108"},
    {"Syntax", "seats  = 5", "seats = ^five", "E0107"},
    {"OtherSchema", "schema = 1", "schema = ^2", "E0301"},
};

const std::vector<Mistake> names = {
    {"UnknownNode", "node        = \"village\"", "node = ^\"vilage\"", "E0402", "village"},
    {"UnknownLink", "on_link = \"gate_road\"", "on_link = ^\"gate_raod\"", "E0402", "gate_road"},
    {"UnknownClass", "exempt  = [\"van\"]", "exempt = [^\"vans\"]", "E0402", "van"},
    {"UnknownClassOfVehicles", "van = \"5 %\"", "^vam = \"5 %\"", "E0402", "van"},
    {"UnknownStage", "to = \"search\"", "to = ^\"serch\"", "E0402", "search"},
    {"UnknownStageElsewhere", "when_full = \"later\"", "when_full = ^\"gate/serch\"", "E0402", "gate/search"},
    {"UnknownDestination", "to          = \"hall\"", "to = ^\"hal\"", "E0402", "hall"},
    {"UnknownNodeOfALink", "town_road,gate,town", "town_road,gate,^twon", "E0402", "town", "network/link.csv"},
};

const std::vector<Mistake> sums = {
    {"SharesOfVehicles", "vehicles    = { car = \"90 %\"", "vehicles = ^{ car = \"91 %\"", "E0501"},
    {"SharesOfRegions", "{ north = \"60 %\", south", "^{ north = \"50 %\", south", "E0501"},
    {"EndBeforeStart", "end    = 2024-03-02T06:00:00+02:00", "end = ^2024-03-01T04:00:00Z", "E0502"},
    {"LongSample", "sample = \"15 min\"", "sample = ^\"25 h\"", "E0503"},
    {"TooManyChildren", "children   = \"30 %\"", "children = ^\"56 %\"", "E0504"},
    {"MoreThanEverybody", "children   = \"30 %\"", "children = \"30 %\"\nover_60 = ^\"71 %\"", "E0504"},
    {"FewerWeights", "party_size = { dist = \"categorical\", values = [1, 2, 4], weights = [1, 2, 1] }",
     "party_size = ^{ dist = \"categorical\", values = [1, 2, 4], weights = [1, 2] }", "E0505"},
    {"NoWeight", "party_size = { dist = \"categorical\", values = [1, 2, 4], weights = [1, 2, 1] }",
     "party_size = ^{ dist = \"categorical\", values = [1], weights = [0] }", "E0505"},
    {"DestinationOnALink", "to          = \"hall\"", "to = ^\"gate\"", "E0506"},
    {"NobodyDrives", "{ car = \"90 %\", van = \"5 %\", none = \"5 %\" }", "{ ^none = \"100 %\" }", "E0507"},
    {"UnlimitedPopulation", "[[origin]]\nid          = \"village\"\nnode        = \"village\"\npopulation  = 600",
     "^[[origin]]\nid = \"village\"\nnode = \"village\"\npopulation = \"unlimited\"", "E0508"},
    {"NothingPasses", "node = \"town\"", "node = \"town\"\nexempt = [^\"van\"]", "E0509"},
    {"PartiesOnALink", "[[site.stage]]\nid           = \"search\"\nunit         = \"vehicle\"",
     "^[[site.stage]]\nid = \"search\"\nunit = \"party\"", "E0510"},
    {"QueueOnNoRoad", "waiting_room = 10", "waiting_room = ^\"road\"", "E0511"},
    {"WaitingWhereNobodyWaits", "when_full = \"later\"", "when_full = \"later\"\nwaiting_room = ^5", "E0511"},
    {"LastWayOutNotForAll", "{ to = \"beds\", when = \"needs_accommodation\" }, { to = \"leave\" }",
     "^{ to = \"beds\", when = \"needs_accommodation\" }", "E0512"},
    {"WayOutNeverReached", "{ to = \"beds\", when = \"needs_accommodation\" }", "^{ to = \"beds\" }", "E0512"},
    {"DelayToNowhere", "needs_accommodation\" }, { to = \"leave\" }",
     "needs_accommodation\" }, ^{ to = \"leave\", delay = { dist = \"fixed\", mean = \"1 h\" } }", "E0512"},
    {"LeavingAFullPlace", "when_full = \"later\"", "when_full = ^\"leave\"", "E0512"},
    {"NoExit", "[[site.stage]]\nid           = \"search\"",
     "^[[site.stage]]\nnext = [{ to = \"search\" }]\nid = \"search\"", "E0513"},
};

const std::vector<Mistake> cells = {
    {"UnknownColumn", "lanes,capacity,jam_gap", "lanes,^capacty,jam_gap", "E0205", "capacity", "network/link.csv"},
    {"MissingColumn", "link_id,from_node_id,to_node_id,directed,length",
     "^link_id,from_node_id,to_node_id,directed,name", "E0206", "", "network/link.csv"},
    {"RaggedRow", "town_road,gate,town,1,12.5,60,1,,3 m,,", "town_road,gate,town,1,12.5,60,1,,3 m,^", "E0203", "",
     "network/link.csv"},
    {"CommaInACell", "gate_road,village,gate,1,8,50", "gate_road,village,gate,1,\"8^,5\",50", "E0325", "",
     "network/link.csv"},
    {"UnitInACell", "gate_road,village,gate,1,8,50", "gate_road,village,gate,1,8 ^km,50", "E0324", "",
     "network/link.csv"},
    {"MissingUnitInOurColumn", ",3 m,,", ",^3,,", "E0322", "", "network/link.csv"},
    {"ZeroCapacity", "50,1.5,600", "50,1.5,^0", "E0327", "", "network/link.csv"},
    {"Length", "gate_road,village,gate,1,8,50", "gate_road,village,gate,1,^0,50", "E0327", "", "network/link.csv"},
    {"EmptyRequiredCell", "gate_road,village,gate,1,8,50", "^gate_road,village,gate,1,,50", "E0311", "",
     "network/link.csv"},
    {"Loop", "town_road,gate,town", "town_road,gate,^gate", "E0514", "", "network/link.csv"},
    {"Undirected", "town_road,gate,town,1", "town_road,gate,town,^0", "E0515", "", "network/link.csv"},
    {"Latitude", "25.2,47", "25.2,^470", "E0327", "", "network/node.csv"},
    {"UnitOfTheNetwork", "small,km,km/h", "small,^parsec,km/h", "E0328", "", "network/config.csv"},
    {"CoordinateSystem", "EPSG:4326", "^EPSG:3857", "E0328", "", "network/config.csv"},
    {"NameOfAColumn", "value   = \"persons\"", "value = ^\"person\"", "E0206", "persons"},
    {"MissingSeries", "series  = \"observed/arrivals.csv\"", "series = ^\"observed/arrival.csv\"", "E0101"},
    {"AbsolutePath", "series  = \"observed/arrivals.csv\"", "series = ^\"/etc/hostname\"", "E0102"},
    {"PathOutOfTheFolder", "series  = \"observed/arrivals.csv\"", "series = ^\"observed/../../x.csv\"", "E0102"},
    {"ObservedDateWithoutOffset", "2024-03-01T10:00:00+02:00,10,", "^2024-03-01T10:00:00,10,", "E0329", "",
     "observed/arrivals.csv"},
    {"ObservedDate", "2024-03-01T10:00:00+02:00,10,", "^2024-02-30T10:00:00+02:00,10,", "E0330", "",
     "observed/arrivals.csv"},
    {"RowsOutOfOrder", "2024-03-01T14:00:00+02:00,30", "^2024-03-01T09:00:00+02:00,30", "E0516", "",
     "observed/arrivals.csv"},
    {"NoValueInAUsedRow", "2024-03-01T12:00:00+02:00,,,,no", "^2024-03-01T12:00:00+02:00,,,,yes", "E0311", "",
     "observed/arrivals.csv"},
    {"NeitherYesNorNo", "no,doubtful", "^maybe,doubtful", "E0321", "", "observed/arrivals.csv"},
};

std::string name_of(const ::testing::TestParamInfo<Mistake>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Keys, BadInput, ::testing::ValuesIn(keys), name_of);
INSTANTIATE_TEST_SUITE_P(Values, BadInput, ::testing::ValuesIn(values), name_of);
INSTANTIATE_TEST_SUITE_P(Names, BadInput, ::testing::ValuesIn(names), name_of);
INSTANTIATE_TEST_SUITE_P(Sums, BadInput, ::testing::ValuesIn(sums), name_of);
INSTANTIATE_TEST_SUITE_P(Cells, BadInput, ::testing::ValuesIn(cells), name_of);

TEST(Errors, OfAllFilesAreReportedAtOnceInOrder) {
  ScenarioFiles files;
  files.replace("seats  = 5", "seat = 5")
      .replace("mean = \"48 s\"", "mean = 48")
      .replace("25.2,47", "25.2,x", "network/node.csv");
  files.replace("end    = 2024-03-02", "end    = 2023-03-02");
  EXPECT_EQ(
      summaries(files.errors()),
      (std::vector<std::string>{"E0326 network/node.csv:4:16", "E0502 scenario.toml:4:10", "E0311 scenario.toml:15:1",
                                "E0312 scenario.toml:17:1", "E0322 scenario.toml:48:41"}));
}

TEST(Errors, NameTheThingTheyAreIn) {
  ScenarioFiles files;
  const auto errors = files.replace("servers      = 2", "server = 2").errors();
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].message, "the key `servers` is missing in site `gate`, stage `documents`");
  EXPECT_EQ(errors[1].message, "unknown key `server` in site `gate`, stage `documents`");
  EXPECT_EQ(errors[1].nearest, "servers");
}

TEST(Errors, OfADoubleIdNameBothPlaces) {
  ScenarioFiles files;
  files.append(
      "[[site]]\nid = \"hall\"\n[[site.stage]]\nid = \"a\"\nkind = \"delay\"\nunit = \"party\"\n"
      "time = { dist = \"fixed\", mean = \"1 h\" }\n");
  const auto errors = files.errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "E0401");
  EXPECT_EQ(errors[0].place.line, 101);
  EXPECT_NE(errors[0].message.find("scenario.toml:59:1"), std::string::npos) << errors[0].message;
}

TEST(Errors, OfPlacesThatContradictEachOther) {
  ScenarioFiles files;
  files.replace("on_link = \"gate_road\"", "on_link = \"gate_road\"\nnode = \"gate\"")
      .replace("node        = \"village\"\n", "");
  EXPECT_EQ(summaries(files.errors()),
            (std::vector<std::string>{"E0506 scenario.toml:32:17", "E0506 scenario.toml:35:15",
                                      "E0509 scenario.toml:39:11", "E0511 scenario.toml:49:16"}));
}

TEST(Errors, OfAnOriginWithoutDestinationIfTwoSitesCouldBeIt) {
  ScenarioFiles files;
  files.replace("to          = \"hall\"\n", "");
  EXPECT_TRUE(files.errors().empty()) << "the gate is on a link";
  files.append(
      "[[site]]\nid = \"other\"\n[[site.stage]]\nid = \"a\"\nkind = \"delay\"\nunit = \"party\"\n"
      "time = { dist = \"fixed\", mean = \"1 h\" }\n");
  EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{"E0403 scenario.toml:29:1"});
}

TEST(Errors, OfPeopleWhoWouldGetIntoAVehicleAgain) {
  ScenarioFiles files;
  files.replace("id           = \"desk\"\nunit         = \"party\"", "id = \"desk\"\nunit = \"vehicle\"");
  EXPECT_TRUE(files.errors().empty()) << "parties get out of vehicles";
  files.replace("cv = 0.8 }\n", "cv = 0.8 }\nnext = [{ to = \"desk\", share = \"1 %\" }, { to = \"leave\" }]\n");
  EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{"E0510 scenario.toml:73:1"});
}

TEST(Errors, OfIdsThatWouldShareRandomNumbers) {
  // id32("o18731") == id32("o19966"), found by trying.
  ScenarioFiles files;
  for (const char* id : {"o18731", "o19966"}) {
    files.append(
        std::string("[[origin]]\nid = \"") + id + "\"\nnode = \"village\"\npopulation = 1\n" +
        "vehicles = { car = \"100 %\" }\ndeparture = { model = \"hazard\", base = \"1 /h\" }\nto = \"hall\"\n");
  }
  EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{"E0404 scenario.toml:108:1"});
}

TEST(Errors, OfTheFormatStopTheReading) {
  ScenarioFiles files;
  files.replace("schema = 1", "schema = 2\nnot_known_yet = 1");
  EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{"E0301 scenario.toml:1:10"});
}

TEST(Errors, OfAnEmptyAndATruncatedFile) {
  ScenarioFiles files;
  files.write("scenario.toml", "");
  const auto missing = files.errors();
  ASSERT_EQ(missing.size(), 5U) << "schema, title, start, end, origin";
  EXPECT_EQ(missing[0].code, "E0311");
  files.write("scenario.toml", testing::good_files.at("scenario.toml").substr(0, 700));
  ASSERT_EQ(files.errors().size(), 1U);
  EXPECT_EQ(files.errors()[0].code, "E0107");
}

TEST(Errors, OfFilesThatAreTooLarge) {
  ScenarioFiles files;
  files.write("scenario.toml", std::string((8U << 20U) + 1, '#'));
  ASSERT_EQ(files.errors().size(), 1U);
  EXPECT_EQ(files.errors()[0].code, "E0103");
}

TEST(Errors, AreListedUpToAPoint) {
  ScenarioFiles files;
  std::string rows = "time_local,persons\n";
  for (int i = 0; i < 1000; ++i) {
    rows += "2024-03-01T10:00:00+02:00,x\n";
  }
  files.write("observed/arrivals.csv", rows);
  const auto errors = files.errors();
  ASSERT_EQ(errors.size(), 501U);
  EXPECT_EQ(errors.back().code, "E0109");
  EXPECT_EQ(errors.back().message, "500 more errors are not listed");
}

}  // namespace
}  // namespace corridor::scenario
