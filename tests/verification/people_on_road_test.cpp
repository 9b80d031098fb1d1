// Who is on the road is found in two ways that share nothing: needs follow those who enter and leave each link, nights
// look at everybody in one instant. In scenarios with vehicles that run dry, parties that others take on, buses, people
// on foot and incidents on every link.
#include <algorithm>
#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "corridor/scenario/reader.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "support/incidents.hpp"
#include "support/simulate.hpp"

namespace corridor::people_on_road_test {
namespace {

using namespace std::chrono_literals;
using statistics::Measure;

/// With a need of one litre each, nights whose middle is so long after the start, and incidents.
scenario::Scenario prepared(const std::string& name, Duration middle) {
  scenario::Scenario s = scenario::read(CORRIDOR_SOURCE_DIR "/scenarios/" + name);
  s.needs = scenario::Needs{litres(1), {}};
  const Duration at = (s.calendar.time_of_day(SimTime{}) + middle) % 24h;
  s.night = {(at + 23h) % 24h, (at + 1h) % 24h};
  for (std::size_t i = 0; i < s.links.size(); ++i) {
    auto incident = test::an_incident("incident" + std::to_string(i), SimTime(middle - 30min), {LinkId(i)}, 25,
                                      static_cast<Outcome>(i % outcome_count));
    incident.to = SimTime(middle + 24h);
    s.incidents.push_back(incident);
  }
  return s;
}

/// Sum over the middles of all nights of the persons on the place, by their need of water.
double at_middles(const statistics::RunResult& result, const std::string& place, Duration middle) {
  const auto series = std::ranges::find_if(
      result.series, [&](const auto& s) { return s.place == place && s.measure == Measure::water_need; });
  double sum = 0;
  for (std::size_t i = 0; i < result.times.size(); ++i) {
    if ((result.times[i].time_since_epoch() - middle) % 24h == Duration(0)) {
      sum += series->values.at(i);
    }
  }
  return sum;
}

class PeopleOnRoad : public testing::TestWithParam<std::pair<const char*, int>> {};

TEST_P(PeopleOnRoad, AreAsManyInTheMiddleOfNightsAsTheirNeedsSay) {
  const Duration middle = std::chrono::hours(GetParam().second);
  const scenario::Scenario scenario = prepared(GetParam().first, middle);
  statistics::RunStatistics statistics(scenario);
  test::simulate(scenario, {&statistics});
  const statistics::RunResult result = statistics.finish();

  double everybody = 0;
  for (const auto& link : scenario.links) {
    const auto nights = std::ranges::find_if(result.summary, [&](const auto& figure) {
      return figure.place == link.id && figure.measure == Measure::person_nights_on_road;
    });
    ASSERT_NE(nights, result.summary.end());
    EXPECT_EQ(nights->value, at_middles(result, link.id, middle)) << link.id;
    everybody += nights->value;
  }
  double off_the_road = 0;
  for (const auto& site : scenario.sites) {
    off_the_road += at_middles(result, site.id, middle);
  }
  for (const auto& origin : scenario.origins) {
    off_the_road += origin.node ? at_middles(result, origin.id, middle) : 0;
  }
  EXPECT_EQ(everybody + off_the_road, at_middles(result, "all", middle));
  EXPECT_GT(everybody, 100);
}

INSTANTIATE_TEST_SUITE_P(OverDays, PeopleOnRoad,
                         testing::Values(std::pair{"buses", 4}, std::pair{"buses", 5}, std::pair{"lachin-2023", 50}));

}  // namespace
}  // namespace corridor::people_on_road_test
