// A scenario as the model sees it: plain structs, valid once read. Reads no file (scenario/reader.hpp does) and knows
// no process. Units are in the types, or in [brackets].
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
#include "corridor/scenario/distribution.hpp"
#include "corridor/scenario/site.hpp"

namespace corridor::scenario {

/// How well a value is known. `unstated` values are listed as such.
enum class Evidence : std::uint8_t { unstated, observed, estimated, assumed };

/// One value of the scenario with where it comes from, for the manifest and the report.
struct Parameter {
  std::string path;   ///< `site.hakari.documents.servers`
  std::string value;  ///< as written
  std::string source;
  Evidence evidence = Evidence::unstated;
};

struct Traffic {
  Duration reaction_time = std::chrono::milliseconds(1500);  ///< tau of the reference car
  Metres jam_gap = metres(2.5);                              ///< distance between standing vehicles
};

/// What people know of the road when they choose their way.
enum class Information : std::uint8_t {
  free_flow,  ///< travel times in free flow; a closed link is like any other
  closures,   ///< which links are closed, as soon as they are
  current,    ///< that, and travel times as they were at the last refresh
};

struct Routing {
  Information information = Information::free_flow;
  Duration refresh = std::chrono::minutes(15);  ///< interval at which current travel times become known
  Duration taste{0};  ///< scale of the Gumbel distribution by which people differ; 0: everybody takes the fastest way
};

struct VehicleClass {
  std::string id;
  Metres length;
  int seats = 0;
  double speed_factor = 1;  ///< times the link's free speed
  bool priority = false;    ///< drives past queues and stops at no site on a link; takes one headway at every node
  std::optional<Litres> tank = {};  ///< what it holds; none: it never runs dry
  LitresPerKilometre moving{};
  LitresPerHour queued{};  ///< while it stands in a queue
};

/// What happens to a vehicle that stops on the road for good: that has run dry.
struct Breakdown {
  double blocks = 0.5;        ///< share of the link's capacity lost while a vehicle stands in the way
  TimeDistribution clearing;  ///< until it is pushed aside
  bool take_on = false;       ///< later vehicles with spare seats take its people aboard
};

/// Crews that bring fuel to vehicles at the roadside.
struct Rescue {
  Limit crews = 0;
  TimeDistribution time;        ///< to reach one vehicle and give it fuel
  std::optional<Litres> gives;  ///< none: a full tank
};

/// What one person needs, wherever it is: the standard that the planner has chosen. A need without a value is not
/// measured. Values: Sphere Handbook 2018, water supply standard 2.1 (15 l of water in all; 2.5-3 l to survive, for
/// drinking and food, as in the table of basic survival water needs) and food security standard 6.1 (2,100 kcal, here
/// in meals); UNHCR Emergency Handbook, water in emergencies (7 l for a short time, then 15 l).
struct Needs {
  std::optional<Litres> water = {};            ///< for a day
  std::optional<double> meals = {};            ///< for a day
  std::optional<double> covered_area_m2 = {};  ///< to sleep under a roof
  std::optional<double> persons_per_toilet = {};
  std::optional<double> blankets = {};
};

/// Goods come to a stock.
struct Delivery {
  StockId stock;
  SimTime at;
  std::optional<Duration> every = {};  ///< and again after each such time; none: once
  Goods amount{};
  std::string reason = {};
};

/// Who has less fuel than it takes goes to a fuel point before it sets out.
struct FuelGate {
  SiteId site;
  Litres needs;            ///< who has less
  double goes_anyway = 0;  ///< share of those who set out with what they have
};

/// Who has been under way for long turns back in a queue, where the road has another direction.
struct TurnBack {
  double share = 0;   ///< of the vehicles that set out
  Duration after{0};  ///< since the vehicle set out
  Place written_at = {};
};

/// Party sizes and shares of persons, for every origin.
struct People {
  std::vector<int> party_size_values = {1};
  std::vector<double> party_size_weights = {1.0};  ///< relative, > 0 in sum
  double female = 0;                               ///< share of persons
  double children = 0;                             ///< share of persons; the first person of a party is never a child
  double over_60 = 0;                              ///< share of persons
  double medical = 0;                              ///< share of persons
  double overload = 1;  ///< persons per seat up to which a driver's party takes others aboard
  KilometresPerHour walking_speed = kilometres_per_hour(4);
};

/// dH/dt = base x (1 + imitation x share gone) x night factor at night. Source: Bass 1969, Management Science 15(5), in
/// hazard form.
struct HazardDeparture {
  double base_per_hour = 0;
  double imitation = 0;
  double night_factor = 1;
};

/// Parties leave as a Poisson process.
struct PoissonDeparture {
  double rate_per_hour = 0;
};

/// So many persons leave after `begin` and at `end` at the latest.
struct DepartureInterval {
  SimTime begin;
  SimTime end;
  std::int64_t persons = 0;
  friend bool operator==(const DepartureInterval&, const DepartureInterval&) = default;
};

/// Known numbers leave in known intervals; whoever is in none stays.
struct PlannedDeparture {
  std::vector<DepartureInterval> intervals;  ///< in order of time, none begins before the one ahead ends
};

/// Departure in an ordered sequence: who wants to leave an origin before it is called up waits there. It is called up
/// from `at` on, or while at least `share` of the persons of the origin `after` have departed.
struct CallUp {
  std::optional<SimTime> at;
  OriginId after{};  ///< if there is no `at`
  double share = 1;
  friend bool operator==(const CallUp&, const CallUp&) = default;
};
/// What those do who have no vehicle and found no seat.
struct Stays {};                                            ///< they wait at the origin
struct Walks {};                                            ///< they walk along the road
using WithoutVehicle = std::variant<Stays, Walks, SiteId>;  ///< a site: they go there, such as to a bus stop

struct Origin {
  std::string id;
  std::optional<NodeId> node;                  ///< none: no road, parties appear at their destination's door
  std::optional<corridor::People> population;  ///< none: unlimited (Poisson departures only)
  struct VehicleShare {
    std::optional<VehicleClassId> vehicle_class;  ///< none: without a vehicle
    double share = 0;
  };
  std::vector<VehicleShare> vehicles;  ///< shares sum to 1; empty: nobody has or needs a vehicle
  std::variant<HazardDeparture, PoissonDeparture, PlannedDeparture> departure;
  struct DestinationShare {
    RegionId region;
    double share = 0;
  };
  std::vector<DestinationShare> destinations;  ///< shares sum to 1; where parties want to go in the end
  std::variant<SiteId, NodeId> to;             ///< where the journey on the road ends
  double merge_priority = 1;                   ///< at the entry of its first link, beside the links that enter it too
  std::optional<CallUp> call_up = {};          ///< none: everybody may leave
  std::optional<FuelDistribution> fuel = {};   ///< in the tanks before departure, no more than they hold; none: full
  std::optional<FuelGate> fuel_gate = {};
  std::optional<TurnBack> turn_back = {};  ///< none: nobody turns back
  Place to_written_at = {};                ///< where `to` is written, or else the origin
  WithoutVehicle without_vehicle = {};
};

struct Node {
  std::string id;
  double longitude = 0;         ///< [degrees east]
  double latitude = 0;          ///< [degrees north]
  std::string name = {};        ///< for maps; empty: none was given
  std::string local_name = {};  ///< in the script and language of the place; likewise
};

/// A point of a road's course.
struct Coordinates {
  double longitude = 0;  ///< [degrees east]
  double latitude = 0;   ///< [degrees north]
  friend bool operator==(const Coordinates&, const Coordinates&) = default;
};

/// One direction of a road.
struct Link {
  std::string id;
  NodeId from;
  NodeId to;
  Metres length;
  Lanes lanes;  ///< effective lanes, may be fractional; 0 = nothing enters
  KilometresPerHour free_speed;
  Duration reaction_time;
  Metres jam_gap;
  /// Vehicles per hour out of its end, all lanes together (with 0 lanes: as before); none: by the headways alone.
  std::optional<double> capacity;
  std::optional<double> entry_capacity;  ///< vehicles per hour into it
  double merge_priority = 1;             ///< against the other links that enter the same next link
  bool open = true;                      ///< false: nothing enters and nothing leaves
  std::optional<LinkId> opposite = {};   ///< the other direction of the same road
  Lanes contraflow = Lanes(0);           ///< taken from the opposite link, once those there fit into the lanes left
  std::string name = {};                 ///< for maps; empty: none was given
  std::vector<Coordinates> course = {};  ///< for maps, from its beginning to its end; empty: straight
};

/// From `at` on, the thing is described by this; everything else of it is as it was.
struct Change {
  SimTime at;
  struct OfStage {
    StageId id;
    Stage now;
  };
  struct OfLink {
    LinkId id;
    Link now;
  };
  struct OfOrigin {
    OriginId id;
    Origin now;
  };
  std::variant<OfStage, OfLink, OfOrigin> what;
  std::string path;  ///< `site.hakari.documents.servers`
  std::string reason;
  std::string source;
  Evidence evidence = Evidence::unstated;
  std::optional<SimTime> known_from;
  bool sets_stock = false;  ///< of a stage: its stock is what `now` says, whatever was left; else it stays
};

/// Something that befalls so many persons of those who are at one of these places then.
struct Incident {
  std::string id;
  SimTime from;
  SimTime to;  ///< as `from`: all at that instant; later: each person at an instant of its own in between
  std::vector<Whereat> where;  ///< each once
  Outcome outcome{};
  std::int64_t persons = 0;
  std::string reason;
  std::optional<SimTime> known_from;
};

struct ObservedPoint {
  SimTime time;
  SimTime published;
  double time_sd_h = 0;  ///< how sure the hour is, standard deviation [h]
  bool use = true;
  double value = 0;
};

/// A counted series beside a measure of the simulation.
struct Observation {
  std::string id;
  std::string measure;                ///< a field of the measure catalogue
  std::string place;                  ///< `all`, a site, `site/stage`, a link, an origin or a region
  std::vector<ObservedPoint> points;  ///< in time order
  Place measure_written_at = {};
  Place place_written_at = {};
};

/// A file that the scenario was read from.
struct InputFile {
  std::string name;  ///< relative to the scenario's folder
  std::string sha256;
};

struct Scenario {
  /// Persons that a vehicle of the class takes aboard: seats x overload, rounded down.
  [[nodiscard]] int places_of(VehicleClassId vehicle_class) const {
    constexpr double tolerance = 1e-9;  // 60 seats x 115 % are 69 places
    return static_cast<int>(vehicle_classes[vehicle_class.index()].seats * people.overload + tolerance);
  }

  std::string folder_name;  ///< names the run folder; never enters a result
  std::string title;
  Calendar calendar;
  SimTime end;
  Duration sample = std::chrono::minutes(15);
  std::uint64_t seed = 1;
  DailyWindow night{std::chrono::hours(22), std::chrono::hours(6)};
  Traffic traffic;
  Routing routing;
  People people;
  std::vector<VehicleClass> vehicle_classes;
  Breakdown breakdown;
  Rescue rescue;
  std::optional<Needs> needs = {};  ///< none: what people need is not measured
  std::vector<Node> nodes;
  std::vector<Link> links;
  std::vector<std::string> regions;  ///< every destination and region that is named anywhere, in order of appearance
  std::vector<std::optional<NodeId>> region_nodes;  ///< by region, as far as known: where it lies on the road
  std::vector<EmpiricalTimes> empirical_times;      ///< each once
  std::vector<Origin> origins;
  std::vector<Site> sites;
  std::vector<Stage> stages;
  std::vector<Change> changes;  ///< in time order, equal times in file order
  std::vector<Incident> incidents;
  std::vector<Stock> stocks;
  std::vector<Delivery> deliveries;
  std::vector<Observation> observations;
  std::vector<Parameter> parameters;  ///< with their sources
  std::vector<InputFile> inputs;
  std::vector<Diagnostic> warnings;  ///< what is likely a mistake, and can be run

  /// Where the region lies on the road, if that is known.
  [[nodiscard]] std::optional<NodeId> node_of(RegionId region) const {
    return region.index() < region_nodes.size() ? region_nodes[region.index()] : std::nullopt;
  }
  /// What the origin says of turning back, at the start or, if nothing then, at the first change that says something.
  [[nodiscard]] const TurnBack* turn_back_from(OriginId origin) const {
    if (origins[origin.index()].turn_back) {
      return &*origins[origin.index()].turn_back;
    }
    for (const Change& change : changes) {
      const auto* of_origin = std::get_if<Change::OfOrigin>(&change.what);
      if (of_origin != nullptr && of_origin->id == origin && of_origin->now.turn_back) {
        return &*of_origin->now.turn_back;
      }
    }
    return nullptr;
  }
};

}  // namespace corridor::scenario
