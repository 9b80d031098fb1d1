#include "corridor/processes/stage.hpp"

#include <algorithm>

#include "corridor/base/contract.hpp"

namespace corridor::processes {

namespace {

bool is_open(const scenario::Service& service, Duration time_of_day) {
  return service.hours.empty() || std::any_of(service.hours.begin(), service.hours.end(),
                                              [&](const DailyWindow& w) { return w.contains(time_of_day); });
}

}  // namespace

Stage::Stage(const scenario::Stage& spec, Duration time_of_day) : spec_(spec) {
  set_hours(time_of_day);
  fill_stock();
}

void Stage::change(const scenario::Stage& spec, Duration time_of_day) {
  const bool gave_fuel = gives_fuel();
  spec_ = spec;
  if (gives_fuel() != gave_fuel) {
    fill_stock();
  }
  waiting_need_ = 0;
  for (std::size_t i = 0; i < line_.size(); ++i) {
    waiting_need_ += needed(line_[i].weight);
  }
  set_hours(time_of_day);
}

void Stage::set_hours(Duration time_of_day) {
  if (const auto* service = std::get_if<scenario::Service>(&spec_.kind)) {
    capacity_ = is_open(*service, time_of_day) ? service->servers : 0;
  } else if (const auto* beds = std::get_if<scenario::Beds>(&spec_.kind)) {
    capacity_ = beds->places;
  } else if (const auto* transport = std::get_if<scenario::Transport>(&spec_.kind)) {
    capacity_ = transport->fleet.count * transport->fleet.seats;
  } else {
    capacity_ = std::nullopt;
  }
}

std::int64_t Stage::weight(std::int64_t persons) const {
  return spec_.unit == scenario::UnitKind::person ? persons : 1;
}

/// A party with more persons than there are servers takes all of them; places are never shared.
std::int64_t Stage::needed(std::int64_t weight) const {
  const auto* service = std::get_if<scenario::Service>(&spec_.kind);
  return service && service->servers ? std::clamp<std::int64_t>(*service->servers, 1, weight) : weight;
}

bool Stage::can_begin(std::int64_t weight, Litres due) const {
  if (std::holds_alternative<scenario::Transport>(spec_.kind)) {
    return false;
  }
  return (!capacity_ || occupied_ + needed(weight) <= *capacity_) && (!stock_ || *stock_ >= due);
}

bool Stage::has_room(std::int64_t weight, Litres due) const {
  if (line_.empty() && can_begin(weight, due)) {
    return true;
  }
  return has_room_to_wait(weight);
}

bool Stage::has_room_to_wait(std::int64_t weight) const {
  return !spec_.waiting_room || waiting_weight_ + weight <= *spec_.waiting_room;
}

scenario::Limit Stage::free_now() const {
  return capacity_ ? scenario::Limit(*capacity_ - occupied_) : std::nullopt;
}

Duration Stage::expected_wait() const {
  const auto* service = std::get_if<scenario::Service>(&spec_.kind);
  if (!service || !service->servers) {
    return Duration(0);
  }
  const std::int64_t servers = std::max<std::int64_t>(1, capacity_.value_or(0) > 0 ? *capacity_ : *service->servers);
  return service->time.mean * waiting_need_ / servers;
}

std::optional<Duration> Stage::until_next_hours(Duration time_of_day) const {
  const auto* service = std::get_if<scenario::Service>(&spec_.kind);
  if (!service || service->hours.empty()) {
    return std::nullopt;
  }
  Duration wait = service->hours.front().until_next_edge(time_of_day);
  for (const DailyWindow& window : service->hours) {
    wait = std::min(wait, window.until_next_edge(time_of_day));
  }
  return wait;
}

std::int64_t Stage::take(std::int64_t weight) {
  expects(can_begin(weight), "nobody is admitted while a place is at its limit");
  const std::int64_t taken = needed(weight);
  occupied_ += taken;
  return taken;
}

const scenario::FuelPoint* Stage::fuel_point() const {
  const auto* service = std::get_if<scenario::Service>(&spec_.kind);
  return service != nullptr && service->fuel ? &*service->fuel : nullptr;
}

void Stage::take_fuel(Litres amount) {
  expects(stock_ && *stock_ >= amount, "no more fuel is given than there is");
  *stock_ -= amount;
}

void Stage::fill_stock() {
  const scenario::FuelPoint* point = fuel_point();
  stock_ = point == nullptr ? std::nullopt : point->stock;
}

void Stage::wait(Waiting who) {
  line_.push_back(who);
  waiting_weight_ += who.weight;
  waiting_need_ += needed(who.weight);
}

void Stage::reweigh(UnitId unit, std::int64_t weight) {
  const std::size_t place = line_.find([&](const Waiting& w) { return w.unit == unit; });
  expects(place < line_.size(), "the unit is in line");
  Waiting& who = line_[place];
  waiting_weight_ += weight - who.weight;
  waiting_need_ += (weight == 0 ? 0 : needed(weight)) - needed(who.weight);
  who.weight = weight;
  if (weight == 0) {
    line_.erase(place);
  }
}

std::optional<UnitId> Stage::call_next() {
  if (line_.empty() || !can_begin(line_.front().weight, line_.front().due)) {
    return std::nullopt;
  }
  return call_first();
}

UnitId Stage::call_first() {
  const Waiting first = line_.front();
  line_.pop_front();
  waiting_weight_ -= first.weight;
  waiting_need_ -= needed(first.weight);
  return first.unit;
}

}  // namespace corridor::processes
