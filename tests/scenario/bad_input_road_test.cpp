// CSV tables: rows and quotes, columns of the road and of a series, and what their cells say.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_road_test {
namespace {

using testing::BadInput;
using testing::config_csv;
using testing::link_csv;
using testing::Mistake;
using testing::name_of;
using testing::node_csv;
using testing::series_csv;

const std::vector<Mistake> rows = {
    {"EmptyConfig", "", "^", "E0201", "", config_csv, "a header and rows"},
    {"EmptyNodes", "", "^", "E0201", "", node_csv},
    {"BlankLines", "", "^\n\n\n", "E0201", "", link_csv},
    {"EmptySeries", "", "^", "E0201", "", series_csv},
    {"HeaderAlone", "", "^node_id,x_coord,y_coord\n", "E0201", "", node_csv, "no rows"},
    {"TwoRowsOfUnits", "0.96\n", "0.96\n^large,km,km/h,EPSG:4326,0.96\n", "E0203", "", config_csv, "one row"},
    {"ShortRow", "gate,Gate,25.1,47", "gate,Gate,^25.1", "E0203", "", node_csv, "3 cells"},
    {"LongRow", "gate,Gate,25.1,47", "gate,Gate,25.1,47,^5", "E0203", "", node_csv, "in quotes"},
    {"DecimalCommasWithoutQuotes", "gate,Gate,25.1,47", "gate,Gate,25,1,^47", "E0203", "", node_csv},
    {"OtherSeparatorInARow", "gate,Gate,25.1,47", "^gate;Gate;25.1;47", "E0203", "", node_csv},
    {"QuoteWithoutEnd", "town,Town", "town,^\"Town", "E0204", "", node_csv, "does not end"},
    {"TextAfterAQuote", "town,Town", "town,^\"To\"wn", "E0204", "", node_csv, "doubled"},
    {"ColumnWithoutName", "node_id,name", "node_id,^", "E0202", "", node_csv, "a name for each column"},
    {"ColumnTwice", "x_coord,y_coord", "x_coord,^x_coord", "E0202", "", node_csv, "two columns"},
    {"ColumnWithoutNameAtTheEndOfAWindowsLine", "", "node_id,x_coord,y_coord,^\r\na,1,2,\r\n", "E0202", "", node_csv},
    {"DecimalCommaBetweenSemicolons", "", "node_id;x_coord;y_coord\nvillage;25^,0;47\ngate;25.1;47\ntown;25.2;47\n",
     "E0325", "", node_csv, "point"},
};

const std::vector<Mistake> columns = {
    {"MisspeltName", "node_id,name", "node_id,^nmae", "E0205", "name", node_csv},
    {"NodeInCapitals", "node_id,name", "node_id,^NAME", "E0205", "", node_csv},
    {"ColumnOfOurs", "jam_gap,source", "^jam_gab,source", "E0205", "jam_gap", link_csv},
    {"UnitInAColumn", "lanes,capacity", "lanes,^capacity_h", "E0205", "capacity", link_csv},
    {"ColumnOfConfig", "version_number", "^version", "E0205", "", config_csv},
    {"SeriesAlmostRead", "published_local", "^publishd_local", "E0205", "published_local", series_csv},
    {"SeriesAlmostUsed", "use,note", "^uses,note", "E0205", "use", series_csv},
    {"NoCoordinates", "node_id,name,x_coord", "^node_id,name,zone_id", "E0206", "", node_csv, "`x_coord` is missing"},
    {"NoUnitOfLength", "dataset_name,long_length", "^dataset_name,short_length", "E0206", "", config_csv,
     "long_length"},
    {"NoTimes", "time    = \"time_local\"", "time = ^\"time_loca\"", "E0206", "time_local"},
    {"ColumnOfAnotherSeries", "value   = \"persons\"", "value = ^\"vehicles\"", "E0206", "", "scenario.toml",
     "name of a column"},
};

const std::vector<Mistake> cells = {
    {"NoSpeed", "8,50,1.5", "8,^0,1.5", "E0327", "", link_csv},
    {"FasterThanCars", "8,50,1.5", "8,^500,1.5", "E0327", "", link_csv, "200 km/h"},
    {"NegativeLength", "gate,1,8,50", "gate,1,^-8,50", "E0327", "", link_csv, "more than 0"},
    {"AroundTheEarth", "gate,1,8,50", "gate,1,^80000,50", "E0327", "", link_csv},
    {"NegativeLanes", "50,1.5,600", "50,^-1.5,600", "E0327", "", link_csv},
    {"TooManyLanes", "50,1.5,600", "50,^1500,600", "E0327", "", link_csv, "1000"},
    {"LanesInWords", "50,1.5,600", "50,^two,600", "E0326", "", link_csv},
    {"SpeedWithUnit", "8,50,1.5", "8,50 ^km/h,1.5", "E0324", "", link_csv, "config.csv"},
    {"CapacityWithComma", "50,1.5,600", "50,1.5,\"1^,600\"", "E0325", "", link_csv},
    {"InfiniteCapacity", "50,1.5,600", "50,1.5,^inf", "E0326", "", link_csv},
    {"NoDirection", "village,gate,1", "village,gate,^both", "E0321", "", link_csv, "yes or no"},
    {"EvidenceOfALink", "a map,observed", "a map,^seen", "E0328", "", link_csv, "\"observed\""},
    {"LinkWithCapitals", "town_road,gate", "^Town_road,gate", "E0332", "", link_csv},
    {"GapWithoutUnit", "1,,3 m", "1,,^3", "E0322", "", link_csv, "2.5 m"},
    {"GapOfAKilometre", "1,,3 m", "1,,^1 km", "E0327", "", link_csv},
    {"LinkFromNowhere", "gate_road,village,gate", "gate_road,^vilage,gate", "E0402", "village", link_csv},
    {"LinkToNowhere", "town_road,gate,town", "town_road,gate,^castle", "E0402", "", link_csv, "node"},
    {"NodeWithASpace", "town,Town,25.2,47\n", "town,Town,25.2,47\n^the gate,,25,47\n", "E0332", "", node_csv, "a-z"},
    {"NodeTwice", "town,Town,25.2,47\n", "town,Town,25.2,47\n^town,Town,25.2,47\n", "E0401", "", node_csv,
     "node.csv:4:1"},
    {"NodeOfAReservedName", "town,Town,25.2,47\n", "town,Town,25.2,47\n^all,,25,47\n", "E0332", "", node_csv,
     "means something"},
    {"Longitude", "25.1,47", "^251,47", "E0327", "", node_csv, "-180 to 180"},
    {"DegreesAndMinutes", "25.1,47", "25 ^06,47", "E0324", "", node_csv},
    {"EmptyCoordinate", "gate,Gate,25.1,47", "^gate,Gate,,47", "E0311", "", node_csv, "`x_coord` is missing"},
    {"UnitOfLength", "small,km,km/h", "small,^verst,km/h", "E0328", "", config_csv, "\"mile\""},
    {"UnitOfSpeed", "small,km,km/h", "small,km,^knots", "E0328", "", config_csv},
    {"UnitMisspelt", "small,km,km/h", "small,^kilometr,km/h", "E0328", "kilometer", config_csv},
    {"OldVersion", "4326,0.96", "4326,^0.8", "E0327", "", config_csv, "0.9"},
    {"CountInWords", "+02:00,10,", "+02:00,^ten,", "E0326", "", series_csv},
    {"CountWithSpaces", "+02:00,10,", "+02:00,1 ^000,", "E0324", "", series_csv},
    {"CountWithComma", "+02:00,10,", "+02:00,\"1^,000\",", "E0325", "", series_csv},
    {"NegativeSpread", ",0.5,yes", ",^-0.5,yes", "E0327", "", series_csv},
    {"UsedPerhaps", ",0.5,yes", ",0.5,^perhaps", "E0321", "", series_csv, "yes or no"},
    {"DayFirst", "2024-03-01T10:00:00+02:00,10", "^01.03.2024 10:00,10", "E0330", "", series_csv, "+04:00"},
    {"HourAfterMidnight", "2024-03-01T12:00:00+02:00", "^2024-03-01T24:30:00+02:00", "E0330", "", series_csv},
    {"DayAlone", "2024-03-01T12:00:00+02:00", "^2024-03-01", "E0330", "", series_csv},
    {"PublishedWithoutOffset", ",2024-03-01T11:00:00+02:00", ",^2024-03-01T11:00:00", "E0329", "", series_csv,
     "offset"},
};

const std::vector<Mistake> directions = {
    {"OppositeThatGoesOn", "",
     "link_id,from_node_id,to_node_id,directed,length,free_speed,lanes,opposite\n"
     "gate_road,village,gate,1,8,50,1,^town_road\ntown_road,gate,town,1,12,60,1,\n",
     "E0519", "", link_csv, "not the other direction"},
    {"OppositeThatIsNotThere", "",
     "link_id,from_node_id,to_node_id,directed,length,free_speed,lanes,opposite\n"
     "gate_road,village,gate,1,8,50,1,^town_raod\ntown_road,gate,town,1,12,60,1,\n",
     "E0402", "town_road", link_csv},
    {"LanesFromNoOtherDirection", "",
     "link_id,from_node_id,to_node_id,directed,length,free_speed,lanes,contraflow\n"
     "^gate_road,village,gate,1,8,50,1,1\ntown_road,gate,town,1,12,60,1,0\n",
     "E0519", "", link_csv, "there is none"},
    {"LanesFromEachOther", "",
     "link_id,from_node_id,to_node_id,directed,length,free_speed,lanes,contraflow\n"
     "gate_road,village,gate,1,8,50,1,0\ntown_road,gate,town,1,12,60,1,1\n^back,town,gate,1,12,60,1,1\n",
     "E0519", "", link_csv, "from each other"},
    {"NegativeContraflow", "",
     "link_id,from_node_id,to_node_id,directed,length,free_speed,lanes,contraflow\n"
     "gate_road,village,gate,1,8,50,1,^-1\ntown_road,gate,town,1,12,60,1,0\n",
     "E0327", "", link_csv},
};

INSTANTIATE_TEST_SUITE_P(Directions, BadInput, ::testing::ValuesIn(directions), name_of);
INSTANTIATE_TEST_SUITE_P(Rows, BadInput, ::testing::ValuesIn(rows), name_of);
INSTANTIATE_TEST_SUITE_P(Columns, BadInput, ::testing::ValuesIn(columns), name_of);
INSTANTIATE_TEST_SUITE_P(RoadCells, BadInput, ::testing::ValuesIn(cells), name_of);

}  // namespace
}  // namespace corridor::scenario::bad_input_road_test
