// A scenario file with the files it stands on: a base, the variants laid over it, and what their [set] and the command
// line write into it. Checks no value.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "corridor/scenario/reader.hpp"

#include "assignment.hpp"
#include "diagnostics.hpp"
#include "inputs.hpp"
#include "path.hpp"

namespace corridor::scenario {

/// A variant of a variant of a variant ... is hard to follow.
inline constexpr std::size_t most_variants = 8;

class ScenarioFile {
 public:
  ScenarioFile(Inputs& inputs, Document& document, Diagnostics& diagnostics)
      : inputs_(inputs), document_(document), diagnostics_(diagnostics) {}

  /// Fills the document's root; false after an error that leaves nothing to read.
  bool read(const std::filesystem::path& file) { return read(file, {}); }
  /// Leaves out changes and incidents, and lays a variant over the rest.
  void edit(const Edits& edits);
  /// Applies `--set`; lists what is replaced, unless that is null. @pre the list outlives this object
  void assign_all(const std::vector<std::string>& sets, std::vector<ReplacedValue>* replaced);
  /// Paths into link.csv wait until it is read.
  void assign_to_links();

 private:
  bool read(const std::filesystem::path& file, Place named_at);
  bool read_base(const std::filesystem::path& file, const Value& base);
  void lay_variant(Value root, std::string name);
  [[nodiscard]] bool is_of_this_version(const Value& root);
  void assign_table(const Value& set, const Provenance& around);
  void assign_or_keep(Assignment assignment);

  Inputs& inputs_;
  Document& document_;
  Diagnostics& diagnostics_;
  std::vector<std::filesystem::path> chain_;  ///< from the file asked for to the one being read
  std::vector<Assignment> of_links_;
  std::vector<ReplacedValue>* replaced_ = nullptr;
};

}  // namespace corridor::scenario
