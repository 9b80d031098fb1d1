#include "csv_text.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/error.hpp"

#include "support/temporary_folder.hpp"

namespace corridor::report::csv_text_test {
namespace {

using testing::HasSubstr;

struct Table {
  explicit Table(const std::string& text) { test::put(file, text); }
  [[nodiscard]] CsvText read(const std::vector<std::string>& columns) const { return CsvText(file, columns); }
  /// What is wrong with it.
  [[nodiscard]] std::string message(const std::vector<std::string>& columns) const {
    try {
      CsvText table(file, columns);
      while (table.next()) {
        static_cast<void>(table.number(0));
      }
      return "";
    } catch (const IoError& error) {
      return error.what();
    }
  }
  test::TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "table.csv";
};

TEST(CsvText, GivesTheColumnsThatWereAskedForInThatOrder) {
  CsvText table = Table("a,b,c\n1,two,\n-1.5e-7,,x\n").read({"c", "a"});
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.text(0), "");
  EXPECT_TRUE(std::isnan(table.number(0)));
  EXPECT_EQ(table.number(1), 1);
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.text(0), "x");
  EXPECT_EQ(table.number(1), -1.5e-7);
  EXPECT_FALSE(table.next());
}

TEST(CsvText, ReadsQuotedFields) {
  CsvText table = Table("a,b\n\"x, \"\"y\"\"\nz\",\"\"\n\"end\",1\n").read({"a", "b"});
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.text(0), "x, \"y\"\nz");
  EXPECT_EQ(table.text(1), "");
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.text(0), "end");
  EXPECT_EQ(table.text(1), "1");
  EXPECT_FALSE(table.next());
}

TEST(CsvText, SaysWhatIsDamaged) {
  EXPECT_THAT(Table("").message({"a"}), HasSubstr("is empty"));
  EXPECT_THAT(Table("a,b\n1,2\n").message({"c"}), HasSubstr("has no column c"));
  EXPECT_THAT(Table("a,b\n1,2\n1\n").message({"a"}), HasSubstr("1 fields in row 3"));
  EXPECT_THAT(Table("a\n1x\n").message({"a"}), HasSubstr("`1x` for a number in row 2"));
  EXPECT_THAT(Table("a\n\"1\n").message({"a"}), HasSubstr("a quote without its end"));
  EXPECT_THAT(Table("a\n\"1\"2\n").message({"a"}), HasSubstr("text behind a quote"));
}

TEST(CsvText, ThrowsOnAFileThatIsNotThere) {
  EXPECT_THROW(CsvText("/no/such/file.csv", {"a"}), IoError);
}

}  // namespace
}  // namespace corridor::report::csv_text_test
