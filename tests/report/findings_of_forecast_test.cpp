// What a forecast is said to say: one, many, none, never, already and very wide.
#include <string>

#include <gtest/gtest.h>

#include "findings.hpp"
#include "run_builder.hpp"
#include "sentences.hpp"

namespace corridor::report::findings_of_forecast_test {
namespace {

using testing::never;

/// As of the first noon, hourly for three days, of people who cross a gate, have a bed, or have none.
ForecastData forecast() {
  const testing::RunBuilder run(1);
  ForecastData data;
  data.scenario = run.build().scenario;
  data.calendar = run.build().calendar;
  data.manifest = nlohmann::ordered_json::parse(R"({"members": {"requested": 400, "effective": 297, "failed": []}})");
  data.information = nlohmann::ordered_json::parse(R"({"changes": [], "incidents": [], "values": []})");
  data.as_of = 12;
  data.end = 84;
  for (double time = 12; time <= 84; ++time) {
    data.times.push_back(time);
  }
  return data;
}

/// With a series that is so throughout.
ForecastData with(const std::string& place, const std::string& measure, const Range& range) {
  ForecastData data = forecast();
  data.series.push_back({{place, measure, "persons"}, std::vector<Range>(data.times.size(), range)});
  return data;
}

ForecastData crossed(double p05, double p50, double p95) {
  ForecastData data = forecast();
  data.crossed.push_back({0.95, {.p05 = p05, .p50 = p50, .p95 = p95}});
  return data;
}

/// The only finding, with its template.
std::string said(const ForecastData& data) {
  const std::vector<Finding> list = findings_of(data);
  return list.size() != 1 ? "" : list.front().name + ": " + sentence(list.front(), Names(data.scenario), data.calendar);
}

Range range(double p05, double p50, double p95) {
  return {.p05 = p05, .p50 = p50, .p95 = p95};
}

TEST(FindingsOfForecast, TellHowManyWillHaveCrossedInThreeDigits) {
  EXPECT_EQ(said(with("gate", "crossed_persons", range(42'927, 54'810.4, 80'184))),
            "forecast_crossed_range: By 25 Sep 12:00 between 42,900 and 80,200 people (half: 54,800) will have crossed "
            "at Gate & bridge, in 9 runs of 10.");
  EXPECT_EQ(said(with("gate", "crossed_persons", range(999.4, 999.4, 999.4))),
            "forecast_crossed_one: By 25 Sep 12:00 about 999 people will have crossed at Gate & bridge.");
  EXPECT_EQ(said(with("gate", "crossed_persons", range(100, 5'000, 80'184))),
            "forecast_crossed_wide: How many people will have crossed at Gate & bridge by 25 Sep 12:00 is very "
            "uncertain: in 9 runs of 10 between 100 and 80,200.");
  EXPECT_EQ(said(with("gate", "crossed_persons", range(0, 0, 0))),
            "forecast_crossed_none: By 25 Sep 12:00 nobody will have crossed at Gate & bridge, in 19 runs of 20.");
}

TEST(FindingsOfForecast, LookToTheEndIfThatIsLessThanADayAhead) {
  ForecastData data = with("gate", "crossed_persons", range(10, 20, 30));
  data.times.resize(7);
  data.series.front().rows.resize(7);
  EXPECT_EQ(said(data).substr(0, 40), "forecast_crossed_range: By 24 Sep 18:00 ");
}

TEST(FindingsOfForecast, TellByWhenThoseWhoWillLeaveHaveCrossed) {
  EXPECT_EQ(said(crossed(30, 40, 50)),
            "forecast_left_range: 95 of 100 of those who will leave have crossed by 25 Sep 16:00; in 9 runs of 10 "
            "between 25 Sep 06:00 and 26 Sep 02:00.");
  EXPECT_EQ(said(crossed(40, 40, 40)),
            "forecast_left_one: 95 of 100 of those who will leave have crossed by 25 Sep 16:00.");
  EXPECT_EQ(said(crossed(20, 40, 117)),
            "forecast_left_wide: When 95 of 100 of those who will leave have crossed is very uncertain: in half of the "
            "runs by 25 Sep 16:00, in 9 of 10 between 24 Sep 20:00 and 28 Sep 21:00.");
  EXPECT_EQ(said(crossed(10, 11, 12)),
            "forecast_left_already: 95 of 100 of those who will leave have crossed already, in 19 runs of 20.");
}

TEST(FindingsOfForecast, TellOfWhatIsLaterThanTheForecastReaches) {
  EXPECT_EQ(
      said(crossed(30, 40, never)),
      "forecast_left_open: 95 of 100 of those who will leave have crossed by 25 Sep 16:00 in half of the runs; in "
      "1 of 20 already by 25 Sep 06:00, and in at least 1 of 20 later than this forecast reaches (27 Sep 12:00).");
  EXPECT_EQ(said(crossed(30, never, never)),
            "forecast_left_late: In more than half of the runs it takes longer than this forecast reaches (27 Sep "
            "12:00) until 95 of 100 of those who will leave have crossed; in 1 of 20 they have by 25 Sep 06:00.");
  EXPECT_EQ(said(crossed(never, never, never)),
            "forecast_left_never: In 19 runs of 20 it takes longer than this forecast reaches (27 Sep 12:00) until 95 "
            "of 100 of those who will leave have crossed.");
}

TEST(FindingsOfForecast, TellWhoWillHaveABedAndWhoNone) {
  ForecastData data = with("all", "accommodated_persons", range(4'870, 6'914, 11'265));
  EXPECT_EQ(said(data),
            "forecast_beds_range: By 25 Sep 12:00 between 4,870 and 11,300 people (half: 6,910) will have a bed in the "
            "reception, in 9 runs of 10.");
  data.series.push_back(
      {{"all", "persons_without_bed", "persons"}, std::vector<Range>(data.times.size(), range(0, 0, 7))});
  data.series.back().rows[20].p95 = 4'798;
  EXPECT_EQ(said(data).substr(said(data).find(';')),
            "; in 1 of 20 at least 4,800 people are without one, most about 25 Sep 08:00.");
  EXPECT_EQ(said(with("all", "accommodated_persons", range(0, 0, 0))),
            "forecast_beds_none: By 25 Sep 12:00 nobody will have a bed in the reception, in 19 runs of 20.");
  EXPECT_EQ(said(with("all", "accommodated_persons", range(12, 12, 12))),
            "forecast_beds_one: By 25 Sep 12:00 about 12 people will have a bed in the reception.");
  EXPECT_EQ(said(with("all", "accommodated_persons", range(12, 40, 120))).substr(0, 20), "forecast_beds_wide: ");
}

TEST(FindingsOfForecast, SayFirstWhatIsNotInTheNumbers) {
  ForecastData data = forecast();
  data.manifest["members"] = {{"requested", 100}, {"effective", 9.4}, {"failed", {1, 2}}};
  data.information["values"] = {{{"what", "a"}, {"standing", "kept"}}, {{"what", "b"}, {"standing", "known"}}};
  std::vector<std::string> names;
  std::string text;
  for (const Finding& f : findings_of(data)) {
    names.push_back(f.name);
    text += sentence(f, Names(data.scenario), data.calendar);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"caveat_effective", "caveat_kept", "caveat_failed"}));
  EXPECT_EQ(text.find("The 98 runs are worth only 9 of equal weight"), 0U) << text;
}

}  // namespace
}  // namespace corridor::report::findings_of_forecast_test
