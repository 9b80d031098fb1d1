// What is behind each error: why it is one, and a mistake that gives it, beside the same text repaired. For
// `corridor explain` and the documentation; finds no error itself.
#pragma once

#include <string_view>

#include "corridor/scenario/error_catalogue.hpp"

namespace corridor::scenario {

struct ErrorExplanation {
  /// A piece of a file of tests/support/minimal, and what makes the mistake when written in its place.
  struct Example {
    std::string_view right;
    std::string_view wrong;
  };
  ErrorCode code{};
  std::string_view why;        ///< one to three sentences: why it is refused, what to do
  std::string_view not_shown;  ///< why there is no example; empty: there is one
  std::string_view file;       ///< of the scenario, or `--set`
  Example example;
};

/// Nothing for a code that has no explanation yet.
[[nodiscard]] const ErrorExplanation* explanation_of(ErrorCode code);

}  // namespace corridor::scenario
