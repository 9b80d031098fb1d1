// What every error must be, whatever the input: has a code, says something, and points into the text it is about. A
// broken rule is an exception that nobody catches, so that the fuzzer reports it.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"

namespace corridor::scenario::fuzz {

inline void expect_sound(const Diagnostic& d) {
  const Place& place = d.place;
  const bool points_into_line =
      place.line == 0 ||
      (place.column >= 1 && place.length >= 1 &&
       (place.source_line.empty() || static_cast<std::size_t>(place.column - 1) <= place.source_line.size()));
  if (d.code.size() != 5 || d.message.empty() || place.line < 0 || !points_into_line || format(d).empty()) {
    throw std::logic_error("an error that does not say what is wrong where: " + format(d));
  }
}

inline void expect_sound(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& d : diagnostics) {
    expect_sound(d);
  }
}

}  // namespace corridor::scenario::fuzz
