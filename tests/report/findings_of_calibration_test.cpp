// What a calibration is said to have found: usable, widened, not reliable and why, and what the counts do not tell.
#include <string>

#include <gtest/gtest.h>

#include "findings.hpp"
#include "run_builder.hpp"
#include "sentences.hpp"

namespace corridor::report::findings_of_calibration_test {
namespace {

/// Two values, and so many counts of which these are within the band.
CalibrationData calibration(std::size_t counts = 10, std::size_t inside = 9) {
  const testing::RunBuilder run(1);
  CalibrationData data;
  data.scenario = run.build().scenario;
  data.calendar = run.build().calendar;
  data.diagnostics = nlohmann::ordered_json::parse(R"({
    "verdict": "usable", "doubts": [], "not_identified": [], "tied": [], "widened_by": 1,
    "parameters": [{"id": "lane_time", "r_hat": 1.004}, {"id": "night_factor", "r_hat": 1.236}],
    "chains": {"generations": 9112}, "weights": {"k_hat": 0.84}, "emulator": {"left_out_error": 2.5},
    "misfit": {"chi_square": 91.4, "degrees_of_freedom": 68.2},
    "series": [{"series": "arrivals", "nmae": 0.004}], "runs": {"all": 1400, "failed": 0}})");
  data.series.push_back({"arrivals", {}});
  for (std::size_t i = 0; i < counts; ++i) {
    data.series.back().points.push_back({.pit = i < inside ? 0.5 : 0.99});
  }
  return data;
}

/// All findings, a line each.
std::string said(const CalibrationData& data) {
  std::string text;
  for (const Finding& f : findings_of(data)) {
    text += sentence(f, Names(data.scenario), data.calendar) + '\n';
  }
  return text;
}

TEST(FindingsOfCalibration, BeginWithTheVerdict) {
  EXPECT_EQ(said(calibration()),
            "Usable: the counts are where the model with these values puts them.\n"
            "The counts tell something of each of the 2 values.\n"
            "9 of 10 counts lie within the 90 % band; 9 of 10 are to be expected.\n");
  CalibrationData data = calibration();
  data.diagnostics["verdict"] = "widened";
  data.diagnostics["widened_by"] = 1.158;
  EXPECT_EQ(said(data).substr(0, said(data).find('\n')),
            "Too narrow, and widened by 1.16: the counts are farther from the model than their errors and chance let "
            "them be (chi-square 91 on 68). What the model leaves out shows.");
}

TEST(FindingsOfCalibration, SayWhyItIsNotReliable) {
  CalibrationData data = calibration();
  data.diagnostics["verdict"] = "not reliable";
  data.diagnostics["doubts"] = {"chains", "weights", "emulator"};
  EXPECT_EQ(said(data).substr(0, said(data).find("The counts tell")),
            "Not reliable: do not use these values. More runs or narrower priors may help.\n"
            "The chains did not agree after 9,112 generations (R-hat 1.24).\n"
            "Direct runs change the result too much to weight it (k-hat 0.84).\n"
            "The emulator is farther off than it says (2.50 times the variance).\n");
}

TEST(FindingsOfCalibration, NameWhatTheCountsDoNotTell) {
  CalibrationData data = calibration();
  data.diagnostics["not_identified"] = {"night_factor"};
  data.diagnostics["tied"] = {"lane_time and night_factor (-0.98)"};
  EXPECT_NE(said(data).find("The counts tell something of 1 of the 2 values; as uncertain as before: night factor.\n"
                            "Known only together, as correlated in the result: lane time + night factor (-0.98).\n"),
            std::string::npos)
      << said(data);
  data.diagnostics["not_identified"] = {"night_factor", "lane_time"};
  EXPECT_NE(said(data).find("The counts tell next to nothing of any of the 2 values."), std::string::npos);
}

TEST(FindingsOfCalibration, CountWhatTheBandHolds) {
  EXPECT_NE(said(calibration(77, 77)).find("All 77 counts lie within"), std::string::npos);
  EXPECT_NE(said(calibration(77, 0)).find("None of the 77 counts lies within"), std::string::npos);
}

TEST(FindingsOfCalibration, SayFirstThatItIsFittedTooClosely) {
  CalibrationData data = calibration();
  data.diagnostics["series"][0]["nmae"] = 0.0019;
  data.diagnostics["runs"]["failed"] = 3;
  EXPECT_EQ(said(data).find("The errors of arrivals are smaller than counts can be known: it is fitted too closely.\n"
                            "3 of 1,400 runs failed and are not counted.\n"),
            0U)
      << said(data);
}

}  // namespace
}  // namespace corridor::report::findings_of_calibration_test
