// The program's version and how it was compiled.
#pragma once

#include <string>

#include "corridor/results/run_writer.hpp"

namespace corridor::cli {

[[nodiscard]] results::BuildInfo build_info();
/// For `--version`.
[[nodiscard]] std::string version_text();

}  // namespace corridor::cli
