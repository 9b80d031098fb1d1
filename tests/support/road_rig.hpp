// A road without people: vehicles set out when the test says, drive to the end of their way, and every passage is kept.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corridor/base/units.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/network/road_network.hpp"
#include "corridor/processes/event_kinds.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/record/ledger.hpp"
#include "corridor/record/observer.hpp"

namespace corridor::test {

/// When a vehicle entered and left a link.
struct Passage {
  VehicleId vehicle;
  LinkId link;
  SimTime entered;
  SimTime left;
};

struct RoadRigOptions {
  std::vector<scenario::VehicleClass> classes;  ///< the first is the reference car
  std::vector<scenario::Link> links;
  std::size_t nodes = 0;
};

/// One lane, open, 45 km/h, reaction time 1.5 s, jam gap 2.5 m unless the test says otherwise.
inline scenario::Link a_link(std::string id, std::size_t from, std::size_t to, double length_m) {
  scenario::Link link;
  link.id = std::move(id);
  link.from = NodeId(from);
  link.to = NodeId(to);
  link.length = metres(length_m);
  link.lanes = lanes(1);
  link.free_speed = kilometres_per_hour(45);
  link.reaction_time = std::chrono::milliseconds(1500);
  link.jam_gap = metres(2.5);
  return link;
}

inline scenario::VehicleClass a_class(std::string id, double length_m, double speed_factor = 1) {
  return {.id = std::move(id), .length = metres(length_m), .seats = 5, .speed_factor = speed_factor};
}

/// Vehicles drive the way that `depart` gives them, link by link; at its end they leave the road.
class RoadRig final : public kernel::Process, public processes::RoadUser, public record::Observer {
 public:
  /// @param blocks share of a link's capacity that a stalled vehicle takes
  explicit RoadRig(RoadRigOptions options, double blocks = 0.5) {
    scenario_.breakdown.blocks = blocks;
    scenario_.vehicle_classes = std::move(options.classes);
    scenario_.links = std::move(options.links);
    scenario_.nodes.resize(options.nodes);
    network_ = std::make_unique<network::RoadNetwork>(scenario_);
    road_ = std::make_unique<processes::Road>(scenario_, *network_, scheduler_, *this, *this);
    self_ = scheduler_.add(*this);
  }

  /// A source of vehicles onto a link, with a priority of its own. Made on first use with priority 1.
  void source(LinkId into, double priority) { sources_[into.index()] = road_->add_source(into, priority); }

  /// A vehicle of one person that sets out at `at` along `way`.
  VehicleId depart(SimTime at, std::vector<LinkId> way, VehicleClassId vehicle_class = VehicleClassId(0)) {
    const VehicleId id(vehicles_.size());
    if (!sources_.contains(way.front().index())) {
      source(way.front(), 1);
    }
    vehicles_.push_back({std::move(way), vehicle_class});
    scheduler_.at(at, processes::kind::departure, {self_, 0, id.index(), 0});
    return id;
  }

  /// Calls `what(road)` at `at`, before anything else of that instant.
  void at(SimTime when, std::function<void(processes::Road&)> what) {
    actions_.push_back(std::move(what));
    scheduler_.at(when, processes::kind::timeline_change,
                  {self_, 1, static_cast<std::uint32_t>(actions_.size() - 1), 0});
  }

  /// The door at every way's end opens for the next vehicle this long after the last: a server without a queue.
  void door_every(Duration service) { door_service_ = service; }

  /// Calls `what` with every fact, when it is stated.
  void watch(std::function<void(const record::Fact&)> what) { watch_ = std::move(what); }

  void run(SimTime until) { scheduler_.run_until(until); }

  [[nodiscard]] const scenario::Scenario& scenario() const { return scenario_; }
  [[nodiscard]] const std::vector<Passage>& passages() const { return passages_; }
  [[nodiscard]] std::uint64_t events() const { return scheduler_.events(); }
  /// Exit times of a link in order of leaving.
  [[nodiscard]] std::vector<SimTime> exits(LinkId link) const {
    std::vector<SimTime> times;
    for (const Passage& p : passages_) {
      if (p.link == link) {
        times.push_back(p.left);
      }
    }
    return times;
  }
  [[nodiscard]] std::vector<Passage> passages_of(LinkId link) const {
    std::vector<Passage> of_link;
    for (const Passage& p : passages_) {
      if (p.link == link) {
        of_link.push_back(p);
      }
    }
    return of_link;
  }
  /// When each vehicle entered the road; never: it is still waiting.
  [[nodiscard]] const std::vector<SimTime>& entered() const { return entered_; }
  [[nodiscard]] const std::vector<LinkId>& way_of(VehicleId vehicle) const { return vehicles_[vehicle.index()].way; }
  [[nodiscard]] const std::vector<record::LinkObserved>& observed() const { return observed_; }

  // What the road asks and tells.
  std::optional<LinkId> link_after(LinkId link, VehicleId vehicle) override {
    const auto& way = vehicles_[vehicle.index()].way;
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      if (way[i] == link) {
        return way[i + 1];
      }
    }
    return std::nullopt;
  }
  bool is_door_open(LinkId link, VehicleId) override {
    if (scheduler_.now() >= door_free_) {
      return true;
    }
    waiting_link_ = link;
    return false;
  }
  void drove_on(LinkId, VehicleId) override {}
  void left_road(LinkId, VehicleId) override {
    if (door_service_ > Duration(0)) {
      door_free_ = scheduler_.now() + door_service_;
      scheduler_.at(door_free_, processes::kind::end_of_service, {self_, 2, 0, 0});
    }
  }
  void left_road_beside(LinkId, VehicleId) override {}
  void entered_road(processes::SourceId, VehicleId vehicle) override {
    entered_.resize(std::max<std::size_t>(entered_.size(), vehicles_.size()), never);
    entered_[vehicle.index()] = scheduler_.now();
  }
  void handle(const kernel::Event& event) override {
    if (event.action.handler == 0) {
      const VehicleId id(event.action.subject);
      const Vehicle& v = vehicles_[id.index()];
      road_->offer(sources_.at(v.way.front().index()), {id, v.vehicle_class, 1});
    } else if (event.action.handler == 1) {
      actions_[event.action.subject](*road_);
    } else if (waiting_link_) {
      road_->recall(*waiting_link_);
      waiting_link_.reset();
    }
  }
  void on(const record::Fact& fact) override {
    if (watch_) {
      watch_(fact);
    }
    if (const auto* left = std::get_if<record::LinkLeft>(&fact)) {
      passages_.push_back({left->vehicle, left->link, left->entered, left->at});
    } else if (const auto* seen = std::get_if<record::LinkObserved>(&fact)) {
      observed_.push_back(*seen);
    }
  }

 private:
  struct Vehicle {
    std::vector<LinkId> way;
    VehicleClassId vehicle_class;
  };

  scenario::Scenario scenario_;
  kernel::Scheduler scheduler_;
  std::unique_ptr<network::RoadNetwork> network_;
  std::unique_ptr<processes::Road> road_;
  kernel::ProcessIndex self_ = 0;
  std::map<std::uint32_t, processes::SourceId> sources_;
  std::vector<Vehicle> vehicles_;
  std::vector<std::function<void(processes::Road&)>> actions_;
  std::function<void(const record::Fact&)> watch_;
  std::vector<Passage> passages_;
  std::vector<SimTime> entered_;
  std::vector<record::LinkObserved> observed_;
  Duration door_service_{0};
  SimTime door_free_{};
  std::optional<LinkId> waiting_link_;
};

}  // namespace corridor::test
