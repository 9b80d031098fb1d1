#include "build_info.hpp"

#include <fmt/format.h>

namespace corridor::cli {

results::BuildInfo build_info() {
#ifdef CORRIDOR_CHECKED
  constexpr bool is_checked = true;
#else
  constexpr bool is_checked = false;
#endif
  return {.version = CORRIDOR_VERSION,
          .compiler = CORRIDOR_COMPILER,
          .build_type = CORRIDOR_BUILD_TYPE,
          .checked = is_checked};
}

std::string version_text() {
  const results::BuildInfo info = build_info();
  return fmt::format("corridor {} ({}, {}{})", info.version, info.compiler, info.build_type,
                     info.checked ? ", checked" : "");
}

}  // namespace corridor::cli
