#include "scenario_file.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/schema.hpp"

#include "overlay.hpp"
#include "toml_document.hpp"

namespace corridor::scenario {

namespace fs = std::filesystem;

namespace {

/// Empty if there is none, or it is no text.
std::string text_of(const Value& table, const char* key) {
  const Value* value = table.find(key);
  const auto* text = value == nullptr ? nullptr : value->get<std::string>();
  return text == nullptr ? "" : *text;
}

std::optional<LocalTime> date_of(const Value& table, const char* key) {
  const Value* value = table.find(key);
  const auto* date = value == nullptr ? nullptr : value->get<LocalTime>();
  return date == nullptr ? std::nullopt : std::optional(*date);
}

template <class Condition>
void erase_if(Value* tables, const Condition& condition) {
  if (auto* list = tables == nullptr ? nullptr : tables->get<List>()) {
    std::erase_if(*list, condition);
  }
}

}  // namespace

bool ScenarioFile::read(const fs::path& file, Place named_at) {
  const SourceText* source = inputs_.open_scenario(file, std::move(named_at), diagnostics_);
  auto root = source == nullptr ? std::nullopt : parse_toml(*source, diagnostics_);
  if (!root || !is_of_this_version(*root)) {
    return false;
  }
  const Value* base = root->find("base");
  if (base == nullptr) {
    if (const Value* set = root->find("set")) {
      diagnostics_.add({ErrorCode::misplaced_key, "`set` belongs to a variant, and this file has no `base`",
                        "`base`, or the values in their tables"},
                       set->mark.place());
    }
    document_.root = std::move(*root);
    return true;
  }
  if (!read_base(file, *base)) {
    return false;
  }
  lay_variant(std::move(*root), file.filename().generic_string());
  return true;
}

void ScenarioFile::lay_variant(Value root, std::string name) {
  // A value that a what-if writes is an assumption, unless the variant says better.
  Reading reading{.diagnostics = diagnostics_};
  reading.provenance = {std::move(name), Evidence::assumed};
  auto& entries = *root.get<Entries>();
  const auto found = std::find_if(entries.begin(), entries.end(), [](const Entry& e) { return e.key == "set"; });
  std::optional<Value> set;
  if (found != entries.end()) {
    set = std::move(found->value);
    entries.erase(found);
  }
  const Provenance around = provenance_of(reading, root, "kind");
  lay_over(document_, std::move(root), reading);
  if (set) {
    assign_table(*set, around);
  }
}

void ScenarioFile::edit(const Edits& edits) {
  if (edits.keeps_change) {
    erase_if(document_.root.find("change"), [&](const Value& change) {
      return !edits.keeps_change(
          {text_of(change, "set"), date_of(change, "at"), date_of(change, "known_from"), change.mark.place()});
    });
  }
  if (edits.keeps_incident) {
    erase_if(document_.root.find("incident"), [&](const Value& incident) {
      return !edits.keeps_incident({text_of(incident, "id"), date_of(incident, "known_from"), incident.mark.place()});
    });
  }
  if (!edits.variant.empty()) {
    if (auto root = parse_toml(inputs_.keep(edits.variant_name, edits.variant), diagnostics_)) {
      lay_variant(std::move(*root), edits.variant_name);
    }
  }
}

bool ScenarioFile::is_of_this_version(const Value& root) {
  const Value* schema = root.find("schema");
  const auto* version = schema == nullptr ? nullptr : schema->get<std::int64_t>();
  if (version == nullptr || *version == schema_version) {
    return true;
  }
  diagnostics_.add({ErrorCode::other_schema, fmt::format("this file is written for version {} of the format", *version),
                    fmt::format("schema = {}", schema_version)},
                   schema->mark.place());
  return false;
}

bool ScenarioFile::read_base(const fs::path& file, const Value& base) {
  const auto* name = base.get<std::string>();
  if (name == nullptr || name->empty()) {
    diagnostics_.add({ErrorCode::wrong_type, describe(base) + " is not a scenario",
                      "a scenario's folder or file such as \"../lachin-2023\""},
                     base.mark.place());
    return false;
  }
  std::error_code none;
  fs::path path = (file.parent_path() / *name).lexically_normal();
  if (fs::is_directory(path, none)) {
    path /= "scenario.toml";
  }
  chain_.push_back(fs::weakly_canonical(file, none));
  const bool is_circle = std::find(chain_.begin(), chain_.end(), fs::weakly_canonical(path, none)) != chain_.end();
  if (is_circle || chain_.size() > most_variants) {
    diagnostics_.add({ErrorCode::variant_chain,
                      is_circle ? fmt::format("{} stands on itself: its variants form a circle", path.generic_string())
                                : fmt::format("more than {} variants stand on each other", most_variants),
                      "a base that is no variant in the end"},
                     base.mark.place());
    return false;
  }
  return read(path, base.mark.place());
}

void ScenarioFile::assign_table(const Value& set, const Provenance& around) {
  const auto* entries = set.get<Entries>();
  if (entries == nullptr) {
    diagnostics_.add({ErrorCode::wrong_type, describe(set) + " is not a table of paths",
                      "such as \"link.bypass.lanes\" = 2 below [set]"},
                     set.mark.place());
    return;
  }
  Reading reading{.diagnostics = diagnostics_};
  reading.provenance = around;
  const Provenance* provenance = document_.keep(provenance_of(reading, set, "kind"));
  for (const Entry& entry : *entries) {
    if (says_where_from(entry.key, "kind")) {
      continue;
    }
    if (entry.value.get<Entries>() != nullptr && entry.key.find('.') == std::string::npos) {
      // TOML has taken the dots of a bare path for tables.
      diagnostics_.add({ErrorCode::wrong_type, fmt::format("`{}` is no path to a value", entry.key),
                        "the whole path in quotes, such as \"link.bypass.lanes\" = 2"},
                       entry.key_mark.place());
      continue;
    }
    const bool is_quoted = entry.key_mark.length == entry.key.size() + 2;
    Assignment assignment{
        {entry.key, is_quoted ? entry.key_mark.part(1, entry.key.size()) : entry.key_mark}, entry.value, {}};
    assignment.value.around = provenance;
    assign_or_keep(std::move(assignment));
  }
}

void ScenarioFile::assign_all(const std::vector<std::string>& sets, std::vector<ReplacedValue>* replaced) {
  replaced_ = replaced;
  const Provenance* provenance = document_.keep({"--set", Evidence::assumed});
  for (std::size_t i = 0; i < sets.size(); ++i) {
    const SourceText& source = inputs_.keep(fmt::format("--set[{}]", i + 1), sets[i]);
    if (auto assignment = parse_assignment(source, diagnostics_)) {
      assignment->value.around = provenance;
      assignment->set = i;
      assign_or_keep(std::move(*assignment));
    }
  }
}

void ScenarioFile::assign_or_keep(Assignment assignment) {
  if (assignment.is_of_link()) {
    of_links_.push_back(std::move(assignment));
  } else {
    assign(document_, assignment, replaced_, diagnostics_);
  }
}

void ScenarioFile::assign_to_links() {
  for (const Assignment& assignment : of_links_) {
    assign(document_, assignment, replaced_, diagnostics_);
  }
}

}  // namespace corridor::scenario
