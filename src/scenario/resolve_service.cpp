// The part of Resolver that is about times that are drawn and who serves.
#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "resolver.hpp"

namespace corridor::scenario {

namespace {

Duration mean_of(const EmpiricalTimes& times) {
  double weight = 0;
  double seconds = 0;
  for (std::size_t i = 0; i < times.values.size(); ++i) {
    weight += times.weights[i];
    seconds += times.weights[i] * to_seconds(times.values[i]);
  }
  return from_seconds(seconds / weight);
}

}  // namespace

template <class Spec>
TimeDistribution Resolver::distribution(const Spec& spec) {
  if (spec.dist != Family::empirical) {
    return {spec.dist, spec.mean, spec.cv};
  }
  EmpiricalTimes times{spec.values, spec.weights};
  if (spec.file) {
    const EmpiricalTimes* in_file = tables_.times(*spec.file);
    if (in_file == nullptr) {
      return {};
    }
    times = *in_file;
  } else if (times.weights.empty()) {
    times.weights.assign(times.values.size(), 1.0);
  }
  auto& known = scenario_.empirical_times;
  const auto at = std::find(known.begin(), known.end(), times);
  const EmpiricalId id(static_cast<std::size_t>(at - known.begin()));
  const Duration mean = mean_of(times);
  if (at == known.end()) {
    known.push_back(std::move(times));
  }
  return {Family::empirical, mean, 0, id};
}

template TimeDistribution Resolver::distribution(const TimeSpec& spec);

Service Resolver::service(const StageSpec& spec, const Stage& stage) {
  Service service{.servers = spec.servers,
                  .hours = spec.hours,
                  .time = distribution(spec.service),
                  .per_person = spec.service.per_person,
                  .pace = pace(spec, stage),
                  .fuel = fuel_point(spec, stage),
                  .shifts = spec.shifts,
                  .breaks = spec.breaks,
                  .reserves = spec.reserves,
                  .batch = spec.batch,
                  .preempts = spec.preempts};
  if (spec.balk) {
    service.balking = Balking{spec.balk->when_wait_over, spec.balk->share, target(*spec.balk->to, stage.site)};
  }
  if (!spec.when_full.empty()) {
    const std::span<const Ref> stages(spec.when_full);
    service.when_full =
        Overflow{target(stages.front(), stage.site), search(stages.subspan(1), spec.search, stage.site)};
  }
  if (spec.wander) {
    service.wander = Wander{spec.wander->sd, spec.wander->correlation};
  }
  check_order(spec);
  check_service(spec, stage, service);
  return service;
}

ServicePace Resolver::pace(const StageSpec& spec, const Stage& stage) {
  ServicePace pace{.night = spec.service.night, .by_class = {}, .by_hour = spec.service.by_hour};
  for (const LabelledShare& of_class : spec.service.by_class) {
    if (spec.unit != UnitKind::vehicle) {
      error(of_class.mark, {ErrorCode::stage_unit, fmt::format("stage `{}` serves no vehicles", stage.place),
                            "`by_class` only where unit = \"vehicle\""});
    } else if (const auto id = classes_.find({of_class.label, of_class.mark}, *diagnostics_)) {
      pace.by_class.push_back({VehicleClassId(*id), of_class.share});
    }
  }
  return pace;
}

void Resolver::check_service(const StageSpec& spec, const Stage& stage, const Service& service) {
  if (!service.reserves.empty() && !service.servers && service.shifts.empty()) {
    error(spec.mark, {ErrorCode::out_of_range, fmt::format("stage `{}` has servers without limit already", stage.place),
                      "no `reserves`, or a number of `servers`"});
  }
  const bool are_servers_fewer_at_times = !service.shifts.empty() || !service.breaks.empty();
  if (spec.unit == UnitKind::person && are_servers_fewer_at_times) {
    error(spec.mark, {ErrorCode::stage_unit,
                      fmt::format("a party at stage `{}` takes as many servers as it has persons, which need not be on "
                                  "duty together",
                                  stage.place),
                      "unit = \"party\" beside `shifts` or `breaks`"});
  }
  if (!service.batch) {
    return;
  }
  if (service.fuel || service.preempts || !spec.uses.empty()) {
    error(spec.mark, {ErrorCode::out_of_range,
                      fmt::format("stage `{}` gives goods or fuel, or interrupts, one unit at a time", stage.place),
                      "no `batch` beside `gives`, `uses` or `preempts`"});
  }
  const bool has_limit = spec.waiting_room && spec.waiting_room->kind != WaitingRoom::Kind::unlimited;
  if (has_limit && spec.waiting_room->room < service.batch->most) {
    error(spec.waiting_room->mark,
          {ErrorCode::waiting_room, fmt::format("a batch of stage `{}` has no room to gather", stage.place),
           fmt::format("at least {}, or \"unlimited\"", service.batch->most)});
  }
}

}  // namespace corridor::scenario
