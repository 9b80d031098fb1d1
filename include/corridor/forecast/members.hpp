// The runs that a forecast is made of: a scenario without what was not known, with drawn values in its place. Weighs
// nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/ensemble/outcome.hpp"
#include "corridor/forecast/information.hpp"
#include "corridor/forecast/rate_path.hpp"
#include "corridor/scenario/forecast_file.hpp"
#include "corridor/scenario/reader.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/statistics/measure.hpp"

namespace corridor::forecast {

/// What is asked for.
struct Request {
  std::filesystem::path scenario;
  std::vector<std::string> sets;
  LocalTime as_of;
  Duration horizon{0};
  std::uint32_t members = 400;
  std::uint64_t seed = 1;
};

/// What is foreseen: one measure at one place.
struct Foreseen {
  std::string place;
  statistics::Measure measure{};
  friend bool operator==(const Foreseen&, const Foreseen&) = default;
};

/// The observed series, then departures, the queue, people in a bed and people without one, everywhere; each once.
[[nodiscard]] std::vector<Foreseen> foreseen_in(const Information& information);

class Members {
 public:
  /// Conditions the rate, if the file has one, and draws everything else. Throws ScenarioError: no count was public of
  /// the rate's series, or there is no such series.
  Members(Request request, scenario::ForecastFile file, Information information);

  [[nodiscard]] const Request& request() const { return request_; }
  [[nodiscard]] const scenario::ForecastFile& file() const { return file_; }
  [[nodiscard]] const Information& information() const { return information_; }
  [[nodiscard]] const Calendar& calendar() const { return calendar_; }
  [[nodiscard]] SimTime as_of() const { return information_.as_of; }
  [[nodiscard]] SimTime end() const { return information_.as_of + request_.horizon; }
  /// None if the file says nothing of a rate.
  [[nodiscard]] const RatePaths& rate_paths() const { return paths_; }
  /// By prior of the file, in its order; a prior that is not drawn as of that time has a value all the same.
  [[nodiscard]] const std::vector<double>& drawn(std::uint32_t member) const { return drawn_[member]; }

  [[nodiscard]] scenario::Scenario scenario_of(std::uint32_t member) const;
  /// Reads and runs it: what is foreseen of it, and how many people there were (total_persons). From any thread.
  [[nodiscard]] ensemble::Outcome run(std::uint32_t member, const std::vector<Foreseen>& foreseen) const;

 private:
  void condition_rate(const scenario::Scenario& base);
  void draw();
  [[nodiscard]] scenario::Edits edits_of(std::uint32_t member) const;
  [[nodiscard]] std::string variant_of(std::uint32_t member) const;
  void add_rate(std::uint32_t member, std::string& sets, std::string& changes) const;

  Request request_;
  scenario::ForecastFile file_;
  Information information_;
  Calendar calendar_;
  SimTime runs_until_{};  ///< the end of the scenario, if the horizon is nearer: dates of the files stay within the run
  RatePaths paths_;
  std::vector<std::vector<double>> drawn_;
};

}  // namespace corridor::forecast
