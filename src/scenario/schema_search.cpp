#include "corridor/scenario/schema_search.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/error_catalogue.hpp"
#include "corridor/scenario/nearest.hpp"

#include "specs.hpp"

namespace corridor::scenario {

namespace {

/// A part of a path: a key, or the place of an id, a position or a label.
struct Step {
  enum class Kind : std::uint8_t { key, unwritten_key, id };
  std::string text;
  Kind kind = Kind::key;
};

/// A way from the file to a key or, without one, to a table.
struct Route {
  std::vector<Step> steps;
  const TableInfo* table = nullptr;
  const FieldInfo* field = nullptr;
};

Step key_step(const FieldInfo& field) {
  return {field.key, field.is_in_paths ? Step::Kind::key : Step::Kind::unwritten_key};
}

bool has_ids(const FieldInfo& field) {
  return field.shape == Shape::list || field.shape == Shape::tables_by_id;
}

void add_routes(const std::vector<Step>& before, const TableInfo& table, std::vector<Route>& routes) {
  for (const FieldInfo& field : table.fields) {
    std::vector<Step> steps = before;
    steps.push_back(key_step(field));
    routes.push_back({steps, &table, &field});
    if (field.nested == nullptr) {
      if (!field.form.share.empty()) {
        steps.push_back({"label", Step::Kind::id});
        routes.push_back({steps, &table, &field});
      }
      continue;
    }
    if (has_ids(field)) {
      steps.push_back(
          {field.nested->find("id") == nullptr && field.shape == Shape::list ? "n" : field.key, Step::Kind::id});
      routes.push_back({steps, field.nested, nullptr});
    }
    add_routes(steps, *field.nested, routes);
  }
}

const std::vector<Route>& all_routes() {
  static const std::vector<Route> routes = [] {
    std::vector<Route> result;
    add_routes({}, scenario_table().info(), result);
    const std::vector<Step> link = {{"link", Step::Kind::key}, {"link", Step::Kind::id}};
    result.push_back({link, &link_table().info(), nullptr});
    add_routes(link, link_table().info(), result);
    return result;
  }();
  return routes;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('.', begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// How many ids the parts give if they follow the steps; nothing if they do not. Ids may be left out: `site.stage`.
std::optional<std::size_t> ids_in(const std::vector<std::string>& parts, std::size_t part,
                                  const std::vector<Step>& steps, std::size_t step) {
  if (step == steps.size()) {
    return part == parts.size() ? std::optional<std::size_t>(0) : std::nullopt;
  }
  const bool has_part = part < parts.size() && !parts[part].empty();
  std::optional<std::size_t> best;
  const auto consider = [&](std::optional<std::size_t> ids, std::size_t more) {
    if (ids && (!best || *ids + more < *best)) {
      best = *ids + more;
    }
  };
  if (steps[step].kind != Step::Kind::key) {
    consider(ids_in(parts, part, steps, step + 1), 0);
  }
  if (steps[step].kind == Step::Kind::id) {
    consider(has_part ? ids_in(parts, part + 1, steps, step + 1) : std::nullopt, 1);
  } else if (has_part && parts[part] == steps[step].text) {
    consider(ids_in(parts, part + 1, steps, step + 1), 0);
  }
  return best;
}

/// `site.<site>.<stage>.servers`
std::string path_of(const Route& route) {
  std::string path;
  for (const Step& step : route.steps) {
    if (step.kind != Step::Kind::unwritten_key) {
      const char* form = step.kind == Step::Kind::id ? "{}<{}>" : "{}{}";
      path += fmt::format(fmt::runtime(form), path.empty() ? "" : ".", step.text);
    }
  }
  return path;
}

/// Only what belongs to a stage, a link or an origin changes during a run.
Changeable changeable(const Route& route) {
  const auto goes_by = [&](const char* key) {
    return std::ranges::any_of(route.steps, [&](const Step& s) { return s.text == key && s.kind == Step::Kind::id; });
  };
  if (!route.field->is_used || !route.field->is_in_paths) {
    return Changeable::never;
  }
  const bool is_dynamic = goes_by("stage") || goes_by("link") || goes_by("origin");
  return is_dynamic ? route.field->changeable : std::min(route.field->changeable, Changeable::by_set);
}

KeyMatch match_of(const Route& route) {
  const Changeable how = changeable(route);
  return {route.table, route.field, how == Changeable::never ? "" : path_of(route), how};
}

/// Every key of this name, once for each table that has it.
std::vector<KeyMatch> keys_named(std::string_view name) {
  std::vector<KeyMatch> result;
  for (const TableInfo* table : tables()) {
    const FieldInfo* field = table->find(name);
    if (field == nullptr) {
      continue;
    }
    const auto route = std::ranges::find_if(all_routes(), [&](const Route& r) { return r.field == field; });
    result.push_back(route == all_routes().end() ? KeyMatch{table, field, "", Changeable::never} : match_of(*route));
  }
  return result;
}

std::vector<const TableInfo*> tables_named(std::string_view name) {
  std::vector<const TableInfo*> result;
  std::ranges::copy_if(tables(), std::back_inserter(result),
                       [&](const TableInfo* t) { return t->name == name || plain_name(*t) == name; });
  return result;
}

/// The shortest of the routes that take the fewest parts for ids. A path may begin below: `service.mean`.
const Route* best_route(const std::vector<std::string>& parts) {
  const Route* best = nullptr;
  std::array<std::size_t, 3> least{};  // steps left out before it, ids, length
  for (const Route& route : all_routes()) {
    for (std::size_t first = 0; first < route.steps.size(); ++first) {
      const auto ids = route.steps[first].text == parts.front() && route.steps[first].kind != Step::Kind::id
                           ? ids_in(parts, 0, route.steps, first)
                           : std::nullopt;
      if (ids && (best == nullptr || std::array{first, *ids, route.steps.size()} < least)) {
        best = &route;
        least = {first, *ids, route.steps.size()};
      }
    }
  }
  return best;
}

std::vector<std::string> known_words() {
  std::vector<std::string> words;
  for (const TableInfo* table : tables()) {
    words.push_back(plain_name(*table));
    for (const FieldInfo& field : table->fields) {
      words.push_back(field.key);
    }
    for (const FieldInfo& field : provenance_fields(*table)) {
      words.push_back(field.key);
    }
  }
  for (const ErrorInfo& error : error_catalogue()) {
    words.emplace_back(error.name);
  }
  return words;
}

}  // namespace

SchemaMatch find_in_schema(std::string_view word) {
  SchemaMatch result{.keys = {}, .tables = tables_named(word)};
  if (word.find('.') == std::string_view::npos) {
    result.keys = keys_named(word);
  }
  if (!result.keys.empty() || !result.tables.empty()) {
    return result;
  }
  if (const Route* route = best_route(split(word))) {
    if (route->field != nullptr) {
      result.keys.push_back(match_of(*route));
    } else {
      result.tables.push_back(route->table);
    }
  }
  return result;
}

std::vector<std::string> words_near(std::string_view word, const std::vector<std::string>& other) {
  constexpr std::size_t most_words = 3;
  const std::size_t dot = word.rfind('.');
  const std::string prefix(word.substr(0, dot == std::string_view::npos ? 0 : dot + 1));
  const std::string_view last = word.substr(prefix.size());
  std::vector<std::string> known = known_words();
  known.insert(known.end(), other.begin(), other.end());
  std::vector<std::string> near;
  while (near.size() < most_words) {
    const std::string next = nearest_name(last, known);
    if (next.empty()) {
      break;
    }
    std::erase(known, next);
    const SchemaMatch match = find_in_schema(prefix + next);
    if (prefix.empty() || !match.keys.empty() || !match.tables.empty()) {
      near.push_back(prefix + next);
    }
  }
  return near;
}

}  // namespace corridor::scenario
