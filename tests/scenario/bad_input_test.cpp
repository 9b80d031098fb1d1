// Everything that is refused, each with its code and the exact place: keys and values. Other subjects stand beside this
// file.
#include "bad_input.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::scenario::bad_input_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;
using testing::place_of;
using testing::ScenarioFiles;
using testing::summaries;

const std::vector<Mistake> keys = {
    {"MisspeltKey", "servers      = 2", "^server = 2\nservers = 2", "E0312", "servers"},
    {"KeyOfAnUnbuiltMechanism", "seats  = 5", "seats = 5\n^convoy = true", "E0312"},
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

INSTANTIATE_TEST_SUITE_P(Keys, BadInput, ::testing::ValuesIn(keys), name_of);
INSTANTIATE_TEST_SUITE_P(Values, BadInput, ::testing::ValuesIn(values), name_of);

}  // namespace

namespace testing {

TEST_P(BadInput, IsTheOnlyErrorAtItsPlace) {
  const Mistake& mistake = GetParam();
  ScenarioFiles files;
  const std::size_t caret = mistake.wrong.find('^');
  ASSERT_NE(caret, std::string::npos);
  const std::string wrong = std::string(mistake.wrong).erase(caret, 1);
  std::size_t begin = 0;
  if (mistake.good.empty()) {
    files.write(mistake.file, wrong);
  } else {
    begin = files.text(mistake.file).find(mistake.good);
    files.replace(mistake.good, wrong, mistake.file);
  }
  const auto errors = files.errors();
  const std::string place = mistake.file + ":" + place_of(files.text(mistake.file), begin + caret);
  ASSERT_EQ(summaries(errors), std::vector<std::string>{mistake.code + " " + place})
      << (errors.empty() ? "" : format(errors.front()));
  const Diagnostic& error = errors.front();
  EXPECT_EQ(error.nearest, mistake.nearest);
  EXPECT_FALSE(error.expected.empty() && error.nearest.empty()) << "what is expected? " << format(error);
  EXPECT_NE(format(error).find(mistake.says), std::string::npos) << format(error);
}

}  // namespace testing
}  // namespace corridor::scenario::bad_input_test
