#include "corridor/processes/link_flow.hpp"

#include <algorithm>
#include <optional>

#include "corridor/base/units.hpp"

namespace corridor::processes {

namespace {

constexpr double microseconds_per_hour = 3.6e9;

Duration rounded(double microseconds) {
  return Duration(static_cast<std::int64_t>(microseconds + 0.5));
}

KilometresPerHour class_speed(const scenario::Link& link, const scenario::VehicleClass& c) {
  const double v = static_cast<double>(link.free_speed.value()) * c.speed_factor;
  return KilometresPerHour(std::max<std::int64_t>(1, static_cast<std::int64_t>(v + 0.5)));
}

/// A capacity is that of the link's own lanes together; with other lanes each keeps its share.
Duration least_headway(const std::optional<double>& capacity_per_hour, double lanes_per_own) {
  return capacity_per_hour ? rounded(microseconds_per_hour / (*capacity_per_hour * lanes_per_own)) : Duration(0);
}

}  // namespace

LinkFlow::LinkFlow(const scenario::Link& link, const std::vector<scenario::VehicleClass>& classes)
    : headway_lanes_(std::max<std::int64_t>(link.lanes.value(), 1)), classes_(&classes) {
  change(link);
}

void LinkFlow::change(const scenario::Link& link) {
  change(link, link.lanes);
}

void LinkFlow::change(const scenario::Link& link, Lanes lanes) {
  open_ = link.open;
  length_ = link.length.value();
  lanes_ = lanes.value();
  if (lanes_ > 0) {
    headway_lanes_ = lanes_;
  }
  const std::vector<scenario::VehicleClass>& classes = *classes_;
  const std::size_t n = classes.size();
  of_class_.assign(n, {});
  of_pair_.assign(n * n, {});
  const auto tau = static_cast<double>(link.reaction_time.count());
  const auto reference = n == 0 ? 1.0 : static_cast<double>((classes[0].length + link.jam_gap).value());
  wave_time_ = rounded(static_cast<double>(length_) * tau / reference);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t effective_length = (classes[i].length + link.jam_gap).value();
    of_class_[i] = {.free_time = travel_time(link.length, class_speed(link, classes[i])),
                    .effective_length = effective_length,
                    .storage = std::max(lanes_ * length_ / 1000, effective_length)};
  }
  const std::int64_t own = link.lanes.value();
  const double per_own =
      own == 0 || own == headway_lanes_ ? 1 : static_cast<double>(headway_lanes_) / static_cast<double>(own);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      OfPair& of_pair = of_pair_[i * n + j];
      of_pair.slower = VehicleClassId(classes[j].speed_factor < classes[i].speed_factor ? j : i);
      const auto e = static_cast<double>(of_class_[i].effective_length);
      // travel_time per millimetre: 3.6e6 us mm^-1 (m/h)
      const double per_mm = tau / reference + 3.6e6 / static_cast<double>(class_speed(link, classes[j]).value());
      const Duration by_space = rounded(e * per_mm * 1000.0 / static_cast<double>(headway_lanes_));
      of_pair.free_exit = std::max(by_space, least_headway(link.capacity, per_own));
      of_pair.entry = std::max(by_space, least_headway(link.entry_capacity, per_own));
    }
  }
  obstruct(obstructed_);
}

void LinkFlow::obstruct(double share) {
  obstructed_ = share;
  for (OfPair& of_pair : of_pair_) {
    const Duration free = of_pair.free_exit;
    of_pair.exit = share > 0 && share < 1 ? rounded(static_cast<double>(free.count()) / (1 - share)) : free;
  }
}

Metres LinkFlow::queue_length(std::int64_t effective) const {
  return Metres(std::min(effective * 1000 / headway_lanes_, length_));
}

}  // namespace corridor::processes
