#include "corridor/ensemble/parameter_draws.hpp"

#include <algorithm>
#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/random/stream.hpp"

namespace corridor::ensemble {

namespace {

/// The van der Corput sequence in base 2: the binary digits of `n` behind the point, the last one first. Exact.
double radical_inverse(std::uint32_t n) {
  double result = 0;
  for (double digit = 0.5; n > 0; n >>= 1U, digit /= 2) {
    result += (n & 1U) != 0 ? digit : 0;
  }
  return result;
}

std::vector<double> weights_of(const scenario::Posterior& posterior) {
  std::vector<double> weights;
  for (const scenario::PosteriorDraw& draw : posterior.draws) {
    weights.push_back(draw.weight);
  }
  return weights;
}

}  // namespace

WeightedChoice::WeightedChoice(std::span<const double> weights, std::uint64_t seed)
    : shift_(random::Decisions(seed, 0, random::Purpose::posterior_draw, "").draws({}).uniform_at(0)) {
  double sum = 0;
  for (const double weight : weights) {
    expects(weight >= 0, "a weight is not negative");
    sums_.push_back(sum += weight);
  }
  expects(sum > 0 && sum * 0 == 0, "the weights have a sum above 0");
}

std::size_t WeightedChoice::of(std::uint32_t replication) const {
  const double moved = shift_ + radical_inverse(replication);
  const double share = moved < 1 ? moved : moved - 1;
  const auto found = std::ranges::upper_bound(sums_, share * sums_.back());
  if (found != sums_.end()) {
    return static_cast<std::size_t>(found - sums_.begin());
  }
  // The product was rounded up to the sum: the last draw that has a weight.
  return static_cast<std::size_t>(std::ranges::lower_bound(sums_, sums_.back()) - sums_.begin());
}

ParameterDraws::ParameterDraws(scenario::Posterior posterior, std::uint64_t seed)
    : posterior_(std::move(posterior)), choice_(weights_of(posterior_), seed) {}

}  // namespace corridor::ensemble
