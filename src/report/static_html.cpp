#include "static_html.hpp"

#include <fmt/format.h>

#include "page.hpp"
#include "sentences.hpp"

namespace corridor::report {

std::string findings_html(const std::vector<Finding>& list, const Names& names, const Calendar& calendar) {
  std::string caveats;
  std::string items;
  for (const Finding& f : list) {
    const std::string text = escaped(sentence(f, names, calendar));
    if (f.name.starts_with("caveat_")) {
      caveats += fmt::format("<p class=\"caveat\">{}</p>", text);
    } else {
      items += fmt::format("<li>{}</li>", text);
    }
  }
  return caveats + (items.empty() ? items : fmt::format("<ol class=\"findings\">{}</ol>", items));
}

}  // namespace corridor::report
