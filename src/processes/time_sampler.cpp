#include "corridor/processes/time_sampler.hpp"

#include <algorithm>

#include "corridor/base/contract.hpp"

namespace corridor::processes {

TimeSampler::TimeSampler(const scenario::Scenario& scenario) {
  for (const scenario::Stage& stage : scenario.stages) {
    prepare(stage);
  }
  for (const scenario::Change& change : scenario.changes) {
    if (const auto* of_stage = std::get_if<scenario::Change::OfStage>(&change.what)) {
      prepare(of_stage->now);
    }
  }
  empirical_.reserve(scenario.empirical_times.size());
  for (const scenario::EmpiricalTimes& times : scenario.empirical_times) {
    std::vector<double> seconds(times.values.size());
    std::transform(times.values.begin(), times.values.end(), seconds.begin(), to_seconds);
    empirical_.emplace_back(seconds, times.weights);
  }
}

void TimeSampler::prepare(const scenario::Stage& stage) {
  if (const auto* service = std::get_if<scenario::Service>(&stage.kind)) {
    prepare(service->time);
  } else if (const auto* beds = std::get_if<scenario::Beds>(&stage.kind)) {
    prepare(beds->stay);
  } else if (const auto* transport = std::get_if<scenario::Transport>(&stage.kind)) {
    prepare(transport->fleet.trip);
    prepare(transport->fleet.turn_round);
  } else {
    prepare(std::get<scenario::Delay>(stage.kind).time);
  }
  for (const scenario::Transition& transition : stage.next) {
    if (transition.delay) {
      prepare(*transition.delay);
    }
  }
}

void TimeSampler::prepare(const scenario::TimeDistribution& distribution) {
  const bool known = std::any_of(gamma_by_cv_.begin(), gamma_by_cv_.end(),
                                 [&](const auto& entry) { return entry.first == distribution.cv; });
  if (distribution.family == scenario::Family::gamma && !known) {
    gamma_by_cv_.emplace_back(distribution.cv, random::GammaQuantile(1.0 / (distribution.cv * distribution.cv)));
  }
}

Duration TimeSampler::draw(const scenario::TimeDistribution& distribution, double uniform) const {
  const double mean = to_seconds(distribution.mean);
  switch (distribution.family) {
    case scenario::Family::fixed:
      return distribution.mean;
    case scenario::Family::exponential:
      return from_seconds(random::exponential_with_mean(uniform, mean));
    case scenario::Family::lognormal:
      return from_seconds(random::lognormal_with_mean(uniform, mean, distribution.cv));
    case scenario::Family::empirical:
      expects(distribution.empirical.index() < empirical_.size(), "measured times are in the scenario");
      return from_seconds(empirical_[distribution.empirical.index()](uniform));
    case scenario::Family::gamma: {
      const auto table = std::find_if(gamma_by_cv_.begin(), gamma_by_cv_.end(),
                                      [&](const auto& entry) { return entry.first == distribution.cv; });
      expects(table != gamma_by_cv_.end(), "a gamma distribution needs its quantile table");
      return from_seconds(random::gamma_with_mean(uniform, mean, table->second));
    }
  }
  return distribution.mean;
}

}  // namespace corridor::processes
