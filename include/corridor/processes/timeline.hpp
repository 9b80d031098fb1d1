// The scenario's dated changes and sampling instants, each told to the process that it concerns.
#pragma once

#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/processes/departure.hpp"
#include "corridor/processes/fuel.hpp"
#include "corridor/processes/gridlock.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/processes/routes.hpp"
#include "corridor/processes/site.hpp"
#include "corridor/processes/turn_back.hpp"
#include "corridor/processes/walkers.hpp"

namespace corridor::processes {

class Timeline final : public kernel::Process {
 public:
  /// What changes at a date.
  struct Processes {
    Departures& departures;
    Road& road;
    Walkers& walkers;
    Routes& routes;
    Sites& sites;
    Fuel& fuel;
    TurnBacks& turn_backs;
    Gridlocks& gridlocks;
  };
  Timeline(const Context& context, const Processes& processes);
  /// Plans every change and the first sample.
  void start();
  void handle(const kernel::Event& event) override;

 private:
  void apply(const scenario::Change& change);
  void sample();

  const Context& context_;
  Departures& departures_;
  Road& road_;
  Walkers& walkers_;
  Routes& routes_;
  Sites& sites_;
  Fuel& fuel_;
  TurnBacks& turn_backs_;
  Gridlocks& gridlocks_;
  kernel::ProcessIndex self_ = 0;
};

}  // namespace corridor::processes
