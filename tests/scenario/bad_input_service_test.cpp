// Who serves: shifts, breaks, reserves, batches, and the pace of a service.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario {
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
    {"BedsHaveNoShifts", "places    = 100", "places = 100\n^shifts = [{ hours = \"06:00-14:00\", servers = 1 }]",
     "E0313"},
    {"BedsServeNoBatches", "places    = 100", "places = 100\n^batch = { most = 3 }", "E0313"},
};

INSTANTIATE_TEST_SUITE_P(Services, BadInput, ::testing::ValuesIn(services), name_of);

}  // namespace
}  // namespace corridor::scenario
