#include "commands.hpp"
#include "json_schema.hpp"
#include "text.hpp"

namespace corridor::cli {

ExitCode schema() {
  print(json_schema());
  return ExitCode::ok;
}

}  // namespace corridor::cli
