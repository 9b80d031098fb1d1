// Finds keys and tables of the format by what a person may call them: a path with any ids in it, or a name alone. Reads
// no scenario, so that ids are not looked up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/scenario/schema.hpp"

namespace corridor::scenario {

/// A key, where it stands, and how it is changed.
struct KeyMatch {
  const TableInfo* table = nullptr;
  const FieldInfo* field = nullptr;
  std::string path;  ///< for `--set`: `site.<site>.<stage>.servers`; empty: by none
  Changeable changeable = Changeable::never;
};

/// What a word means: keys, and tables that it names themselves. Both empty: nothing.
struct SchemaMatch {
  std::vector<KeyMatch> keys;
  std::vector<const TableInfo*> tables;
};

/// `site.hakari.documents.servers`, `site.stage.servers`, `service.mean`, `servers` (in every table that has it),
/// `people`,
/// `[[site.stage]]`, `link.csv`.
[[nodiscard]] SchemaMatch find_in_schema(std::string_view word);

/// Up to three words near a misspelt one, nearest first: keys, tables, error codes and the `other` words.
[[nodiscard]] std::vector<std::string> words_near(std::string_view word, const std::vector<std::string>& other);

}  // namespace corridor::scenario
