#include "path.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

#include "field_table.hpp"
#include "specs.hpp"

namespace corridor::scenario {

namespace {

struct Segment {
  std::string text;
  Mark mark;
  std::optional<std::size_t> position = {};  ///< in the list, if a `*` has become this id
};
using Segments = std::vector<Segment>;

Segments segments_of(const Path& path) {
  Segments result;
  for (std::size_t begin = 0; begin <= path.text.size();) {
    const std::size_t end = std::min(path.text.find('.', begin), path.text.size());
    result.push_back({path.text.substr(begin, end - begin), path.mark.part(begin, end - begin), {}});
    begin = end + 1;
  }
  return result;
}

std::string joined(const Segments& segments) {
  std::string text;
  for (const Segment& segment : segments) {
    text += (text.empty() ? "" : ".") + segment.text;
  }
  return text;
}

/// Follows one path up to its first `*`.
class Walker {
 public:
  Walker(Document& document, const Segments& segments, Diagnostics& diagnostics)
      : document_(document), segments_(segments), diagnostics_(diagnostics) {
    target_.path = joined(segments);
  }

  /// The ids for which a `*` stands, where it stopped.
  struct Every {
    std::size_t segment = 0;
    std::vector<std::string> ids;
  };
  [[nodiscard]] const std::optional<Every>& every() const { return every_; }

  std::optional<Target> walk() {
    if (segments_.front().text == "link") {
      at_ = 1;
      Value* row = element(document_.links, "link_id", "link");
      if (row == nullptr) {
        return std::nullopt;
      }
      target_.owner = Target::Owner::link;
      target_.owner_index = position_;
      return walk_table(*row, link_table().info());
    }
    return walk_table(document_.root, scenario_table().info());
  }

 private:
  [[nodiscard]] bool is_last() const { return at_ + 1 == segments_.size(); }

  std::optional<Target> walk_table(Value& table, const TableInfo& info) {
    if (at_ >= segments_.size()) {
      fail(segments_.back(), "the path ends too early", "a key after it", keys_of(info));
      return std::nullopt;
    }
    const Segment& segment = segments_[at_];
    if (table.get<Entries>() == nullptr) {
      fail(segment, "the path leads into a value", "a table such as " + info.name, {});
      return std::nullopt;
    }
    const FieldInfo* field = info.find(segment.text);
    if (field != nullptr && !field->is_used) {
      field = nullptr;
    }
    if (const FieldInfo* unnamed = list_without_name(info); field == nullptr && unnamed != nullptr) {
      return walk_list(table, *unnamed);
    }
    if (field == nullptr || !field->is_in_paths) {
      fail(segment, fmt::format("unknown key `{}` in the path", segment.text), "a key of " + info.name, keys_of(info));
      return std::nullopt;
    }
    if (is_last()) {
      target_.table = &table;
      target_.key = segment.text;
      target_.key_mark = segment.mark;
      target_.field = field;
      return target_;
    }
    return walk_into(table, *field);
  }

  std::optional<Target> walk_into(Value& table, const FieldInfo& field) {
    if (field.shape == Shape::list) {
      ++at_;
      return walk_list(table, field);
    }
    Value* value = table.find(field.key);
    if (value == nullptr && field.shape == Shape::table) {
      write_value({.table = &table, .key = field.key, .key_mark = segments_[at_].mark},
                  {.data = Entries{}, .mark = segments_[at_].mark});
      value = table.find(field.key);
    }
    const Segment& next = segments_[++at_];
    if (field.shape == Shape::table) {
      return walk_table(value->inner(), *field.nested);
    }
    if (field.shape == Shape::tables_by_id && next.text == "*" && value != nullptr) {
      stop_at_every(labels_of(*value), field.key);
      return std::nullopt;
    }
    Value* entry = value == nullptr ? nullptr : value->inner().find(next.text);
    if (entry == nullptr) {
      fail(next, fmt::format("`{}` has no entry `{}`", field.key, next.text), "one that is written",
           value == nullptr ? std::vector<std::string>{} : labels_of(value->inner()));
      return std::nullopt;
    }
    if (field.shape == Shape::tables_by_id) {
      ++at_;
      return walk_table(*entry, *field.nested);
    }
    if (!is_last()) {
      fail(segments_[at_ + 1], "the path goes on below a value", "no more keys", {});
      return std::nullopt;
    }
    target_.table = &value->inner();  // a table of shares, by label
    target_.key = next.text;
    target_.key_mark = next.mark;
    target_.field = &field;
    return target_;
  }

  std::optional<Target> walk_list(Value& table, const FieldInfo& field) {
    Value* value = table.find(field.key);
    List* list = value == nullptr ? nullptr : value->get<List>();
    List none;
    Value* one = element(list == nullptr ? none : *list, "id", field.key);
    if (one == nullptr) {
      return std::nullopt;
    }
    if (field.key == "origin" || field.key == "site") {
      target_.owner = field.key == "site" ? Target::Owner::site : Target::Owner::origin;
      target_.owner_index = position_;
    } else if (field.key == "stage") {
      target_.owner = Target::Owner::stage;
      target_.stage_index = position_;
    }
    return walk_table(*one, *field.nested);
  }

  /// The element with the id that is next in the path.
  Value* element(List& list, std::string_view id_key, std::string_view what) {
    if (at_ < segments_.size() && segments_[at_].position) {
      position_ = *segments_[at_++].position;
      return &list[position_];
    }
    std::vector<std::string> ids;
    for (const Value& v : list) {
      ids.push_back(id_of(v, id_key, ids.size()));
    }
    if (at_ >= segments_.size()) {
      fail(segments_.back(), "the path ends too early", fmt::format("an existing {} after it", what), ids);
      return nullptr;
    }
    if (segments_[at_].text == "*") {
      if (what != "link" || document_.has_all_rows) {
        stop_at_every(std::move(ids), what);
      }
      return nullptr;
    }
    const auto found = std::find(ids.begin(), ids.end(), segments_[at_].text);
    if (found == ids.end() && what == "link" && !document_.has_all_rows) {
      return nullptr;  // it may be among the rows that could not be read
    }
    if (found == ids.end()) {
      fail(segments_[at_], fmt::format("there is no {} `{}`", what, segments_[at_].text),
           fmt::format("an existing {}", what), ids);
      return nullptr;
    }
    ++at_;
    position_ = static_cast<std::size_t>(found - ids.begin());
    return &list[position_];
  }

  void stop_at_every(std::vector<std::string> ids, std::string_view what) {
    if (ids.empty()) {
      fail(segments_[at_], fmt::format("`*` stands for nothing: there is no {}", what),
           fmt::format("an existing {}", what), {});
    } else {
      every_ = {at_, std::move(ids)};
    }
  }

  static const FieldInfo* list_without_name(const TableInfo& info) {
    const auto it =
        std::find_if(info.fields.begin(), info.fields.end(), [](const FieldInfo& f) { return !f.is_in_paths; });
    return it == info.fields.end() ? nullptr : &*it;
  }

  static std::vector<std::string> keys_of(const TableInfo& info) {
    std::vector<std::string> keys;
    for (const FieldInfo& f : info.fields) {
      if (f.is_used && f.is_in_paths && f.changeable != Changeable::never) {
        keys.push_back(f.key);
      }
    }
    if (info.find("origin") != nullptr) {
      keys.emplace_back("link");
    }
    return keys;
  }

  static std::vector<std::string> labels_of(const Value& value) {
    std::vector<std::string> labels;
    if (const auto* entries = value.get<Entries>()) {
      for (const Entry& e : *entries) {
        labels.push_back(e.key);
      }
    }
    return labels;
  }

  void fail(const Segment& segment, std::string message, std::string expected, const std::vector<std::string>& names) {
    diagnostics_.add(
        {ErrorCode::unknown_path, std::move(message), std::move(expected), nearest_name(segment.text, names)},
        segment.mark.place());
  }

  Document& document_;
  const Segments& segments_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;        ///< the segment that is looked at
  std::size_t position_ = 0;  ///< of the element found last
  Target target_;
  std::optional<Every> every_;
};

}  // namespace

std::vector<Target> find_targets(Document& document, const Path& path, Diagnostics& diagnostics) {
  std::vector<Target> targets;
  std::vector<Segments> open = {segments_of(path)};  // the next one last
  while (!open.empty()) {
    const Segments segments = std::move(open.back());
    open.pop_back();
    Walker walker(document, segments, diagnostics);
    if (auto target = walker.walk()) {
      targets.push_back(std::move(*target));
    }
    if (const auto& every = walker.every()) {
      for (std::size_t i = every->ids.size(); i > 0; --i) {
        open.push_back(segments);
        Segment& one = open.back()[every->segment];
        one.text = every->ids[i - 1];
        one.position = i - 1;
      }
    }
  }
  return targets;
}

void write_value(const Target& target, Value value) {
  if (Value* written = target.value()) {
    *written = std::move(value);
  } else {
    target.table->get<Entries>()->push_back({target.key, target.key_mark, std::move(value)});
  }
}

}  // namespace corridor::scenario
