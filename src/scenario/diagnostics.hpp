// The errors found so far. Throws nothing until asked.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/scenario/error_catalogue.hpp"

namespace corridor::scenario {

/// What is wrong, without its place.
struct Finding {
  ErrorCode code{};
  std::string message;
  std::string expected = {};
  std::string nearest = {};
};

[[nodiscard]] Diagnostic diagnostic_of(Finding finding, Place place);

class Diagnostics {
 public:
  void add(Finding finding, Place place);
  void add(Diagnostic diagnostic) { list_.push_back(std::move(diagnostic)); }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] const std::vector<Diagnostic>& list() const { return list_; }
  /// Throws ScenarioError with everything found, sorted by file, line and column, each once; returns if there is
  /// nothing.
  void throw_if_any();

 private:
  std::vector<Diagnostic> list_;
};

}  // namespace corridor::scenario
