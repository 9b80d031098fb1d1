// The part of Resolver that is about incidents, and about when origins are called up.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

#include "resolver.hpp"

namespace corridor::scenario {

SimTime Resolver::time_in_run(const LocalTime& written, const Mark& mark, const std::string& what) {
  const SimTime at = scenario_.calendar.to_sim_time(written);
  const bool is_run_known = scenario_.end > SimTime{};
  if (is_run_known && (at < SimTime{} || at > scenario_.end)) {
    error(mark, {ErrorCode::change_outside_run, what + " lies outside the run",
                 fmt::format("between {} and {}", scenario_.calendar.to_iso(SimTime{}),
                             scenario_.calendar.to_iso(scenario_.end))});
  }
  return at;
}

// --- call-ups -------------------------------------------------------------------------------------------------------

void Resolver::resolve_call_up(const OriginSpec& spec, Origin& origin) {
  if (!spec.call_up) {
    return;
  }
  CallUp call;
  if (spec.call_up->at) {
    call.at = time_in_run(*spec.call_up->at, spec.call_up->mark, fmt::format("the call-up of origin `{}`", spec.id));
  } else if (spec.call_up->after) {
    call.after = OriginId(origins_.find(*spec.call_up->after, *diagnostics_).value_or(0));
    call.share = spec.call_up->share.value_or(1);
  }
  origin.call_up = call;
}

void Resolver::check_call_ups(const ScenarioSpec& spec) {
  std::vector<std::optional<std::size_t>> after;
  for (const OriginSpec& o : spec.origins) {
    const bool waits = o.is_sound && o.call_up && o.call_up->after;
    after.push_back(waits ? origins_.find(o.call_up->after->name) : std::nullopt);
    if (after.back() && spec.origins[*after.back()].is_sound && !spec.origins[*after.back()].population) {
      error(o.call_up->after->mark, {ErrorCode::call_up_never,
                                     fmt::format("origin `{}` waits for a share of `{}`, whose population is unlimited",
                                                 o.id, o.call_up->after->name),
                                     "an origin with a number of persons, or `at`"});
    }
  }
  check_call_up_circles(spec, after);
}

void Resolver::check_call_up_circles(const ScenarioSpec& spec, const std::vector<std::optional<std::size_t>>& after) {
  std::vector<bool> is_named(after.size(), false);
  for (std::size_t i = 0; i < after.size(); ++i) {
    std::string circle = fmt::format("`{}`", spec.origins[i].id);
    std::vector<std::size_t> members = {i};
    for (auto next = after[i]; next && *next != i && members.size() <= after.size(); next = after[*next]) {
      members.push_back(*next);
      circle += fmt::format(" after `{}`", spec.origins[*next].id);
    }
    if (after[members.back()] != i || is_named[i]) {
      continue;
    }
    for (const std::size_t member : members) {
      is_named[member] = true;
    }
    error(spec.origins[i].call_up->after->mark,
          {ErrorCode::call_up_never,
           fmt::format("origins are called up in a circle: {} after `{}`", circle, spec.origins[i].id),
           "an origin of them that is called up `at` a date, or at once"});
  }
}

// --- incidents ------------------------------------------------------------------------------------------------------

Incident Resolver::incident(const IncidentSpec& spec) {
  Incident result;
  result.id = spec.id;
  result.outcome = spec.outcome;
  result.persons = spec.persons;
  result.reason = spec.reason;
  const std::string what = fmt::format("incident `{}`", spec.id);
  result.from = time_in_run(spec.at ? *spec.at : *spec.from, spec.first_mark, what);
  result.to = spec.at ? result.from : time_in_run(*spec.to, spec.last_mark, what);
  if (!spec.at && result.to <= result.from) {
    error(spec.last_mark, {ErrorCode::end_before_start, fmt::format("{} ends before it begins", what),
                           "`to` later than `from`, or `at`"});
  }
  if (spec.known_from) {
    result.known_from = scenario_.calendar.to_sim_time(*spec.known_from);
  }
  resolve_where(spec, result);
  return result;
}

void Resolver::resolve_where(const IncidentSpec& spec, Incident& incident) {
  const auto add = [&](Whereat where) {
    if (std::find(incident.where.begin(), incident.where.end(), where) == incident.where.end()) {
      incident.where.push_back(where);
    }
  };
  for (const Ref& ref : spec.where) {
    if (ref.name == "road" && (!scenario_.links.empty() || !links_.is_complete())) {
      for (std::size_t i = 0; i < scenario_.links.size(); ++i) {
        add(LinkId(i));
      }
    } else if (const auto where = place(ref)) {
      add(*where);
    }
  }
}

std::optional<Whereat> Resolver::place(const Ref& ref) {
  if (const auto origin = origins_.find(ref.name)) {
    return OriginId(*origin);
  }
  if (const auto site = sites_.find(ref.name)) {
    return SiteId(*site);
  }
  if (const auto link = links_.find(ref.name)) {
    return LinkId(*link);
  }
  if (links_.is_complete()) {
    std::vector<std::string> names = origins_.list();
    names.insert(names.end(), sites_.list().begin(), sites_.list().end());
    names.insert(names.end(), links_.list().begin(), links_.list().end());
    names.emplace_back("road");
    error(ref.mark, {ErrorCode::unknown_name, fmt::format("there is no origin, site or link `{}`", ref.name),
                     "the id of an origin, a site or a link, or `road`", nearest_name(ref.name, names)});
  }
  return std::nullopt;
}

}  // namespace corridor::scenario
