// Paths into a scenario as it is written: `site.hakari.documents.servers`, `link.bypass.lanes`. Finds and writes
// values, gives them no meaning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corridor/scenario/schema.hpp"

#include "diagnostics.hpp"
#include "reading.hpp"
#include "value.hpp"

namespace corridor::scenario {

/// A scenario's files as they are written.
class Document {
 public:
  Value root{.data = Entries{}, .mark = {}};
  std::vector<Value> nodes;  ///< rows, as tables by column
  std::vector<Value> links;
  bool has_all_rows = true;  ///< false: a table of the network could not be read as a whole

  /// For Value::around: lives as long as the document.
  [[nodiscard]] const Provenance* keep(Provenance provenance) {
    return &provenances_.emplace_back(std::move(provenance));
  }

 private:
  std::deque<Provenance> provenances_;
};

struct Path {
  std::string text;
  Mark mark;  ///< of the text without quotes
};

/// What a path leads to.
struct Target {
  std::string path = {};  ///< without `*`
  enum class Owner : std::uint8_t { other, link, origin, site, stage };
  Owner owner = Owner::other;   ///< the innermost thing with an id that is a struct of the Scenario
  std::size_t owner_index = 0;  ///< row, or position in the list
  std::size_t stage_index = 0;  ///< position in the site
  Value* table = nullptr;       ///< holds the value, or will
  std::string key;
  Mark key_mark;
  const FieldInfo* field = nullptr;

  [[nodiscard]] Value* value() const { return table->find(key); }
};

/// Follows a path by the schema; what it leads to need not be written yet. `*` in the place of an id stands for every
/// id there, in file order. Nothing after an error with the nearest name.
[[nodiscard]] std::vector<Target> find_targets(Document& document, const Path& path, Diagnostics& diagnostics);

/// Writes a value where a path led.
void write_value(const Target& target, Value value);

}  // namespace corridor::scenario
