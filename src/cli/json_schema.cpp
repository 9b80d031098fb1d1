#include "json_schema.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corridor/scenario/schema.hpp"

namespace corridor::cli {

namespace {

using Json = nlohmann::ordered_json;
using scenario::FieldInfo;
using scenario::Shape;
using scenario::TableInfo;
using scenario::ValueForm;

/// RFC 3339 as the reader takes it: an offset always, at most six decimals.
constexpr const char* date_pattern =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})$";

Json as_number(double number) {
  constexpr double exact = 9007199254740992;  // 2^53: below it every whole number is itself
  return std::trunc(number) == number && std::abs(number) < exact ? Json(static_cast<std::int64_t>(number))
                                                                  : Json(number);
}

Json schema_of(const ValueForm& form);

void add_number(Json& schema, const ValueForm::Number& number) {
  schema["type"].push_back(number.is_whole ? "integer" : "number");
  schema[number.is_from_outside ? "exclusiveMinimum" : "minimum"] = as_number(number.from);
  schema["maximum"] = as_number(number.to);
}

void add_text(Json& schema, const std::string& pattern) {
  schema["type"].push_back("string");
  if (!pattern.empty()) {
    schema["pattern"] = pattern;
  }
}

/// The value as it stands. Constraints of one type say nothing about values of another, so that all alternatives of a
/// form are one schema, and the message about a wrong value is about that value.
Json schema_of(const ValueForm& form) {
  Json schema = Json::object();
  if (form.number) {
    add_number(schema, *form.number);
  }
  if (form.text) {
    add_text(schema, *form.text);
  }
  if (form.is_flag) {
    schema["type"].push_back("boolean");
  }
  if (form.is_date) {
    add_text(schema, date_pattern);
    schema["format"] = "date-time";
  }
  if (!form.element.empty()) {
    schema["type"].push_back("array");
    schema["items"] = schema_of(form.element.front());
  }
  return schema;
}

bool is_anything(const ValueForm& form) {
  return !form.number && !form.text && !form.is_flag && !form.is_date && form.element.empty() && form.share.empty();
}

Json evidence_schema() {
  for (const TableInfo* table : scenario::tables()) {
    for (const FieldInfo& field : provenance_fields(*table)) {
      if (!field.words.empty()) {
        return {{"enum", field.words}};
      }
    }
  }
  return Json::object();
}

Json date_schema() {
  return schema_of(ValueForm{.is_date = true});
}

/// The keys of `{ value = ..., source = ..., kind = ..., known_from = ... }`.
void add_wrapped(Json& schema, Json value) {
  schema["type"].push_back("object");
  schema["properties"] = {{"value", std::move(value)},
                          {"source", {{"type", "string"}}},
                          {"kind", evidence_schema()},
                          {"known_from", date_schema()}};
  schema["required"] = Json::array({"value"});
  schema["additionalProperties"] = false;
}

/// The value, or one that says where it comes from.
Json with_source(const ValueForm& form, const std::vector<std::string>& words) {
  Json bare = words.empty() ? schema_of(form) : Json{{"enum", words}};
  if (words.empty()) {
    Json schema = bare;
    add_wrapped(schema, std::move(bare));
    return schema;
  }
  Json wrapped = Json::object();
  add_wrapped(wrapped, bare);
  return {{"anyOf", Json::array({std::move(bare), std::move(wrapped)})}};
}

/// Percentages by label.
Json shares_schema(const ValueForm& form) {
  return {
      {"type", "object"},
      {"minProperties", 1},
      {"properties", {{"source", {{"type", "string"}}}, {"kind", evidence_schema()}, {"known_from", date_schema()}}},
      {"propertyNames", {{"pattern", scenario::label_pattern()}}},
      {"additionalProperties", with_source(form.share.front(), {})}};
}

/// A whole scenario, or what a variant lays over its base: there, what is not written is as in the base.
enum class Extent : std::uint8_t { whole, variant };

constexpr const char* id_key = "id";

std::string name_of(const TableInfo& table, Extent extent) {
  return plain_name(table) + (extent == Extent::variant ? "_of_a_variant" : "");
}

Json reference_to(const TableInfo& table, Extent extent) {
  return {{"$ref", "#/definitions/" + name_of(table, extent)}};
}

Json shape_of(const FieldInfo& field, Extent extent) {
  switch (field.shape) {
    case Shape::table:  // beside $ref, draft 07 would not see the description
      return {{"allOf", Json::array({reference_to(*field.nested, extent)})}};
    case Shape::list: {  // without ids it replaces the base's, or is added to it, as a whole
      const bool has_ids = field.nested->find(id_key) != nullptr;
      return {{"type", "array"}, {"items", reference_to(*field.nested, has_ids ? extent : Extent::whole)}};
    }
    case Shape::tables_by_id:
      return {{"type", "object"},
              {"propertyNames", {{"pattern", scenario::identifier_pattern()}}},
              {"additionalProperties", reference_to(*field.nested, extent)}};
    case Shape::value:
      break;
  }
  if (is_anything(field.form)) {
    return Json::object();
  }
  return field.form.share.empty() ? with_source(field.form, field.words) : shares_schema(field.form);
}

/// A value as the documentation writes it in TOML: `"95 s"`, `49_900`, `[1, 2]`, a date.
Json json_of(std::string text) {
  if (!text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0) {
    std::erase(text, '_');
  }
  Json value = Json::parse(text, nullptr, false);
  return value.is_discarded() ? Json(text) : value;
}

Json default_of(const FieldInfo& field) {
  return field.form.number || field.form.is_flag ? json_of(field.fallback) : Json(field.fallback);
}

std::string with_variants(const TableInfo& table, const FieldInfo& field) {
  std::string text;
  for (const std::string& variant : field.only_for) {
    text += fmt::format("{}\"{}\"", text.empty() ? "" : " or ", variant);
  }
  return text.empty() ? "" : fmt::format(" Only with {} = {}.", table.variant_key, text);
}

Json schema_of(const TableInfo& table, const FieldInfo& field, Extent extent) {
  Json schema = {{"description", fmt::format("{} ({}).{}{}", field.meaning, field.type, with_variants(table, field),
                                             field.fallback.empty() ? "" : " Default: " + field.fallback + ".")}};
  schema.update(shape_of(field, extent));
  if (!field.fallback.empty() && !field.fallback_is_words) {
    schema["default"] = default_of(field);
  }
  if (!field.example.empty() && field.shape == Shape::value) {
    schema["examples"] = Json::array({json_of(field.example)});
  }
  return schema;
}

/// What holds with one word of the variant key: keys that must and keys that cannot be there.
Json condition_of(const TableInfo& table, const FieldInfo& variant_key, const std::string& word, Extent extent) {
  Json required = Json::array();
  Json refused = Json::object();
  for (const FieldInfo& field : table.fields) {
    const bool goes = std::ranges::find(field.only_for, word) != field.only_for.end();
    if (!field.only_for.empty() && !goes) {
      refused[field.key] = {{"not", Json::object()}};
    } else if (!field.only_for.empty() && field.is_required && extent == Extent::whole) {
      required.push_back(field.key);
    }
  }
  Json condition = {{"properties", {{table.variant_key, {{"const", word}}}}}};
  if (variant_key.fallback != word || extent == Extent::variant) {
    condition["required"] = Json::array({table.variant_key});
  }
  Json result = Json::object();
  result["if"] = std::move(condition);
  result["then"] = Json::object();
  if (!required.empty()) {
    result["then"]["required"] = std::move(required);
  }
  if (!refused.empty()) {
    result["then"]["properties"] = std::move(refused);
  }
  return result;
}

bool must_be_there(const FieldInfo& field, Extent extent) {
  return field.is_required && field.only_for.empty() && (extent == Extent::whole || field.key == id_key);
}

Json schema_of(const TableInfo& table, Extent extent) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const FieldInfo& field : table.fields) {
    properties[field.key] = schema_of(table, field, extent);
    if (must_be_there(field, extent)) {
      required.push_back(field.key);
    }
  }
  for (const FieldInfo& field : provenance_fields(table)) {
    Json schema = {{"description", field.meaning}};
    schema.update(field.words.empty() ? schema_of(field.form) : Json{{"enum", field.words}});
    properties[field.key] = std::move(schema);
  }
  Json schema = {{"title", table.name}, {"description", table.meaning}, {"type", "object"}};
  schema["properties"] = std::move(properties);
  if (!required.empty()) {
    schema["required"] = std::move(required);
  }
  schema["additionalProperties"] = false;
  for (const std::string& key : table.exactly_one) {
    schema["oneOf"].push_back({{"required", Json::array({key})}});
  }
  if (const FieldInfo* variant_key = table.find(table.variant_key)) {
    for (const std::string& word : variant_key->words) {
      schema["allOf"].push_back(condition_of(table, *variant_key, word, extent));
    }
  }
  return schema;
}

}  // namespace

std::string json_schema() {
  const auto all = scenario::tables();
  const TableInfo& file = *all.front();
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", fmt::format("corridor scenario, version {}", scenario::schema_version)},
                 {"description", file.meaning}};
  schema["if"] = {{"required", Json::array({"base"})}};
  schema["then"] = reference_to(file, Extent::variant);
  schema["else"] = reference_to(file, Extent::whole);
  for (const Extent extent : {Extent::whole, Extent::variant}) {
    for (const TableInfo* table : all) {
      if (!table->is_csv) {
        schema["definitions"][name_of(*table, extent)] = schema_of(*table, extent);
      }
    }
  }
  return schema.dump(2) + '\n';
}

}  // namespace corridor::cli
