// Fuel: tanks, breakdowns and crews, the gate before departure, fuel points and changes of their stock; turning back.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_fuel_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;

const std::string tank = "tank = \"45 l\"\nmoving = \"8 l/100km\"\nqueued = \"0.8 l/h\"\n";
const std::string clearing = "clearing = { dist = \"fixed\", mean = \"15 min\" }\n";
const std::string breakdown = "[breakdown]\nblocks = \"50 %\"\n" + clearing;
const std::string rescue = "[rescue]\ntime = { dist = \"fixed\", mean = \"1 h\" }\n";

/// A tank for cars, and tables after it.
Mistake after_tank(std::string name, const std::string& tables, std::string code, std::string nearest = "") {
  return {std::move(name), "seats  = 5", "seats  = 5\n" + tank + tables, std::move(code), std::move(nearest)};
}
Mistake in_car(std::string name, const std::string& keys, std::string code, std::string nearest = "") {
  return {std::move(name), "seats  = 5", "seats  = 5\n" + keys + breakdown, std::move(code), std::move(nearest)};
}
Mistake in_origin(std::string name, const std::string& keys, std::string code, std::string nearest = "") {
  return {std::move(name), "to          = \"hall\"", "to = \"hall\"\n" + keys, std::move(code), std::move(nearest)};
}
Mistake in_search(std::string name, const std::string& keys, std::string code, std::string nearest = "") {
  return {std::move(name), "waiting_room = 10", "waiting_room = 10\n" + keys, std::move(code), std::move(nearest)};
}

const std::vector<Mistake> vehicles = {
    {"TankWithoutBreakdown", "[vehicle_class.car]\nlength = \"4.6 m\"\nseats  = 5",
     "[vehicle_class.^car]\nlength = \"4.6 m\"\nseats  = 5\n" + tank, "E0311"},
    in_car("TankWithoutUnit", "tank = ^45\nmoving = \"8 l/100km\"\nqueued = \"0.8 l/h\"\n", "E0322"),
    in_car("TankOfAnotherUnit", "tank = \"45 ^km\"\nmoving = \"8 l/100km\"\nqueued = \"0.8 l/h\"\n", "E0323"),
    in_car("ConsumptionInLitres", "tank = \"45 l\"\nmoving = \"8 ^l\"\nqueued = \"0.8 l/h\"\n", "E0323", ""),
    in_car("ConsumptionPerTimeForDistance", "tank = \"45 l\"\nmoving = \"8 ^l/h\"\nqueued = \"0.8 l/h\"\n", "E0323",
           ""),
    in_car("NoTank", "tank = ^\"0 l\"\nmoving = \"8 l/100km\"\nqueued = \"0.8 l/h\"\n", "E0327"),
    in_car("TankOfAShip", "tank = ^\"2001 l\"\nmoving = \"8 l/100km\"\nqueued = \"0.8 l/h\"\n", "E0327"),
    in_car("NegativeConsumption", "tank = \"45 l\"\nmoving = ^\"-8 l/100km\"\nqueued = \"0.8 l/h\"\n", "E0327"),
    in_car("MisspeltTank", "^tanc = \"45 l\"\n", "E0312", "tank"),
    after_tank("BlocksMoreThanAll", "[breakdown]\nblocks = ^\"101 %\"\n" + clearing, "E0327"),
    after_tank("BreakdownWithoutClearing", "^[breakdown]\nblocks = \"50 %\"\n", "E0311"),
    after_tank("WhetherPeopleAreTakenOn", breakdown + "take_on = ^1\n", "E0321"),
    after_tank("CrewsAreNotUnlimitedByChance", breakdown + rescue + "gives = \"10 l\"\ncrews = ^\"unlimted\"\n",
               "E0328", "unlimited"),
    after_tank("CrewsLessThanNone", breakdown + rescue + "gives = \"10 l\"\ncrews = ^-1\n", "E0327"),
    after_tank("CrewsThatGiveNothing", breakdown + rescue + "crews = 2\ngives = ^\"0 l\"\n", "E0327"),
    after_tank("CrewsThatGiveAWord", breakdown + rescue + "crews = 2\ngives = ^\"ful\"\n", "E0328", "full"),
};

const std::vector<Mistake> places = {
    in_origin("SpreadOfAFixedAmount", "fuel = { dist = \"fixed\", mean = \"12 l\", ^cv = 0.6 }", "E0313"),
    in_origin("NoSpread", "fuel = ^{ dist = \"gamma\", mean = \"12 l\" }", "E0311"),
    in_origin("MeasuredTimesForFuel", "fuel = { dist = ^\"empirical\", mean = \"12 l\" }", "E0328"),
    in_origin("NothingToDraw", "fuel = { dist = \"exponential\", mean = ^\"0 l\" }", "E0327"),
    in_origin("FuelInMetres", "fuel = { dist = \"fixed\", mean = \"12 ^m\" }", "E0323", "ml"),
    in_origin("UnknownFuelPoint", "fuel_gate = { site = ^\"hal\", needs = \"8 l\" }", "E0402", "hall"),
    in_origin("FuelPointElsewhere", "fuel_gate = { site = ^\"gate\", needs = \"8 l\" }", "E0506"),
    in_origin("NoNeed", "fuel_gate = ^{ site = \"gate\" }", "E0311"),
    {"FuelWithoutStock", "[[site.stage]]\nid           = \"search\"",
     "^[[site.stage]]\nid = \"search\"\ngives = \"10 l\"", "E0311"},
    {"StockWithoutFuel", "[[site.stage]]\nid           = \"search\"",
     "^[[site.stage]]\nid = \"search\"\nstock = \"10 l\"", "E0311"},
    {"FuelForParties", "[[site.stage]]\nid           = \"desk\"",
     "^[[site.stage]]\nid = \"desk\"\ngives = \"full\"\nstock = \"10 l\"", "E0510"},
    {"FactorOfAStock", "waiting_room = 10",
     "waiting_room = 10\ngives = \"full\"\nstock = \"10 l\"\n[[change]]\nat = 2024-03-01T12:00:00+02:00\nset = "
     "\"site.gate.search.stock\"\nby = ^2\nreason = \"a delivery\"\n",
     "E0807"},
    in_search("StockWithoutUnit", "gives = \"10 l\"\nstock = ^3000", "E0322"),
    in_search("StockIsNotUnlimitedByChance", "gives = \"10 l\"\nstock = ^\"unlimted\"", "E0328", "unlimited"),
    in_search("StockLessThanNone", "gives = \"10 l\"\nstock = ^\"-1 l\"", "E0327"),
    {"FuelForBeds", "places    = 100", "places = 100\n^gives = \"10 l\"", "E0313"},
};

const std::vector<Mistake> turning_back = {
    in_origin("TurnBackWithoutTime", "turn_back = ^{ share = \"5 %\" }", "E0311"),
    in_origin("TurnBackWithoutShare", "turn_back = ^{ after = \"12 h\" }", "E0311"),
    in_origin("MoreThanAllTurnBack", "turn_back = { share = ^\"105 %\", after = \"12 h\" }", "E0327"),
    in_origin("TurnBackBeforeDeparture", "turn_back = { share = \"5 %\", after = ^\"-1 h\" }", "E0327"),
    in_origin("TurnBackAfterANumber", "turn_back = { share = \"5 %\", after = ^12 }", "E0322"),
    in_origin("TurnBackAfterADistance", "turn_back = { share = \"5 %\", after = \"12 ^km\" }", "E0323"),
    in_origin("ShareThatTurnsBackWithoutUnit", "turn_back = { share = ^5, after = \"12 h\" }", "E0322"),
    in_origin("MisspeltTurnBack", "^turn_bak = { share = \"5 %\", after = \"12 h\" }", "E0312", "turn_back"),
    in_origin("MisspeltAfter", "turn_back = { share = \"5 %\", after = \"12 h\", ^aftr = \"6 h\" }", "E0312", "after"),
    in_origin("TurnBackIsNoNumber", "turn_back = ^0.05", "E0321"),
};

INSTANTIATE_TEST_SUITE_P(TurningBack, BadInput, ::testing::ValuesIn(turning_back), name_of);
INSTANTIATE_TEST_SUITE_P(FuelOfVehicles, BadInput, ::testing::ValuesIn(vehicles), name_of);
INSTANTIATE_TEST_SUITE_P(FuelAtPlaces, BadInput, ::testing::ValuesIn(places), name_of);

}  // namespace
}  // namespace corridor::scenario::bad_input_fuel_test
