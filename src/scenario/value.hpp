// The tree of values that files become, whatever their format: each value and key knows where it is written. Gives
// values no meaning.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "corridor/base/time.hpp"

#include "source_text.hpp"

namespace corridor::scenario {

struct Entry;
struct Provenance;
struct Value;

using List = std::vector<Value>;
using Entries = std::vector<Entry>;  ///< a table, in file order

/// A date or a time of day that does not say where on Earth it holds.
struct DateWithoutOffset {
  std::string text;
};

struct Value {
  std::variant<bool, std::int64_t, double, std::string, LocalTime, DateWithoutOffset, List, Entries> data;
  Mark mark;
  bool is_cell = false;  ///< of a CSV table: a text that may mean a number
  /// What holds for it unless it says otherwise, if it was put into a table of another file: not what that table says.
  const Provenance* around = nullptr;

  template <class T>
  [[nodiscard]] const T* get() const {
    return std::get_if<T>(&data);
  }
  template <class T>
  [[nodiscard]] T* get() {
    return std::get_if<T>(&data);
  }
  /// The value under `key`, if this is a table that has it.
  [[nodiscard]] const Value* find(std::string_view key) const;
  [[nodiscard]] Value* find(std::string_view key);
  /// The value inside `{ value = ..., source = ... }`, or this one.
  [[nodiscard]] Value& inner();
};

struct Entry {
  std::string key;
  Mark key_mark;
  Value value;
};

/// The value's text without quotes: `48 s`, `0.5`, `[1, 2]`.
[[nodiscard]] std::string written(const Value& value);
/// For messages: `the number 4`, `the text "abc"`, `a list`.
[[nodiscard]] std::string describe(const Value& value);
/// The shortest text that reads back as this number.
[[nodiscard]] std::string number_text(double number);
/// A default as a value: a number, `true` or `false`, else a text.
[[nodiscard]] Value value_of_text(std::string_view text);

}  // namespace corridor::scenario
