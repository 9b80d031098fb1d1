#include "corridor/ensemble/stop_rule.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

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
    known_[i].has_figure = true;
    if (!std::isnan(found->value)) {
      known_[i].values.add(found->value);
    }
  }
}

bool StopRule::is_narrow(std::size_t wanted) const {
  const Precision& p = wanted_[wanted];
  const statistics::Moments& values = known(wanted);
  const double allowed = p.is_relative ? p.half_width / (1 + p.half_width) * std::fabs(values.mean()) : p.half_width;
  return values.half_width() <= allowed;  // not if it does not apply
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
