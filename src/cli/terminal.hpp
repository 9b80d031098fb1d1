// What the screen can do. Prints nothing.
#pragma once

#include <cstdio>

#include "corridor/base/error.hpp"

namespace corridor::cli {

/// A terminal that understands escape sequences: not `TERM=dumb`.
[[nodiscard]] bool is_terminal(std::FILE* stream);
/// Bold red, or nothing: on no terminal, and nowhere if NO_COLOR is set and not empty (https://no-color.org).
[[nodiscard]] Emphasis emphasis_on(std::FILE* stream);

}  // namespace corridor::cli
