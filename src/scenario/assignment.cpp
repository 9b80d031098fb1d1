#include "assignment.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "toml_document.hpp"

namespace corridor::scenario {

namespace {

/// The same value, as if it had been read from `source`.
void move_marks(Value& value, const SourceText& source) {
  value.mark.source = &source;
  if (auto* list = value.get<List>()) {
    for (Value& element : *list) {
      move_marks(element, source);
    }
  }
  if (auto* entries = value.get<Entries>()) {
    for (Entry& entry : *entries) {
      entry.key_mark.source = &source;
      move_marks(entry.value, source);
    }
  }
}

/// The value behind the `=`, if it is TOML. A path need be no key of TOML (`site.*.id`): another key stands for it.
std::optional<Value> value_in_toml(const SourceText& source, std::size_t equals) {
  std::string text(source.text());
  text.replace(0, equals, equals, ' ');
  text[0] = 'v';
  const SourceText with_a_key(source.name(), std::move(text));
  Diagnostics ignored;  // what is not TOML is a bare text
  auto root = parse_toml(with_a_key, ignored);
  Value* value = root ? root->find("v") : nullptr;
  if (value == nullptr) {
    return std::nullopt;
  }
  move_marks(*value, source);
  return std::move(*value);
}

/// The value, or all in it if it is a table.
void list_values(const Value& value, std::size_t set, const std::string& path, std::vector<ReplacedValue>& list) {
  if (const auto* entries = value.get<Entries>()) {
    for (const Entry& entry : *entries) {
      list_values(entry.value, set, path + '.' + entry.key, list);
    }
    return;
  }
  list.push_back({.set = set, .path = path, .text = written(value), .place = value.mark.place()});
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
  Assignment result{{std::string(text.substr(0, key_end)), source.mark(0, key_end)}, {}, {}};
  if (auto value = value_in_toml(source, equals)) {
    result.value = std::move(*value);
  } else {
    result.value = {.data = std::string(text.substr(begin)), .mark = source.mark(begin, text.size() - begin)};
  }
  return result;
}

void assign(Document& document, const Assignment& assignment, std::vector<ReplacedValue>* replaced,
            Diagnostics& diagnostics) {
  for (const Target& target : find_targets(document, assignment.path, diagnostics)) {
    if (target.field->changeable == Changeable::never) {
      diagnostics.add({ErrorCode::not_changeable, fmt::format("`{}` cannot be set", assignment.path.text)},
                      assignment.path.mark.place());
      return;
    }
    if (const Value* before = target.value(); replaced != nullptr && assignment.set && before != nullptr) {
      list_values(*before, *assignment.set, target.path, *replaced);
    }
    write_value(target, assignment.value);
  }
}

}  // namespace corridor::scenario
