// One stage of a site: its servers or places, its line, and whoever stands at its door. Decides nothing about where
// anybody goes.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/base/time.hpp"
#include "corridor/processes/ranked_line.hpp"
#include "corridor/processes/staffing.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// Who stands at a stage's door: a unit, or the head of a link.
struct AtDoor {
  bool is_link = false;
  std::uint32_t index = 0;
  friend bool operator==(const AtDoor&, const AtDoor&) = default;
  friend bool operator<(const AtDoor& a, const AtDoor& b) {
    return a.is_link != b.is_link ? b.is_link : a.index < b.index;
  }
};

/// What a unit asks of a stage.
struct Request {
  std::uint16_t rank = 0;   ///< of its class; the lowest goes first
  std::int64_t weight = 1;  ///< what it counts for
  Litres due{};             ///< fuel that it gets
};

/// The waiting room is counted in weights: 1, or the persons of a party where the unit is a person; so are servers and
/// places, except that a party of more persons than there are servers takes all of them.
class Stage {
 public:
  Stage(const scenario::Stage& spec, Duration time_of_day);

  [[nodiscard]] const scenario::Stage& spec() const { return spec_; }
  /// From now on the stage is as described, but for its stock. Throws nobody out.
  void change(const scenario::Stage& spec, Duration time_of_day);
  /// Opens or closes by the hours of day, shifts and breaks.
  void set_hours(Duration time_of_day);

  [[nodiscard]] bool has_reserves() const { return has_reserves_; }
  /// Opens and closes reserves: so many units wait, also before the stage. Returns when one serves that is to open from
  /// now on.
  std::optional<SimTime> review_reserves(std::int64_t waiting, SimTime now);
  /// Somebody who joins the line may be served, or others called, before a server is free.
  [[nodiscard]] bool looks_at_line() const { return looks_at_line_; }
  /// What a server takes at once; nullptr: one unit.
  [[nodiscard]] const scenario::Batch* batch() const {
    return has_batch_ ? &*std::get<scenario::Service>(spec_.kind).batch : nullptr;
  }

  /// Servers open now, each as often as units fit into its batch; or places, or the seats of the whole fleet; none:
  /// unlimited.
  [[nodiscard]] scenario::Limit capacity() const;
  /// What a unit with so many persons counts for.
  [[nodiscard]] std::int64_t weight(std::int64_t persons) const;
  /// May the unit come in, to be served at once or to wait?
  [[nodiscard]] bool has_room(const Request& request) const;
  /// May it come in to wait?
  [[nodiscard]] bool has_room_to_wait(std::int64_t weight) const;
  /// There is a server or place for it, and nobody in line would go before it.
  [[nodiscard]] bool may_begin(const Request& request) const;
  /// Servers or places that are not taken; none: unlimited.
  [[nodiscard]] scenario::Limit free_now() const;
  /// There is a server or place for it, and the stock has what is due to it. Never at a stop: there a bus takes whoever
  /// is first in line.
  [[nodiscard]] bool can_begin(std::int64_t weight, Litres due = {}) const;
  /// A higher class takes the server of a lower one.
  [[nodiscard]] bool preempts() const { return preempts_; }
  [[nodiscard]] bool is_line_empty() const { return line_.empty(); }
  [[nodiscard]] std::int64_t waiting() const { return waiting_weight_; }
  /// In line, and at servers or in places, also if they are finished and blocked; a batch counts as one.
  [[nodiscard]] std::int64_t inside() const { return waiting_weight_ + occupied_; }
  /// There is a server or place, taken or not.
  [[nodiscard]] bool is_in_operation() const { return !capacity_ || *capacity_ > 0; }
  /// A lower bound of the wait of a unit of this rank that joins now: servers that those in line before it will take x
  /// mean service time / servers.
  [[nodiscard]] Duration expected_wait(std::uint16_t rank) const;
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

  // The line: those of the highest class first, in the order in which they came.
  struct Waiting {
    UnitId unit;
    std::int32_t weight = 0;
    Litres due{};
  };
  LinePlace wait(UnitId unit, const Request& request);
  /// The place of a unit that begins at once.
  LinePlace pass_line(const Request& request) { return line_.pass(request.rank, size_of(request.weight)); }
  /// Whose service is interrupted waits where it stood before, or would have stood.
  [[nodiscard]] LinePlace wait_again(UnitId unit, const Request& request, const LinePlace& place);
  /// From now on the unit that stands there has this weight. Its place may be another one then. @pre it is in line
  [[nodiscard]] LinePlace reweigh(const LinePlace& place, std::int64_t weight);
  /// @pre it is in line
  void leave_line(const LinePlace& place);
  /// The first in line if it can begin; it is no longer waiting then.
  std::optional<UnitId> call_next();
  /// Who that would be.
  [[nodiscard]] std::optional<UnitId> next_to_call();
  /// The first in line; it is no longer waiting. @pre the line is not empty
  UnitId call_first();
  /// Whoever goes first, if it can begin or not. @pre the line is not empty
  [[nodiscard]] const Waiting& first_in_line() const { return line_.front(); }
  /// Where in memory whoever stands there is likely to be; nullptr: not known.
  [[nodiscard]] const void* likely_place(const LinePlace& place) const { return line_.likely_place(place); }
  [[nodiscard]] std::uint16_t first_rank() const { return line_.front_rank(); }

  // The door: those who find no room, in the same order.
  LinePlace stand_at_door(const AtDoor& who, const Request& request);
  void leave_door(const LinePlace& place) { door_.take(place); }
  /// Who stands at the door has this weight from now on.
  [[nodiscard]] LinePlace stand_lighter_at_door(const LinePlace& place, std::int64_t weight);
  [[nodiscard]] bool is_door_empty() const { return door_.empty(); }
  [[nodiscard]] std::size_t at_door() const { return door_.size(); }
  /// Who is let in first.
  struct First {
    AtDoor who;
    LinePlace place;
  };
  /// Nobody if the door is empty; or if nobody there fits, where who fits may go first.
  [[nodiscard]] std::optional<First> first_at_door();
  /// Would somebody at the door be let in before it?
  [[nodiscard]] bool is_door_taken(const Request& request) const;

  template <class Visit>
  void for_each_at_door(Visit visit) const {
    door_.for_each([&](std::uint16_t, const AtDoor& who) { visit(who); });
  }
  /// Nobody is being served, and who is next finds no server or place free: they are held by units that are finished.
  [[nodiscard]] bool is_held() const;

  /// How much the one who is first in line needs more than is free. At most 0: it can begin.
  [[nodiscard]] std::int64_t lacking(std::int64_t weight) const;
  /// Could the first in line begin in the places of others who then wait, if they hold `taken` and weigh `weight`?
  struct Others {
    std::int64_t taken = 0;
    std::int64_t weight = 0;
  };
  [[nodiscard]] bool can_replace(const Waiting& first, const Others& others) const;
  /// Would a unit have room when another one, which is finished, has left?
  [[nodiscard]] bool has_room_after(const Request& in, std::int64_t taken_by_out);

  std::uint32_t hours_epoch = 0;       ///< of the pending opening or closing
  std::int64_t serving = 0;            ///< units that are being served
  SimTime batch_due = SimTime::min();  ///< when a batch was last to begin at the latest

 private:
  [[nodiscard]] bool is_strict() const { return spec_.fit == scenario::Fit::strict; }
  /// Those who are told apart by their weight, if whoever fits may go first.
  [[nodiscard]] std::uint16_t size_of(std::int64_t weight) const;
  /// Somebody of this rank or a higher one would go before who comes now.
  [[nodiscard]] bool is_anybody_before(std::uint16_t rank) const;
  void count(std::uint16_t rank, std::int64_t weight, std::int64_t need);
  [[nodiscard]] std::int64_t needed(std::int64_t weight) const;
  [[nodiscard]] const scenario::FuelPoint* fuel_point() const;
  void count_servers();
  void note_rules();

  scenario::Stage spec_;
  scenario::Limit capacity_;
  scenario::Limit on_duty_;  ///< of a service: servers open now but for the reserves
  bool is_open_ = true;
  Reserves reserves_;
  std::int64_t occupied_ = 0;
  std::int64_t waiting_weight_ = 0;
  bool preempts_ = false;
  bool has_reserves_ = false;
  bool has_batch_ = false;
  bool looks_at_line_ = false;
  std::optional<Litres> stock_;
  std::vector<std::int64_t> waiting_need_ = {0};  ///< servers that those in line will take, by rank
  RankedLine<Waiting> line_;
  RankedLine<AtDoor> door_;
};

}  // namespace corridor::processes
