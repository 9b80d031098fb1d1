// What people need for a day.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_needs_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;

Mistake needs(std::string name, const std::string& table, std::string code, std::string nearest = "",
              std::string says = "") {
  return {.name = std::move(name),
          .good = "[people]",
          .wrong = table + "\n[people]",
          .code = std::move(code),
          .nearest = std::move(nearest),
          .says = std::move(says)};
}

const std::vector<Mistake> mistakes = {
    needs("NeedsWithoutANeed", "^[needs]\n", "E0311", "", "`water`, `meals` or both"),
    needs("WaterWithoutUnit", "[needs]\nwater = ^15\n", "E0322"),
    needs("WaterOfAnotherUnit", "[needs]\nwater = \"15 ^kg\"\n", "E0323", "", "of a volume"),
    needs("WaterPerTime", "[needs]\nwater = \"15 ^l/h\"\n", "E0323"),
    needs("NoWater", "[needs]\nwater = ^\"0 l\"\n", "E0327"),
    needs("WaterOfAPool", "[needs]\nwater = ^\"1001 l\"\n", "E0327"),
    needs("MealsInWords", "[needs]\nmeals = ^\"three\"\n", "E0326"),
    needs("NoMeals", "[needs]\nmeals = ^0\n", "E0327"),
    needs("MisspeltNeed", "[needs]\n^watr = \"15 l\"\n", "E0312", "water"),
    needs("MisspeltNeeds", "[^neds]\nwater = \"15 l\"\n", "E0312", "needs"),
    {.name = "NeedsAreTheSameAllTheTime",
     .good = "[people]",
     .wrong = "[needs]\nwater = \"15 l\"\n[[change]]\nat = 2024-03-01T12:00:00+02:00\nset = \"^needs.water\"\nto = \"3 "
              "l\"\nreason = \"less\"\n\n[people]",
     .code = "E0803"},
};

INSTANTIATE_TEST_SUITE_P(Needs, BadInput, ::testing::ValuesIn(mistakes), name_of);

}  // namespace
}  // namespace corridor::scenario::bad_input_needs_test
