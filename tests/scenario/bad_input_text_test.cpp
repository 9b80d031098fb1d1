// Text that is broken before anything is understood: bytes, characters, nesting, and TOML itself.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_text_test {
namespace {

using testing::BadInput;
using testing::link_csv;
using testing::Mistake;
using testing::name_of;
using testing::node_csv;
using testing::scenario_toml;
using testing::series_csv;

/// A text that may hold a zero byte.
template <std::size_t n>
std::string bytes(const char (&text)[n]) {
  return {text, n - 1};
}

const std::string title = "A gate and a hall";

const std::vector<Mistake> encoding = {
    {"LatinLetter", title, "Un caf^\xE9", "E0104", "", scenario_toml, "0xE9"},
    {"CyrillicInAWindowsCodePage", title, "^\xC3\xEE\xF0\xE8\xF1", "E0104"},
    {"ByteThatIsNeverUtf8", title, "A ^\xFFgate", "E0104", "", scenario_toml, "UTF-8"},
    {"OverlongSlash", title, "A ^\xC0\xAFgate", "E0104"},
    {"OverlongInThreeBytes", title, "A ^\xE0\x80\xAFgate", "E0104"},
    {"OverlongInFourBytes", title, "A ^\xF0\x80\x80\xAFgate", "E0104"},
    {"HalfOfAPair", title, "A ^\xED\xA0\x80gate", "E0104"},
    {"BeyondUnicode", title, "A ^\xF4\x90\x80\x80gate", "E0104"},
    {"ContinuationAlone", title, "A ^\x80gate", "E0104"},
    {"CharacterCutShort", title, "A ^\xE2\x82 gate", "E0104"},
    {"CharacterCutShortByTheEnd", "value   = \"persons\"\n", "value = \"persons\"\n# ^\xE2\x82", "E0104"},
    {"Utf16", "", bytes("^\xFF\xFEs\0c\0h\0e\0m\0a\0"), "E0104"},
    {"ByteInAComment", "seed   = 7", "seed = 7 # ^\xE9", "E0104"},
    {"ByteInANode", "Gate,25.1", "Gar^\xE7on,25.1", "E0104", "", node_csv},
    {"ByteInALink", "a map", "a m^\xE4p", "E0104", "", link_csv},
    {"ByteInASeries", "not counted", "pas compt^\xE9", "E0104", "", series_csv},
};

const std::vector<Mistake> control = {
    {"ZeroByte", title, bytes("A ^\0gate"), "E0105", "", scenario_toml, "U+0000"},
    {"ZeroByteAtTheEnd", "value   = \"persons\"\n", bytes("value = \"persons\"\n^\0"), "E0105"},
    {"Bell", title, "A ^\agate", "E0105"},
    {"CommandToATerminal", title, "A ^\x1B[31mgate", "E0105", "", scenario_toml, "U+001B"},
    {"CommandToATerminalInTwoBytes", title, "A ^\xC2\x9B[31mgate", "E0105", "", scenario_toml, "U+009B"},
    {"Backspace", title, "A ^\bgate", "E0105"},
    {"VerticalTab", title, "A ^\vgate", "E0105"},
    {"FormFeed", "[network]", "^\f[network]", "E0105"},
    {"Delete", title, "A ^\x7Fgate", "E0105", "", scenario_toml, "U+007F"},
    {"CarriageReturnAlone", "seed   = 7\n", "seed = 7^\rx = 1\n", "E0105"},
    {"CarriageReturnTwice", "seed   = 7\n", "seed = 7^\r\r\n", "E0105"},
    {"CarriageReturnAtTheEnd", "value   = \"persons\"\n", "value = \"persons\"^\r", "E0105"},
    {"ZeroByteInACell", "Gate,25.1", bytes("G^\0te,25.1"), "E0105", "", node_csv},
    {"EscapeInACell", "not counted", "^\x1B[2Jnot counted", "E0105", "", series_csv},
};

std::string times(int n, const std::string& text) {
  std::string result;
  for (int i = 0; i < n; ++i) {
    result += text;
  }
  return result;
}

const std::vector<Mistake> nesting = {
    {"Lists", "seed   = 7", "seed = " + times(64, "[") + "^[" + times(65, "]"), "E0106", "", scenario_toml, "64"},
    {"Tables", "seed   = 7", "seed = " + times(64, "{a=") + "^{a=1}" + times(64, "}"), "E0106"},
    {"ListsThatNeverEnd", "seed   = 7", "seed = " + times(64, "[") + "^" + times(10'000, "["), "E0106"},
    {"DottedKeys", "seed   = 7", "seed = 7\nx" + times(64, ".x") + "^.x = 1", "E0106"},
    {"DottedHeader", "[network]", "[x" + times(63, ".x") + "^.x]\n[network]", "E0106"},
};

const std::vector<Mistake> syntax = {
    {"TextWithoutEnd", "title  = \"A gate and a hall\"", "title = ^\"A gate and a hall", "E0107"},
    {"LongTextWithoutEnd", "value   = \"persons\"\n", "value = ^\"\"\"persons\n", "E0107"},
    {"ListWithoutEnd", "exempt  = [\"van\"]", "exempt = [\"van\"\n^x = 1", "E0107"},
    {"TableWithoutEnd", "cv = 0.5 }\nwhen_full", "cv = 0.5^\nwhen_full", "E0107"},
    {"KeyWithoutValue", "seats  = 5", "seats = ^", "E0107"},
    {"KeyWithoutEquals", "seats  = 5", "seats^ 5", "E0107"},
    {"Colon", "seats  = 5", "seats^: 5", "E0107"},
    {"TwoEquals", "seats  = 5", "seats = ^= 5", "E0107"},
    {"TwoValues", "seats  = 5", "seats = 5 ^6", "E0107"},
    {"TwoKeysInALine", "seats  = 5", "seats = 5 ^x = 6", "E0107"},
    {"EqualsAlone", "seats  = 5", "^= 5", "E0107"},
    {"KeyTwice", "seats  = 5", "seats = 5\nseats = ^6", "E0107", "", scenario_toml, "seats"},
    {"TableTwice", "[network]", "[network]\n^[network]", "E0107", "", scenario_toml, "network"},
    {"ClassTwice", "[people]", "^[vehicle_class.car]\nlength = \"5 m\"\nseats = 5\n[people]", "E0107"},
    {"TextOverTwoLines", "\"A gate and a hall\"", "^\"A gate\nand a hall\"", "E0107"},
    {"TypographicQuotes", "\"A gate and a hall\"",
     "^\xE2\x80\x9C"
     "A gate\xE2\x80\x9D",
     "E0107"},
    {"UnknownEscape", "\"A gate and a hall\"", "^\"A \\qgate\"", "E0107", "", scenario_toml, "backslash"},
    {"WindowsPathInAText", "\"network/node.csv\"", "^\"network\\data.csv\"", "E0107"},
    {"HeaderWithoutEnd", "[network]", "^[network", "E0107"},
    {"EmptyHeader", "[network]", "^[]\n[network]", "E0107"},
    {"ListHeaderWithoutEnd", "[[change]]", "^[[change]", "E0107"},
    {"LineEndInATable", "{ north = \"60 %\", south", "{ north = \"60 %\",^\nsouth", "E0107"},
    {"CommaAtTheEndOfATable", "south = \"40 %\" }", "south = \"40 %\", ^}", "E0107"},
    {"ZeroBeforeANumber", "seats  = 5", "seats = ^05", "E0107"},
    {"TrueInCapitals", "registers    = true", "registers = ^True", "E0107", "", scenario_toml, "true or false"},
    {"Null", "seats  = 5", "seats = ^null", "E0107"},
    {"UnitWithoutQuotes", "\"48 s\"", "48 ^s", "E0107"},
    {"PercentWithoutQuotes", "female     = \"52 %\"", "female = 52 ^%", "E0107"},
    {"DecimalCommaInANumber", "imitation = 2,", "imitation = 2,5^,", "E0107"},
    {"DateThatDoesNotExist", "start  = 2024-03-01T06:00:00+02:00", "start = ^2024-02-30T06:00:00+02:00", "E0330", "",
     scenario_toml, "such as 2023"},
    {"MonthThatDoesNotExist", "start  = 2024-03-01T06:00:00+02:00", "start = ^2024-13-01T06:00:00+02:00", "E0330"},
    {"HourThatDoesNotExist", "start  = 2024-03-01T06:00:00+02:00", "start = ^2024-03-01T25:00:00+02:00", "E0330"},
    {"DayFirst", "start  = 2024-03-01T06:00:00+02:00", "start = ^01.03.2024", "E0107"},
    {"Json", "", "^{ \"schema\": 1 }", "E0107"},
    {"Yaml", "", "schema^: 1\ntitle: A gate\n", "E0107"},
    {"WebPage", "", "^<!DOCTYPE html>\n<html></html>\n", "E0107"},
    {"Noise", "", "^%&/()", "E0107"},
};

const std::vector<Mistake> numbers = {
    {"NotANumberInCapitals", "cv = 0.5, per_person", "cv = ^+nan, per_person", "E0108", "", scenario_toml, "finite"},
    {"Infinite", "imitation = 2", "imitation = ^inf", "E0108"},
    {"MinusInfinite", "imitation = 2", "imitation = ^-inf", "E0108"},
    {"BeyondDoubles", "imitation = 2", "imitation = ^1e400", "E0108"},
    {"BeyondWholeNumbers", "seed   = 7", "seed = ^99999999999999999999", "E0108", "", scenario_toml, "whole number"},
    {"BelowWholeNumbers", "seed   = 7", "seed = ^-99999999999999999999", "E0108"},
    {"HexadecimalBeyondWholeNumbers", "seed   = 7", "seed = ^0xFFFFFFFFFFFFFFFFF", "E0108"},
    {"BinaryBeyondWholeNumbers", "seed   = 7", "seed = ^0b" + std::string(80, '1'), "E0108", "", scenario_toml,
     "at most 62 binary digits"},
    {"BinaryOfManyZeros", "seed   = 7", "seed = ^0b" + std::string(70, '0') + "1", "E0108"},
};

INSTANTIATE_TEST_SUITE_P(Encoding, BadInput, ::testing::ValuesIn(encoding), name_of);
INSTANTIATE_TEST_SUITE_P(Control, BadInput, ::testing::ValuesIn(control), name_of);
INSTANTIATE_TEST_SUITE_P(Nesting, BadInput, ::testing::ValuesIn(nesting), name_of);
INSTANTIATE_TEST_SUITE_P(Syntax, BadInput, ::testing::ValuesIn(syntax), name_of);
INSTANTIATE_TEST_SUITE_P(Numbers, BadInput, ::testing::ValuesIn(numbers), name_of);

}  // namespace
}  // namespace corridor::scenario::bad_input_text_test
