// A line of classes against the plainest one there is: a list that is searched from the front.
#include "corridor/processes/ranked_line.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/random/stream.hpp"

namespace corridor::processes::ranked_line_test {
namespace {

struct Plain {
  LinePlace place;
  int who = 0;
};

bool goes_before(const Plain& a, const Plain& b) {
  return a.place.rank != b.place.rank ? a.place.rank < b.place.rank : a.place.number < b.place.number;
}

class Pair {
 public:
  explicit Pair(std::uint32_t game) : draws_(random::Decisions(3, game, random::Purpose::transition, "").draws({})) {}
  std::uint16_t roll(std::uint32_t sides) { return static_cast<std::uint16_t>(draws_.uniform() * sides); }

  void push() {
    const std::uint16_t rank = roll(3);
    const std::uint16_t size = roll(4);
    plain.push_back({line.push(rank, size, next_), next_});
    ++next_;
  }
  /// Somebody steps out, and sometimes is put back with another size.
  void step_out() {
    if (plain.empty()) return;
    const std::uint32_t i = roll(static_cast<std::uint32_t>(plain.size()));
    ASSERT_EQ(line.take(plain[i].place), plain[i].who);
    if (roll(3) == 0) {
      plain[i].place.size = roll(4);
      line.put_back(plain[i].place, plain[i].who);
    } else {
      plain.erase(plain.begin() + i);
    }
  }
  /// The first of at most this size.
  void go(std::uint16_t most) {
    auto first = plain.end();
    for (auto it = plain.begin(); it != plain.end(); ++it) {
      if (it->place.size <= most && (first == plain.end() || goes_before(*it, *first))) first = it;
    }
    const auto found = line.first([most](std::uint16_t, std::uint16_t size) { return size <= most; });
    ASSERT_EQ(found.has_value(), first != plain.end());
    if (found) {
      ASSERT_EQ(line.at(*found), first->who);
      ASSERT_EQ(line.take(*found), first->who);
      plain.erase(first);
    }
  }

  RankedLine<int> line;
  std::vector<Plain> plain;

 private:
  random::Draws draws_;
  int next_ = 0;
};

TEST(RankedLine, LetsGoWhomAListSearchedFromTheFrontLetsGo) {
  for (std::uint32_t game = 0; game < 50; ++game) {
    Pair both(game);
    for (int step = 0; step < 2000; ++step) {
      // It grows at first, and shrinks in the end.
      const std::uint32_t what = both.roll(10) + (step > 1000 ? 2U : 0U);
      if (what < 5) {
        both.push();
      } else if (what < 9) {
        both.step_out();
      } else {
        both.go(both.roll(4));
      }
      ASSERT_EQ(both.line.size(), both.plain.size());
      ASSERT_FALSE(testing::Test::HasFatalFailure()) << "game " << game;
    }
  }
}

TEST(RankedLine, ClosesUpWhenThoseBehindTheFirstStepOut) {
  RankedLine<int> line;
  std::vector<LinePlace> places;
  for (int i = 0; i < 1000; ++i) {
    places.push_back(line.push(0, 0, i));
  }
  for (std::size_t i = 1; i + 1 < places.size(); ++i) {
    EXPECT_EQ(line.take(places[i]), static_cast<int>(i));
  }
  EXPECT_EQ(line.at(places.back()), 999);
  EXPECT_EQ(line.take(*line.first()), 0);
  EXPECT_EQ(line.take(*line.first()), 999);
  EXPECT_TRUE(line.empty());
}

}  // namespace
}  // namespace corridor::processes::ranked_line_test
