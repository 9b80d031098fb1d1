#include "assignment.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "toml_document.hpp"

namespace corridor::scenario {

namespace {

/// The one value at the end of dotted keys, if the text is such TOML.
std::optional<Value> value_in_toml(const SourceText& source) {
  Diagnostics ignored;  // what is not TOML is a bare text
  auto root = parse_toml(source, ignored);
  while (root) {
    auto* entries = root->get<Entries>();
    if (entries == nullptr || root->mark.offset >= source.text().find('=')) {
      return root;
    }
    if (entries->size() != 1) {
      return std::nullopt;
    }
    Value next = std::move(entries->front().value);
    root = std::move(next);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Assignment> parse_assignment(const SourceText& source, Diagnostics& diagnostics) {
  const std::string_view text = source.text();
  if (!is_clean_text(source, diagnostics)) {
    return std::nullopt;
  }
  const std::size_t equals = text.find('=');
  const std::size_t key_end = equals == std::string_view::npos ? 0 : text.find_last_not_of(' ', equals - 1) + 1;
  const std::size_t begin =
      equals == std::string_view::npos ? std::string_view::npos : text.find_first_not_of(' ', equals + 1);
  if (equals == 0 || key_end == 0 || begin == std::string_view::npos || text.find('\n') != std::string_view::npos) {
    diagnostics.add({ErrorCode::bad_assignment, fmt::format("\"{}\" sets nothing", text), "key=value"},
                    source.place(source.mark(0, text.size())));
    return std::nullopt;
  }
  Assignment result{{std::string(text.substr(0, key_end)), source.mark(0, key_end)}, {}};
  if (auto value = value_in_toml(source)) {
    result.value = std::move(*value);
  } else {
    result.value = {.data = std::string(text.substr(begin)), .mark = source.mark(begin, text.size() - begin)};
  }
  return result;
}

void assign(Document& document, const Assignment& assignment, Diagnostics& diagnostics) {
  const auto target = find_target(document, assignment.path, diagnostics);
  if (!target) {
    return;
  }
  if (target->field->changeable == Changeable::never) {
    diagnostics.add({ErrorCode::not_changeable, fmt::format("`{}` cannot be set", assignment.path.text)},
                    assignment.path.mark.place());
    return;
  }
  write_value(*target, assignment.value);
}

}  // namespace corridor::scenario
