// Any bytes as a CSV file: cells with places, then the rows of an observed series.
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "csv_table.hpp"
#include "finding.hpp"
#include "row_tables.hpp"
#include "specs.hpp"

namespace {

using namespace corridor::scenario;

/// Every row is as wide as the header, and every cell without quotes is found again at its place.
void expect_sound_table(const CsvTable& table, const SourceText& source) {
  for (const CsvTable::Row& row : table.rows) {
    if (row.cells.size() != table.columns.size()) {
      throw std::logic_error("a ragged row was taken");
    }
    for (const Value& cell : row.cells) {
      const auto& text = std::get<std::string>(cell.data);
      const std::string_view written = source.text().substr(cell.mark.offset, cell.mark.length);
      if (written.size() != cell.mark.length || (!written.starts_with('"') && written != text)) {
        throw std::logic_error("a cell is not where its place says");
      }
    }
  }
}

void read_rows(const SourceText& source, Diagnostics& diagnostics) {
  ObserveSpec spec;
  spec.time.name = "time_local";
  spec.value.name = "persons";
  const auto rows = observed_rows(source, spec, diagnostics);
  if (!rows) {
    return;
  }
  const Reading reading{.diagnostics = diagnostics};
  for (const Value& row : *rows) {
    static_cast<void>(observed_table().read(reading, row));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourceText source("fuzz.csv", std::string(reinterpret_cast<const char*>(data), size));
  Diagnostics diagnostics;
  if (const auto table = parse_csv(source, diagnostics)) {
    expect_sound_table(*table, source);
  }
  read_rows(source, diagnostics);
  fuzz::expect_sound(diagnostics.list());
  return 0;
}
