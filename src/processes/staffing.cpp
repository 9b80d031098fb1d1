#include "corridor/processes/staffing.hpp"

#include <algorithm>

namespace corridor::processes {

namespace {

std::int64_t sum(const std::vector<scenario::Shift>& shifts, Duration time_of_day) {
  std::int64_t servers = 0;
  for (const scenario::Shift& shift : shifts) {
    servers += is_within(shift.hours, time_of_day) ? shift.servers : 0;
  }
  return servers;
}

}  // namespace

bool is_within(const std::vector<DailyWindow>& windows, Duration time_of_day) {
  return windows.empty() || std::ranges::any_of(windows, [&](const DailyWindow& w) { return w.contains(time_of_day); });
}

bool is_open(const scenario::Service& service, Duration time_of_day) {
  return is_within(service.hours, time_of_day);
}

scenario::Limit on_duty(const scenario::Service& service, Duration time_of_day) {
  scenario::Limit servers = service.servers;
  if (!service.shifts.empty()) {
    const std::int64_t staff = sum(service.shifts, time_of_day);
    servers = servers ? std::min(*servers, staff) : staff;
  }
  if (servers) {
    servers = std::max<std::int64_t>(0, *servers - sum(service.breaks, time_of_day));
  }
  return servers;
}

std::optional<Duration> until_next_edge(const scenario::Service& service, Duration time_of_day) {
  std::optional<Duration> wait;
  const auto consider = [&](const std::vector<DailyWindow>& windows) {
    for (const DailyWindow& window : windows) {
      const Duration until = window.until_next_edge(time_of_day);
      wait = wait ? std::min(*wait, until) : until;
    }
  };
  consider(service.hours);
  for (const auto* shifts : {&service.shifts, &service.breaks}) {
    for (const scenario::Shift& shift : *shifts) {
      consider(shift.hours);
    }
  }
  return wait;
}

std::optional<SimTime> Reserves::review(const std::vector<scenario::Reserve>& reserves, std::int64_t waiting,
                                        SimTime now) {
  std::optional<SimTime> next;
  ready_.resize(reserves.size(), never);
  open_ = 0;
  for (std::size_t i = 0; i < reserves.size(); ++i) {
    const scenario::Reserve& reserve = reserves[i];
    if (ready_[i] == never && waiting > reserve.opens_over) {
      ready_[i] = now + reserve.setup;
      next = next ? std::min(*next, ready_[i]) : ready_[i];
    } else if (waiting < reserve.closes_under) {
      ready_[i] = never;
    }
    open_ += ready_[i] <= now ? reserve.servers : 0;
  }
  return next;
}

}  // namespace corridor::processes
