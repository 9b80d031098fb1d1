#include "value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>

#include <fmt/format.h>

namespace corridor::scenario {

namespace {

/// The value under `key` in a table of values or constant values.
template <class V>
auto find_in(V& value, std::string_view key) -> V* {
  auto* entries = value.template get<Entries>();
  if (entries == nullptr) {
    return nullptr;
  }
  const auto it = std::find_if(entries->begin(), entries->end(), [&](const Entry& e) { return e.key == key; });
  return it == entries->end() ? nullptr : &it->value;
}

std::string written_list(const List& list) {
  std::string text;
  for (const Value& v : list) {
    text += (text.empty() ? "" : ", ") + written(v);
  }
  return "[" + text + "]";
}

std::string written_table(const Entries& entries) {
  std::string text;
  for (const Entry& e : entries) {
    text += fmt::format("{}{} = {}", text.empty() ? " " : ", ", e.key, written(e.value));
  }
  return "{" + text + " }";
}

template <class T>
std::string written_scalar(const Value& value, const T& data) {
  if constexpr (std::is_same_v<T, bool>) {
    return data ? "true" : "false";
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    return std::to_string(data);
  } else if constexpr (std::is_same_v<T, double>) {
    return number_text(data);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return data;
  } else if constexpr (std::is_same_v<T, DateWithoutOffset>) {
    return data.text;
  } else if constexpr (std::is_same_v<T, LocalTime>) {
    return std::string(value.mark.source->text().substr(value.mark.offset, value.mark.length));
  } else if constexpr (std::is_same_v<T, List>) {
    return written_list(data);
  } else {
    return written_table(data);
  }
}

}  // namespace

const Value* Value::find(std::string_view key) const {
  return find_in(*this, key);
}

Value* Value::find(std::string_view key) {
  return find_in(*this, key);
}

Value& Value::inner() {
  Value* wrapped = find("value");
  return wrapped == nullptr ? *this : *wrapped;
}

std::string written(const Value& value) {
  return std::visit([&](const auto& data) { return written_scalar(value, data); }, value.data);
}

std::string describe(const Value& value) {
  if (value.get<List>() != nullptr) {
    return "a list";
  }
  if (value.get<Entries>() != nullptr) {
    return "a table";
  }
  const std::string text = written(value);
  if (value.get<std::string>() != nullptr) {
    return fmt::format("the text \"{}\"", text);
  }
  if (value.get<LocalTime>() != nullptr || value.get<DateWithoutOffset>() != nullptr) {
    return "the date " + text;
  }
  return value.get<bool>() != nullptr ? text : "the number " + text;
}

std::string number_text(double number) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  return {buffer.data(), end};
}

Value value_of_text(std::string_view text) {
  if (text == "true" || text == "false") {
    return {.data = text == "true", .mark = {}};
  }
  const char* const end = text.data() + text.size();
  std::int64_t whole = 0;
  if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc() && read.ptr == end) {
    return {.data = whole, .mark = {}};
  }
  double number = 0;
  if (const auto read = std::from_chars(text.data(), end, number); read.ec == std::errc() && read.ptr == end) {
    return {.data = number, .mark = {}};
  }
  return {.data = std::string(text), .mark = {}};
}

}  // namespace corridor::scenario
