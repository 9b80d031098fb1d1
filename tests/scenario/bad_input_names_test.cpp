// Names that refer to nothing, ids, and what does not fit together.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_names_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;

const std::vector<Mistake> names = {
    {"UnknownNode", "node        = \"village\"", "node = ^\"vilage\"", "E0402", "village"},
    {"UnknownLink", "on_link = \"gate_road\"", "on_link = ^\"gate_raod\"", "E0402", "gate_road"},
    {"UnknownClass", "exempt  = [\"van\"]", "exempt = [^\"vans\"]", "E0402", "van"},
    {"UnknownClassOfVehicles", "van = \"5 %\"", "^vam = \"5 %\"", "E0402", "van"},
    {"UnknownStage", "to = \"search\"", "to = ^\"serch\"", "E0402", "search"},
    {"UnknownStageElsewhere", "when_full = \"later\"", "when_full = ^\"gate/serch\"", "E0402", "gate/search"},
    {"UnknownDestination", "to          = \"hall\"", "to = ^\"hal\"", "E0402", "hall"},
    {"UnknownNodeOfALink", "town_road,gate,town", "town_road,gate,^twon", "E0402", "town", "network/link.csv"},
};

const std::vector<Mistake> sums = {
    {"SharesOfVehicles", "vehicles    = { car = \"90 %\"", "vehicles = ^{ car = \"91 %\"", "E0501"},
    {"SharesOfRegions", "{ north = \"60 %\", south", "^{ north = \"50 %\", south", "E0501"},
    {"EndBeforeStart", "end    = 2024-03-02T06:00:00+02:00", "end = ^2024-03-01T04:00:00Z", "E0502"},
    {"LongSample", "sample = \"15 min\"", "sample = ^\"25 h\"", "E0503"},
    {"TooManyChildren", "children   = \"30 %\"", "children = ^\"56 %\"", "E0504"},
    {"MoreThanEverybody", "children   = \"30 %\"", "children = \"30 %\"\nover_60 = ^\"71 %\"", "E0504"},
    {"FewerWeights", "party_size = { dist = \"categorical\", values = [1, 2, 4], weights = [1, 2, 1] }",
     "party_size = ^{ dist = \"categorical\", values = [1, 2, 4], weights = [1, 2] }", "E0505"},
    {"NoWeight", "party_size = { dist = \"categorical\", values = [1, 2, 4], weights = [1, 2, 1] }",
     "party_size = ^{ dist = \"categorical\", values = [1], weights = [0] }", "E0505"},
    {"DestinationOnALink", "to          = \"hall\"", "to = ^\"gate\"", "E0506"},
    {"NobodyDrives", "{ car = \"90 %\", van = \"5 %\", none = \"5 %\" }", "{ ^none = \"100 %\" }", "E0507"},
    {"UnlimitedPopulation", "[[origin]]\nid          = \"village\"\nnode        = \"village\"\npopulation  = 600",
     "^[[origin]]\nid = \"village\"\nnode = \"village\"\npopulation = \"unlimited\"", "E0508"},
    {"NothingPasses", "node = \"town\"", "node = \"town\"\nexempt = [^\"van\"]", "E0509"},
    {"PartiesOnALink", "[[site.stage]]\nid           = \"search\"\nunit         = \"vehicle\"",
     "^[[site.stage]]\nid = \"search\"\nunit = \"party\"", "E0510"},
    {"QueueOnNoRoad", "waiting_room = 10", "waiting_room = ^\"road\"", "E0511"},
    {"WaitingWhereNobodyWaits", "when_full = \"later\"", "when_full = \"later\"\nwaiting_room = ^5", "E0511"},
    {"LastWayOutNotForAll", "{ to = \"beds\", when = \"needs_accommodation\" }, { to = \"leave\" }",
     "^{ to = \"beds\", when = \"needs_accommodation\" }", "E0512"},
    {"WayOutNeverReached", "{ to = \"beds\", when = \"needs_accommodation\" }", "^{ to = \"beds\" }", "E0512"},
    {"DelayToNowhere", "needs_accommodation\" }, { to = \"leave\" }",
     "needs_accommodation\" }, ^{ to = \"leave\", delay = { dist = \"fixed\", mean = \"1 h\" } }", "E0512"},
    {"LeavingAFullPlace", "when_full = \"later\"", "when_full = ^\"leave\"", "E0512"},
    {"NoExit", "[[site.stage]]\nid           = \"search\"",
     "^[[site.stage]]\nnext = [{ to = \"search\" }]\nid = \"search\"", "E0513"},
};

INSTANTIATE_TEST_SUITE_P(Names, BadInput, ::testing::ValuesIn(names), name_of);
INSTANTIATE_TEST_SUITE_P(Sums, BadInput, ::testing::ValuesIn(sums), name_of);

}  // namespace
}  // namespace corridor::scenario::bad_input_names_test
