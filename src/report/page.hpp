// The page: its template, and texts made fit to stand in it.
#pragma once

#include <string>
#include <string_view>

namespace corridor::report {

/// src/report/web/dist/page.html, as it was when the program was built.
[[nodiscard]] std::string page_template();

/// What goes into the marked places of the template.
struct PageParts {
  std::string head;     ///< title and metadata
  std::string content;  ///< what is read without JavaScript
  std::string data;     ///< the object of report_data.hpp, as JSON
};

/// The page. The data is compressed (RFC 1952, without name and time) and written as base64 (RFC 4648). @pre the
/// template has each of its marked places once
[[nodiscard]] std::string fill(std::string_view page, const PageParts& parts);

/// With `<`, `>`, `&` and quotes as entities, without control characters: text that stays text.
[[nodiscard]] std::string escaped(std::string_view text);

[[nodiscard]] std::string compressed(std::string_view text);
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace corridor::report
