# embed_scenario(<folder> <source>): writes a C++ source that holds the text of every file of a scenario, under its name in the
# scenario's folder. Other files there, such as results, are left out. A file that is added or changed is found by the next
# build; no path of this machine gets into the source.
function(embed_scenario folder source)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE "${folder}"
    "${folder}/scenario.toml" "${folder}/network/*.csv" "${folder}/observed/*.csv")
  list(SORT files)
  set(entries "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${folder}/${file}")
    file(READ "${folder}/${file}" text)
    string(APPEND entries "    {\"${file}\", R\"corridor(${text})corridor\"},\n")
  endforeach()
  list(LENGTH files count)
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT [[
#include "embedded_scenario.hpp"

#include <array>

namespace corridor::cli {

std::span<const EmbeddedFile> embedded_scenario() {
  static constexpr std::array<EmbeddedFile, @count@> files = {{
@entries@  }};
  return files;
}

}  // namespace corridor::cli
]])
endfunction()
