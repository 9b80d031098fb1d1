# embed_page(<page> <source>): writes a C++ source that holds the bytes of the page's template. A page that is changed is found
# by the next build; no path of this machine gets into the source.
function(embed_page page source)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${page}")
  file(READ "${page}" bytes HEX)
  string(LENGTH "${bytes}" length)
  set(piece 32768) # hexadecimal digits: compilers need not take literals of more than 65,536 characters
  set(pieces "")
  set(begin 0)
  set(count 0)
  while(begin LESS length)
    string(SUBSTRING "${bytes}" ${begin} ${piece} digits)
    string(REGEX REPLACE "(..)" "\\\\x\\1" digits "${digits}")
    string(APPEND pieces "    \"${digits}\"sv,\n")
    math(EXPR begin "${begin} + ${piece}")
    math(EXPR count "${count} + 1")
  endwhile()
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT [[
#include "page.hpp"

#include <array>

namespace corridor::report {

std::string page_template() {
  using namespace std::string_view_literals;
  static constexpr std::array<std::string_view, @count@> pieces = {{
@pieces@  }};
  std::string page;
  for (const std::string_view piece : pieces) {
    page += piece;
  }
  return page;
}

}  // namespace corridor::report
]])
endfunction()
