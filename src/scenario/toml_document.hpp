// TOML text -> Value tree. The only place that knows the parser behind it, and stands guard before it.
#pragma once

#include <cstddef>
#include <optional>

#include "diagnostics.hpp"
#include "source_text.hpp"
#include "value.hpp"

namespace corridor::scenario {

/// With its line end [bytes].
inline constexpr std::size_t longest_toml_line = std::size_t{16} << 10U;

/// The document as a table, or nothing: then `diagnostics` says what is wrong where.
/// Refused before parsing: text that is not clean (source_text.hpp), longer lines, and nesting deeper than 64.
[[nodiscard]] std::optional<Value> parse_toml(const SourceText& source, Diagnostics& diagnostics);

}  // namespace corridor::scenario
