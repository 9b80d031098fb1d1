#include "corridor/forecast/members.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <exception>
#include <iterator>
#include <new>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/error.hpp"
#include "corridor/calibration/prior.hpp"
#include "corridor/random/deterministic_math.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/scenario/error_catalogue.hpp"
#include "corridor/simulation/simulation.hpp"
#include "corridor/statistics/run_statistics.hpp"

namespace corridor::forecast {

namespace {

using scenario::ErrorCode;
using scenario::StandIn;
using statistics::Measure;

constexpr double fastest_service_s = 0.1;
constexpr double slowest_service_s = 86'400;

[[noreturn]] void refuse(ErrorCode code, const scenario::ForecastFile& file, std::string message,
                         std::string expected) {
  Place place;
  place.file = file.name;
  throw ScenarioError({{.code = std::string(scenario::info(code).name),
                        .place = std::move(place),
                        .message = std::move(message),
                        .expected = std::move(expected),
                        .nearest = {}}});
}

std::string path_of_stage(const std::string& stage) {
  std::string path = "site." + stage;
  std::replace(path.begin(), path.end(), '/', '.');
  return path;
}

/// A drawn value as it would be written: whole, or with nine decimals, and its unit.
std::string written(const scenario::DrawnPath& path, double drawn) {
  const double value = drawn * path.times;
  const std::string number =
      path.is_whole ? fmt::format("{:.0f}", std::floor(value + 0.5)) : fmt::format("{:.9f}", value);
  return path.unit.empty() ? number : fmt::format("\"{} {}\"", number, path.unit);
}

std::string change_to(const std::string& at, const std::string& path, const std::string& value,
                      const std::string& source) {
  return fmt::format("[[change]]\nat = {}\nset = \"{}\"\nto = {}\nsource = \"{}\"\n", at, path, value, source);
}

/// Only what is foreseen, up to `end`, and how many people there were.
statistics::RunResult selected(statistics::RunResult whole, const std::vector<Foreseen>& foreseen, SimTime end) {
  const auto samples =
      static_cast<std::size_t>(std::upper_bound(whole.times.begin(), whole.times.end(), end) - whole.times.begin());
  whole.times.resize(samples);
  statistics::RunResult result{.times = std::move(whole.times), .series = {}, .hourly = {}, .summary = {}};
  for (statistics::Series& series : whole.series) {
    const bool is_lost =
        series.place == "all" &&
        (series.measure == Measure::died_persons || series.measure == Measure::detained_persons ||
         series.measure == Measure::turned_back_persons || series.measure == Measure::flown_out_persons);
    if (is_lost ||
        std::find(foreseen.begin(), foreseen.end(), Foreseen{series.place, series.measure}) != foreseen.end()) {
      series.values.resize(samples);
      result.series.push_back(std::move(series));
    }
  }
  for (statistics::SummaryValue& figure : whole.summary) {
    if (figure.measure == Measure::total_persons && figure.place == "all" && figure.group.empty()) {
      result.summary.push_back(std::move(figure));
    }
  }
  return result;
}

}  // namespace

std::vector<Foreseen> foreseen_in(const Information& information) {
  std::vector<Foreseen> list;
  const auto add = [&](Foreseen one) {
    if (std::find(list.begin(), list.end(), one) == list.end()) {
      list.push_back(std::move(one));
    }
  };
  for (const PublicSeries& series : information.series) {
    const auto measure = statistics::measure_named(series.measure);
    const bool is_over_time = measure && (statistics::info(*measure).kind == statistics::MeasureKind::cumulative ||
                                          statistics::info(*measure).kind == statistics::MeasureKind::level);
    if (is_over_time) {
      add({series.place, *measure});
    }
  }
  for (const Measure measure : {Measure::departed_persons, Measure::queue_vehicles, Measure::queue_persons,
                                Measure::accommodated_persons, Measure::persons_without_bed}) {
    add({"all", measure});
  }
  return list;
}

Members::Members(Request request, scenario::ForecastFile file, Information information)
    : request_(std::move(request)), file_(std::move(file)), information_(std::move(information)) {
  draw();
  scenario::Edits edits{.sets = request_.sets};
  const scenario::Scenario base = scenario::read(request_.scenario, edits);
  calendar_ = base.calendar;
  runs_until_ = std::max(end(), base.end);
  if (file_.rate) {
    condition_rate(base);
  }
}

void Members::draw() {
  drawn_.resize(request_.members);
  for (const StandIn& prior : file_.stand_ins) {
    const random::Decisions decisions(request_.seed, 0, random::Purpose::calibration, "forecast/prior:" + prior.id);
    for (std::uint32_t member = 0; member < request_.members; ++member) {
      const double u = decisions.draws({.origin = 0, .ordinal = member}).uniform();
      drawn_[member].push_back(calibration::value_of(prior.prior, random::deterministic::normal_quantile(u)));
    }
  }
}

void Members::condition_rate(const scenario::Scenario& base) {
  const scenario::RatePrior& prior = *file_.rate;
  const PublicSeries* series = information_.find(prior.series);
  if (series == nullptr) {
    refuse(ErrorCode::unknown_name, file_, fmt::format("there is no observed series `{}`", prior.series),
           "the id of an [[observe]]");
  }
  if (series->counts.empty()) {
    refuse(ErrorCode::nothing_counted, file_,
           fmt::format("no count of `{}` was public by {}", prior.series, calendar_.to_iso(as_of())),
           "a later --as-of");
  }
  RateModel model{
      .prior = prior, .opens = calendar_.to_sim_time(prior.opens), .calendar = calendar_, .night = base.night};
  for (const scenario::SeriesError& error : file_.errors) {
    model.count_sd = error.series == prior.series ? error.plus : model.count_sd;
  }
  paths_ = paths_given(model, series->counts,
                       {.paths = request_.members, .as_of = as_of(), .end = end(), .seed = request_.seed});
}

void Members::add_rate(std::uint32_t member, std::string& sets, std::string& changes) const {
  const scenario::RatePrior& prior = *file_.rate;
  const RatePath& path = paths_.paths[member];
  const std::string stage = path_of_stage(prior.stage);
  const auto mean = [&](double persons_per_hour) {
    const double vehicles_per_hour = persons_per_hour / path.persons_per_vehicle;
    const double seconds = 3600.0 * static_cast<double>(prior.servers) / vehicles_per_hour;
    return fmt::format("\"{:.6f} s\"", std::clamp(seconds, fastest_service_s, slowest_service_s));
  };
  sets += fmt::format("\"{0}.service.per_person\" = \"0 s\"\n\"{0}.service.night\" = \"100 %\"\n", stage);
  sets += fmt::format("\"{}.service.mean\" = {}\n", stage, mean(path.persons_per_hour.front()));
  const auto wanders = [&](const Item& item) { return item.what == stage + ".wander.sd"; };
  if (std::any_of(information_.values.begin(), information_.values.end(), wanders)) {
    sets += fmt::format("\"{}.wander.sd\" = \"0 %\"\n", stage);
  }
  changes += change_to(calendar_.to_iso(calendar_.to_sim_time(prior.opens)), stage + ".servers",
                       fmt::format("{}", prior.servers), "rate");
  for (std::size_t hour = 1; hour < path.persons_per_hour.size(); ++hour) {
    const SimTime at = paths_.begin + static_cast<std::int64_t>(hour) * Duration(std::chrono::hours(1));
    if (at <= end()) {
      changes += change_to(calendar_.to_iso(at), stage + ".service.mean", mean(path.persons_per_hour[hour]), "rate");
    }
  }
}

std::string Members::variant_of(std::uint32_t member) const {
  std::string sets = "[set]\n";
  std::string changes;
  for (std::size_t i = 0; i < file_.stand_ins.size(); ++i) {
    const StandIn& prior = file_.stand_ins[i];
    if (!is_drawn(prior, request_.as_of)) {
      continue;
    }
    for (const scenario::DrawnPath& path : prior.sets) {
      const std::string value = written(path, drawn_[member][i]);
      if (prior.at) {
        changes += change_to(calendar_.to_iso(calendar_.to_sim_time(*prior.at)), path.path, value, prior.id);
      } else {
        sets += fmt::format("\"{}\" = {}\n", path.path, value);
      }
    }
  }
  if (file_.rate) {
    add_rate(member, sets, changes);
  }
  return fmt::format("end = {}\n{}{}", calendar_.to_iso(runs_until_), sets, changes);
}

scenario::Edits Members::edits_of(std::uint32_t member) const {
  scenario::Edits edits{.sets = request_.sets};
  edits.keeps_change = [this](const scenario::WrittenChange& c) { return keeps(file_, request_.as_of, c); };
  edits.keeps_incident = [this](const scenario::WrittenIncident& i) { return keeps(file_, request_.as_of, i); };
  edits.variant = variant_of(member);
  edits.variant_name = fmt::format("member {} of {}", member, file_.name);
  return edits;
}

scenario::Scenario Members::scenario_of(std::uint32_t member) const {
  return scenario::read(request_.scenario, edits_of(member));
}

ensemble::Outcome Members::run(std::uint32_t member, const std::vector<Foreseen>& foreseen) const {
  const scenario::Scenario scenario = scenario_of(member);
  try {
    const simulation::Model model(scenario);
    statistics::RunStatistics statistics(scenario);
    const simulation::RunInfo info = simulation::run(model, {.seed = request_.seed, .index = member}, statistics);
    return {member, ensemble::Finished{selected(statistics.finish(), foreseen, end()), info.events}};
  } catch (const std::bad_alloc&) {
    return {member, ensemble::Unfinished::out_of_memory};
  } catch (const std::exception& e) {
    return {member, ensemble::Failed{e.what()}};
  }
}

}  // namespace corridor::forecast
