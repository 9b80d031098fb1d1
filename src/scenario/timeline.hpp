// [[change]]: each is written into the files as they stand then, and what it concerns is read again. Changes the
// Document.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "path.hpp"
#include "reading.hpp"
#include "resolver.hpp"

namespace corridor::scenario {

class Timeline {
 public:
  /// `units`: of the network's columns.
  Timeline(Document& document, Resolver& resolver, Scenario& scenario, Diagnostics& diagnostics, NetworkUnits units);

  /// Fills the scenario's changes, in time order. Errors are placed at the [[change]].
  void apply(const std::vector<ChangeSpec>& specs);

 private:
  using What = decltype(Change::what);
  struct Dated {
    SimTime at;
    const ChangeSpec* spec;
  };

  using ByPath = std::map<std::string, const ChangeSpec*>;

  void apply_one(const Dated& dated);
  void apply_to(const Target& target, const Dated& dated);
  [[nodiscard]] bool is_changeable(const Target& target, const Path& path);
  /// True if another change of this instant contradicts this one; notes this one.
  [[nodiscard]] bool is_conflicting(const Target& target, const Dated& dated);
  [[nodiscard]] std::optional<Value> new_value(const Target& target, const ChangeSpec& spec);
  [[nodiscard]] std::optional<Value> multiplied(const Target& target, const Value& by);
  /// The changed thing, read from the document as it now is; errors go to `found`.
  [[nodiscard]] std::optional<What> read_owner(const Target& target, Diagnostics& found);
  [[nodiscard]] std::optional<What> read_stage(const Target& target, const Reading& reading, Diagnostics& found);
  void report(const Diagnostics& found, const Diagnostics& before, const ChangeSpec& spec);
  void remember(const What& what);

  Document& document_;
  Resolver& resolver_;
  Scenario& scenario_;
  Diagnostics& diagnostics_;
  NetworkUnits units_;
  // As they are at the time of the change.
  std::vector<Stage> stages_;
  std::vector<Link> links_;
  std::map<SimTime, ByPath> earlier_;  ///< the changes of each instant
};

}  // namespace corridor::scenario
