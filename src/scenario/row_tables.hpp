// CSV files as tables of values by column, ready for field tables.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "csv_table.hpp"
#include "inputs.hpp"
#include "specs.hpp"

namespace corridor::scenario {

/// The rows of a GMNS table; empty cells and `NaN` are left out. A column that is unknown or missing is an error.
[[nodiscard]] std::optional<std::vector<Value>> network_rows(const SourceText& source, const TableInfo& info,
                                                             Diagnostics& diagnostics);

/// The rows of an observed series with the columns that the schema knows; `time` and `value` are named by the
/// observation.
[[nodiscard]] std::optional<std::vector<Value>> observed_rows(const SourceText& source, const ObserveSpec& spec,
                                                              Diagnostics& diagnostics);

}  // namespace corridor::scenario
