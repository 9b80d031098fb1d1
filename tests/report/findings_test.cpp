// Which template applies, and what stands in it: one run, many, none, never, already, some, and very wide ranges.
#include "findings.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_builder.hpp"
#include "sentences.hpp"

namespace corridor::report::findings_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace testing;  // of this module: run_builder.hpp

/// The sentence of the first finding whose template begins so; empty if there is none.
std::string said(const RunBuilder& run, const std::string& prefix) {
  const std::vector<Finding> list = findings_of(run.build());
  const auto found = std::ranges::find_if(list, [&](const Finding& f) { return f.name.starts_with(prefix); });
  return found == list.end() ? ""
                             : found->name + ": " + sentence(*found, Names(run.build().scenario), run.build().calendar);
}

RunBuilder queue(const std::vector<double>& gone, const std::vector<double>& most) {
  RunBuilder run(gone.size());
  run.milestone("all", "queue_largest", gone, most).milestone("all", "queue_gone", gone, most);
  return run;
}

TEST(Findings, TellWhenTheQueueIsGone) {
  EXPECT_EQ(said(queue({14.5}, {30}), "queue_"), "queue_gone_one: The queue is gone by 24 Sep 14:30.");
  EXPECT_EQ(
      said(queue(twenty(14, 1), twenty(9, 1)), "queue_"),
      "queue_gone_range: The queue is gone by 24 Sep 23:00; in 9 runs of 10 between 24 Sep 14:00 and 25 Sep 08:00.");
  EXPECT_EQ(
      said(queue(twenty(2, 3), twenty(9, 1)), "queue_"),
      "queue_gone_wide: When the queue is gone is very uncertain: in 9 runs of 10 between 24 Sep 02:00 and 26 Sep "
      "08:00.");
}

TEST(Findings, TellOfAQueueThatIsNotGoneInEveryRun) {
  EXPECT_EQ(
      said(queue({10, 20, never, never}, {9, 9, 9, 9}), "queue_"),
      "queue_gone_some: In 2 of 4 runs the queue is gone before the end (30 Sep 00:00), in half of these by 24 Sep "
      "10:00; in the others it still stands then.");
  EXPECT_EQ(said(queue({never, never}, {9, 9}), "queue_"),
            "queue_gone_never: The queue still stands at the end, 30 Sep 00:00 in all 2 runs.");
  EXPECT_EQ(said(queue({never}, {9}), "queue_"), "queue_gone_never: The queue still stands at the end, 30 Sep 00:00.");
}

TEST(Findings, TellOfAQueueThatIsGoneAtOnceOrNeverForms) {
  EXPECT_EQ(said(queue({0.5, 1}, {9, 9}), "queue_"),
            "queue_gone_already: The queue is gone already in the first hour.");
  EXPECT_EQ(said(queue({0, 0}, {0, 0}), "queue_"), "queue_none: No queue forms in any of 2 runs.");
  EXPECT_EQ(said(queue({0}, {0}), "queue_"), "queue_none: No queue forms.");
}

TEST(Findings, LeaveARangeOutWhoseEndsAreWrittenAlike) {
  EXPECT_EQ(said(queue(twenty(14, 0), twenty(9, 1)), "queue_"), "queue_gone_range: The queue is gone by 24 Sep 14:00.");
}

TEST(Findings, TellHowLongTheQueueBecomes) {
  const auto with = [](const std::vector<double>& vehicles, const std::vector<double>& at) {
    RunBuilder run(vehicles.size());
    run.milestone("all", "queue_largest", at, vehicles);
    run.figure("all", "max_queue_vehicles", vehicles, "vehicles");
    run.figure("all", "max_queue_km", std::vector<double>(vehicles.size(), 9.96), "km");
    return run;
  };
  EXPECT_EQ(said(with({1234}, {30}), "queue_largest"),
            "queue_largest_one: At its longest the queue has 1,234 vehicles over 10.0 km, about 25 Sep 06:00.");
  EXPECT_EQ(said(with({1234}, {never}), "queue_largest"),
            "queue_largest_one: At its longest the queue has 1,234 vehicles over 10.0 km.");
  EXPECT_EQ(
      said(with(twenty(1000, 10), twenty(30, 0)), "queue_largest"),
      "queue_largest_range: At its longest the queue has 1,090 vehicles over 10.0 km, about 25 Sep 06:00; in 9 runs "
      "of 10 between 1,000 and 1,180 vehicles.");
  EXPECT_EQ(said(with(twenty(10, 10), twenty(30, 0)), "queue_largest"),
            "queue_largest_wide: How long the queue becomes is very uncertain: in 9 runs of 10 between 10 and 190 "
            "vehicles.");
}

TEST(Findings, TellUntilWhenPeopleCross) {
  const auto with = [](const std::vector<double>& persons, const std::vector<double>& at) {
    RunBuilder run(persons.size());
    run.figure("gate", "crossed_persons", persons).figure("gate", "time_99_crossed", at, "h");
    return run;
  };
  EXPECT_EQ(
      said(with({600}, {12}), "crossed"),
      "crossed_one: 99 of 100 people who cross at Gate & bridge have crossed by 24 Sep 12:00; 600 people cross in "
      "all.");
  EXPECT_EQ(said(with(twenty(600, 0), twenty(12, 1)), "crossed"),
            "crossed_range: 99 of 100 people who cross at Gate & bridge have crossed by 24 Sep 21:00; in 9 runs of 10 "
            "between 24 Sep 12:00 and 25 Sep 06:00. 600 people cross in all.");
  EXPECT_EQ(said(with(twenty(600, 0), twenty(12, 5)), "crossed").substr(0, 13), "crossed_wide:");
  EXPECT_EQ(said(with({0, 0}, {never, never}), "crossed"),
            "crossed_none: Nobody crosses before the end, 30 Sep 00:00 in any of 2 runs.");
}

RunBuilder beds(const std::vector<double>& at, const std::vector<double>& without) {
  RunBuilder run(at.size());
  run.milestone("all", "beds_run_out", at, without).milestone("hall", "beds_run_out", at, without);
  return run;
}

TEST(Findings, TellWhenBedsRunOut) {
  EXPECT_EQ(
      said(beds({26}, {40}), "beds"),
      "beds_out_one: The beds of Hall are full on 25 Sep 02:00; at most 40 people are without a bed at one time.");
  EXPECT_EQ(
      said(beds(twenty(26, 1), twenty(40, 2)), "beds"),
      "beds_out_range: The beds of Hall are full on 25 Sep 11:00 (in 9 runs of 10 between 25 Sep 02:00 and 25 Sep "
      "20:00); at most 58 people are without a bed at one time (between 40 and 76).");
  EXPECT_EQ(said(beds(twenty(26, 5), twenty(40, 2)), "beds").substr(0, 14), "beds_out_wide:");
  EXPECT_EQ(
      said(beds({26, never, never}, {40, 0, 0}), "beds"),
      "beds_out_some: In 1 of 3 runs the beds of Hall are full, in half of these by 25 Sep 02:00, and then at most "
      "40 people are without a bed.");
  EXPECT_EQ(said(beds({never, never}, {0, 0}), "beds"),
            "beds_out_never: Nobody waits for a bed for lack of one in any of 2 runs.");
  EXPECT_EQ(
      said(beds({0, 0}, {40, 44}), "beds"),
      "beds_out_already: The beds of Hall are full from the beginning; at most 40 people are without a bed at one "
      "time.");
}

RunBuilder line(const std::vector<double>& at) {
  RunBuilder run(at.size());
  run.milestone("hall/desk", "line_gone", at, std::vector<double>(at.size(), 500));
  return run;
}

TEST(Findings, TellWhenEverybodyIsRegistered) {
  EXPECT_EQ(
      said(line({30}), "registered"),
      "registered_one: The line for registration in Hall is gone by 25 Sep 06:00; 500 people are registered by then.");
  EXPECT_EQ(said(line(twenty(30, 1)), "registered"),
            "registered_range: The line for registration in Hall is gone by 25 Sep 15:00; in 9 runs of 10 between 25 "
            "Sep 06:00 and 26 Sep 00:00. 500 people are registered by then.");
  EXPECT_EQ(said(line(twenty(30, 5)), "registered").substr(0, 16), "registered_wide:");
  EXPECT_EQ(said(line({30, never}), "registered"),
            "registered_some: In 1 of 2 runs the line for registration in Hall is gone before the end (30 Sep 00:00), "
            "in half of these by 25 Sep 06:00.");
  EXPECT_EQ(said(line({0, 0}), "registered"), "registered_already: Nobody ever waits to be registered at Hall.");
}

TEST(Findings, TellHowManyStillWaitToBeRegistered) {
  RunBuilder run = line({never, never});
  run.edit().times = {0, 1};
  run.edit().series = {{{"hall/desk", "waiting", "units"}, {range_of({0, 0}), range_of({70, 80})}}};
  EXPECT_EQ(said(run, "registered"),
            "registered_never: People still wait to be registered at Hall at the end, 30 Sep 00:00 in all 2 runs: "
            "70 people in the median run.");
  run.edit().scenario["sites"][1]["stages"][0]["unit"] = "party";
  EXPECT_EQ(said(run, "registered"),
            "registered_never: People still wait to be registered at Hall at the end, 30 Sep 00:00 in all 2 runs.");
}

TEST(Findings, TellWherePeopleWaitLongest) {
  const auto with = [](const std::vector<double>& desk) {
    RunBuilder run(desk.size());
    run.figure("hall/desk", "wait_p95", desk, "h")
        .figure("hall/door", "wait_p95", std::vector<double>(desk.size(), 0.01), "h");
    return run;
  };
  EXPECT_EQ(said(with({2.5}), "wait"),
            "wait_one: The longest line is at Desk, Hall: 95 of 100 waited at most 2 h 30 min.");
  EXPECT_EQ(
      said(with(twenty(2, 0.05)), "wait"),
      "wait_range: The longest line is at Desk, Hall: 95 of 100 waited at most 2 h 27 min; in 9 runs of 10 between "
      "2 h and 2 h 54 min.");
  EXPECT_EQ(
      said(with(twenty(0.5, 1)), "wait"),
      "wait_wide: The longest line is at Desk, Hall, and how long is very uncertain: 95 of 100 waited at most 30 min "
      "to 19 h.");
  RunBuilder nobody(2);
  nobody.figure("hall/desk", "wait_p95", {0, 0}, "h");
  EXPECT_EQ(said(nobody, "wait"), "wait_none: Nobody waits in line at any stage.");
}

TEST(Findings, TellWhoIsLongestOnTheWay) {
  RunBuilder run(1);
  run.edit().hourly = {{6, {"village", "travel_time_p50", "h"}, range_of({3})},
                       {7, {"village", "travel_time_p50", "h"}, range_of({28})}};
  EXPECT_EQ(said(run, "travel"),
            "travel_one: Who leaves Village about 24 Sep 07:00 is longest on the way: half need more than 28 h.");
  run.edit().replications = 4;
  run.edit().hourly[0].range = range_of({1, 2, 3, 4});
  run.edit().hourly[1].range = range_of({28});  // one run of four: by chance
  EXPECT_EQ(
      said(run, "travel"),
      "travel_range: Who leaves Village about 24 Sep 06:00 is longest on the way: half need more than 2 h; in 9 runs "
      "of 10 between 1 h and 4 h.");
}

TEST(Findings, BeginWithWhatIsNotInTheNumbers) {
  RunBuilder run(1);
  run.parameter("assumed").parameter("unstated").parameter("observed");
  EXPECT_EQ(said(run, "caveat_single"),
            "caveat_single: One run only: it shows one way in which things may go, without a range.");
  EXPECT_EQ(said(run, "caveat_assumed"),
            "caveat_assumed: 2 of 3 values behind this are assumed, and that uncertainty is not in the ranges.");
  run.edit().replications = 19;
  run.edit().manifest["replications"]["failed"].push_back({{"index", 3}});
  EXPECT_EQ(said(run, "caveat_few"), "caveat_few: Only 19 runs: the ranges are rough.");
  EXPECT_EQ(said(run, "caveat_failed"), "caveat_failed: 1 of 20 runs failed and are not counted.");
  run.edit().observed = {{"arrivals",
                          "gate",
                          "crossed_persons",
                          {{1, 10, 9, 10, 11, true}, {2, 30, 9, 10, 11, true}, {3, 30, 9, 10, 11, false}}}};
  EXPECT_EQ(
      said(run, "caveat_fit"),
      "caveat_fit: 1 of 2 observed points of arrivals lie outside the 90 % band: the ranges are too narrow there.");
}

TEST(Findings, AreFourAtMostAndWhatIsOfNoConcernComesLast) {
  RunBuilder run = queue({never, never}, {9, 9});
  run.milestone("all", "beds_run_out", {never, never}, {0, 0});
  run.figure("gate", "crossed_persons", {5, 5}).figure("gate", "time_99_crossed", {3, 3}, "h");
  run.figure("hall/desk", "wait_p95", {2, 2}, "h");
  std::vector<std::string> names;
  for (const Finding& f : findings_of(run.build())) {
    if (!f.name.starts_with("caveat")) {
      names.push_back(f.name);
    }
  }
  EXPECT_THAT(names, ElementsAre("queue_gone_never", "crossed_range", "wait_range", "beds_out_never"));
}

ComparedFigure compared(double base, double changed, double low, double high, double share_lower,
                        const std::string& measure = "person_hours_queued", const std::string& unit = "person h") {
  return {.variant = "v",
          .what = {"all", measure, unit},
          .group = "",
          .n = 20,
          .base = base,
          .changed = changed,
          .difference = changed - base,
          .low = low,
          .high = high,
          .share_lower = share_lower,
          .variance_ratio = 1};
}

std::string said(const ComparedFigure& figure) {
  const std::vector<Finding> list = findings_of(std::vector{figure});
  return list.empty() ? "" : list[0].name + ": " + sentence(list[0], Names(RunBuilder(1).build().scenario), Calendar());
}

TEST(Findings, TellWhatAVariantChanges) {
  EXPECT_EQ(
      said(compared(1000, 750, -300, -200, 0.97)),
      "compared_better: Person hours queued: 25 % less, 1,000 -> 750 (difference -300 to -200); better in 19 of 20 "
      "pairs of runs.");
  EXPECT_EQ(said(compared(1000, 1250, 200, 300, 0.03)),
            "compared_worse: Person hours queued: 25 % more, 1,000 -> 1,250 (difference 200 to 300); worse in 20 of 20 "
            "pairs of runs.");
  EXPECT_EQ(said(compared(10, 12.25, 2, 2.5, 0, "time_99_crossed", "h")),
            "compared_worse: Time 99 crossed: 2.2 h later, 1 Jan 10:00 -> 1 Jan 12:15 (difference 2.0 h to 2.5 h); "
            "worse in 20 of 20 pairs of runs.");
  EXPECT_EQ(
      said(compared(1000, 1010, -5, 25, 0.4)),
      "compared_uncertain: Person hours queued: no clear difference (-5 to 25); better in 8 of 20 pairs of runs.");
  EXPECT_EQ(said(compared(1000, 1000, 0, 0, 0.5)),
            "compared_same: Person hours queued: no difference in any of 20 pairs of runs.");
  EXPECT_EQ(said(compared(0, 0, 0, 0, 0.5)), "");
}

TEST(Findings, MoreIsBetterWhereItIs) {
  EXPECT_EQ(said(compared(100, 150, 40, 60, 0, "registered_persons", "persons")).substr(0, 16), "compared_better:");
  EXPECT_FALSE(is_lower_better("crossed_persons"));
  EXPECT_TRUE(is_lower_better("wait_p95"));
}

TEST(Findings, OfOnePairTellNoInterval) {
  ComparedFigure one = compared(1000, 750, does_not_apply, does_not_apply, 1);
  one.n = 1;
  EXPECT_EQ(said(one),
            "compared_single: Person hours queued: 1,000 -> 750 in one pair of runs; chance is not in this number.");
}

TEST(Sentences, WriteDatesAndLengthsOfTime) {
  const Calendar calendar(*parse_local_time("2023-09-24T00:00:00+04:00"));
  EXPECT_EQ(date_text(0, calendar), "24 Sep 00:00");
  EXPECT_EQ(date_text(24 * 7 + 3.999, calendar), "1 Oct 03:59");
  EXPECT_EQ(length_text(0.58), "35 min");
  EXPECT_EQ(length_text(2 + 1.0 / 6), "2 h 10 min");
  EXPECT_EQ(length_text(3), "3 h");
  EXPECT_EQ(length_text(27.4), "27 h");
}

}  // namespace
}  // namespace corridor::report::findings_test
