// How deep a TOML text nests, found without parsing it: the parser behind toml_document would recurse as deep.
#pragma once

#include "diagnostics.hpp"
#include "source_text.hpp"

namespace corridor::scenario {

inline constexpr int deepest_nesting = 64;

/// True if no value lies deeper than `deepest_nesting` lists, tables and parts of dotted keys; else says where.
bool is_shallow_toml(const SourceText& source, Diagnostics& diagnostics);

}  // namespace corridor::scenario
