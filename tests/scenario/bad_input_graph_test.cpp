// Ids and references, shares, and the stages of a site as a graph.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_graph_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;
using testing::scenario_toml;

const std::string village = "id          = \"village\"";
const std::string beds_id = "id        = \"beds\"";

const std::vector<Mistake> ids = {
    {"WithASpace", village, "id = ^\"the village\"", "E0332", "", scenario_toml, "a-z"},
    {"WithAHyphen", village, "id = ^\"the-village\"", "E0332"},
    {"WithAPoint", village, "id = ^\"village.1\"", "E0332"},
    {"WithASlash", village, "id = ^\"village/1\"", "E0332"},
    {"InAnotherScript", village, "id = ^\"\xD5\xA3\xD5\xB5\xD5\xB8\xD6\x82\xD5\xB2\"", "E0332"},
    {"Empty", village, "id = ^\"\"", "E0332"},
    {"ReservedNone", village, "id = ^\"none\"", "E0332", "", scenario_toml, "means something else"},
    {"ReservedUnlimited", village, "id = ^\"unlimited\"", "E0332"},
    {"ReservedValue", village, "id = ^\"value\"", "E0332"},
    {"ReservedLeave", "id      = \"arrivals\"", "id = ^\"leave\"", "E0332"},
    {"ReservedRoad", "id      = \"arrivals\"", "id = ^\"road\"", "E0332"},
    {"Class", "[vehicle_class.van]", "[vehicle_class.\"^Mini Van\"]\nlength = \"5 m\"\nseats = 9\n[vehicle_class.van]",
     "E0332"},
    {"Region", "{ north = \"60 %\"", "{ ^North = \"60 %\"", "E0332"},
    {"StageTwice", "[[site.stage]]\n" + beds_id,
     "[[site.stage]]\n" + beds_id +
         "\nkind = \"delay\"\nunit = \"party\"\ntime = { dist = \"fixed\", mean = \"1 h\" }\n^[[site.stage]]\n" +
         beds_id,
     "E0401", "", scenario_toml, "hall/beds"},
    {"OriginWithTheIdOfALink", "[[origin]]\nid          = \"village\"", "^[[origin]]\nid = \"gate_road\"", "E0405", "",
     scenario_toml, "link"},
    {"OriginWithTheIdOfASite", "[[origin]]\nid          = \"village\"", "^[[origin]]\nid = \"hall\"", "E0405", "",
     scenario_toml, "site"},
    {"OriginTwice", "[[site]]\nid      = \"gate\"",
     "^[[origin]]\nid = \"village\"\nnode = \"gate\"\npopulation = 1\nvehicles = { car = \"100 %\" }\ndeparture = { "
     "model = "
     "\"poisson\", rate = \"1 /h\" }\nto = \"hall\"\n[[site]]\nid = \"gate\"",
     "E0401", "", scenario_toml, "scenario.toml:29:1"},
};

const std::vector<Mistake> references = {
    {"NodeOfASite", "node = \"town\"", "node = ^\"twon\"", "E0402", "town"},
    {"NodeThatIsALink", "node = \"town\"", "node = ^\"town_road\"", "E0402", "", scenario_toml, "existing node"},
    {"NodeInCapitals", "node = \"town\"", "node = ^\"TOWN\"", "E0402"},
    {"EmptyNode", "node = \"town\"", "node = ^\"\"", "E0402"},
    {"WaitersElsewhere", "to = \"later\" }", "to = ^\"latter\" }", "E0402", "later"},
    {"StageOfAnotherSite", "{ to = \"beds\", when", "{ to = ^\"search\", when", "E0402", "", scenario_toml,
     "site/stage"},
    {"StageOfNoSite", "{ to = \"beds\", when", "{ to = ^\"hal/beds\", when", "E0402", "hall/beds"},
    {"LeaveMisspelt", "needs_accommodation\" }, { to = \"leave\" }", "needs_accommodation\" }, { to = ^\"leav\" }",
     "E0402", "leave"},
    {"ClassMisspelt", "car = \"90 %\"", "^cra = \"90 %\"", "E0402", "car"},
    {"NoneMisspelt", "none = \"5 %\"", "^non = \"5 %\"", "E0402"},
    {"KnownRegionMisspelt", "needs_accommodation = \"30 %\"", "^needs_accomodation = \"30 %\"", "E0402",
     "needs_accommodation"},
    {"SourceAmongShares", "{ north = \"60 %\"", "{ ^sorce = \"a list\", north = \"60 %\"", "E0312", "source"},
    {"KindAmongShares", "{ north = \"60 %\"", "{ ^knid = \"assumed\", north = \"60 %\"", "E0312", "kind"},
    {"ValueMisspelt", "population  = 600", "population = { ^valeu = 600, source = \"a list\" }", "E0312", "value"},
    {"ValueMisspeltInAShare", "female     = \"52 %\"", "female = { ^vaule = \"52 %\", kind = \"assumed\" }", "E0312",
     "value"},
};

const std::vector<Mistake> shares = {
    {"OfVehiclesBelowOne", "{ car = \"90 %\"", "^{ car = \"89.9 %\"", "E0501", "", scenario_toml, "99.9 %"},
    {"OfNoVehicle", "{ car = \"90 %\", van = \"5 %\", none = \"5 %\" }", "^{}", "E0501", "", scenario_toml, "100 %"},
    {"OfRegionsAboveOne", "{ relatives = \"70 %\"", "^{ relatives = \"70.1 %\"", "E0501", "", scenario_toml, "100.1 %"},
    {"OfRegionsBelowOne", "{ relatives = \"70 %\"", "^{ relatives = \"69.99 %\"", "E0501", "", scenario_toml,
     "99.99 %"},
    {"OneAboveOne", "relatives = \"70 %\"", "relatives = ^\"170 %\"", "E0327"},
    {"OfChildrenWhoTravelAlone",
     "party_size = { dist = \"categorical\", values = [1, 2, 4], weights = [1, 2, 1] }\nfemale     = \"52 "
     "%\"\nchildren   = \"30 %\"",
     "children = ^\"30 %\"", "E0504", "", scenario_toml, "at most 0 %"},
    {"AboveOneInATransition", "share = \"4 %\"", "share = ^\"104 %\"", "E0327", "", scenario_toml, "0 to 100 %"},
    {"AboveOneOfThoseWhoBalk", "share = \"60 %\", to", "share = ^\"160 %\", to", "E0327"},
};

const std::vector<Mistake> graphs = {
    {"StageForEver", "[[site.stage]]\nid   = \"later\"", "^[[site.stage]]\nnext = [{ to = \"later\" }]\nid = \"later\"",
     "E0513", "", scenario_toml, "can never leave"},
    {"NoStage", "[[change]]", "^[[site]]\nid = \"empty\"\n[[change]]", "E0311", "", scenario_toml, "stage"},
    {"BedsWithoutAPlaceToGo", "when_full = \"later\"", "when_full = ^\"none\"", "E0402"},
    {"RoomForAStageOffTheRoad", "waiting_room = \"unlimited\"", "waiting_room = ^\"road\"", "E0511", "", scenario_toml,
     "site on a link"},
    {"VehiclesWhereNoRoadLeads", "[[change]]",
     "[[site]]\nid = \"camp\"\n^[[site.stage]]\nid = \"a\"\nkind = \"delay\"\nunit = \"vehicle\"\ntime = { dist = "
     "\"fixed\", mean = "
     "\"1 h\" }\n[[change]]",
     "E0510", "", scenario_toml, "no road"},
    {"TwoSitesOnALink", "[[change]]",
     "[[site]]\nid = \"second\"\non_link = ^\"gate_road\"\n[[site.stage]]\nid = \"a\"\nunit = \"vehicle\"\nkind = "
     "\"delay\"\n"
     "time = { dist = \"fixed\", mean = \"1 h\" }\n[[change]]",
     "E0509", "", scenario_toml, "one site"},
    {"TransitionWithoutTarget", "{ to = \"search\", share", "^{ share", "E0311", "", scenario_toml, "`to` is missing"},
    {"TransitionUnderAnotherKey", "[{ to = \"search\", share", "[{ to = \"search\", ^probability = 0.5, share",
     "E0312"},
    {"LastOfThree", "when = \"men_18_60 > 0\" }, { to = \"leave\" }]",
     "when = \"men_18_60 > 0\" }, ^{ to = \"leave\", share = \"50 %\" }]", "E0512", "", scenario_toml, "last entry"},
    {"NothingAfterEverybody", "[{ to = \"search\", share = \"4 %\", when = \"men_18_60 > 0\" }, { to = \"leave\" }]",
     "[^{ to = \"search\" }, { to = \"leave\" }]", "E0512", "", scenario_toml, "never reached"},
};

INSTANTIATE_TEST_SUITE_P(Ids, BadInput, ::testing::ValuesIn(ids), name_of);
INSTANTIATE_TEST_SUITE_P(References, BadInput, ::testing::ValuesIn(references), name_of);
INSTANTIATE_TEST_SUITE_P(Shares, BadInput, ::testing::ValuesIn(shares), name_of);
INSTANTIATE_TEST_SUITE_P(Graphs, BadInput, ::testing::ValuesIn(graphs), name_of);

}  // namespace
}  // namespace corridor::scenario::bad_input_graph_test
