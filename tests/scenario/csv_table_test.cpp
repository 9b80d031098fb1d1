#include "csv_table.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::scenario::csv_table_test {
namespace {

/// Cells joined by `|`, rows by a new line.
std::string cells_of(const std::string& text) {
  const SourceText source("a.csv", text);
  Diagnostics diagnostics;
  const CsvTable table = parse_csv(source, diagnostics).value_or(CsvTable{});
  EXPECT_EQ(diagnostics.size(), 0U) << text;
  std::string result;
  for (const CsvTable::Row& row : table.rows) {
    for (const Value& cell : row.cells) {
      result += std::get<std::string>(cell.data) + "|";
    }
    result += "\n";
  }
  return result;
}

std::string error_in(const std::string& text) {
  const SourceText source("a.csv", text);
  Diagnostics diagnostics;
  static_cast<void>(parse_csv(source, diagnostics));
  EXPECT_EQ(diagnostics.size(), 1U) << text;
  const Diagnostic d = diagnostics.size() > 0 ? diagnostics.list().front() : Diagnostic{};
  return d.code + " " + std::to_string(d.place.line) + ":" + std::to_string(d.place.column);
}

TEST(CsvTable, ReadsTheKindsThatSpreadsheetsWrite) {
  const std::string expected = "1|x|\n2||\n";
  EXPECT_EQ(cells_of("a,b\n1,x\n2,\n"), expected);
  EXPECT_EQ(cells_of("a;b\r\n1;x\r\n2;\r\n"), expected);
  EXPECT_EQ(cells_of("a\tb\n1\tx\n2\t"), expected);
  EXPECT_EQ(cells_of("\xEF\xBB\xBF"
                     "a,b\n\n1, x \n2,\n\n"),
            expected);
}

TEST(CsvTable, QuotedCellsHoldSeparatorsQuotesAndLines) {
  EXPECT_EQ(cells_of("a,b\n\"1,5\",\"say \"\"x\"\"\"\n\"two\nlines\" ,y\n"), "1,5|say \"x\"|\ntwo\nlines|y|\n");
}

TEST(CsvTable, SeparatorIsWhatTheHeaderHasMostOutsideQuotes) {
  EXPECT_EQ(cells_of("\"a,b,c\";d\n1;2,5\n"), "1|2,5|\n");
  EXPECT_EQ(cells_of("a\nx\n"), "x|\n");
}

TEST(CsvTable, CellsKnowTheirPlaces) {
  const SourceText source("a.csv", "a,b\n\"x\ny\", 12\n");
  Diagnostics diagnostics;
  const auto table = parse_csv(source, diagnostics);
  ASSERT_TRUE(table);
  const Place place = table->rows[0].cells[1].mark.place();
  EXPECT_EQ(place.line, 3);
  EXPECT_EQ(place.column, 5);
  EXPECT_EQ(place.length, 2);
  EXPECT_EQ(place.source_line, "y\", 12");
}

TEST(CsvTable, RaggedRowsAreErrorsAtTheOddCell) {
  EXPECT_EQ(error_in("a,b\n1,2\n3,4,5\n"), "E0203 3:5");
  EXPECT_EQ(error_in("a,b,c\n1,2\n"), "E0203 2:3");
}

TEST(CsvTable, HeadersAreComplete) {
  EXPECT_EQ(error_in("a,,c\n1,2,3\n"), "E0202 1:3");
  EXPECT_EQ(error_in("a,b,a\n1,2,3\n"), "E0202 1:5");
  EXPECT_EQ(error_in("a,\r\n1,2\r\n"), "E0202 1:3");
  EXPECT_EQ(error_in(""), "E0201 1:1");
  EXPECT_EQ(error_in("\n\n"), "E0201 1:1");
}

TEST(CsvTable, WrongQuotesAreErrors) {
  EXPECT_EQ(error_in("a,b\n1,\"x\n2,y\n"), "E0204 2:3");
  EXPECT_EQ(error_in("a,b\n1,\"x\"y\n"), "E0204 2:3");
}

TEST(CsvTable, RefusesWhatIsNotCleanText) {
  EXPECT_EQ(error_in("a,b\n1,\xE9\n"), "E0104 2:3");
  EXPECT_EQ(error_in(std::string("a,b\n1,\x01\n")), "E0105 2:3");
}

}  // namespace
}  // namespace corridor::scenario::csv_table_test
