// The scenario format as a JSON Schema, made from the reader's tables: for editors, and for programs that write
// scenarios. Says what one value can show; what several must be together only `corridor check` knows.
#pragma once

#include <string>

namespace corridor::cli {

/// Draft 07, indented, with a line end. A TOML date is a JSON text.
[[nodiscard]] std::string json_schema();

}  // namespace corridor::cli
