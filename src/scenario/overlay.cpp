#include "overlay.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "specs.hpp"

namespace corridor::scenario {

namespace {

Entry* entry_of(Value& table, const std::string& key) {
  auto& entries = *table.get<Entries>();
  const auto it = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
  return it == entries.end() ? nullptr : &*it;
}

/// True if the variant's table is of another kind than the base's (`dist`, `model`, `kind`): their keys do not mix.
bool is_of_another_kind(const Value& base, const Value& over, const TableInfo& info) {
  if (info.variant_key.empty() || over.find(info.variant_key) == nullptr) {
    return false;
  }
  const auto kind = variant_of(info, over);
  return kind && kind != variant_of(info, base);
}

/// By which keys the things of a list are told apart; none: the list is one value.
std::vector<std::string> keys_of(const TableInfo& info) {
  if (&info == &change_table().info()) {
    return {"at", "set"};
  }
  if (&info == &delivery_table().info()) {
    return {"at", "to"};
  }
  return info.find("id") == nullptr ? std::vector<std::string>{} : std::vector<std::string>{"id"};
}

/// Among the first `count` elements the one with the same values of these keys; `count` if there is none.
std::size_t position_of(const Value& element, const List& list, std::size_t count,
                        const std::vector<std::string>& keys) {
  const auto is_same = [&](const Value& known) {
    return std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
      const Value* a = known.find(key);
      const Value* b = element.find(key);
      return a != nullptr && b != nullptr && written(*a) == written(*b);
    });
  };
  const auto end = list.begin() + static_cast<std::ptrdiff_t>(count);
  return static_cast<std::size_t>(std::find_if(list.begin(), end, is_same) - list.begin());
}

class Overlay {
 public:
  explicit Overlay(Document& document) : document_(document) {}

  void table(Value& base, Value over, const TableInfo& info, const Reading& outer) {
    Reading reading = outer;
    if (!info.evidence_key.empty()) {
      reading.provenance = provenance_of(outer, over, info.evidence_key);
    }
    for (Entry& entry : *over.get<Entries>()) {
      const FieldInfo* field = info.find(entry.key);
      Entry* present = field == nullptr ? nullptr : entry_of(base, entry.key);
      if (present != nullptr) {
        value(*present, std::move(entry), *field, reading);
      } else if (field != nullptr || !says_where_from(entry.key, info.evidence_key)) {
        base.get<Entries>()->push_back({entry.key, entry.key_mark, placed(std::move(entry.value), reading)});
      }
    }
  }

 private:
  /// The value with what holds for it in its own file.
  Value placed(Value value, const Reading& reading) {
    value.around = document_.keep(reading.provenance);
    return value;
  }

  void value(Entry& base, Entry over, const FieldInfo& field, const Reading& outer) {
    const Reading reading = outer.inside(field.key, "");
    Value& inner = base.value.inner();
    const bool has_table = inner.get<Entries>() != nullptr;
    if (field.shape == Shape::table && has_table) {
      const Unwrapped unwrapped = unwrap(reading, over.value);
      const bool is_table = unwrapped.value.get<Entries>() != nullptr;
      if (is_table && !is_of_another_kind(inner, unwrapped.value, *field.nested)) {
        table(inner, unwrapped.value, *field.nested, unwrapped.reading);
        return;
      }
    } else if (field.shape == Shape::tables_by_id && has_table && over.value.get<Entries>() != nullptr) {
      by_id(inner, std::move(over.value), *field.nested, reading);
      return;
    } else if (field.shape == Shape::list && inner.get<List>() != nullptr && over.value.get<List>() != nullptr) {
      if (list(*inner.get<List>(), *over.value.get<List>(), *field.nested, reading)) {
        return;
      }
    }
    base = {over.key, over.key_mark, placed(std::move(over.value), outer)};
  }

  void by_id(Value& base, Value over, const TableInfo& info, const Reading& reading) {
    for (Entry& entry : *over.get<Entries>()) {
      Entry* present = entry_of(base, entry.key);
      const bool are_tables =
          present != nullptr && present->value.get<Entries>() != nullptr && entry.value.get<Entries>() != nullptr;
      if (are_tables) {
        table(present->value, std::move(entry.value), info, reading);
      } else if (present != nullptr) {
        *present = {entry.key, entry.key_mark, placed(std::move(entry.value), reading)};
      } else {
        base.get<Entries>()->push_back({entry.key, entry.key_mark, placed(std::move(entry.value), reading)});
      }
    }
  }

  /// Things with an id by id; a change replaces the one of the same value at the same time. False if the list is one
  /// value, which is replaced as a whole.
  bool list(List& base, List& over, const TableInfo& info, const Reading& reading) {
    const std::vector<std::string> keys = keys_of(info);
    if (keys.empty()) {
      return false;
    }
    const bool is_timeline = &info == &change_table().info();
    const std::size_t count = base.size();
    std::set<std::size_t> met;  // a second thing with an id is a double id, also in a variant
    for (Value& element : over) {
      const std::size_t at = position_of(element, base, count, keys);
      if (at == count || !met.insert(at).second) {
        base.push_back(placed(std::move(element), reading));
      } else if (is_timeline || is_of_another_kind(base[at], element, info)) {
        base[at] = placed(std::move(element), reading);
      } else {
        table(base[at], std::move(element), info, reading);
      }
    }
    return true;
  }

  Document& document_;
};

}  // namespace

void lay_over(Document& document, Value variant, const Reading& reading) {
  Overlay(document).table(document.root, std::move(variant), scenario_table().info(), reading);
}

}  // namespace corridor::scenario
