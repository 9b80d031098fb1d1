#include "corridor/processes/stage.hpp"

#include <algorithm>
#include <limits>

#include "corridor/base/contract.hpp"

namespace corridor::processes {

Stage::Stage(const scenario::Stage& spec, Duration time_of_day) : spec_(spec) {
  set_hours(time_of_day);
  fill_stock();
  const auto* service = std::get_if<scenario::Service>(&spec_.kind);
  preempts_ = service != nullptr && service->preempts;
  note_rules();
}

void Stage::change(const scenario::Stage& spec, Duration time_of_day) {
  constexpr std::int64_t most = std::numeric_limits<std::uint16_t>::max();  // persons of a unit
  const std::int64_t needed_before = needed(most);
  const bool gave_fuel = gives_fuel();
  spec_ = spec;
  if (gives_fuel() != gave_fuel) {
    fill_stock();
  }
  if (spec_.unit == scenario::UnitKind::person && needed_before != needed(most)) {
    std::ranges::fill(waiting_need_, 0);
    line_.for_each([&](std::uint16_t rank, const Waiting& who) { waiting_need_[rank] += needed(who.weight); });
  }
  note_rules();
  if (!has_reserves_) {
    reserves_ = {};
  }
  set_hours(time_of_day);
}

void Stage::set_hours(Duration time_of_day) {
  if (const auto* service = std::get_if<scenario::Service>(&spec_.kind)) {
    is_open_ = is_open(*service, time_of_day);
    on_duty_ = on_duty(*service, time_of_day);
    count_servers();
  } else if (const auto* beds = std::get_if<scenario::Beds>(&spec_.kind)) {
    capacity_ = beds->places;
  } else if (const auto* transport = std::get_if<scenario::Transport>(&spec_.kind)) {
    capacity_ = transport->fleet.count * transport->fleet.seats;
  } else {
    capacity_ = std::nullopt;
  }
}

void Stage::count_servers() {
  capacity_ = !is_open_ ? 0 : on_duty_ ? std::optional(*on_duty_ + reserves_.open()) : std::nullopt;
}

std::optional<SimTime> Stage::review_reserves(std::int64_t waiting, SimTime now) {
  const auto next = reserves_.review(std::get<scenario::Service>(spec_.kind).reserves, waiting, now);
  count_servers();
  return next;
}

void Stage::note_rules() {
  const auto* service = std::get_if<scenario::Service>(&spec_.kind);
  has_reserves_ = service != nullptr && !service->reserves.empty();
  has_batch_ = service != nullptr && service->batch;
  looks_at_line_ = preempts_ || has_reserves_ || has_batch_ || std::holds_alternative<scenario::Transport>(spec_.kind);
}

scenario::Limit Stage::capacity() const {
  return capacity_ && batch() != nullptr ? std::optional(*capacity_ * batch()->most) : capacity_;
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

bool Stage::is_anybody_before(std::uint16_t rank) const {
  if (line_.empty()) {
    return false;
  }
  if (is_strict()) {
    return line_.front_rank() <= rank;
  }
  const auto first = line_.first([&](std::uint16_t, std::uint16_t size) { return can_begin(size); });
  return first && first->rank <= rank;
}

bool Stage::may_begin(const Request& request) const {
  return can_begin(request.weight, request.due) && !is_anybody_before(request.rank);
}

bool Stage::has_room(const Request& request) const {
  return may_begin(request) || has_room_to_wait(request.weight);
}

bool Stage::has_room_to_wait(std::int64_t weight) const {
  return !spec_.waiting_room || waiting_weight_ + weight <= *spec_.waiting_room;
}

scenario::Limit Stage::free_now() const {
  return capacity_ ? scenario::Limit(*capacity_ - occupied_) : std::nullopt;
}

Duration Stage::expected_wait(std::uint16_t rank) const {
  const auto* service = std::get_if<scenario::Service>(&spec_.kind);
  if (!service || !service->servers) {
    return Duration(0);
  }
  std::int64_t before = 0;
  for (std::size_t r = 0; r < waiting_need_.size() && r <= rank; ++r) {
    before += waiting_need_[r];
  }
  const std::int64_t servers = std::max<std::int64_t>(1, capacity_.value_or(0) > 0 ? *capacity_ : *service->servers);
  return service->time.mean * before / (servers * (service->batch ? service->batch->most : 1));
}

std::optional<Duration> Stage::until_next_hours(Duration time_of_day) const {
  const auto* service = std::get_if<scenario::Service>(&spec_.kind);
  return service == nullptr ? std::nullopt : until_next_edge(*service, time_of_day);
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

// --- the line -------------------------------------------------------------------------------------------------------

std::uint16_t Stage::size_of(std::int64_t weight) const {
  return is_strict() ? 0 : static_cast<std::uint16_t>(weight);
}

void Stage::count(std::uint16_t rank, std::int64_t weight, std::int64_t need) {
  waiting_weight_ += weight;
  if (rank >= waiting_need_.size()) {
    waiting_need_.resize(rank + 1);
  }
  waiting_need_[rank] += need;
}

LinePlace Stage::wait(UnitId unit, const Request& request) {
  count(request.rank, request.weight, needed(request.weight));
  return line_.push(request.rank, size_of(request.weight),
                    {unit, static_cast<std::int32_t>(request.weight), request.due});
}

LinePlace Stage::wait_again(UnitId unit, const Request& request, const LinePlace& place) {
  count(place.rank, request.weight, needed(request.weight));
  const LinePlace again{place.rank, size_of(request.weight), place.number};
  line_.put_back(again, {unit, static_cast<std::int32_t>(request.weight), request.due});
  return again;
}

LinePlace Stage::reweigh(const LinePlace& place, std::int64_t weight) {
  Waiting& who = line_.at(place);
  count(place.rank, weight - who.weight, needed(weight) - needed(who.weight));
  who.weight = static_cast<std::int32_t>(weight);
  if (is_strict()) {
    return place;
  }
  const Waiting lighter = line_.take(place);
  const LinePlace now{place.rank, size_of(weight), place.number};
  line_.put_back(now, lighter);
  return now;
}

void Stage::leave_line(const LinePlace& place) {
  const Waiting who = line_.take(place);
  count(place.rank, -who.weight, -needed(who.weight));
}

std::optional<UnitId> Stage::next_to_call() {
  if (line_.empty()) {
    return std::nullopt;
  }
  if (is_strict()) {
    const Waiting& first = line_.front();
    return can_begin(first.weight, first.due) ? std::optional(first.unit) : std::nullopt;
  }
  const auto first = line_.first([&](std::uint16_t, std::uint16_t size) { return can_begin(size); });
  return first ? std::optional(line_.at(*first).unit) : std::nullopt;
}

std::optional<UnitId> Stage::call_next() {
  if (line_.empty()) {
    return std::nullopt;
  }
  if (is_strict()) {
    const Waiting& first = line_.front();
    return can_begin(first.weight, first.due) ? std::optional(call_first()) : std::nullopt;
  }
  const auto first = line_.first([&](std::uint16_t, std::uint16_t size) { return can_begin(size); });
  if (!first) {
    return std::nullopt;
  }
  const UnitId unit = line_.at(*first).unit;
  leave_line(*first);
  return unit;
}

UnitId Stage::call_first() {
  const auto [rank, first] = line_.pop_front();
  count(rank, -first.weight, -needed(first.weight));
  return first.unit;
}

bool Stage::can_replace(const Waiting& first, const Others& others) const {
  const bool is_stock_enough = !stock_ || *stock_ >= first.due;
  const bool have_others_room =
      !spec_.waiting_room || waiting_weight_ - first.weight + others.weight <= *spec_.waiting_room;
  return lacking(first.weight) <= others.taken && is_stock_enough && have_others_room;
}

std::int64_t Stage::lacking(std::int64_t weight) const {
  return capacity_ ? occupied_ + needed(weight) - *capacity_ : 0;
}

bool Stage::is_held() const {
  if (serving > 0 || occupied_ == 0 || !capacity_) {
    return false;
  }
  if (const auto* service = std::get_if<scenario::Service>(&spec_.kind); service != nullptr && *capacity_ == 0) {
    return service->servers && occupied_ >= *service->servers;  // closed: nobody can begin when it opens either
  }
  return lacking(line_.empty() || batch() != nullptr ? 1 : line_.front().weight) > 0;
}

// --- the door -------------------------------------------------------------------------------------------------------

LinePlace Stage::stand_at_door(const AtDoor& who, const Request& request) {
  return door_.push(request.rank, size_of(request.weight), who);
}

LinePlace Stage::stand_lighter_at_door(const LinePlace& place, std::int64_t weight) {
  const LinePlace now{place.rank, size_of(weight), place.number};
  if (now.size != place.size) {
    door_.put_back(now, door_.take(place));
  }
  return now;
}

std::optional<Stage::First> Stage::first_at_door() {
  const auto place = is_strict() ? door_.first() : door_.first([&](std::uint16_t rank, std::uint16_t size) {
    return has_room({rank, size, {}});
  });
  return place ? std::optional(First{door_.at(*place), *place}) : std::nullopt;
}

bool Stage::is_door_taken(const Request& request) const {
  if (door_.empty()) {
    return false;
  }
  const auto first = door_.first([&](std::uint16_t rank, std::uint16_t size) {
    return is_strict() || has_room({rank, size, {}});
  });
  return first && first->rank <= request.rank;
}

bool Stage::has_room_after(const Request& in, std::int64_t taken_by_out) {
  if (capacity_ && occupied_ - taken_by_out > *capacity_) {
    return false;
  }
  occupied_ -= taken_by_out;
  bool fits = has_room(in);
  if (!fits && !line_.empty()) {
    // Whoever is first in line leaves the waiting room.
    const Waiting first = first_in_line();
    fits = can_begin(first.weight, first.due) && waiting_weight_ - first.weight + in.weight <= *spec_.waiting_room;
  }
  occupied_ += taken_by_out;
  return fits;
}

}  // namespace corridor::processes
