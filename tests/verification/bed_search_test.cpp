// Beds at several sites: who finds no place looks at others, in order or where most is free. With equal stays and
// `first_free` the sites together are one loss system (Erlang B).
#include <vector>

#include <gtest/gtest.h>

#include "support/erlang.hpp"
#include "support/estimate.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/site_rig.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::bed_search_test {
namespace {

using namespace std::chrono_literals;
using scenario::Search;
using scenario::UnitKind;
using test::ScenarioBuilder;
using test::SiteRig;

/// A desk for parties that takes no time, and beds at three sites with these places; then a stage for the rest.
ScenarioBuilder three_shelters(std::vector<std::int64_t> places, Search::Rule rule, scenario::TimeDistribution stay) {
  ScenarioBuilder builder;
  builder.site("goris")
      .stage("desk", scenario::Delay{test::fixed_time(0s)})
      .next({{StageId(1), {}, {}, {}, {}, Search{{StageId(2), StageId(3), StageId(4)}, rule}}});
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0) {
      builder.site("shelter" + std::to_string(i));
    }
    builder.stage("beds", test::beds(places[i], stay), UnitKind::person).waiting_room(0);
  }
  builder.stage("elsewhere", scenario::Delay{test::fixed_time(1h)});
  return builder.poisson_arrivals(0);
}

std::vector<std::size_t> taken(SiteRig& rig) {
  std::vector<std::size_t> result;
  for (std::size_t i = 1; i <= 4; ++i) {
    result.push_back(rig.visits(StageId(i)).size());
  }
  return result;
}

TEST(BedSearch, FirstFreeFillsOneSiteAfterTheOther) {
  SiteRig rig(three_shelters({3, 2, 4}, Search::Rule::first_free, test::fixed_time(100h)).build());
  for (int i = 0; i < 7; ++i) {
    rig.party(SimTime(1min * i), 1);
  }
  rig.run(SimTime(1h));

  EXPECT_EQ(taken(rig), (std::vector<std::size_t>{3, 2, 2, 0}));
}

TEST(BedSearch, MostFreeFillsThemEvenlyAndTakesTheFirstOfEqualOnes) {
  SiteRig rig(three_shelters({3, 2, 4}, Search::Rule::most_free, test::fixed_time(100h)).build());
  for (int i = 0; i < 6; ++i) {
    rig.party(SimTime(1min * i), 1);
  }
  rig.run(SimTime(1h));

  // Free 3 2 4 -> c -> 3 2 3 -> a -> 2 2 3 -> c -> 2 2 2 -> a -> 1 2 2 -> b -> 1 1 2 -> c -> 1 1 1.
  EXPECT_EQ(taken(rig), (std::vector<std::size_t>{2, 1, 3, 0}));
}

TEST(BedSearch, SendsAPartyWhereAllOfItFits) {
  SiteRig rig(three_shelters({3, 2, 4}, Search::Rule::first_free, test::fixed_time(100h)).build());
  rig.party(SimTime(0s), 4);
  rig.party(SimTime(1min), 3);
  rig.party(SimTime(2min), 3);
  rig.party(SimTime(3min), 2);
  rig.run(SimTime(1h));

  EXPECT_EQ(taken(rig), (std::vector<std::size_t>{1, 1, 1, 1}));  // nobody has three places left for the third
}

TEST(BedSearch, GoesToTheLastNamedIfNoneIsFree) {
  SiteRig rig(three_shelters({1, 1, 1}, Search::Rule::most_free, test::fixed_time(100h)).build());
  for (int i = 0; i < 5; ++i) {
    rig.party(SimTime(1min * i), 1);
  }
  rig.run(SimTime(1h));

  EXPECT_EQ(taken(rig), (std::vector<std::size_t>{1, 1, 1, 2}));
}

/// Persons who find no place, of all that come, in each of 20 runs: arrivals at beds, whose `when_full` is a search.
std::vector<double> share_refused(std::vector<std::int64_t> places, double per_hour, Search::Rule rule) {
  ScenarioBuilder builder;
  builder.site("goris");
  scenario::Beds first = test::beds(places[0], test::exponential_time(1h), StageId(1));
  first.search = Search{{StageId(2)}, rule};
  builder.stage("beds", first, UnitKind::person).waiting_room(0);
  builder.site("vayk").stage("beds", test::beds(places[1], test::exponential_time(1h), StageId(2)), UnitKind::person);
  builder.waiting_room(0).stage("none", scenario::Delay{test::fixed_time(0s)});
  const auto scenario = builder.poisson_arrivals(per_hour).end(1000h).sample(24h).build();
  std::vector<double> shares;
  for (std::uint32_t r = 0; r < 20; ++r) {
    test::VisitRecorder visits;
    test::simulate(scenario, {&visits}, {1, r});
    const auto count = [&](std::size_t stage) { return static_cast<double>(visits.visits(StageId(stage)).size()); };
    shares.push_back(count(2) / (count(0) + count(1) + count(2)));
  }
  return shares;
}

TEST(BedSearch, SitesWithEqualStaysLoseAsOneByErlangB) {
  const auto shares = share_refused({5, 7}, 11, Search::Rule::first_free);

  test::expect_theory(shares, test::erlang_b(5 + 7, 11), 0.03);
}

}  // namespace
}  // namespace corridor::bed_search_test
