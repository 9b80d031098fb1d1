#include "corridor/processes/some_person.hpp"

namespace corridor::processes {

namespace {

struct Counts {
  explicit Counts(const Composition& all)
      : adults(all.persons - all.children - all.over_60),
        women_18_60(adults - all.men_18_60),
        other_women(all.women - women_18_60) {}
  int adults;       ///< 18 to 60
  int women_18_60;  ///< so many of the adults
  int other_women;  ///< so many of the children and those over 60 together
};

}  // namespace

Composition some_person(const Composition& all, random::Draws& draws, PersonGroup of) {
  const Counts counts(all);
  const auto is = [&draws](int count, int among) { return draws.uniform() * among < count; };
  const auto put_age = [&](Composition& who, bool is_child) {
    who.children = is_child ? 1 : 0;
    who.over_60 = is_child ? 0 : 1;
  };
  const auto put_sex = [](Composition& who, bool is_woman, bool is_adult) {
    who.women = is_woman ? 1 : 0;
    who.men_18_60 = is_adult && !is_woman ? 1 : 0;
  };
  Composition who;
  who.persons = 1;
  const int others = all.persons - counts.adults;
  switch (of) {
    case PersonGroup::men_18_60:
      put_sex(who, false, true);
      break;
    case PersonGroup::women:
      put_sex(who, true, false);
      if (!is(counts.women_18_60, all.women)) {
        put_age(who, is(all.children, others));
      }
      break;
    case PersonGroup::children:
    case PersonGroup::over_60:
      put_age(who, of == PersonGroup::children);
      put_sex(who, is(counts.other_women, others), false);
      break;
    case PersonGroup::everybody:
    case PersonGroup::medical: {
      const double age = draws.uniform() * all.persons;
      if (age < counts.adults) {
        put_sex(who, !is(all.men_18_60, counts.adults), true);
      } else {
        put_age(who, age < counts.adults + all.children);
        put_sex(who, is(counts.other_women, others), false);
      }
      break;
    }
  }
  who.medical = of == PersonGroup::medical || is(all.medical, all.persons) ? 1 : 0;
  return who;
}

Composition some_persons(const Composition& all, random::Draws draws, PersonGroup of,
                         std::optional<double> probability) {
  int met = 0;
  for (int i = 0; i < count_of(of, all); ++i) {
    met += !probability || draws.uniform() < *probability ? 1 : 0;
  }
  Composition rest = all;
  Composition some;
  for (; met > 0; --met) {
    const Composition who = some_person(rest, draws, of);
    rest -= who;
    some += who;
  }
  return some;
}

}  // namespace corridor::processes
