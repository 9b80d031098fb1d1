#include "corridor/base/error.hpp"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

namespace corridor::error_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Diagnostic an_unknown_key() {
  return {.code = "E0312",
          .place = {.file = "scenario.toml", .line = 71, .column = 3, .length = 6, .source_line = "  server = 4"},
          .message = "unknown key `server` in site `hakari`, stage `documents`",
          .expected = "",
          .nearest = "servers"};
}

TEST(FormatDiagnostic, UnderlinesTheTextAndOffersTheNearestName) {
  EXPECT_EQ(format(an_unknown_key()),
            "error[E0312]: unknown key `server` in site `hakari`, stage `documents`\n"
            "  --> scenario.toml:71:3\n"
            "   |\n"
            "71 |   server = 4\n"
            "   |   ^^^^^^ did you mean `servers`?");
}

TEST(FormatDiagnostic, SaysThatAWarningIsOne) {
  Diagnostic d = an_unknown_key();
  d.is_warning = true;
  EXPECT_THAT(format(d), ::testing::StartsWith("warning[E0312]: unknown key"));
}

TEST(FormatDiagnostic, EmphasisesTheCodeAndTheCaretsAndNothingElse) {
  const std::string text = format(an_unknown_key(), {.begin = "<", .end = ">"});
  EXPECT_THAT(text, testing::StartsWith("<error[E0312]>: unknown"));
  EXPECT_THAT(text, HasSubstr("\n   |   <^^^^^^> did you mean"));
  EXPECT_EQ(std::ranges::count(text, '<'), 2);
}

TEST(FormatDiagnostic, SaysBesideTheCaretsWhatIsExpectedWhenNoNameIsNear) {
  Diagnostic d = an_unknown_key();
  d.nearest = "";
  d.expected = "a speed with its unit, as \"45 km/h\"";
  EXPECT_THAT(format(d), HasSubstr("\n   |   ^^^^^^ expected a speed with its unit, as \"45 km/h\""));
  EXPECT_THAT(format(d), Not(HasSubstr("= expected")));
}

TEST(FormatDiagnostic, SaysBelowWhatIsExpectedWhenANameIsNear) {
  Diagnostic d = an_unknown_key();
  d.expected = "one of `servers`, `hours`";
  EXPECT_THAT(format(d), HasSubstr("did you mean `servers`?\n   = expected: one of `servers`, `hours`"));
}

TEST(FormatDiagnostic, NamesOnlyTheFileWhenThereIsNoLine) {
  Diagnostic d = an_unknown_key();
  d.place = {.file = "--set[1]", .source_line = "ignored"};
  EXPECT_EQ(format(d),
            "error[E0312]: unknown key `server` in site `hakari`, stage `documents`\n"
            "  --> --set[1]\n"
            "   = did you mean `servers`?");
}

TEST(FormatDiagnostic, WidensTheMarginForLongLineNumbers) {
  Diagnostic d = an_unknown_key();
  d.place.line = 12345;
  EXPECT_THAT(format(d),
              HasSubstr("\n     --> scenario.toml:12345:3\n      |\n12345 |   server = 4\n      |   ^^^^^^ "));
}

TEST(FormatDiagnostic, CountsCharactersAndNotBytesUnderTheLine) {
  Diagnostic d = an_unknown_key();
  d.place.source_line = "t = \"Լաչին\", früh = 1";  // each Armenian letter has two bytes, and so has the umlaut
  d.place.column = 19;
  d.place.length = 5;
  EXPECT_THAT(format(d), HasSubstr("scenario.toml:71:14\n"));
  EXPECT_THAT(format(d), HasSubstr("\n   | " + std::string(13, ' ') + "^^^^ did"));
}

TEST(FormatDiagnostic, KeepsTabsAboveTabs) {
  Diagnostic d = an_unknown_key();
  d.place.source_line = "\ta\tserver = 4\r";
  d.place.column = 4;
  EXPECT_THAT(format(d), HasSubstr("\n71 | \ta\tserver = 4\n   | \t \t^^^^^^ did"));
}

TEST(FormatDiagnostic, PrintsNoControlCharacters) {
  Diagnostic d = an_unknown_key();
  d.place.source_line = "a\x1b[31m\x7f";
  EXPECT_THAT(format(d), HasSubstr("71 | a [31m \n"));
}

TEST(FormatDiagnostic, SurvivesAPlaceOutsideTheLine) {
  Diagnostic d = an_unknown_key();
  d.place.source_line = "ab";
  d.place.column = 40;
  d.place.length = -3;
  EXPECT_THAT(format(d), HasSubstr("scenario.toml:71:40\n   |\n71 | ab\n   |   ^ did"));
}

TEST(ScenarioError, KeepsAllDiagnosticsAndSaysThemAll) {
  Diagnostic second = an_unknown_key();
  second.code = "E0400";
  const ScenarioError error({an_unknown_key(), second});
  EXPECT_EQ(error.diagnostics().size(), 2U);
  EXPECT_EQ(std::string(error.what()), format(an_unknown_key()) + "\n\n" + format(second));
  EXPECT_THROW(ScenarioError({}), ContractViolation);
}

}  // namespace
}  // namespace corridor::error_test
