// The command line as a whole: parses it, runs one subcommand, and turns whatever went wrong into an exit code.
#pragma once

#include "commands.hpp"

namespace corridor::cli {

/// Everything that main does. Results on stdout, talk on stderr. Throws nothing.
[[nodiscard]] ExitCode run_program(int argc, const char* const* argv);

}  // namespace corridor::cli
