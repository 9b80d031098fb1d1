#include "reading.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

namespace corridor::scenario {

namespace {

Evidence evidence_of(const Reading& reading, const Value& value) {
  const auto* word = value.get<std::string>();
  for (std::size_t i = 0; word != nullptr && i < evidence_words().size(); ++i) {
    if (*word == evidence_words().at(i)) {
      return static_cast<Evidence>(i + 1);
    }
  }
  reading.error(
      value.mark,
      {ErrorCode::unknown_word, fmt::format("{} does not say how well a value is known", describe(value)),
       "\"observed\", \"estimated\" or \"assumed\"", word == nullptr ? "" : nearest_name(*word, evidence_words())});
  return Evidence::unstated;
}

/// The key of `{ vaule = ..., source = ... }` that was to be `value`.
const Entry* misspelt_value(const Value& value) {
  const auto* entries = value.get<Entries>();
  static const std::array<std::string, 1> names = {"value"};
  for (std::size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
    if (!nearest_name((*entries)[i].key, names).empty()) {
      return &(*entries)[i];
    }
  }
  return nullptr;
}

}  // namespace

const std::vector<std::string>& evidence_words() {
  static const std::vector<std::string> words = {"observed", "estimated", "assumed"};
  return words;
}

Reading Reading::under(std::string_view key) const {
  Reading inner = *this;
  inner.path += (path.empty() ? "" : ".") + std::string(key);
  return inner;
}

Reading Reading::inside(std::string_view what, std::string_view id) const {
  Reading inner = *this;
  inner.context += fmt::format("{}{}", context.empty() ? " in " : ", ", what);
  if (!id.empty()) {
    inner.context += fmt::format(" `{}`", id);
  }
  return inner;
}

void Reading::list(const Value& value, CellUnit unit) const {
  if (parameters == nullptr) {
    return;
  }
  std::string text = written(value);
  if (value.is_cell && unit != CellUnit::none) {
    text += " " + (unit == CellUnit::length ? units.length : unit == CellUnit::speed ? units.speed : "/h");
  }
  parameters->push_back({path, std::move(text), provenance.source, provenance.evidence});
  if (values != nullptr) {
    values->push_back({path, provenance.known_from, value.mark.source == nullptr, value.mark.place()});
  }
}

void report_out_of_range(const Reading& reading, const Value& value, std::string expected) {
  reading.error(value.mark,
                {ErrorCode::out_of_range, fmt::format("{} is out of range{}", written(value), reading.context),
                 std::move(expected)});
}

void report_wrong_type(const Reading& reading, const Value& value, std::string expected) {
  if (const Entry* misspelt = misspelt_value(value)) {
    reading.error(misspelt->key_mark,
                  {ErrorCode::unknown_key, fmt::format("unknown key `{}`{}", misspelt->key, reading.context),
                   "`value`, `source` and `kind`", "value"});
    return;
  }
  const ErrorCode code =
      value.get<DateWithoutOffset>() != nullptr ? ErrorCode::date_without_offset : ErrorCode::wrong_type;
  reading.error(value.mark,
                {code, fmt::format("{} cannot stand here{}", describe(value), reading.context), std::move(expected)});
}

bool says_where_from(std::string_view key, std::string_view evidence_key) {
  return !evidence_key.empty() && (key == "source" || key == "known_from" || key == evidence_key);
}

Provenance provenance_of(const Reading& reading, const Value& table, std::string_view evidence_key) {
  Provenance result = reading.provenance;
  if (const Value* source = table.find("source")) {
    if (const auto* text = source->get<std::string>()) {
      result.source = *text;
    } else {
      reading.error(source->mark, {ErrorCode::wrong_type, describe(*source) + " is not a source", "a text"});
    }
  }
  if (const Value* evidence = table.find(evidence_key)) {
    result.evidence = evidence_of(reading, *evidence);
  }
  if (const Value* known_from = table.find("known_from")) {
    if (const auto* date = known_from->get<LocalTime>()) {
      result.known_from = *date;
    } else {
      report_wrong_type(reading, *known_from, "a date with offset such as 2023-09-24T00:00:00+04:00");
    }
  }
  return result;
}

Reading Reading::around(const Value& value) const {
  Reading result = *this;
  if (value.around != nullptr) {
    result.provenance = *value.around;
  }
  return result;
}

Unwrapped unwrap(const Reading& outer, const Value& value) {
  const Reading reading = outer.around(value);
  const Value* inner = value.find("value");
  if (inner == nullptr) {
    return {value, reading};
  }
  for (const Entry& entry : *value.get<Entries>()) {
    static const std::array<std::string, 4> known = {"value", "source", "kind", "known_from"};
    if (std::find(known.begin(), known.end(), entry.key) == known.end()) {
      reading.error(entry.key_mark, {ErrorCode::unknown_key,
                                     fmt::format("unknown key `{}` beside `value`{}", entry.key, reading.context),
                                     "`source`, `kind` and `known_from`", nearest_name(entry.key, known)});
    }
  }
  Unwrapped result{*inner, reading};
  result.reading.provenance = provenance_of(reading, value, "kind");
  return result;
}

}  // namespace corridor::scenario
