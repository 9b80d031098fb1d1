// Any bytes as the three tables of a road, divided by form feeds (which no table may hold): config, nodes, links; to
// rows with units, as the reader makes them.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "finding.hpp"
#include "row_tables.hpp"
#include "specs.hpp"

namespace {

using namespace corridor::scenario;

/// Texts up to the first and the second form feed and the rest, kept as long as values point into them.
class Tables {
 public:
  explicit Tables(std::string_view text) {
    for (const char* name : {"config.csv", "node.csv", "link.csv"}) {
      const std::size_t end = std::min(text.find('\f'), text.size());
      sources_.push_back(std::make_unique<SourceText>(name, std::string(text.substr(0, end))));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  [[nodiscard]] const SourceText& config() const { return *sources_[0]; }
  [[nodiscard]] const SourceText& nodes() const { return *sources_[1]; }
  [[nodiscard]] const SourceText& links() const { return *sources_[2]; }

 private:
  std::vector<std::unique_ptr<SourceText>> sources_;
};

template <class Row>
std::vector<Row> typed_rows(const Reading& reading, const SourceText& source, const Table<Row>& table) {
  std::vector<Row> typed;
  if (const auto rows = network_rows(source, table.info(), reading.diagnostics)) {
    for (const Value& row : *rows) {
      typed.push_back(table.read(reading.inside("row", std::to_string(typed.size() + 1)), row));
    }
  }
  return typed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Tables tables(std::string_view(reinterpret_cast<const char*>(data), size));
  Diagnostics diagnostics;
  std::vector<Parameter> parameters;
  Reading reading{.diagnostics = diagnostics, .parameters = &parameters};
  const auto config = typed_rows(reading, tables.config(), network_config_table());
  if (!config.empty()) {
    reading.units = {config.front().metres_per_length, config.front().km_h_per_speed, "unit", "unit"};
  }
  static_cast<void>(typed_rows(reading, tables.nodes(), node_table()));
  static_cast<void>(typed_rows(reading, tables.links(), link_table()));
  fuzz::expect_sound(diagnostics.list());
  return 0;
}
