#include "corridor/simulation/simulation.hpp"

#include "corridor/demand/generator.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/departure.hpp"
#include "corridor/processes/fuel.hpp"
#include "corridor/processes/gridlock.hpp"
#include "corridor/processes/incident.hpp"
#include "corridor/processes/journey.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/processes/routes.hpp"
#include "corridor/processes/site.hpp"
#include "corridor/processes/timeline.hpp"
#include "corridor/processes/turn_back.hpp"
#include "corridor/processes/walkers.hpp"
#include "corridor/record/ledger.hpp"

namespace corridor::simulation {

RunInfo run(const Model& model, Replication replication, record::Observer& observer, std::optional<Metres> cell) {
  const scenario::Scenario& scenario = model.scenario;
  record::Ledger ledger(scenario.origins.size());
  record::Observers observers;
  observers.add(ledger);
  observers.add(observer);

  kernel::Scheduler scheduler;
  const demand::Generator generator(scenario, replication.seed, replication.index);
  demand::Population population;
  const processes::Context context{scenario,  model.times, generator,        population,
                                   scheduler, observers,   replication.seed, replication.index};
  processes::Journeys journeys(context, model.network);
  processes::Fuel fuel(context, journeys);
  const bool has_tanks = processes::Fuel::is_needed(scenario);
  processes::TurnBacks turn_backs(context, model.network,
                                  has_tanks ? static_cast<processes::RoadUser&>(fuel) : journeys);
  const bool may_turn_back = processes::TurnBacks::is_needed(scenario);
  processes::RoadUser& road_user = may_turn_back ? turn_backs : turn_backs.user();
  processes::Road road(scenario, model.network, scheduler, observers, road_user);
  processes::Sites sites(context, journeys, has_tanks ? &fuel : nullptr);
  processes::Departures departures(context, journeys);
  processes::Routes routes(context, model.network, road);
  processes::Walkers walkers(context, model.network, journeys);
  processes::Gridlocks gridlocks(context, road, sites);
  processes::Timeline timeline(context, {departures, road, walkers, routes, sites, fuel, turn_backs, gridlocks});
  processes::Incidents incidents(context, {departures, journeys, road, sites, walkers});
  journeys.connect({road, sites, walkers, routes}, has_tanks ? &fuel : nullptr, may_turn_back ? &turn_backs : nullptr);
  fuel.connect(road);
  if (cell) {
    road.observe_cells_of(*cell);
  }
  turn_backs.connect(road);
  gridlocks.start(journeys);

  routes.start();
  timeline.start();
  sites.start();
  departures.start();
  incidents.start();
  scheduler.run_until(scenario.end);
  ledger.close();
  return {scheduler.events()};
}

}  // namespace corridor::simulation
