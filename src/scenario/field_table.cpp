#include "field_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

namespace corridor::scenario {

namespace {

bool is_provenance_key(const TableInfo& info, const std::string& key) {
  return says_where_from(key, info.evidence_key);
}

std::vector<std::string> keys_for(const TableInfo& info, const std::optional<std::string>& variant) {
  std::vector<std::string> keys;
  for (const FieldInfo& field : info.fields) {
    if (goes_with(field, variant)) {
      keys.push_back(field.key);
    }
  }
  if (!info.evidence_key.empty()) {
    keys.insert(keys.end(), {"source", info.evidence_key, "known_from"});
  }
  return keys;
}

/// A few keys in full, many not at all: the documentation lists them.
std::string listed(const std::vector<std::string>& keys) {
  constexpr std::size_t most_listed = 18;
  std::string text;
  for (std::size_t i = 0; i < keys.size() && keys.size() <= most_listed; ++i) {
    text += fmt::format("{}`{}`", i == 0 ? "" : ", ", keys[i]);
  }
  return text;
}

/// The keys of the variant; if they are many, the variants with which the key goes.
std::string expected_beside(const FieldInfo& field, const TableInfo& info, const std::string& variant) {
  std::string text = listed(keys_for(info, variant));
  for (std::size_t i = 0; i < field.only_for.size() && (i > 0 || text.empty()); ++i) {
    text += fmt::format("{}{} = \"{}\"", i == 0 ? "only with " : " or ", info.variant_key, field.only_for[i]);
  }
  return text;
}

}  // namespace

const FieldInfo* TableInfo::find(std::string_view key) const {
  const auto it = std::find_if(fields.begin(), fields.end(), [&](const FieldInfo& f) { return f.key == key; });
  return it == fields.end() ? nullptr : &*it;
}

bool goes_with(const FieldInfo& field, const std::optional<std::string>& variant) {
  return field.only_for.empty() || !variant ||
         std::find(field.only_for.begin(), field.only_for.end(), *variant) != field.only_for.end();
}

std::optional<std::string> variant_of(const TableInfo& info, const Value& value) {
  if (info.variant_key.empty()) {
    return std::nullopt;
  }
  const FieldInfo* field = info.find(info.variant_key);
  const Value* written = value.find(info.variant_key);
  const auto* word = written == nullptr ? &field->fallback : written->get<std::string>();
  const bool is_known =
      word != nullptr && std::find(field->words.begin(), field->words.end(), *word) != field->words.end();
  return is_known ? std::optional(*word) : std::nullopt;
}

void check_keys(const Reading& reading, const Value& value, const TableInfo& info,
                const std::optional<std::string>& variant) {
  for (const Entry& entry : *value.get<Entries>()) {
    const FieldInfo* field = info.find(entry.key);
    if (is_provenance_key(info, entry.key)) {
      continue;
    }
    if (field == nullptr) {
      const auto keys = keys_for(info, variant);
      reading.error(entry.key_mark,
                    {ErrorCode::unknown_key, fmt::format("unknown key `{}`{}", entry.key, reading.context),
                     listed(keys), nearest_name(entry.key, keys)});
    } else if (!goes_with(*field, variant)) {
      reading.error(entry.key_mark, {ErrorCode::misplaced_key,
                                     fmt::format("`{}` does not go with {} = \"{}\"{}", entry.key, info.variant_key,
                                                 *variant, reading.context),
                                     expected_beside(*field, info, *variant)});
    }
  }
}

void report_missing(const Reading& reading, const Value& value, const TableInfo& info, const FieldInfo& missing) {
  const std::string example =
      missing.example.empty() ? "" : fmt::format(", such as {} = {}", missing.key, missing.example);
  reading.error(value.mark, {ErrorCode::missing_key,
                             fmt::format("{} `{}` is missing{}", info.is_csv ? "the cell" : "the key", missing.key,
                                         reading.context),
                             missing.type + (info.is_csv ? "" : example)});
}

void report_not_a_table(const Reading& reading, const Value& value, const TableInfo& info) {
  reading.error(value.mark,
                {ErrorCode::wrong_type, fmt::format("{} is not a table{}", describe(value), reading.context),
                 "a table such as " + info.name});
}

void report_not_a_list(const Reading& reading, const Value& value, const std::string& of_what) {
  reading.error(value.mark, {ErrorCode::wrong_type, fmt::format("{} is not a list{}", describe(value), reading.context),
                             "a list of " + of_what});
}

std::string id_of(const Value& table, std::string_view id_key, std::size_t position) {
  const Value* id = table.find(id_key);
  const auto* text = id == nullptr ? nullptr : id->get<std::string>();
  return text == nullptr ? std::to_string(position + 1) : *text;
}

}  // namespace corridor::scenario
