// The sites of a scenario and their stages, as the model sees them: plain structs, valid once read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/base/ids.hpp"
#include "corridor/base/people.hpp"
#include "corridor/base/time.hpp"
#include "corridor/base/units.hpp"
#include "corridor/scenario/condition.hpp"
#include "corridor/scenario/distribution.hpp"

namespace corridor::scenario {

enum class UnitKind : std::uint8_t { vehicle, party, person };

/// Further stages where a unit looks for a place, beside the one named first.
struct Search {
  /// first_free: the first where it would be served or have a place at once; most_free: the one with most servers or
  /// places free, of equal ones the first. Where none is free, the last of all. shortest_line: of the open ones with
  /// room for it, the one with fewest in line and in service, of equal ones the first; where none has room, whichever
  /// has first.
  enum class Rule : std::uint8_t { first_free, most_free, shortest_line };
  std::vector<StageId> also;
  Rule rule = Rule::first_free;
};

/// Persons whose journey ends at a stage, with an outcome that is counted.
struct Ending {
  Outcome outcome = Outcome::detained;
  /// Whom it may meet, each person by itself; none: the unit with everybody in it.
  std::optional<PersonGroup> of = {};
};

/// What happens to a unit that has finished a stage.
struct Transition {
  std::optional<StageId> to;              ///< none: it leaves the site, or see `ending`
  Condition when;                         ///< empty: always
  std::optional<double> share;            ///< of those for whom `when` holds; none: all of them
  std::optional<TimeDistribution> delay;  ///< time between leaving this stage and arriving at `to`
  std::optional<Ending> ending = {};      ///< instead of `to`; who is left of the unit goes on to the next transition
  Search search = {};                     ///< beside `to`
};

/// Some do not join a queue whose expected wait is long.
struct Balking {
  Duration when_wait_over{0};
  double share = 1;
  std::optional<StageId> to;  ///< none: they leave the site
};

/// Where those go who find a waiting room full.
struct Overflow {
  std::optional<StageId> to;  ///< none: they leave the site
  Search search = {};         ///< beside `to`
};

/// Some leave a line in which they have waited for so long.
struct Reneging {
  TimeDistribution after;     ///< since they joined it
  double share = 1;           ///< of those who wait; the others stay
  std::optional<StageId> to;  ///< none: they leave the site
};

/// Fuel for the vehicles that a stage serves.
struct FuelPoint {
  std::optional<Litres> gives;  ///< to each vehicle, no more than its tank takes; none: until it is full
  std::optional<Litres> stock;  ///< none: unlimited
};

/// How the rate of servers wanders from hour to hour about its mean.
struct Wander {
  double sd = 0;            ///< of the logarithm of the rate
  Duration correlation{0};  ///< in which the correlation falls to 1 / e
};

/// Servers on duty, or on a break, in parts of the day.
struct Shift {
  std::vector<DailyWindow> hours;  ///< empty: the whole day
  std::int64_t servers = 0;
};

/// More servers that open while the line is long.
struct Reserve {
  std::int64_t servers = 0;
  std::int64_t opens_over = 0;    ///< units waiting
  std::int64_t closes_under = 0;  ///< likewise; no more than opens_over + 1
  Duration setup{0};              ///< from the decision to open until they serve
};

/// A server serves several units at once: they begin and end together.
struct Batch {
  std::int64_t most = 1;                  ///< units; persons where the unit is a person
  std::int64_t least = 1;                 ///< it begins when so many wait
  std::optional<Duration> patience = {};  ///< or when the first of them has waited so long; none: however long
};

/// Factors on the time of a service.
struct ServicePace {
  struct OfClass {
    VehicleClassId vehicle_class;
    double factor = 1;
  };
  struct OfHours {
    std::vector<DailyWindow> hours;  ///< empty: the whole day
    double factor = 1;
  };
  double night = 1;               ///< if it begins at night
  std::vector<OfClass> by_class;  ///< others: 1
  std::vector<OfHours> by_hour;   ///< if it begins then; all that hold are multiplied
};

/// Servers that each serve one unit at a time, or one batch.
struct Service {
  Limit servers = 1;               ///< that there are
  std::vector<DailyWindow> hours;  ///< empty: always open
  TimeDistribution time;
  Duration per_person{0};  ///< added for each person of the unit, or of the batch
  ServicePace pace = {};   ///< times the sum of both
  std::optional<Balking> balking = {};
  std::optional<FuelPoint> fuel = {};
  std::optional<Wander> wander = {};
  std::vector<Shift> shifts = {};  ///< on duty: the sum of those in force; empty: all servers that there are
  std::vector<Shift> breaks = {};  ///< away from duty: likewise the sum
  std::vector<Reserve> reserves = {};
  std::optional<Batch> batch = {};
  std::optional<Overflow> when_full = {};  ///< none: who finds the waiting room full waits before it
  bool preempts = false;                   ///< a higher class takes the server of a lower one
};

/// Places that are held for a stay. A hard limit.
struct Beds {
  Limit places;
  TimeDistribution stay;
  std::optional<StageId> when_full;  ///< where those go who find no place; none: they wait
  Search search = {};                ///< beside `when_full`
};

/// Everybody at once, for a time.
struct Delay {
  TimeDistribution time;
};

/// Where a vehicle may stand off the road: at a site that has a node, or at a node.
using Stand = std::variant<SiteId, NodeId>;

/// The buses of one stop: vehicles with seats that carry whoever waits there, and come back.
struct Fleet {
  std::int64_t count = 0;
  std::int64_t seats = 0;  ///< of each
  /// A bus leaves when the next party does not fit, or this long after the first has boarded.
  struct WhenFull {
    std::optional<Duration> patience;  ///< none: only when it is full
    friend bool operator==(const WhenFull&, const WhenFull&) = default;
  };
  /// All buses that have somebody aboard leave at these instants.
  struct Timetable {
    std::vector<Duration> times;    ///< of the day
    std::optional<Duration> every;  ///< instead of `times`: from the midnight before the run's start on
    friend bool operator==(const Timetable&, const Timetable&) = default;
  };
  std::variant<WhenFull, Timetable> leaves;
  TimeDistribution trip;        ///< one way; not by road
  TimeDistribution turn_round;  ///< at the other end, before it comes back
  /// The buses drive on the road, to where people get out.
  struct ByRoad {
    VehicleClassId vehicle_class;
    Stand to;
    Stand base;  ///< where they stand at first
    Place written_at = {};
  };
  std::optional<ByRoad> by_road;
};

/// A stop: people wait for seats and are carried away.
struct Transport {
  Fleet fleet;
};

/// Whom a line lets go first among those of one class.
enum class Fit : std::uint8_t {
  strict,  ///< whoever came first, and if there is no place for it, nobody
  first,   ///< whoever came first among those for whom there is a place
};

/// What each person gets out of a stock when its service begins, or it takes a place.
struct StockUse {
  StockId stock;
  Goods per_person;
  bool goes_without = false;  ///< who finds too little goes on without, and is counted; else the line waits
};

struct Stage {
  std::string id;
  std::string place;  ///< `site/stage`
  SiteId site;
  UnitKind unit = UnitKind::party;
  std::variant<Service, Beds, Delay, Transport> kind;
  Limit waiting_room;            ///< in the stage's units; 0 on a link's end: the queue stands on the road
  std::vector<Transition> next;  ///< tried in order; the last is unconditional
  struct RegionShare {
    RegionId region;
    double share = 0;
  };
  std::vector<RegionShare> to_region;    ///< empty: the party's destination stays; else drawn when the stage ends
  bool registers = false;                ///< persons who finish here count as registered, once
  std::vector<StockUse> uses = {};       ///< of service and beds
  std::vector<Condition> priority = {};  ///< classes, the first goes first; who is of none comes last
  Fit fit = Fit::strict;
  std::optional<Reneging> reneging = {};
};

/// Goods at a site: meals, litres of water, blankets. Counted in a unit of its own, which the name says.
struct Stock {
  std::string id;
  std::string place;  ///< `site/stock`
  SiteId site;
  std::optional<Goods> amount;  ///< at the start; none: unlimited
  Goods per_day{};              ///< that each person at the site uses for a day, in a stage or at a door
};

/// What a site has for those who are there, to be held against what they need. None: not known.
struct Provision {
  std::optional<Litres> water = {};  ///< for a day
  std::optional<double> meals = {};  ///< for a day
  std::optional<double> covered_area_m2 = {};
  std::optional<double> toilets = {};
  std::optional<double> blankets = {};
};

/// A place that serves people. Its first stage is the entrance.
struct Site {
  std::string id;
  std::variant<std::monostate, NodeId, LinkId> where;  ///< nowhere (no road), at a node, or at the end of a link
  std::vector<VehicleClassId> exempt;                  ///< classes that pass a site on a link without stopping
  StageId first_stage;
  std::uint32_t stage_count = 0;
  std::optional<StageId> on_foot = {};  ///< where people on foot come in; none: the first stage, or past a link's site
  bool is_left_by_road = false;         ///< who leaves with a vehicle drives on to the region of destination
  Provision has = {};
  Place written_at = {};
};

}  // namespace corridor::scenario
