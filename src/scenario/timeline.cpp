#include "timeline.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "names.hpp"
#include "quantity.hpp"

namespace corridor::scenario {

namespace {

/// The path inside the quotes of `set = "..."`.
Path path_of(const ChangeSpec& spec) {
  const bool is_plain = spec.set_mark.length == spec.set.size() + 2;
  return {spec.set, is_plain ? spec.set_mark.part(1, spec.set.size()) : spec.set_mark};
}

const Mark& value_mark(const ChangeSpec& spec) {
  return spec.to ? spec.to->mark : spec.by->mark;
}

const Value& element(const Value& table, const char* key, std::size_t index) {
  return table.find(key)->get<List>()->at(index);
}

/// Among the changes of one instant that of this path, of a table around it or of a part of it, such that the order in
/// which they are written would decide. To say the same twice does not.
const ChangeSpec* contradicting(const std::map<std::string, const ChangeSpec*>& earlier, const std::string& path,
                                const ChangeSpec& spec) {
  for (std::size_t end = path.find('.'); end != std::string::npos; end = path.find('.', end + 1)) {
    if (const auto around = earlier.find(path.substr(0, end)); around != earlier.end()) {
      return around->second;
    }
  }
  if (const auto part = earlier.lower_bound(path + "."); part != earlier.end() && part->first.starts_with(path + ".")) {
    return part->second;
  }
  const auto same = earlier.find(path);
  const bool contradicts =
      same != earlier.end() && !(spec.to && same->second->to && written(*spec.to) == written(*same->second->to));
  return contradicts ? same->second : nullptr;
}

/// What is said of a stop's buses that stays as it is: those under way, and people in line, have it in view.
bool has_same_buses(const Stage& a, const Stage& b) {
  const auto* before = std::get_if<Transport>(&a.kind);
  const auto* now = std::get_if<Transport>(&b.kind);
  if (before == nullptr || now == nullptr) {
    return true;
  }
  const Fleet& x = before->fleet;
  const Fleet& y = now->fleet;
  const bool is_way_same = x.by_road.has_value() == y.by_road.has_value() &&
                           (!x.by_road || (x.by_road->vehicle_class == y.by_road->vehicle_class &&
                                           x.by_road->to == y.by_road->to && x.by_road->base == y.by_road->base));
  return x.seats == y.seats && x.leaves.index() == y.leaves.index() && is_way_same;
}

bool is_same(const Diagnostic& a, const Diagnostic& b) {
  return a.code == b.code && a.message == b.message && a.place.file == b.place.file && a.place.line == b.place.line;
}

}  // namespace

Timeline::Timeline(Document& document, Resolver& resolver, Scenario& scenario, Diagnostics& diagnostics,
                   NetworkUnits units)
    : document_(document),
      resolver_(resolver),
      scenario_(scenario),
      diagnostics_(diagnostics),
      units_(units),
      stages_(scenario.stages),
      links_(scenario.links) {}

void Timeline::apply(const std::vector<ChangeSpec>& specs) {
  std::vector<Dated> dated;
  Names names("change");
  for (const ChangeSpec& spec : specs) {
    if (!spec.id.empty()) {
      names.add(spec.id, spec.mark, diagnostics_);
    }
    if (spec.is_sound) {
      dated.push_back({scenario_.calendar.to_sim_time(spec.at), &spec});
    }
  }
  std::stable_sort(dated.begin(), dated.end(), [](const Dated& a, const Dated& b) { return a.at < b.at; });
  for (const Dated& d : dated) {
    apply_one(d);
  }
  resolver_.report_to(diagnostics_);
}

void Timeline::apply_one(const Dated& dated) {
  const ChangeSpec& spec = *dated.spec;
  const bool is_run_known = scenario_.end > SimTime{};
  if (is_run_known && (dated.at < SimTime{} || dated.at > scenario_.end)) {
    diagnostics_.add({ErrorCode::change_outside_run, fmt::format("the change of `{}` lies outside the run", spec.set),
                      fmt::format("between {} and {}", scenario_.calendar.to_iso(SimTime{}),
                                  scenario_.calendar.to_iso(scenario_.end))},
                     spec.mark.place());
    return;
  }
  for (const Target& target : find_targets(document_, path_of(spec), diagnostics_)) {
    if (!is_changeable(target, path_of(spec))) {
      return;
    }
    if (!is_conflicting(target, dated)) {
      apply_to(target, dated);
    }
  }
}

void Timeline::apply_to(const Target& target, const Dated& dated) {
  const ChangeSpec& spec = *dated.spec;
  auto value = new_value(target, spec);
  if (!value) {
    return;
  }
  Diagnostics before;
  if (diagnostics_.size() > 0) {
    static_cast<void>(read_owner(target, before));
  }
  const Entries entries_before = *target.table->get<Entries>();
  write_value(target, std::move(*value));
  Diagnostics found;
  auto what = read_owner(target, found);
  if (found.size() > 0 || !what) {
    report(found, before, spec);
    *target.table->get<Entries>() = entries_before;
    return;
  }
  remember(*what);
  const auto known_from =
      spec.known_from ? std::optional(scenario_.calendar.to_sim_time(*spec.known_from)) : std::nullopt;
  scenario_.changes.push_back({dated.at, std::move(*what), target.path, spec.reason, spec.source, spec.evidence,
                               known_from, target.owner == Target::Owner::stage && target.key == "stock"});
}

bool Timeline::is_changeable(const Target& target, const Path& path) {
  const bool is_dynamic = target.owner == Target::Owner::link || target.owner == Target::Owner::origin ||
                          target.owner == Target::Owner::stage;
  if (is_dynamic && target.field->changeable == Changeable::in_a_run) {
    return true;
  }
  diagnostics_.add({ErrorCode::not_changeable, fmt::format("`{}` cannot change during a run", path.text),
                    is_dynamic ? "a value that is no id, place or kind" : "a value of a stage, a link or an origin"},
                   path.mark.place());
  return false;
}

bool Timeline::is_conflicting(const Target& target, const Dated& dated) {
  const ChangeSpec& spec = *dated.spec;
  ByPath& earlier = earlier_[dated.at];
  const ChangeSpec* other = contradicting(earlier, target.path, spec);
  if (other != nullptr) {
    const Place first = other->mark.place();
    diagnostics_.add({ErrorCode::conflicting_changes,
                      fmt::format("`{}` is already changed otherwise at this instant, at {}:{}", target.path,
                                  first.file, first.line),
                      "one of the two"},
                     spec.mark.place());
  }
  earlier.emplace(target.path, &spec);
  return other != nullptr;
}

std::optional<Value> Timeline::new_value(const Target& target, const ChangeSpec& spec) {
  if (spec.by) {
    return multiplied(target, *spec.by);
  }
  if (spec.to->find("value") != nullptr) {
    diagnostics_.add(
        {ErrorCode::wrong_type, "the value of a change has its source beside it", "`to`, `source` and `kind`"},
        spec.to->mark.place());
    return std::nullopt;
  }
  return *spec.to;
}

std::optional<Value> Timeline::multiplied(const Target& target, const Value& by) {
  const Value* present = target.value();
  if (present != nullptr && present->find("value") != nullptr) {
    present = present->find("value");
  }
  const Value fallback = value_of_text(target.field->fallback);
  if (present == nullptr) {
    present = &fallback;
  }
  const auto* whole_factor = by.get<std::int64_t>();
  const auto* factor_number = by.get<double>();
  if (target.key == "stock") {
    diagnostics_.add({ErrorCode::cannot_multiply, "what is left of a stock is known in the run only", "`to`"},
                     by.mark.place());
    return std::nullopt;
  }
  const double factor = whole_factor != nullptr    ? static_cast<double>(*whole_factor)
                        : factor_number != nullptr ? *factor_number
                                                   : -1;
  std::optional<Value> result;
  if (factor < 0) {
    diagnostics_.add({ErrorCode::wrong_type, describe(by) + " is not a factor", "a number such as 1.5"},
                     by.mark.place());
    return std::nullopt;
  }
  if (const auto* text = present->get<std::string>()) {
    if (const auto product = multiply_number(*text, factor)) {
      result = Value{.data = *product, .mark = by.mark, .is_cell = present->is_cell};
    }
  } else if (const auto* whole = present->get<std::int64_t>()) {
    const double product = static_cast<double>(*whole) * factor;
    result = Value{.data = product, .mark = by.mark};
    if (std::trunc(product) == product && std::abs(product) < 1e15) {
      result->data = static_cast<std::int64_t>(product);
    }
  } else if (const auto* number = present->get<double>()) {
    result = Value{.data = *number * factor, .mark = by.mark};
  }
  if (!result) {
    diagnostics_.add({ErrorCode::cannot_multiply, fmt::format("{} cannot be multiplied", describe(*present)), "`to`"},
                     by.mark.place());
  }
  return result;
}

std::optional<Timeline::What> Timeline::read_owner(const Target& target, Diagnostics& found) {
  Reading reading{.diagnostics = found};
  reading.units = units_;
  resolver_.report_to(found);
  if (target.owner == Target::Owner::stage) {
    return read_stage(target, reading, found);
  }
  const LinkId link_id(target.owner_index);
  const OriginId origin_id(target.owner_index);
  if (target.owner == Target::Owner::link) {
    const LinkRow row =
        link_table().read(reading.inside("link", links_[link_id.index()].id), document_.links[link_id.index()]);
    if (!row.is_sound) {
      return std::nullopt;
    }
    Link now = resolver_.link(row);
    now.opposite = links_[link_id.index()].opposite;
    resolver_.check_contraflow(row, now);
    if (now.lanes.value() == 0) {  // those inside leave as before
      now.capacity = links_[link_id.index()].capacity;
    }
    return Change::OfLink{link_id, std::move(now)};
  }
  const Value& written = element(document_.root, "origin", origin_id.index());
  const OriginSpec spec =
      origin_table().read(reading.inside("origin", id_of(written, "id", origin_id.index())), written);
  if (!spec.is_sound) {
    return std::nullopt;
  }
  Origin now = resolver_.origin(spec);
  if (now.departure.index() != scenario_.origins[origin_id.index()].departure.index()) {
    found.add({ErrorCode::not_changeable, "the model of departures cannot change during a run", "the same model"}, {});
  }
  return Change::OfOrigin{origin_id, std::move(now)};
}

std::optional<Timeline::What> Timeline::read_stage(const Target& target, const Reading& reading, Diagnostics& found) {
  const Value& site = element(document_.root, "site", target.owner_index);
  const Value& written = element(site, "stage", target.stage_index);
  const StageId id(scenario_.sites[target.owner_index].first_stage.index() + target.stage_index);
  const StageSpec spec = stage_table().read(
      reading.inside("site", scenario_.sites[target.owner_index].id).inside("stage", scenario_.stages[id.index()].id),
      written);
  if (!spec.is_sound) {
    return std::nullopt;
  }
  Stage now = resolver_.stage(spec, id);
  if (found.size() == 0 && !has_same_buses(scenario_.stages[id.index()], now)) {
    found.add({ErrorCode::not_changeable,
               "the seats of buses, their places and the kind of rule by which they leave cannot change during a run",
               "the same; `count` and times may change"},
              {});
  }
  if (found.size() == 0) {
    std::vector<Stage> all = stages_;
    all[id.index()] = now;
    resolver_.check_graph(all);
  }
  return Change::OfStage{id, std::move(now)};
}

void Timeline::report(const Diagnostics& found, const Diagnostics& before, const ChangeSpec& spec) {
  const Mark& mark = value_mark(spec);
  const Place first = mark.place();
  const int last_line = Mark{mark.source, mark.offset + mark.length, 0}.place().line;
  for (Diagnostic d : found.list()) {
    const auto is_old = [&](const Diagnostic& old) { return is_same(old, d); };
    if (std::any_of(before.list().begin(), before.list().end(), is_old)) {
      continue;
    }
    if (d.place.file != first.file || d.place.line < first.line || d.place.line > last_line) {
      d.place = first;
    }
    diagnostics_.add(std::move(d));
  }
}

void Timeline::remember(const What& what) {
  if (const auto* stage = std::get_if<Change::OfStage>(&what)) {
    stages_[stage->id.index()] = stage->now;
  } else if (const auto* link = std::get_if<Change::OfLink>(&what)) {
    links_[link->id.index()] = link->now;
  }
}

}  // namespace corridor::scenario
