// One stage of a site: its servers or places, its line, and whoever stands at its door. Decides nothing about where
// anybody goes.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "corridor/base/ids.hpp"
#include "corridor/base/ring.hpp"
#include "corridor/base/time.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// Who stands at a stage's door: a unit, or the head of a link.
struct AtDoor {
  bool is_link = false;
  std::uint32_t index = 0;
  friend bool operator==(const AtDoor&, const AtDoor&) = default;
};

/// The waiting room is counted in weights: 1, or the persons of a party where the unit is a person; so are servers and
/// places, except that a party of more persons than there are servers takes all of them.
class Stage {
 public:
  Stage(const scenario::Stage& spec, Duration time_of_day);

  [[nodiscard]] const scenario::Stage& spec() const { return spec_; }
  /// From now on the stage is as described, but for its stock. Throws nobody out.
  void change(const scenario::Stage& spec, Duration time_of_day);
  /// Opens or closes by the hours of day.
  void set_hours(Duration time_of_day);

  /// Servers or places open now, or the seats of the whole fleet; none: unlimited.
  [[nodiscard]] scenario::Limit capacity() const { return capacity_; }
  /// What a unit with so many persons counts for.
  [[nodiscard]] std::int64_t weight(std::int64_t persons) const;
  /// May a unit of this weight come in, to be served at once or to wait?
  [[nodiscard]] bool has_room(std::int64_t weight, Litres due = {}) const;
  /// May it come in to wait?
  [[nodiscard]] bool has_room_to_wait(std::int64_t weight) const;
  /// Servers or places that are not taken; none: unlimited.
  [[nodiscard]] scenario::Limit free_now() const;
  /// There is a server or place for it, and the stock has what is due to it. Never at a stop: there a bus takes whoever
  /// is first in line.
  [[nodiscard]] bool can_begin(std::int64_t weight, Litres due = {}) const;
  [[nodiscard]] bool is_line_empty() const { return line_.empty(); }
  [[nodiscard]] std::int64_t waiting() const { return waiting_weight_; }
  /// A lower bound of the wait of a unit that joins now: servers that those in line will take x mean service time /
  /// servers.
  [[nodiscard]] Duration expected_wait() const;
  /// The time until the next opening or closing; none: always open.
  [[nodiscard]] std::optional<Duration> until_next_hours(Duration time_of_day) const;

  /// Servers or places that the unit takes from now on. @pre can_begin(weight)
  std::int64_t take(std::int64_t weight);
  void free(std::int64_t taken) { occupied_ -= taken; }

  [[nodiscard]] bool gives_fuel() const { return fuel_point() != nullptr; }
  /// Fuel that is not promised yet; none: unlimited, or it gives no fuel.
  [[nodiscard]] std::optional<Litres> stock() const { return stock_; }
  /// @pre the stock is limited and has it
  void take_fuel(Litres amount);
  /// The stock is what the stage's description says.
  void fill_stock();

  struct Waiting {
    UnitId unit;
    std::int64_t weight = 0;
    Litres due{};
  };
  void wait(Waiting who);
  /// From now on the unit in line has this weight; with 0 it is no longer in line. @pre it is in line
  void reweigh(UnitId unit, std::int64_t weight);
  /// The first in line if it can begin; it is no longer waiting then.
  std::optional<UnitId> call_next();
  /// The first in line; it is no longer waiting. @pre the line is not empty
  UnitId call_first();
  [[nodiscard]] UnitId first_in_line() const { return line_.front().unit; }

  std::deque<AtDoor> door;        ///< first come, first let in
  std::uint32_t hours_epoch = 0;  ///< of the pending opening or closing

 private:
  [[nodiscard]] std::int64_t needed(std::int64_t weight) const;
  [[nodiscard]] const scenario::FuelPoint* fuel_point() const;

  scenario::Stage spec_;
  scenario::Limit capacity_;
  std::int64_t occupied_ = 0;
  std::int64_t waiting_weight_ = 0;
  std::optional<Litres> stock_;
  std::int64_t waiting_need_ = 0;  ///< servers that those in line will take
  Ring<Waiting> line_;
};

}  // namespace corridor::processes
