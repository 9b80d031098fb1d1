// Screening and reception: outcomes at stages, searches for places, stocks, deliveries, what sites have.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_reception_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;

Mistake next(std::string name, const std::string& entries, std::string code, std::string nearest = "",
             std::string says = "") {
  return {.name = std::move(name),
          .good = "waiting_room = 10",
          .wrong = "waiting_room = 10\nnext = [" + entries + "]",
          .code = std::move(code),
          .nearest = std::move(nearest),
          .says = std::move(says)};
}
/// Ways out of the desk for parties.
Mistake from_desk(std::string name, const std::string& entries, std::string code) {
  return {.name = std::move(name),
          .good = "next         = [{ to = \"beds\", when = \"needs_accommodation\" }, { to = \"leave\" }]",
          .wrong = "next = [" + entries + "]",
          .code = std::move(code)};
}
Mistake beds(std::string name, const std::string& keys, std::string code, std::string nearest = "") {
  return {std::move(name), "when_full = \"later\"", keys, std::move(code), std::move(nearest)};
}
const std::string meals = "\n[[site.stock]]\nid = \"meals\"\namount = 100\n";
Mistake stock(std::string name, const std::string& tables, std::string code, std::string nearest = "") {
  return {std::move(name), "[[change]]", meals + tables + "\n[[change]]", std::move(code), std::move(nearest)};
}
Mistake use(std::string name, const std::string& uses, std::string code, std::string nearest = "") {
  return {std::move(name), "south = \"40 %\" }\n\n[[change]]",
          "south = \"40 %\" }\nuses = " + uses + meals + "[[change]]", std::move(code), std::move(nearest)};
}

const std::vector<Mistake> screening = {
    next("NowhereAndNoOutcome", "^{ share = \"2 %\" }, { to = \"leave\" }", "E0311"),
    next("OnwardAndAnOutcome", "{ to = \"leave\", outcome = ^\"detained\" }", "E0512"),
    next("OutcomeThatGoesOn", "{ outcome = ^\"injured\", share = \"2 %\" }, { to = \"leave\" }", "E0328"),
    next("MisspeltOutcome", "{ outcome = ^\"detaind\", share = \"2 %\" }, { to = \"leave\" }", "E0328", "detained"),
    next("MisspeltOutcomeKey", "{ ^outcom = \"detained\", share = \"2 %\" }, { to = \"leave\" }", "E0312", "outcome"),
    next("GroupThatNobodyKnows", "{ outcome = \"detained\", of = ^\"men\" }, { to = \"leave\" }", "E0328"),
    next("GroupWithoutOutcome", "{ to = \"leave\", of = ^\"women\" }", "E0512"),
    next("OutcomeAfterADelay",
         "{ outcome = \"detained\", share = \"1 %\", delay = ^{ dist = \"fixed\", mean = \"1 h\" } }, { to = \"leave\" "
         "}",
         "E0512"),
    next("OnlySomeAreTakenOutInTheEnd",
         "{ to = \"leave\", share = \"50 %\" }, ^{ outcome = \"detained\", of = \"women\" }", "E0512"),
    next("NobodyIsLeftForTheNext", "^{ outcome = \"turned_back\" }, { to = \"leave\" }", "E0512"),
};

const std::vector<Mistake> search = {
    from_desk("SearchAfterADelay",
              "{ to = [\"beds\", \"later\"], share = \"5 %\", delay = ^{ dist = \"fixed\", mean = \"1 h\" } }, { to = "
              "\"leave\" }",
              "E0512"),
    from_desk("SearchBehindLeave", "{ to = [^\"leave\", \"beds\"] }", "E0512"),
    from_desk("SearchThatEndsOutside", "{ to = [\"beds\", ^\"leave\"] }", "E0512"),
    from_desk("SearchOfNothing", "{ to = ^[] }", "E0321"),
    from_desk("SearchRuleThatNobodyKnows", "{ to = [\"beds\", \"later\"], search = ^\"nearest\" }", "E0328"),
    {.name = "MisspeltSearchRule",
     .good = "next         = [{ to = \"beds\", when = \"needs_accommodation\" }, { to = \"leave\" }]",
     .wrong = "next = [{ to = [\"beds\", \"later\"], search = ^\"shortest_lane\" }]",
     .code = "E0328",
     .nearest = "shortest_line"},
    from_desk("SearchOfOneStage", "{ to = \"beds\", search = ^\"shortest_line\" }", "E0512"),
    from_desk("SearchOfOneStageInAList", "{ to = [\"beds\"], search = ^\"most_free\" }", "E0512"),
    from_desk(
        "ShortestLineAfterADelay",
        "{ to = [\"beds\", \"later\"], search = \"shortest_line\", delay = ^{ dist = \"fixed\", mean = \"1 h\" } }",
        "E0512"),
    from_desk("ShortestLineThatLeaves", "{ to = [\"beds\", ^\"leave\"], search = \"shortest_line\" }", "E0512"),
    from_desk("UnknownLane", "{ to = [\"beds\", ^\"booth_2\"], search = \"shortest_line\" }", "E0402"),
    {.name = "SearchOfAWholeVehicle",
     .good = "when_full = \"later\"",
     .wrong =
         "when_full = \"later\"\n[[site]]\nid = \"yard\"\nnode = \"town\"\n^[[site.stage]]\nid = \"parking\"\nunit = "
         "\"vehicle\"\nservers = 1\nservice = { dist = \"fixed\", mean = \"1 min\" }\nwaiting_room = 1\nnext = [{ to = "
         "[\"hall/desk\", \"hall/beds\"] }]\n[[site.stage]]\nid = \"camp\"\nunit = \"person\"\nkind = "
         "\"beds\"\nplaces = 5\nstay = { dist = \"fixed\", mean = \"1 h\" }",
     .code = "E0510"},
    beds("UnknownPlaceToLook", "when_full = [\"later\", ^\"latr\"]", "E0402", "later"),
    beds("LeavingAfterASearch", "when_full = [\"later\", ^\"leave\"]", "E0512"),
};

const std::vector<Mistake> stocks = {
    stock("StockWithoutAmount", "^[[site.stock]]\nid = \"water\"\n", "E0311"),
    stock("StockLessThanNothing", "[[site.stock]]\nid = \"water\"\namount = ^-1\n", "E0327"),
    stock("TwoStocksOfAName", "^[[site.stock]]\nid = \"meals\"\namount = 1\n", "E0401"),
    stock("StockCalledAsAStage", "^[[site.stock]]\nid = \"desk\"\namount = 1\n", "E0401"),
    stock("StockThatUsesLessThanNothing", "[[site.stock]]\nid = \"water\"\namount = 1\nper_day = ^-3\n", "E0327"),
    stock("DeliveryToNowhere", "[[delivery]]\nat = 2024-03-01T12:00:00+02:00\nto = ^\"hall/meal\"\namount = 5\n",
          "E0402", "hall/meals"),
    stock("DeliveryOfNothing", "[[delivery]]\nat = 2024-03-01T12:00:00+02:00\nto = \"hall/meals\"\namount = ^0\n",
          "E0327"),
    stock("DeliveryEverySecond",
          "[[delivery]]\nat = 2024-03-01T12:00:00+02:00\nto = \"hall/meals\"\namount = 5\nevery = ^\"1 s\"\n", "E0327"),
    use("UnknownStock", "[{ stock = ^\"meal\" }]", "E0402", "meals"),
    use("StockUsedTwice", "[{ stock = \"meals\" }, { stock = ^\"meals\" }]", "E0401"),
    use("NothingUsed", "[{ stock = \"meals\", per_person = ^0 }]", "E0327"),
    use("UnknownWayWithout", "[{ stock = \"meals\", without = ^\"leave\" }]", "E0328"),
    {.name = "AreaWithoutUnit",
     .good = "node = \"town\"",
     .wrong = "node = \"town\"\nhas = { covered_area = ^1500 }",
     .code = "E0322"},
    {.name = "AreaOfAnotherUnit",
     .good = "node = \"town\"",
     .wrong = "node = \"town\"\nhas = { covered_area = \"1500 ^m\" }",
     .code = "E0323",
     .nearest = "m2"},
    {.name = "MisspeltProvision",
     .good = "node = \"town\"",
     .wrong = "node = \"town\"\nhas = { ^toilet = 3 }",
     .code = "E0312",
     .nearest = "toilets"},
    {.name = "UnknownStandard",
     .good = "[people]",
     .wrong = "[needs]\nstandard = ^\"shpere\"\n[people]",
     .code = "E0328",
     .nearest = "sphere"},
};

INSTANTIATE_TEST_SUITE_P(Screening, BadInput, ::testing::ValuesIn(screening), name_of);
INSTANTIATE_TEST_SUITE_P(Search, BadInput, ::testing::ValuesIn(search), name_of);
INSTANTIATE_TEST_SUITE_P(Stocks, BadInput, ::testing::ValuesIn(stocks), name_of);

}  // namespace
}  // namespace corridor::scenario::bad_input_reception_test
