#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/scenario/error_catalogue.hpp"
#include "corridor/scenario/error_explanation.hpp"
#include "corridor/scenario/experiment.hpp"
#include "corridor/scenario/schema.hpp"
#include "corridor/scenario/schema_search.hpp"
#include "corridor/statistics/measure.hpp"

#include "commands.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

using scenario::Changeable;
using scenario::ErrorExplanation;
using scenario::ErrorInfo;
using scenario::FieldInfo;
using scenario::KeyMatch;
using scenario::Shape;
using scenario::TableInfo;
using statistics::MeasureInfo;
using statistics::MeasureKind;

/// `  value     whole number, at least 0`
std::string labelled(std::string_view label, std::string_view text) {
  constexpr std::size_t label_width = 12;
  return text.empty() ? "" : fmt::format("  {:<10}", label) + wrapped(text, label_width) + '\n';
}

std::string default_of(const FieldInfo& field) {
  if (!field.is_used) {
    return "the column may be there and is not used";
  }
  if (field.is_required) {
    return "none: it is required";
  }
  return field.fallback.empty() ? "none" : field.fallback;
}

std::string variants_of(const TableInfo& table, const FieldInfo& field) {
  std::string text;
  for (const std::string& variant : field.only_for) {
    text += fmt::format("{}\"{}\"", text.empty() ? "" : " or ", variant);
  }
  return text.empty() ? "" : fmt::format("{} = {}", table.variant_key, text);
}

std::string change_of(const KeyMatch& key) {
  if (key.changeable == Changeable::never || key.field->shape != Shape::value) {
    return "";
  }
  const char* also = key.changeable == Changeable::in_a_run ? ", and in [[change]] during a run" : "";
  return fmt::format("--set {}=...{}", key.path, also);
}

std::string example_of(const TableInfo& table, const FieldInfo& field) {
  if (field.example.empty()) {
    return "";
  }
  return table.is_csv ? field.example : fmt::format("{} = {}", field.key, field.example);
}

/// The keys of a table, a paragraph each.
std::string table_text(const TableInfo& table) {
  std::string text = wrapped(fmt::format("{}: {}", table.name, table.meaning), 2) + '\n';
  const auto add = [&](const FieldInfo& field) {
    const std::string needed = field.is_required ? "required" : "default: " + default_of(field);
    const std::string variants = variants_of(table, field);
    text += fmt::format("  {:<20}", field.key) +
            wrapped(fmt::format("{} ({}; {}{}{})", field.meaning, field.type, needed, variants.empty() ? "" : "; with ",
                                variants),
                    22) +
            '\n';
  };
  std::ranges::for_each(table.fields, add);
  std::ranges::for_each(provenance_fields(table), add);
  return text;
}

std::string key_text(const KeyMatch& key) {
  const FieldInfo& field = *key.field;
  std::string text = wrapped(fmt::format("{}: {}", field.key, field.meaning), 2) + '\n';
  text += labelled("in", key.table->name);
  text += labelled("only with", variants_of(*key.table, field));
  text += labelled("value", field.type);
  text += labelled("example", example_of(*key.table, field));
  text += labelled("default", default_of(field));
  text += labelled("change", change_of(key));
  return field.nested == nullptr ? text : text + '\n' + table_text(*field.nested);
}

/// A key that says where the values of a table come from, with all the tables that take it; empty: the word is none.
std::string provenance_text(std::string_view word) {
  std::string in;
  FieldInfo shown;
  for (const TableInfo* table : scenario::tables()) {
    for (const FieldInfo& field : provenance_fields(*table)) {
      if (field.key == word) {
        in += (in.empty() ? "" : ", ") + plain_name(*table);
        shown = field;
      }
    }
  }
  return in.empty() ? ""
                    : wrapped(fmt::format("{}: {}", shown.key, shown.meaning), 2) + '\n' + labelled("in", in) +
                          labelled("value", shown.type) + labelled("default", shown.fallback);
}

std::string kind_of(const MeasureInfo& measure) {
  switch (measure.kind) {
    case MeasureKind::level:
      return "over time, as it stands at each sampling instant";
    case MeasureKind::cumulative:
      return "over time, counted since the start";
    case MeasureKind::rate:
      return "over time, per hour since the sample before";
    case MeasureKind::by_departure_hour:
      return "one figure for each hour of departure";
    case MeasureKind::summary:
      return "one figure for the whole run";
  }
  return "";
}

std::string measure_text(const MeasureInfo& measure) {
  return wrapped(fmt::format("{}: {}", measure.name, measure.meaning), 2) + '\n' + labelled("unit", measure.unit) +
         labelled("taken", kind_of(measure));
}

/// Every line of it, indented alike.
std::string quoted(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    result += fmt::format("    {}\n", line.substr(std::min(line.find_first_not_of(' '), line.size())));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result.empty() ? "    (not there)\n" : result;
}

std::string example_text(const ErrorExplanation& explanation) {
  if (!explanation.not_shown.empty()) {
    return "  " + wrapped(fmt::format("No example: {}", explanation.not_shown), 2) + '\n';
  }
  const std::string place = explanation.file == "--set"
                                ? "after --set"
                                : fmt::format("in {} of the scenario that `corridor new` writes", explanation.file);
  return fmt::format("  Wrong, {}:\n{}  Right:\n{}", place, quoted(explanation.example.wrong),
                     quoted(explanation.example.right));
}

std::string error_text(const ErrorInfo& error) {
  std::string text = fmt::format("{}: {}\n", error.name, error.meaning);
  if (const ErrorExplanation* explanation = scenario::explanation_of(error.code)) {
    text += "  " + wrapped(explanation->why, 2) + '\n' + example_text(*explanation);
  }
  return text;
}

std::vector<std::string> measure_names() {
  std::vector<std::string> names;
  for (const MeasureInfo& measure : statistics::catalogue()) {
    names.emplace_back(measure.name);
  }
  return names;
}

/// Everything that goes by this word, a paragraph each.
std::vector<std::string> meanings_of(std::string_view word) {
  std::vector<std::string> result;
  const scenario::SchemaMatch match = scenario::find_in_schema(word);
  std::ranges::transform(match.keys, std::back_inserter(result), key_text);
  for (const TableInfo* table : match.tables) {
    const auto is_shown = [&](const KeyMatch& key) { return key.field->nested == table; };
    if (std::ranges::none_of(match.keys, is_shown)) {
      result.push_back(table_text(*table));
    }
  }
  if (std::string text = provenance_text(word); !text.empty()) {
    result.push_back(std::move(text));
  }
  for (const MeasureInfo& measure : statistics::catalogue()) {
    if (measure.name == word) {
      result.push_back(measure_text(measure));
    }
  }
  for (const ErrorInfo& error : scenario::error_catalogue()) {
    if (error.name == word) {
      result.push_back(error_text(error));
    }
  }
  return result;
}

/// What can be asked for.
std::string overview() {
  constexpr std::size_t name_width = 31;
  std::string rows;
  for (const TableInfo* table : scenario::tables()) {
    rows += fmt::format("  {:<29}{}\n", table->name, wrapped(table->meaning, name_width));
  }
  std::string names;
  for (const std::string& name : measure_names()) {
    names += (names.empty() ? "" : ", ") + name;
  }
  const auto errors = scenario::error_catalogue();
  return fmt::format(
      "Tables of a scenario (corridor explain <table>, <key> or <path>, site.hakari.documents.servers):\n{}\n"
      "Measures (corridor explain <measure>):\n  {}\n\n"
      "Errors (corridor explain <code>): {} to {}\n\n"
      "Commands: new, check, run, explain, schema (corridor <command> --help)\n",
      rows, wrapped(names, 2), errors.front().name, errors.back().name);
}

/// The generated parts of the documentation, between their marks, as tools/update_docs takes them.
std::string documentation() {
  std::string text;
  for (const TableInfo* table : scenario::tables()) {
    text += fmt::format("<!-- fields: {} -->\n{}<!-- end -->\n", table->name, markdown(*table));
  }
  for (const TableInfo* table : scenario::experiment_tables()) {
    text += fmt::format("<!-- fields: {} -->\n{}<!-- end -->\n", table->name, markdown(*table));
  }
  text += fmt::format("<!-- errors -->\n{}<!-- end -->\n", scenario::error_markdown());
  return text + fmt::format("<!-- measures -->\n{}<!-- end -->\n", statistics::measure_markdown());
}

std::string joined(const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const std::string& paragraph : paragraphs) {
    text += (text.empty() ? "" : "\n") + paragraph;
  }
  return text;
}

}  // namespace

ExitCode explain(const ExplainOptions& options) {
  if (options.all_as_markdown || options.word.empty()) {
    print(options.all_as_markdown ? documentation() : overview());
    return ExitCode::ok;
  }
  const std::vector<std::string> meanings = meanings_of(options.word);
  if (!meanings.empty()) {
    print(joined(meanings));
    return ExitCode::ok;
  }
  std::string near;
  for (const std::string& word : scenario::words_near(options.word, measure_names())) {
    near += fmt::format("{}`{}`", near.empty() ? "; did you mean " : " or ", word);
  }
  spdlog::error("error: nothing is known under `{}`{}\n`corridor explain` lists what there is.", options.word, near);
  return ExitCode::usage;
}

}  // namespace corridor::cli
