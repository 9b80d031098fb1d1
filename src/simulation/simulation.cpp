#include "corridor/simulation/simulation.hpp"

#include "corridor/demand/generator.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/departure.hpp"
#include "corridor/processes/journey.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/processes/site.hpp"
#include "corridor/processes/timeline.hpp"
#include "corridor/processes/walkers.hpp"
#include "corridor/record/ledger.hpp"

namespace corridor::simulation {

RunInfo run(const Model& model, Replication replication, record::Observer& observer) {
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
  processes::Road road(scenario, model.network, scheduler, observers, journeys);
  processes::Sites sites(context, journeys);
  processes::Departures departures(context, journeys);
  processes::Walkers walkers(context, model.network, journeys);
  processes::Timeline timeline(context, departures, road, walkers, sites);
  journeys.connect(road, sites, walkers);

  timeline.start();
  sites.start();
  departures.start();
  scheduler.run_until(scenario.end);
  ledger.close();
  return {scheduler.events()};
}

}  // namespace corridor::simulation
