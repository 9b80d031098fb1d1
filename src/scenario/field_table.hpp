// A table type declared key by key: one declaration reads the values, finds unknown and missing keys, and is the
// schema.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corridor/scenario/schema.hpp"

#include "reading.hpp"

namespace corridor::scenario {

/// How a value of type V is written and read.
template <class V>
struct Type {
  std::string name;     ///< for people: `time, more than 0`
  std::string example;  ///< as written
  /// The value, or nothing after an error was reported.
  std::function<std::optional<V>(const Reading&, const Value&)> read;
  bool is_parameter = false;            ///< listed among the scenario's parameters
  std::vector<std::string> words = {};  ///< if it is one of a few words
  Shape shape = Shape::value;
  const TableInfo* nested = nullptr;
  CellUnit cell_unit = CellUnit::none;
  bool is_raw = false;  ///< `{ value = ... }` is not looked into
  ValueForm form = {};
};

/// The same type, whose values are no parameters of the model.
template <class V>
Type<V> unlisted(Type<V> type) {
  type.is_parameter = false;
  return type;
}

/// Whether a key must be there, and what holds when it is not.
struct Need {
  bool is_required = false;
  std::string fallback;        ///< for people
  std::optional<Value> value;  ///< read as if it were written
};
inline const Need required{.is_required = true, .fallback = "", .value = {}};
inline const Need optional{};
/// The default as a text that is read like any other.
[[nodiscard]] inline Need fallback(std::string text) {
  Value value = value_of_text(text);
  return {.is_required = false, .fallback = std::move(text), .value = std::move(value)};
}
/// As if the table were there, with no key in it.
[[nodiscard]] inline Need defaults_of_its_keys() {
  return {.is_required = false, .fallback = "that of each key", .value = Value{.data = Entries{}, .mark = {}}};
}
/// The default in words; the struct's own initial value is it.
[[nodiscard]] inline Need by_default(std::string words) {
  return {.is_required = false, .fallback = std::move(words), .value = {}};
}

/// One key of a table that becomes a T.
template <class T>
struct Field {
  FieldInfo info;
  std::optional<Value> fallback;
  std::function<void(const Reading&, const Value&, T&)> set;  ///< empty: the column is not used

  Field only_for(std::vector<std::string> variants) && {
    info.only_for = std::move(variants);
    return std::move(*this);
  }
  Field changeable(Changeable how) && {
    info.changeable = how;
    return std::move(*this);
  }
  /// An example of a value, in place of its type's.
  Field like(std::string example) && {
    info.example = std::move(example);
    return std::move(*this);
  }
  Field left_out_of_paths() && {
    info.is_in_paths = false;
    return std::move(*this);
  }
};

template <class T, class M, class V>
Field<T> field(std::string key, M T::*member, Type<V> type, const Need& need, std::string meaning) {
  FieldInfo info{.key = std::move(key),
                 .type = type.name,
                 .example = type.example,
                 .fallback = need.fallback,
                 .fallback_is_words = !need.value || need.value->get<Entries>() != nullptr,
                 .is_required = need.is_required,
                 .only_for = {},
                 .meaning = std::move(meaning),
                 .changeable = Changeable::in_a_run,
                 .words = type.words,
                 .shape = type.shape,
                 .nested = type.nested,
                 .is_used = true,
                 .is_in_paths = true,
                 .form = type.form};
  return {std::move(info), need.value,
          [member, type = std::move(type)](const Reading& reading, const Value& written, T& out) {
            const Unwrapped unwrapped = type.is_raw ? Unwrapped{written, reading} : unwrap(reading, written);
            if (auto result = type.read(unwrapped.reading, unwrapped.value)) {
              out.*member = std::move(*result);
              if (type.is_parameter) {
                unwrapped.reading.list(unwrapped.value, type.cell_unit);
              }
            }
          }};
}

/// A standard column that may stand there and is not used.
template <class T>
Field<T> unused_field(std::string key, std::string meaning) {
  Field<T> result;
  result.info.key = std::move(key);
  result.info.type = "any";
  result.info.meaning = std::move(meaning);
  result.info.changeable = Changeable::never;
  result.info.is_used = false;
  return result;
}

/// The value of the table's variant key, or its default; nothing if there is none or it is not a text.
[[nodiscard]] std::optional<std::string> variant_of(const TableInfo& info, const Value& value);
/// Reports the keys that are unknown or do not go with the variant.
void check_keys(const Reading& reading, const Value& value, const TableInfo& info,
                const std::optional<std::string>& variant);
void report_missing(const Reading& reading, const Value& value, const TableInfo& info, const FieldInfo& missing);
void report_not_a_table(const Reading& reading, const Value& value, const TableInfo& info);
[[nodiscard]] bool goes_with(const FieldInfo& field, const std::optional<std::string>& variant);

/// Everything that a table may hold, and how it becomes a T.
template <class T>
class Table {
 public:
  /// Looks at the whole once all keys are read without error.
  using Check = std::function<void(const Reading&, const Value&, T&)>;

  Table(TableInfo info, std::vector<Field<T>> fields, Check check = {})
      : info_(std::move(info)), fields_(std::move(fields)), check_(std::move(check)) {
    for (const Field<T>& f : fields_) {
      info_.fields.push_back(f.info);
    }
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  [[nodiscard]] const TableInfo& info() const { return info_; }

  /// The struct, with initial values where there were errors.
  [[nodiscard]] T read(const Reading& reading, const Value& value) const {
    T out{};
    if constexpr (requires { out.mark; }) {
      out.mark = value.mark;
    }
    if (value.get<Entries>() == nullptr) {
      report_not_a_table(reading, value, info_);
      return out;
    }
    const std::size_t errors = reading.diagnostics.size();
    const auto variant = variant_of(info_, value);
    check_keys(reading, value, info_, variant);
    Reading inner = reading.around(value);
    if (!info_.evidence_key.empty()) {
      inner.provenance = provenance_of(inner, value, info_.evidence_key);
    }
    for (const Field<T>& f : fields_) {
      if (f.set && goes_with(f.info, variant)) {
        read_field(inner, value, f, out, variant.has_value());
      }
    }
    if (reading.diagnostics.size() == errors && check_) {
      check_(inner, value, out);
    }
    if constexpr (requires { out.is_sound; }) {
      out.is_sound = reading.diagnostics.size() == errors;
    }
    return out;
  }

 private:
  /// Of a kind that is unknown, which is an error already, no key is missed.
  void read_field(const Reading& inner, const Value& table, const Field<T>& f, T& out, bool is_kind_known) const {
    if (const Value* written = table.find(f.info.key)) {
      f.set(f.info.is_in_paths ? inner.under(f.info.key) : inner, *written, out);
    } else if (f.info.is_required && (is_kind_known || f.info.only_for.empty())) {
      report_missing(inner, table, info_, f.info);
    } else if (f.fallback) {
      Reading assumed = inner.under(f.info.key);
      assumed.provenance = {"default", Evidence::assumed};  // of each key, also in a table that is not there
      if (!info_.lists_defaults && f.info.shape == Shape::value) {
        assumed.parameters = nullptr;
      }
      f.set(assumed, *f.fallback, out);
    }
  }

  TableInfo info_;
  std::vector<Field<T>> fields_;
  Check check_;
};

/// One table: `[people]`, `service = { ... }`. `what` names it in messages, empty: not.
template <class T>
Type<T> table_of(const Table<T>& table, std::string what) {
  return {.name = "table",
          .example = "",
          .read = [&table, what](const Reading& reading, const Value& value) -> std::optional<T> {
            return table.read(what.empty() ? reading : reading.inside(what, ""), value);
          },
          .is_parameter = false,
          .shape = Shape::table,
          .nested = &table.info()};
}

/// The id of a table, for paths and messages before it is read.
[[nodiscard]] std::string id_of(const Value& table, std::string_view id_key, std::size_t position);
void report_not_a_list(const Reading& reading, const Value& value, const std::string& of_what);

/// A list of tables: `[[site]]`. Paths join the ids, not the positions. `what` names one in messages.
template <class T>
Type<std::vector<T>> tables_of(const Table<T>& table, std::string what) {
  return {.name = "list of tables",
          .example = "",
          .read = [&table, what](const Reading& reading, const Value& value) -> std::optional<std::vector<T>> {
            const auto* list = value.get<List>();
            if (list == nullptr) {
              report_not_a_list(reading, value, "tables, one for each " + what);
              return std::nullopt;
            }
            std::vector<T> result;
            result.reserve(list->size());
            for (const Value& element : *list) {
              const std::string id = id_of(element, "id", result.size());
              result.push_back(table.read(reading.under(id).inside(what, id), element));
            }
            return result;
          },
          .is_parameter = false,
          .shape = Shape::list,
          .nested = &table.info()};
}

/// Tables by id: `[vehicle_class.car]`; the id becomes the struct's `id`.
template <class T>
Type<std::vector<T>> tables_by_id(const Table<T>& table, std::string what) {
  return {.name = "tables by id",
          .example = "",
          .read = [&table, what](const Reading& reading, const Value& value) -> std::optional<std::vector<T>> {
            const auto* entries = value.get<Entries>();
            if (entries == nullptr) {
              report_not_a_table(reading, value, table.info());
              return std::nullopt;
            }
            std::vector<T> result;
            for (const Entry& entry : *entries) {
              T one = table.read(reading.under(entry.key).inside(what, entry.key), entry.value);
              one.id = entry.key;
              one.mark = entry.key_mark;
              result.push_back(std::move(one));
            }
            return result;
          },
          .is_parameter = false,
          .shape = Shape::tables_by_id,
          .nested = &table.info()};
}

}  // namespace corridor::scenario
