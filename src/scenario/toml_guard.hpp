// Finds, without parsing, what the parser behind toml_document cannot take: it recurses as deep as a text nests, and
// its arithmetic overflows at long binary numbers.
#pragma once

#include "diagnostics.hpp"
#include "source_text.hpp"

namespace corridor::scenario {

inline constexpr int deepest_nesting = 64;
inline constexpr int most_binary_digits = 62;

/// True if no value lies deeper than `deepest_nesting` lists, tables and parts of dotted keys, and no binary number has
/// more than `most_binary_digits` digits; else says where.
bool is_safe_toml(const SourceText& source, Diagnostics& diagnostics);

}  // namespace corridor::scenario
