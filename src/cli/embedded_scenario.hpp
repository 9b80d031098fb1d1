// The files of scenarios/minimal inside the program, put there when it is built: what `corridor new` writes.
#pragma once

#include <span>
#include <string_view>

namespace corridor::cli {

struct EmbeddedFile {
  std::string_view name;  ///< below the scenario's folder: `network/node.csv`
  std::string_view text;
};

/// In the order of their names.
[[nodiscard]] std::span<const EmbeddedFile> embedded_scenario();

}  // namespace corridor::cli
