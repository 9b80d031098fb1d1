// `--set key=value`: written into the scenario's files before they are read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corridor/scenario/reader.hpp"

#include "diagnostics.hpp"
#include "path.hpp"
#include "source_text.hpp"

namespace corridor::scenario {

struct Assignment {
  Path path;
  Value value;
  std::optional<std::size_t> set = {};  ///< position of the `--set` that it is; none: it stands in a file

  /// Paths into link.csv wait until it is read.
  [[nodiscard]] bool is_of_link() const { return path.text.starts_with("link."); }
};

/// `key=value`, the value in TOML, or else as bare text: `people.female=52 %`. Nothing after an error.
[[nodiscard]] std::optional<Assignment> parse_assignment(const SourceText& source, Diagnostics& diagnostics);

/// Writes the value where the path leads; lists what a `--set` replaces, unless the list is null.
void assign(Document& document, const Assignment& assignment, std::vector<ReplacedValue>* replaced,
            Diagnostics& diagnostics);

}  // namespace corridor::scenario
