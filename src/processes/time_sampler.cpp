#include "corridor/processes/time_sampler.hpp"

#include <algorithm>

#include "corridor/base/contract.hpp"

namespace corridor::processes {

TimeSampler::TimeSampler(const scenario::Scenario& scenario) {
  for (const scenario::Stage& stage : scenario.stages) {
    prepare(stage);
  }
  for (const scenario::Origin& origin : scenario.origins) {
    prepare(origin);
  }
  prepare(scenario.breakdown.clearing);
  prepare(scenario.rescue.time);
  for (const scenario::Change& change : scenario.changes) {
    if (const auto* of_stage = std::get_if<scenario::Change::OfStage>(&change.what)) {
      prepare(of_stage->now);
    } else if (const auto* of_origin = std::get_if<scenario::Change::OfOrigin>(&change.what)) {
      prepare(of_origin->now);
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
  if (stage.reneging) {
    prepare(stage.reneging->after);
  }
  for (const scenario::Transition& transition : stage.next) {
    if (transition.delay) {
      prepare(*transition.delay);
    }
  }
}

void TimeSampler::prepare(const scenario::Origin& origin) {
  if (origin.fuel) {
    prepare(*origin.fuel);
  }
}

template <class Quantity>
void TimeSampler::prepare(const scenario::Distribution<Quantity>& distribution) {
  const bool known = std::any_of(gamma_by_cv_.begin(), gamma_by_cv_.end(),
                                 [&](const auto& entry) { return entry.first == distribution.cv; });
  if (distribution.family == scenario::Family::gamma && !known) {
    gamma_by_cv_.emplace_back(distribution.cv, random::GammaQuantile(1.0 / (distribution.cv * distribution.cv)));
  }
}

Duration TimeSampler::draw(const scenario::TimeDistribution& distribution, double uniform) const {
  return distribution.family == scenario::Family::fixed
             ? distribution.mean
             : from_seconds(variate(distribution, to_seconds(distribution.mean), uniform));
}

Litres TimeSampler::draw(const scenario::FuelDistribution& distribution, double uniform) const {
  return distribution.family == scenario::Family::fixed
             ? distribution.mean
             : litres(variate(distribution, to_litres(distribution.mean), uniform));
}

template <class Quantity>
double TimeSampler::variate(const scenario::Distribution<Quantity>& distribution, double mean, double uniform) const {
  switch (distribution.family) {
    case scenario::Family::fixed:
      break;
    case scenario::Family::exponential:
      return random::exponential_with_mean(uniform, mean);
    case scenario::Family::lognormal:
      return random::lognormal_with_mean(uniform, mean, distribution.cv);
    case scenario::Family::empirical:
      expects(distribution.empirical.index() < empirical_.size(), "measured times are in the scenario");
      return empirical_[distribution.empirical.index()](uniform);
    case scenario::Family::gamma: {
      const auto table = std::find_if(gamma_by_cv_.begin(), gamma_by_cv_.end(),
                                      [&](const auto& entry) { return entry.first == distribution.cv; });
      expects(table != gamma_by_cv_.end(), "a gamma distribution needs its quantile table");
      return random::gamma_with_mean(uniform, mean, table->second);
    }
  }
  return mean;
}

}  // namespace corridor::processes
