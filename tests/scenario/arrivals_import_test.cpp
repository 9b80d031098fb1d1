#include "corridor/scenario/arrivals_import.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/error.hpp"

#include "support/temporary_folder.hpp"

namespace corridor::scenario::arrivals_import_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int32_t yerevan = 4 * 3600;

class Table {
 public:
  explicit Table(const std::string& text) {
    test::put(folder_.path() / "a.csv", text);
    request.table = folder_.path() / "a.csv";
    request.offset_seconds = yerevan;
  }
  [[nodiscard]] ImportedArrivals read() const { return import_arrivals(request); }
  /// The rows as they are written, without the header.
  [[nodiscard]] std::string rows() const {
    const std::string text = departure_file(read());
    return text.substr(text.find('\n') + 1);
  }
  /// `E0330 3:1`, in order of place.
  [[nodiscard]] std::vector<std::string> errors() const {
    std::vector<std::string> result;
    try {
      static_cast<void>(read());
    } catch (const ScenarioError& e) {
      for (const Diagnostic& d : e.diagnostics()) {
        result.push_back(d.code + " " + std::to_string(d.place.line) + ":" + std::to_string(d.place.column));
      }
    }
    return result;
  }

  ArrivalsRequest request;

 private:
  test::TemporaryFolder folder_;
};

TEST(ArrivalsImport, ReadsEverySeparatorAndFormOfDate) {
  const std::string day = "2023-09-24T00:00:00+04:00,2023-09-25T00:00:00+04:00,12\n";
  for (const char* text :
       {"date,persons\n2023-09-24,12\n", "date;persons\r\n24.09.2023;12\r\n", "date\tpersons\n24/09/2023\t12\n",
        "\xEF\xBB\xBF"
        "date,persons\n2023-09-24,12",
        "date,persons\n\n2023-09-24,12.0\n\n", "date,persons\n4.9.2023,0\n24.9.2023,12\n"}) {
    EXPECT_THAT(Table(text).rows(), HasSubstr(day)) << text;
  }
}

TEST(ArrivalsImport, RecognisesColumnsInFourLanguagesAndByTag) {
  for (const char* header : {"Date,New arrivals", "Jour,Arrivées", "DATE,Nombre de personnes", "Дата,ПРИБЫЛО",
                             "день,Человек", "Ամսաթիվ,Մարդ", "ՕՐ,անձինք", "reporting_date,number-of-people",
                             "Date,Arrivals (persons)", "a,b\n#date,#affected+arrivals", "Date,x\n,#affected"}) {
    EXPECT_EQ(Table(std::string(header) + "\n2023-09-24,7\n").read().persons, 7) << header;
  }
}

TEST(ArrivalsImport, ReadsHoursInTheDateOrInAColumnOfTheirOwn) {
  const std::string expected =
      "2023-09-24T18:00:00+04:00,2023-09-24T19:00:00+04:00,3\n2023-09-24T19:00:00+04:00,2023-09-24T20:00:00+04:00,4\n";
  EXPECT_EQ(Table("time,persons\n2023-09-24 18:00,3\n2023-09-24 19:00,4\n").rows(), expected);
  EXPECT_EQ(Table("date;persons\n24.09.2023 18:00;3\n24.09.2023 19:00:00;4\n").rows(), expected);
  EXPECT_EQ(Table("date,hour,persons\n2023-09-24,18,3\n2023-09-24,19:00,4\n").rows(), expected);
  EXPECT_EQ(Table("дата,время,прибыло\n2023-09-24,18:00,3\n2023-09-24,19:00,4\n").rows(), expected);
  EXPECT_EQ(Table("date,heure,persons\n2023-09-24,18h,3\n2023-09-24,19h00,4\n").rows(), expected);
  Table with_offsets("time,persons\n2023-09-24T18:00+04:00,3\n2023-09-24T19:00+04:00,4\n");
  with_offsets.request.offset_seconds = std::nullopt;
  EXPECT_EQ(with_offsets.rows(), expected);
}

TEST(ArrivalsImport, ADateWithoutOffsetNeedsOneOnce) {
  Table table("date,persons\n2023-09-24,3\n2023-09-25,4\n");
  table.request.offset_seconds = std::nullopt;
  EXPECT_THAT(table.errors(), ElementsAre("E0329 2:1"));
}

TEST(ArrivalsImport, SettlesDayAndMonthByTheRowsOrAsks) {
  EXPECT_THAT(Table("date,persons\n03/04/2023,1\n13/04/2023,1\n").rows(), HasSubstr("2023-04-03T00:00:00"));
  EXPECT_THAT(Table("date,persons\n03/04/2023,1\n03/14/2023,1\n").rows(), HasSubstr("2023-03-04T00:00:00"));
  EXPECT_THAT(Table("date,persons\n03/04/2023,1\n04/04/2023,1\n").errors(), ElementsAre("E1103 2:1"));
  EXPECT_THAT(Table("date,persons\n03/14/2023,1\n14/03/2023,1\n").errors(), ElementsAre("E1103 2:1"));
  Table asked("date,persons\n03/04/2023,1\n04/04/2023,1\n");
  asked.request.dates = DateOrder::month_first;
  EXPECT_THAT(asked.rows(), HasSubstr("2023-03-04T00:00:00"));
  asked.request.dates = DateOrder::day_first;
  EXPECT_THAT(asked.rows(), HasSubstr("2023-04-04T00:00:00"));
  Table contradicted("date,persons\n03/14/2023,1\n");
  contradicted.request.dates = DateOrder::day_first;
  EXPECT_THAT(contradicted.errors(), ElementsAre("E0330 2:1"));
}

TEST(ArrivalsImport, TakesThousandsSeparatorsAndRefusesWhatMayBeADecimal) {
  for (const char* number : {"12340", "12 340",
                             "12\xC2\xA0"
                             "340",
                             "12\xE2\x80\xAF"
                             "340",
                             "12'340",
                             "12\xE2\x80\x99"
                             "340",
                             "12340.0"}) {
    EXPECT_EQ(Table(std::string("date;persons\n2023-09-24;") + number + "\n").read().persons, 12340) << number;
  }
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"1,5", "E0325"},   {"12,340", "E0325"}, {"12.340", "E0327"}, {"-1", "E0327"},         {"1 2340", "E0326"},
      {"12 34", "E0326"}, {"n/a", "E0326"},    {"", "E1105"},       {"2000000000", "E0327"}, {"' 1", "E0326"}};
  for (const auto& [number, code] : wrong) {
    Table table("date;persons\n2023-09-24;" + number + "\n");
    if (number != "2000000000") {  // ten digits look like a phone number first
      EXPECT_THAT(table.errors(), ElementsAre(code + " 2:12")) << number;
    } else {
      EXPECT_THAT(table.errors(), ElementsAre("E1101 2:12"));
    }
  }
}

TEST(ArrivalsImport, DifferencesARunningTotal) {
  const ImportedArrivals read = Table("date,Cumulative arrivals\n2023-09-24,10\n2023-09-25,10\n2023-09-26,25\n").read();
  EXPECT_EQ(departure_file(read),
            "start,end,persons\n2023-09-24T00:00:00+04:00,2023-09-25T00:00:00+04:00,10\n"
            "2023-09-25T00:00:00+04:00,2023-09-26T00:00:00+04:00,0\n"
            "2023-09-26T00:00:00+04:00,2023-09-27T00:00:00+04:00,15\n");
  EXPECT_EQ(read.persons, 25);
  EXPECT_THAT(read.notes, ElementsAre(HasSubstr("running total"), HasSubstr("the first total, 10,")));

  Table asked("time,persons\n2023-09-24 18:00,377\n2023-09-25 06:00,2906\n2023-09-26 00:00,9000\n");
  asked.request.is_cumulative = true;
  EXPECT_EQ(asked.rows(),
            "2023-09-24T06:00:00+04:00,2023-09-24T18:00:00+04:00,377\n"
            "2023-09-24T18:00:00+04:00,2023-09-25T06:00:00+04:00,2529\n"
            "2023-09-25T06:00:00+04:00,2023-09-26T00:00:00+04:00,6094\n");
}

TEST(ArrivalsImport, RefusesATotalThatFalls) {
  EXPECT_THAT(Table("date,total\n2023-09-24,10\n2023-09-25,8\n2023-09-26,7\n").errors(),
              ElementsAre("E1106 3:12", "E1106 4:12"));
}

TEST(ArrivalsImport, PrefersNewArrivalsToTotalsUnlessAsked) {
  Table table("date,new arrivals,total\n2023-09-24,10,10\n2023-09-25,8,18\n");
  EXPECT_EQ(table.read().persons_column, "new arrivals");
  EXPECT_THAT(table.read().unused_columns, ElementsAre("total"));
  table.request.is_cumulative = true;
  EXPECT_EQ(table.read().persons_column, "total");
  EXPECT_EQ(table.read().persons, 18);
}

TEST(ArrivalsImport, AsksWhichColumnIsMeant) {
  Table table("date,persons,people\n2023-09-24,10,11\n");
  EXPECT_THAT(table.errors(), ElementsAre("E1102 1:14"));
  table.request.column = "PEOPLE";
  EXPECT_EQ(table.read().persons, 11);
  table.request.column = "peeple";
  EXPECT_THAT(table.errors(), ElementsAre("E0206 1:1"));
  EXPECT_THAT(Table("site,number\na,1\n").errors(), ElementsAre("E0206 1:1", "E0206 1:1"));
}

TEST(ArrivalsImport, ReportsGapsAndFillsNone) {
  const ImportedArrivals by_row = Table("date,persons\n2023-09-24,10\n2023-09-27,5\n").read();
  EXPECT_THAT(by_row.rows, SizeIs(2));
  EXPECT_THAT(by_row.notes,
              ElementsAre(HasSubstr("no row from 2023-09-25T00:00:00+04:00 to 2023-09-27T00:00:00+04:00")));
  const ImportedArrivals total = Table("date,total\n2023-09-24,10\n2023-09-27,15\n").read();
  EXPECT_THAT(total.notes, ::testing::Contains(HasSubstr("what line 3 adds is spread")));
  EXPECT_EQ(total.rows.back().begin.utc_seconds, total.rows.front().end.utc_seconds);
}

TEST(ArrivalsImport, RefusesDuplicatesAndDisorderAndReadsTheReverse) {
  EXPECT_THAT(Table("date,persons\n2023-09-24,1\n2023-09-25,1\n2023-09-24,1\n").errors(), ElementsAre("E1104 4:1"));
  EXPECT_THAT(Table("date,persons\n2023-09-24,1\n2023-09-26,1\n2023-09-25,1\n").errors(), ElementsAre("E0516 4:1"));
  const ImportedArrivals reversed = Table("date,persons\n2023-09-26,3\n2023-09-25,2\n2023-09-24,1\n").read();
  EXPECT_EQ(reversed.rows.front().persons, 1);
  EXPECT_THAT(reversed.notes, ElementsAre(HasSubstr("reverse")));
}

TEST(ArrivalsImport, RefusesDatesThatCannotBeRead) {
  EXPECT_THAT(Table("date,persons\n2023-02-29,1\n").errors(), ElementsAre("E0330 2:1"));
  EXPECT_THAT(Table("date,persons\nTotal,1\n24.09.23,1\n45193,1\n2023-09-24 25:00,1\n").errors(),
              ElementsAre("E0330 2:1", "E0330 3:1", "E0330 4:1", "E0330 5:1"));
  EXPECT_THAT(Table("date,persons\n2023-09-24,1\n2023-09-25 18:00,1\n").errors(), ElementsAre("E0330 3:1"));
  EXPECT_THAT(Table("date,hour,persons\n2023-09-24,24,1\n2023-09-24,x,1\n").errors(),
              ElementsAre("E0330 2:12", "E0330 3:12"));
  EXPECT_THAT(Table("time,persons\n2023-09-24 18:00,1\n").errors(), ElementsAre("E1107 2:1"));
  EXPECT_THAT(Table("date,persons\n,1\n").errors(), ElementsAre("E1105 2:1"));
}

TEST(ArrivalsImport, RefusesColumnsThatHoldDataOfPersons) {
  for (const char* header : {"Name",
                             "First name",
                             "SURNAME",
                             "full_name",
                             "Phone",
                             "Mobile number",
                             "Passport no.",
                             "ID number",
                             "Date of birth",
                             "DOB",
                             "Home address",
                             "E-mail",
                             "Nom",
                             "Prénom",
                             "Téléphone",
                             "Date de naissance",
                             "Adresse",
                             "Имя",
                             "Фамилия",
                             "Ф.И.О.",
                             "Телефон",
                             "Паспорт",
                             "Дата рождения",
                             "Адрес",
                             "Անուն",
                             "Ազգանուն",
                             "Հեռախոս",
                             "Անձնագիր",
                             "Ծննդյան ամսաթիվ",
                             "Հասցե"}) {
    EXPECT_THAT(Table(std::string("date,persons,") + header + "\n2023-09-24,1,\n").errors(), ElementsAre("E1101 1:14"))
        << header;
  }
  EXPECT_THAT(Table("date,persons,x\n#date,#affected,#contact+phone\n2023-09-24,1,\n").errors(),
              ElementsAre("E1101 1:14"));
  for (const char* cell :
       {"a.b@example.org", "+374 91 000000", "091-00-00-00-0", "(010) 000-0000", "06.00.00.00.00", "0910000000"}) {
    EXPECT_THAT(Table(std::string("date,persons,x\n2023-09-24,1,\n2023-09-25,1,") + cell + "\n").errors(),
                ElementsAre("E1101 3:14"))
        << cell;
  }
}

TEST(ArrivalsImport, TakesColumnsOfPlacesAndNumbersForWhatTheyAre) {
  EXPECT_THAT(Table("date,persons,Site name,Camp "
                    "address,lat,p_code,remarks\n2023-09-24,1,Goris,hub,40.1772001,AM0801,day 1: 12\n")
                  .read()
                  .unused_columns,
              SizeIs(5));
}

TEST(ArrivalsImport, OfATableOfPersonsNothingElseIsRead) {
  try {
    static_cast<void>(Table("date,persons,Name\nTestname,x,Otherword\n").read());
    FAIL() << "refused";
  } catch (const ScenarioError& e) {
    ASSERT_THAT(e.diagnostics(), SizeIs(1));
    EXPECT_THAT(e.diagnostics().front().place.source_line, IsEmpty());
  }
}

TEST(ArrivalsImport, EscapesTheFileNameInTheLinesForTheScenario) {
  const ImportedArrivals read = Table("date,persons\n2023-09-24,12\n").read();
  EXPECT_THAT(scenario_lines(read, "village", "a\"b.csv"), HasSubstr("file = \"a\\\"b.csv\""));
  EXPECT_THAT(scenario_lines(read, "village", "d.csv"),
              HasSubstr("2023-09-24T00:00:00+04:00 to 2023-09-25T00:00:00+04:00"));
}

}  // namespace
}  // namespace corridor::scenario::arrivals_import_test
