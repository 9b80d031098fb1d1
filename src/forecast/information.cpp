#include "corridor/forecast/information.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/error_catalogue.hpp"
#include "corridor/scenario/reader.hpp"

namespace corridor::forecast {

namespace {

using scenario::ForecastFile;
using scenario::StandIn;
using scenario::WrittenChange;
using scenario::WrittenIncident;
using scenario::WrittenValue;

bool covers_any(const std::vector<std::string>& patterns, std::string_view path) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& p) { return covers(p, path); });
}

/// `site.hakari.documents.` of the stage whose rate is drawn.
std::string path_of_rate(const scenario::RatePrior& rate) {
  std::string path = "site." + rate.stage;
  std::replace(path.begin(), path.end(), '/', '.');
  return path;
}

bool is_of_rate(const ForecastFile& file, std::string_view path) {
  if (!file.rate) {
    return false;
  }
  const std::string stage = path_of_rate(*file.rate);
  return covers_any({stage + ".servers", stage + ".service", stage + ".wander"}, path);
}

/// The prior that sets the path, drawn or not; null: none. Of a dated value its own: `at` is that of the change.
const StandIn* prior_of(const ForecastFile& file, std::string_view path) {
  for (const StandIn& one : file.stand_ins) {
    for (const scenario::DrawnPath& drawn : one.sets) {
      if (covers(drawn.path, path)) {
        return &one;
      }
    }
  }
  return nullptr;
}

/// A known change to a value that is drawn: the prior's own change, at the same instant, takes its place.
const StandIn* replaced_by(const ForecastFile& file, const LocalTime& as_of, const WrittenChange& change) {
  for (const StandIn& one : file.stand_ins) {
    const bool is_same_instant = one.at && change.at && is_by(*one.at, *change.at) && is_by(*change.at, *one.at);
    const bool is_same_path = std::any_of(one.sets.begin(), one.sets.end(),
                                          [&](const scenario::DrawnPath& d) { return d.path == change.set; });
    if (is_same_instant && is_same_path && is_drawn(one, as_of)) {
      return &one;
    }
  }
  return nullptr;
}

bool is_known(const std::optional<LocalTime>& known_from, const LocalTime& as_of) {
  return known_from && is_by(*known_from, as_of);
}

/// How a change reaches the forecast; nothing: it is refused.
std::optional<Item> item_of(const ForecastFile& file, const LocalTime& as_of, const WrittenChange& change) {
  Item item{.what = change.set, .known_from = change.known_from};
  if (is_of_rate(file, change.set)) {
    item.standing = Standing::drawn;
    item.by = "rate";
  } else if (const StandIn* prior = replaced_by(file, as_of, change)) {
    item.standing = Standing::drawn;
    item.by = prior->id;
  } else if (is_known(change.known_from, as_of)) {
    item.standing = Standing::known;
  } else if (const StandIn* of_path = prior_of(file, change.set)) {
    item.standing = Standing::left_out;
    item.by = of_path->id;
  } else {
    for (const scenario::LeftOut& one : file.left_out) {
      if (covers_any(one.paths, change.set)) {
        item.standing = Standing::left_out;
        item.by = one.reason;
        return item;
      }
    }
    return std::nullopt;
  }
  return item;
}

std::optional<Item> item_of(const ForecastFile& file, const LocalTime& as_of, const WrittenIncident& incident) {
  Item item{.what = incident.id, .known_from = incident.known_from};
  if (is_known(incident.known_from, as_of)) {
    return item;
  }
  for (const scenario::LeftOut& one : file.left_out) {
    if (std::find(one.incidents.begin(), one.incidents.end(), incident.id) != one.incidents.end()) {
      item.standing = Standing::left_out;
      item.by = one.reason;
      return item;
    }
  }
  return std::nullopt;
}

std::optional<Item> item_of(const ForecastFile& file, const LocalTime& as_of, const WrittenValue& value) {
  Item item{.what = value.path, .known_from = value.known_from};
  const bool is_set = value.place.file.starts_with("--set");
  const StandIn* prior = prior_of(file, value.path);
  if (is_of_rate(file, value.path) || (prior != nullptr && !prior->at && is_drawn(*prior, as_of))) {
    item.standing = Standing::drawn;
    item.by = prior == nullptr ? "rate" : prior->id;
    return item;
  }
  if (value.is_default || is_set || is_known(value.known_from, as_of)) {
    return item;
  }
  for (const scenario::Kept& one : file.kept) {
    if (covers_any(one.paths, value.path)) {
      item.standing = Standing::kept;
      item.by = one.reason;
      return item;
    }
  }
  return std::nullopt;
}

/// What is refused, and all that is not.
class Gate {
 public:
  Gate(const ForecastFile& file, const LocalTime& as_of) : file_(file), as_of_(as_of) {}

  template <class Written>
  bool admit(const Written& written, std::string_view what, const std::string& name, std::vector<Item>& items) {
    if (auto item = item_of(file_, as_of_, written)) {
      items.push_back(std::move(*item));
    } else {
      const std::string when = written.known_from ? "became known later" : "does not say since when it is known";
      refused_.push_back({.code = std::string(scenario::info(scenario::ErrorCode::not_known_then).name),
                          .place = written.place,
                          .message = fmt::format("{} `{}` {}", what, name, when),
                          .expected = "`known_from` by the time of the forecast, or what stands in for it in the file "
                                      "of priors",
                          .nearest = {}});
    }
    return true;
  }
  void throw_if_refused() {
    if (!refused_.empty()) {
      throw ScenarioError(std::move(refused_));
    }
  }

 private:
  const ForecastFile& file_;
  const LocalTime& as_of_;
  std::vector<Diagnostic> refused_;
};

PublicSeries public_part(const scenario::Observation& observation, SimTime as_of) {
  PublicSeries series{.id = observation.id, .measure = observation.measure, .place = observation.place, .counts = {}};
  for (const scenario::ObservedPoint& point : observation.points) {
    if (point.published > as_of || point.time > as_of) {
      ++series.later;
    } else if (point.use) {
      series.counts.push_back(point);
    }
  }
  return series;
}

bool is_asked_for(std::string_view path) {
  constexpr std::array<std::string_view, 3> owners = {"people.", "origin.", "site."};
  return std::any_of(owners.begin(), owners.end(), [&](std::string_view owner) { return path.starts_with(owner); });
}

}  // namespace

bool covers(std::string_view pattern, std::string_view path) {
  while (!pattern.empty()) {
    const std::size_t dot = pattern.find('.');
    const std::size_t end = path.find('.');
    if (path.empty() || (pattern.substr(0, dot) != "*" && pattern.substr(0, dot) != path.substr(0, end))) {
      return false;
    }
    pattern = dot == std::string_view::npos ? std::string_view() : pattern.substr(dot + 1);
    path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
  }
  return true;
}

std::string_view name_of(Standing standing) {
  constexpr std::array<std::string_view, 4> names = {"known", "drawn", "kept", "left_out"};
  return names.at(static_cast<std::size_t>(standing));
}

bool is_by(const LocalTime& a, const LocalTime& b) {
  return std::pair(a.utc_seconds, a.microseconds) <= std::pair(b.utc_seconds, b.microseconds);
}

bool is_drawn(const StandIn& prior, const LocalTime& as_of) {
  return !prior.known_from || is_by(*prior.known_from, as_of);
}

bool keeps(const ForecastFile& file, const LocalTime& as_of, const WrittenChange& change) {
  const auto item = item_of(file, as_of, change);
  return item && item->standing == Standing::known;
}

bool keeps(const ForecastFile& file, const LocalTime& as_of, const WrittenIncident& incident) {
  const auto item = item_of(file, as_of, incident);
  return item && item->standing == Standing::known;
}

const PublicSeries* Information::find(std::string_view id) const {
  const auto it = std::find_if(series.begin(), series.end(), [&](const PublicSeries& s) { return s.id == id; });
  return it == series.end() ? nullptr : &*it;
}

Information information_set(const std::filesystem::path& path, const std::vector<std::string>& sets,
                            const ForecastFile& file, const LocalTime& as_of) {
  Information result;
  Gate gate(file, as_of);
  std::vector<WrittenValue> values;
  scenario::Edits edits{.sets = sets};
  edits.keeps_change = [&](const WrittenChange& c) { return gate.admit(c, "the change of", c.set, result.changes); };
  edits.keeps_incident = [&](const WrittenIncident& i) {
    return gate.admit(i, "the incident", i.id, result.incidents);
  };
  edits.values = &values;
  const scenario::Scenario whole = scenario::read(path, edits);
  for (const WrittenValue& value : values) {
    if (is_asked_for(value.path)) {
      static_cast<void>(gate.admit(value, "the value of", value.path, result.values));
    }
  }
  gate.throw_if_refused();
  result.as_of = whole.calendar.to_sim_time(as_of);
  for (const scenario::Observation& observation : whole.observations) {
    result.series.push_back(public_part(observation, result.as_of));
  }
  return result;
}

}  // namespace corridor::forecast
