// The CSV tables: columns, cells, files that are not there.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_tables_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;

const std::vector<Mistake> cells = {
    {"UnknownColumn", "lanes,capacity,jam_gap", "lanes,^capacty,jam_gap", "E0205", "capacity", "network/link.csv"},
    {"MissingColumn", "link_id,from_node_id,to_node_id,directed,length",
     "^link_id,from_node_id,to_node_id,directed,name", "E0206", "", "network/link.csv"},
    {"RaggedRow", "town_road,gate,town,1,12.5,60,1,,3 m,,", "town_road,gate,town,1,12.5,60,1,,3 m,^", "E0203", "",
     "network/link.csv"},
    {"CommaInACell", "gate_road,village,gate,1,8,50", "gate_road,village,gate,1,\"8^,5\",50", "E0325", "",
     "network/link.csv"},
    {"UnitInACell", "gate_road,village,gate,1,8,50", "gate_road,village,gate,1,8 ^km,50", "E0324", "",
     "network/link.csv"},
    {"MissingUnitInOurColumn", ",3 m,,", ",^3,,", "E0322", "", "network/link.csv"},
    {"ZeroCapacity", "50,1.5,600", "50,1.5,^0", "E0327", "", "network/link.csv"},
    {"Length", "gate_road,village,gate,1,8,50", "gate_road,village,gate,1,^0,50", "E0327", "", "network/link.csv"},
    {"EmptyRequiredCell", "gate_road,village,gate,1,8,50", "^gate_road,village,gate,1,,50", "E0311", "",
     "network/link.csv"},
    {"Loop", "town_road,gate,town", "town_road,gate,^gate", "E0514", "", "network/link.csv"},
    {"Undirected", "town_road,gate,town,1", "town_road,gate,town,^0", "E0515", "", "network/link.csv"},
    {"Latitude", "25.2,47", "25.2,^470", "E0327", "", "network/node.csv"},
    {"UnitOfTheNetwork", "small,km,km/h", "small,^parsec,km/h", "E0328", "", "network/config.csv"},
    {"CoordinateSystem", "EPSG:4326", "^EPSG:3857", "E0328", "", "network/config.csv"},
    {"NameOfAColumn", "value   = \"persons\"", "value = ^\"person\"", "E0206", "persons"},
    {"MissingSeries", "series  = \"observed/arrivals.csv\"", "series = ^\"observed/arrival.csv\"", "E0101"},
    {"AbsolutePath", "series  = \"observed/arrivals.csv\"", "series = ^\"/etc/hostname\"", "E0102"},
    {"PathOutOfTheFolder", "series  = \"observed/arrivals.csv\"", "series = ^\"observed/../../x.csv\"", "E0102"},
    {"ObservedDateWithoutOffset", "2024-03-01T10:00:00+02:00,10,", "^2024-03-01T10:00:00,10,", "E0329", "",
     "observed/arrivals.csv"},
    {"ObservedDate", "2024-03-01T10:00:00+02:00,10,", "^2024-02-30T10:00:00+02:00,10,", "E0330", "",
     "observed/arrivals.csv"},
    {"RowsOutOfOrder", "2024-03-01T14:00:00+02:00,30", "^2024-03-01T09:00:00+02:00,30", "E0516", "",
     "observed/arrivals.csv"},
    {"NoValueInAUsedRow", "2024-03-01T12:00:00+02:00,,,,no", "^2024-03-01T12:00:00+02:00,,,,yes", "E0311", "",
     "observed/arrivals.csv"},
    {"NeitherYesNorNo", "no,doubtful", "^maybe,doubtful", "E0321", "", "observed/arrivals.csv"},
};

INSTANTIATE_TEST_SUITE_P(Cells, BadInput, ::testing::ValuesIn(cells), name_of);

}  // namespace
}  // namespace corridor::scenario::bad_input_tables_test
