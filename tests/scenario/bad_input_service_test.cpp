// Who serves: shifts, breaks, reserves, batches, and the pace of a service.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_service_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;
using testing::scenario_toml;

/// Adds a key to the desk of the town.
Mistake at_the_desk(std::string name, const std::string& added, std::string code, std::string expected = "") {
  return {std::move(name), "registers    = true", "registers = true\n" + added, std::move(code), "",
          scenario_toml,   std::move(expected)};
}

/// Adds keys to the desk of the town, which as a whole is wrong then.
Mistake of_the_desk(std::string name, const std::string& added, std::string code, std::string expected) {
  const std::string begin = "[[site.stage]]\nid           = \"desk\"\n";
  return {std::move(name), begin, "^" + begin + added + "\n", std::move(code), "", scenario_toml, std::move(expected)};
}

const std::vector<Mistake> services = {
    at_the_desk("ClosesBeforeItOpens", "reserves = [{ servers = 1, opens_over = 3, closes_under = ^5 }]", "E0327",
                "at most 4"),
    at_the_desk("ReservesOfNobody", "reserves = [{ servers = ^0, opens_over = 3 }]", "E0327"),
    at_the_desk("ReservesThatNeverOpen", "reserves = [^{ servers = 1 }]", "E0311", "opens_over"),
    at_the_desk("SetupBackwards", "reserves = [{ servers = 1, opens_over = 3, setup = ^\"-1 min\" }]", "E0327"),
    at_the_desk("BatchThatNeverBegins", "batch = { most = 3, least = ^4 }", "E0327", "at most 3"),
    at_the_desk("BatchOfNobody", "batch = { most = ^0 }", "E0327"),
    at_the_desk("BatchThatIsOutOfPatience", "batch = { most = 3, patience = ^\"-1 min\" }", "E0327"),
    at_the_desk("ShiftOfFewerThanNobody", "shifts = [{ hours = \"06:00-14:00\", servers = ^-1 }]", "E0327"),
    at_the_desk("ShiftWithoutHours", "shifts = [^{ servers = 2 }]", "E0311", "hours"),
    {"ShiftMisspelt", "registers    = true",
     "registers = true\nshifts = [{ hours = \"06:00-14:00\", ^server = 2, servers = 1 }]", "E0312", "servers"},
    {"PaceOfNothing", "per_person = \"1 s\"",
     "per_person = \"1 s\", by_hour = [{ hours = \"06:00-08:00\", factor = ^\"0 %\" }]", "E0327"},
    {"PaceOfAClassWithoutName", "per_person = \"1 s\"", "per_person = \"1 s\", by_class = { ^carr = \"200 %\" }",
     "E0402", "car"},
    {"PaceOfAClassThatIsNone", "per_person = \"1 s\"", "per_person = \"1 s\", by_class = { car = ^\"0 %\" }", "E0327"},
    of_the_desk("BatchThatPreempts", "batch = { most = 3 }\npriority = [\"size > 3\"]\npreempts = true", "E0327",
                "no `batch` beside `gives`, `uses` or `preempts`"),
    {"FuelForWhoeverFits", "[[site.stage]]\nid           = \"documents\"\n",
     "^[[site.stage]]\nid = \"documents\"\ngives = \"5 l\"\nstock = \"9 l\"\nfit = \"first\"\n", "E0313", "",
     scenario_toml, "no `fit` beside `gives`"},
    of_the_desk("ReservesBesideServersWithoutLimit", "reserves = [{ servers = 1, opens_over = 3 }]", "E0327",
                "no `reserves`"),
    {"ShiftsOfServersForPersons", "[[site.stage]]\nid           = \"desk\"\nunit         = \"party\"\n",
     "^[[site.stage]]\nid = \"desk\"\nunit = \"person\"\nshifts = [{ hours = \"06:00-14:00\", servers = 2 }]\n",
     "E0510", "", scenario_toml, "unit = \"party\" beside `shifts` or `breaks`"},
    {"PaceOfClassesWhereNoVehicleIsServed", "mean = \"7 min\" }", "mean = \"7 min\", by_class = { ^car = \"200 %\" } }",
     "E0510", "", scenario_toml, "`by_class` only where unit = \"vehicle\""},
    {"BedsHaveNoShifts", "places    = 100", "places = 100\n^shifts = [{ hours = \"06:00-14:00\", servers = 1 }]",
     "E0313"},
    {"BedsServeNoBatches", "places    = 100", "places = 100\n^batch = { most = 3 }", "E0313"},
};

INSTANTIATE_TEST_SUITE_P(Services, BadInput, ::testing::ValuesIn(services), name_of);

}  // namespace
}  // namespace corridor::scenario::bad_input_service_test
