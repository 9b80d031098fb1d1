// `--set key=value`: written into the scenario's files before they are read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diagnostics.hpp"
#include "path.hpp"
#include "source_text.hpp"

namespace corridor::scenario {

struct Assignment {
  Path path;
  Value value;

  /// Paths into link.csv wait until it is read.
  [[nodiscard]] bool is_of_link() const { return path.text.starts_with("link."); }
};

/// `key=value`, the value in TOML, or else as bare text: `people.female=52 %`. Nothing after an error.
[[nodiscard]] std::optional<Assignment> parse_assignment(const SourceText& source, Diagnostics& diagnostics);

/// Writes the value where the path leads.
void assign(Document& document, const Assignment& assignment, Diagnostics& diagnostics);

}  // namespace corridor::scenario
