#include "findings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "corridor/statistics/ensemble_quantiles.hpp"

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_findings = 4;
constexpr std::size_t few_replications = 20;
constexpr double wide_hours = 48;
constexpr double wide_ratio = 4;
constexpr double first_hour = 1;
/// A band of 90 % leaves one point in ten outside; twice as many is a fault of the band.
constexpr double most_outside = 0.2;

/// Something that happens in some of the replications.
struct Turn {
  std::size_t n = 0;  ///< looked at
  Range at;           ///< of those in which it happens; at.n of them
};

Turn turn_of(const Milestone& milestone) {
  const statistics::EnsembleQuantiles q = statistics::ensemble_quantiles(milestone.at);
  return {.n = milestone.at.size(),
          .at = {.n = q.n, .mean = q.mean, .p05 = q.p05, .p25 = q.p25, .p50 = q.p50, .p75 = q.p75, .p95 = q.p95}};
}

Range range_of(const std::vector<double>& values) {
  const statistics::EnsembleQuantiles q = statistics::ensemble_quantiles(values);
  return {.n = q.n, .mean = q.mean, .p05 = q.p05, .p25 = q.p25, .p50 = q.p50, .p75 = q.p75, .p95 = q.p95};
}

const Milestone* find_milestone(const RunData& run, std::string_view place, std::string_view name) {
  const auto found =
      std::ranges::find_if(run.milestones, [&](const Milestone& m) { return m.place == place && m.name == name; });
  return found == run.milestones.end() ? nullptr : &*found;
}

bool is_wide_time(const Range& at) {
  return at.p95 - at.p05 > wide_hours;
}

bool is_wide_number(const Range& range) {
  return range.p95 > wide_ratio * std::max(range.p05, 1.0);
}

/// `<prefix>_one`, `<prefix>_wide` or `<prefix>_range`.
std::string name_by_width(std::string_view prefix, std::size_t n, bool is_wide) {
  return std::string(prefix) + (n == 1 ? "_one" : is_wide ? "_wide" : "_range");
}

void put_range(Json& values, const std::string& name, const Range& range) {
  const std::string prefix = name.empty() ? "" : name + "_";
  values[prefix + "p05"] = json_number(range.p05);
  values[prefix + "p50"] = json_number(range.p50);
  values[prefix + "p95"] = json_number(range.p95);
}

/// The values of a time that is known in every replication.
void put_at(Json& values, std::size_t n, const Range& at) {
  if (n == 1) {
    values["at"] = json_number(at.p50);
  } else {
    values["n"] = n;
    put_range(values, "at", at);
  }
}

std::optional<Finding> queue_gone(const RunData& run) {
  const Milestone* gone = find_milestone(run, "all", "queue_gone");
  const Milestone* most = find_milestone(run, "all", "queue_largest");
  if (gone == nullptr || most == nullptr) {
    return std::nullopt;
  }
  const Turn turn = turn_of(*gone);
  if (range_of(most->value).p95 == 0) {
    return Finding{"queue_none", {{"n", turn.n}}};
  }
  if (turn.at.n == 0) {
    return Finding{"queue_gone_never", {{"n", turn.n}, {"end", json_number(run.end)}}};
  }
  if (turn.at.n < turn.n) {
    return Finding{
        "queue_gone_some",
        {{"k", turn.at.n}, {"n", turn.n}, {"at_p50", json_number(turn.at.p50)}, {"end", json_number(run.end)}}};
  }
  if (turn.at.p95 <= first_hour) {
    return Finding{"queue_gone_already", {{"n", turn.n}}};
  }
  Finding finding{name_by_width("queue_gone", turn.n, is_wide_time(turn.at))};
  put_at(finding.values, turn.n, turn.at);
  return finding;
}

std::optional<Finding> queue_largest(const RunData& run) {
  const Milestone* most = find_milestone(run, "all", "queue_largest");
  const Figure* vehicles = run.find_figure("all", "max_queue_vehicles");
  const Figure* km = run.find_figure("all", "max_queue_km");
  if (most == nullptr || vehicles == nullptr || km == nullptr || !(vehicles->range.p95 > 0)) {
    return std::nullopt;
  }
  const std::size_t n = most->at.size();
  Finding finding{name_by_width("queue_largest", n, is_wide_number(vehicles->range))};
  if (n == 1) {
    finding.values["vehicles"] = json_number(vehicles->range.p50);
  } else {
    finding.values["n"] = n;
    put_range(finding.values, "", vehicles->range);
  }
  finding.values["km"] = json_number(km->range.p50);
  finding.values["at"] = json_number(turn_of(*most).at.p50);
  return finding;
}

/// The place with beds, below "all", where they run out in most replications, and first.
const Milestone* first_without_beds(const RunData& run) {
  const Milestone* first = nullptr;
  for (const Milestone& m : run.milestones) {
    if (m.name != "beds_run_out" || m.place == "all") {
      continue;
    }
    const Turn turn = turn_of(m);
    const Turn best = first == nullptr ? Turn() : turn_of(*first);
    const bool is_more = turn.at.n > best.at.n || (turn.at.n == best.at.n && turn.at.p50 < best.at.p50);
    if (turn.at.n > 0 && (first == nullptr || is_more)) {
      first = &m;
    }
  }
  return first;
}

std::optional<Finding> beds_out(const RunData& run) {
  const Milestone* all = find_milestone(run, "all", "beds_run_out");
  const Milestone* first = first_without_beds(run);
  if (all == nullptr) {
    return std::nullopt;
  }
  if (first == nullptr) {
    return Finding{"beds_out_never", {{"n", all->at.size()}}};
  }
  const Turn turn = turn_of(*first);
  std::vector<double> most = first->value;
  for (std::size_t i = 0; i < most.size(); ++i) {
    most[i] = std::isnan(first->at[i]) ? does_not_apply : most[i];
  }
  const Range without = range_of(most);
  if (turn.at.n < turn.n) {
    return Finding{"beds_out_some",
                   {{"place", first->place},
                    {"k", turn.at.n},
                    {"n", turn.n},
                    {"at_p50", json_number(turn.at.p50)},
                    {"without_p50", json_number(without.p50)}}};
  }
  if (turn.at.p95 <= first_hour) {
    return Finding{"beds_out_already", {{"place", first->place}, {"without", json_number(without.p50)}}};
  }
  Finding finding{name_by_width("beds_out", turn.n, is_wide_time(turn.at)), {{"place", first->place}}};
  put_at(finding.values, turn.n, turn.at);
  if (turn.n == 1) {
    finding.values["without"] = json_number(without.p50);
  } else {
    put_range(finding.values, "without", without);
  }
  return finding;
}

/// The first crossing, in the order of the results, that at least nine in ten pass of those who pass the busiest.
const Figure* main_crossing(const RunData& run) {
  const auto is_crossing = [](const Figure& f) {
    return f.what.measure == "crossed_persons" && f.what.place != "all" && f.group.empty();
  };
  double most = 0;
  for (const Figure& f : run.summary) {
    most = is_crossing(f) && f.range.n > 0 ? std::max(most, f.range.p50) : most;
  }
  const auto found = std::ranges::find_if(
      run.summary, [&](const Figure& f) { return is_crossing(f) && most > 0 && f.range.p50 >= 0.9 * most; });
  return found == run.summary.end() ? nullptr : &*found;
}

std::optional<Finding> crossed(const RunData& run) {
  const Figure* crossing = main_crossing(run);
  if (crossing == nullptr) {
    const bool is_there =
        std::ranges::any_of(run.summary, [](const Figure& f) { return f.what.measure == "crossed_persons"; });
    return is_there ? std::optional(Finding{"crossed_none", {{"n", run.replications}, {"end", json_number(run.end)}}})
                    : std::nullopt;
  }
  const Figure* time = run.find_figure(crossing->what.place, "time_99_crossed");
  if (time == nullptr || time->range.n == 0) {
    return std::nullopt;
  }
  Finding finding{name_by_width("crossed", run.replications, is_wide_time(time->range)),
                  {{"place", crossing->what.place}}};
  put_at(finding.values, run.replications, time->range);
  finding.values["persons"] = json_number(crossing->range.p50);
  return finding;
}

/// The stage that registers whose line is gone last; null if there is none, or nobody ever waits.
const Milestone* last_line(const RunData& run) {
  const Milestone* last = nullptr;
  for (const Milestone& m : run.milestones) {
    if (m.name != "line_gone") {
      continue;
    }
    const Turn turn = turn_of(m);
    const Turn best = last == nullptr ? Turn() : turn_of(*last);
    const bool is_later =
        last == nullptr || turn.at.n < best.at.n || (turn.at.n == best.at.n && turn.at.p50 > best.at.p50);
    last = is_later ? &m : last;
  }
  return last;
}

bool counts_persons(const RunData& run, std::string_view place) {
  for (const Json& site : run.scenario.at("sites")) {
    for (const Json& stage : site.at("stages")) {
      if (stage.at("place") == place) {
        return stage.at("unit") == "person";
      }
    }
  }
  return false;
}

/// In the median, inside the stage or at its door.
double waiting_at_end(const RunData& run, std::string_view place) {
  double waiting = 0;
  for (const char* measure : {"waiting", "held"}) {
    const Series* series = run.find_series(place, measure);
    waiting += series == nullptr || series->rows.empty() ? 0 : series->rows.back().p50;
  }
  return waiting;
}

std::optional<Finding> registered(const RunData& run) {
  const Milestone* line = last_line(run);
  if (line == nullptr) {
    return std::nullopt;
  }
  const Turn turn = turn_of(*line);
  if (turn.at.n == 0) {
    return Finding{
        "registered_never",
        {{"place", line->place},
         {"n", turn.n},
         {"end", json_number(run.end)},
         {"waiting", counts_persons(run, line->place) ? json_number(waiting_at_end(run, line->place)) : Json()}}};
  }
  if (turn.at.n < turn.n) {
    return Finding{"registered_some",
                   {{"place", line->place},
                    {"k", turn.at.n},
                    {"n", turn.n},
                    {"at_p50", json_number(turn.at.p50)},
                    {"end", json_number(run.end)}}};
  }
  if (turn.at.p95 <= 0) {
    return Finding{"registered_already", {{"place", line->place}, {"n", turn.n}}};
  }
  Finding finding{name_by_width("registered", turn.n, is_wide_time(turn.at)), {{"place", line->place}}};
  put_at(finding.values, turn.n, turn.at);
  finding.values["persons"] = json_number(range_of(line->value).p50);
  return finding;
}

std::optional<Finding> longest_wait(const RunData& run) {
  const Figure* longest = nullptr;
  for (const Figure& f : run.summary) {
    const bool is_stage =
        f.what.measure == "wait_p95" && f.group.empty() && f.what.place.find('/') != std::string::npos;
    if (is_stage && f.range.n > 0 && (longest == nullptr || f.range.p50 > longest->range.p50)) {
      longest = &f;
    }
  }
  if (longest == nullptr || longest->range.p95 == 0) {
    return Finding{"wait_none", {{"n", run.replications}}};
  }
  Finding finding{name_by_width("wait", run.replications, is_wide_number(longest->range)),
                  {{"place", longest->what.place}}};
  if (run.replications == 1) {
    finding.values["hours"] = json_number(longest->range.p50);
  } else {
    finding.values["n"] = run.replications;
    put_range(finding.values, "hours", longest->range);
  }
  return finding;
}

std::optional<Finding> longest_travel(const RunData& run) {
  const HourlyFigure* longest = nullptr;
  for (const HourlyFigure& f : run.hourly) {
    const bool is_common = 2 * f.range.n >= run.replications;
    if (f.what.measure == "travel_time_p50" && is_common && (longest == nullptr || f.range.p50 > longest->range.p50)) {
      longest = &f;
    }
  }
  if (longest == nullptr) {
    return std::nullopt;
  }
  Finding finding{run.replications == 1 ? "travel_one" : "travel_range",
                  {{"place", longest->what.place}, {"at", json_number(longest->time)}}};
  if (run.replications == 1) {
    finding.values["hours"] = json_number(longest->range.p50);
  } else {
    finding.values["n"] = run.replications;
    put_range(finding.values, "hours", longest->range);
  }
  return finding;
}

std::optional<Finding> assumed(const RunData& run) {
  const Json& parameters = run.scenario.at("parameters");
  const auto count = std::ranges::count_if(
      parameters, [](const Json& p) { return p.at("kind") == "assumed" || p.at("kind") == "unstated"; });
  return count == 0 ? std::nullopt : std::optional(Finding{"caveat_assumed", {{"k", count}, {"n", parameters.size()}}});
}

std::optional<Finding> worst_fit(const RunData& run) {
  std::optional<Finding> worst;
  double most = most_outside;
  for (const ObservedSeries& series : run.observed) {
    std::size_t used = 0;
    std::size_t outside = 0;
    for (const ObservedPoint& p : series.points) {
      used += p.is_used ? 1 : 0;
      outside += p.is_used && !(p.p05 <= p.observed && p.observed <= p.p95) ? 1 : 0;
    }
    const double share = used == 0 ? 0 : static_cast<double>(outside) / static_cast<double>(used);
    if (share > most) {
      most = share;
      worst = Finding{"caveat_fit", {{"series", series.id}, {"k", outside}, {"n", used}}};
    }
  }
  return run.replications == 1 ? std::nullopt : worst;
}

void add(std::vector<Finding>& list, std::optional<Finding> finding) {
  if (finding) {
    list.push_back(std::move(*finding));
  }
}

std::vector<Finding> caveats(const RunData& run) {
  std::vector<Finding> list;
  if (run.replications == 1) {
    list.push_back({"caveat_single"});
  } else if (run.replications < few_replications) {
    list.push_back({"caveat_few", {{"n", run.replications}}});
  }
  add(list, assumed(run));
  const Json& replications = run.manifest.at("replications");
  if (const std::size_t failed = replications.at("failed").size(); failed > 0) {
    list.push_back({"caveat_failed", {{"k", failed}, {"n", run.replications + failed}}});
  }
  add(list, worst_fit(run));
  return list;
}

/// Whether nothing of concern comes to light: it may stand behind what does.
bool is_quiet(const Finding& finding) {
  return finding.name == "beds_out_never" || finding.name == "registered_already" || finding.name == "wait_none";
}

}  // namespace

Json json_number(double value) {
  constexpr double most_exact = 9007199254740992;  // 2^53
  if (std::isnan(value)) {
    return {};
  }
  if (std::floor(value) == value && std::fabs(value) < most_exact) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

std::vector<Finding> findings_of(const RunData& run) {
  std::vector<Finding> loud;
  for (const auto& find : {queue_gone, beds_out, crossed, registered, queue_largest, longest_wait, longest_travel}) {
    add(loud, find(run));
  }
  std::stable_partition(loud.begin(), loud.end(), [](const Finding& f) { return !is_quiet(f); });
  loud.resize(std::min(loud.size(), most_findings));
  std::vector<Finding> list = caveats(run);
  std::ranges::move(loud, std::back_inserter(list));
  return list;
}

}  // namespace corridor::report
