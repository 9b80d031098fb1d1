#include "corridor/scenario/schema.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "specs.hpp"

namespace corridor::scenario {

namespace {

std::string as_code(const std::string& text) {
  return text.empty() ? "" : "`" + text + "`";
}

std::string default_of(const FieldInfo& field) {
  if (!field.is_used) {
    return "not used";
  }
  if (field.is_required) {
    return "**required**";
  }
  return field.fallback_is_words ? field.fallback : as_code(field.fallback);
}

std::string variants_of(const TableInfo& table, const FieldInfo& field) {
  std::string text;
  for (const std::string& variant : field.only_for) {
    text += (text.empty() ? "" : " or ") + as_code(variant);
  }
  return text.empty() ? "" : fmt::format(" (with {} = {})", table.variant_key, text);
}

}  // namespace

std::string plain_name(const TableInfo& table) {
  std::string_view name = table.name;
  name.remove_prefix(std::min(name.find_first_not_of('['), name.size()));
  for (const std::string_view end : {"]", " = ", ", ", ".<"}) {
    name = name.substr(0, name.find(end));
  }
  return std::string(name);
}

std::vector<FieldInfo> provenance_fields(const TableInfo& table) {
  if (table.evidence_key.empty()) {
    return {};
  }
  FieldInfo source;
  source.key = "source";
  source.type = "text";
  source.example = "\"situation report 3\"";
  source.fallback = "that of the table around it";
  source.fallback_is_words = true;
  source.meaning = "where the values of this table come from, unless they say otherwise";
  source.form = {.text = ""};
  FieldInfo evidence = source;
  evidence.key = table.evidence_key;
  evidence.words = evidence_words();
  evidence.type.clear();
  for (const std::string& word : evidence.words) {
    evidence.type += (evidence.type.empty() ? "" : ", ") + as_code(word);
  }
  evidence.example = "\"estimated\"";
  evidence.meaning = "how well the values of this table are known, unless they say otherwise";
  evidence.form = {.text = words_pattern(evidence.words)};
  if (table.find("known_from") != nullptr) {
    return {std::move(source), std::move(evidence)};
  }
  FieldInfo known_from = source;
  known_from.key = "known_from";
  known_from.type = "date with offset";
  known_from.example = "2023-09-24T00:00:00+04:00";
  known_from.meaning = "when the values of this table became public, unless they say otherwise: for forecasts";
  known_from.form = {.is_date = true};
  return {std::move(source), std::move(evidence), std::move(known_from)};
}

std::span<const TableInfo* const> tables() {
  static const std::array<const TableInfo*, 45> all = {
      &scenario_table().info(),       &network_table().info(),
      &traffic_table().info(),        &routing_table().info(),
      &vehicle_class_table().info(),  &calendar_table().info(),
      &people_table().info(),         &party_size_table().info(),
      &needs_table().info(),          &origin_table().info(),
      &departure_table().info(),      &call_up_table().info(),
      &fuel_table().info(),           &fuel_gate_table().info(),
      &turn_back_table().info(),      &breakdown_table().info(),
      &rescue_table().info(),         &site_table().info(),
      &stage_table().info(),          &stock_use_table().info(),
      &stock_table().info(),          &provision_table().info(),
      &fleet_table().info(),          &region_table().info(),
      &service_time_table().info(),   &time_distribution_table().info(),
      &balk_table().info(),           &wander_table().info(),
      &renege_table().info(),         &shift_table().info(),
      &reserve_table().info(),        &batch_table().info(),
      &pace_by_hour_table().info(),   &transition_table().info(),
      &change_table().info(),         &incident_table().info(),
      &delivery_table().info(),       &observe_table().info(),
      &network_config_table().info(), &node_table().info(),
      &link_table().info(),           &observed_table().info(),
      &departure_row_table().info(),  &curve_row_table().info(),
      &measured_time_table().info()};
  return all;
}

std::string markdown(const TableInfo& table) {
  const std::string_view what = table.is_csv ? "column" : "key";
  std::string text = fmt::format("| {} | value | default | meaning |\n|---|---|---|---|\n", what);
  for (const FieldInfo& field : table.fields) {
    const std::string example = field.example.empty() || !field.words.empty() || table.is_csv
                                    ? ""
                                    : fmt::format(", such as `{}`", field.example);
    text += fmt::format("| `{}` | {}{} | {} | {}{} |\n", field.key, field.type, example, default_of(field),
                        field.meaning, variants_of(table, field));
  }
  return text;
}

}  // namespace corridor::scenario
