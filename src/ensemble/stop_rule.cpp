#include "corridor/ensemble/stop_rule.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "corridor/statistics/student.hpp"

namespace corridor::ensemble {

namespace {

constexpr std::uint32_t first_look = 10;

bool is_time_to_look(std::uint32_t replications) {
  std::uint32_t look = first_look;
  while (look < replications) {
    look *= 2;
  }
  return look == replications;
}

}  // namespace

void StopRule::add(const statistics::RunResult& result) {
  ++replications_;
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    const auto is_wanted = [&w = wanted_[i]](const statistics::SummaryValue& v) {
      return v.measure == w.measure && v.place == w.place && v.group.empty();
    };
    const auto found = std::ranges::find_if(result.summary, is_wanted);
    if (found == result.summary.end()) {
      continue;
    }
    Known& k = known_[i];
    k.has_figure = true;
    if (!std::isnan(found->value)) {
      ++k.n;
      const double before = found->value - k.mean;
      k.mean += before / k.n;
      k.squares += before * (found->value - k.mean);
    }
  }
}

Estimate StopRule::estimate(std::size_t wanted) const {
  const Known& k = known_[wanted];
  if (k.n < 2) {
    return {k.n, k.mean, 0};
  }
  const double sd = std::sqrt(k.squares / (k.n - 1));
  return {k.n, k.mean, statistics::student_quantile(0.975, k.n - 1) * sd / std::sqrt(k.n)};
}

bool StopRule::is_narrow(std::size_t wanted) const {
  const Precision& p = wanted_[wanted];
  const Estimate e = estimate(wanted);
  const double allowed = p.is_relative ? p.half_width / (1 + p.half_width) * std::fabs(e.mean) : p.half_width;
  return e.n >= 2 && e.half_width <= allowed;
}

bool StopRule::is_met() const {
  if (wanted_.empty() || !is_time_to_look(replications_)) {
    return false;
  }
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    if (!is_narrow(i)) {
      return false;
    }
  }
  return true;
}

const Precision* StopRule::unknown() const {
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    if (replications_ > 0 && !known_[i].has_figure) {
      return &wanted_[i];
    }
  }
  return nullptr;
}

}  // namespace corridor::ensemble
