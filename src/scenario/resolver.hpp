// Names become ids: what was written becomes the Scenario's structs, and what does not fit together is found. Reads no
// text: NamedTables does.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "corridor/scenario/scenario.hpp"

#include "diagnostics.hpp"
#include "named_tables.hpp"
#include "names.hpp"
#include "specs.hpp"

namespace corridor::scenario {

class Resolver {
 public:
  Resolver(Scenario& scenario, NamedTables& tables, Diagnostics& diagnostics)
      : scenario_(scenario), tables_(tables), diagnostics_(&diagnostics) {}

  /// Fills the scenario, but for changes and observations.
  void resolve(const ScenarioSpec& spec, const std::vector<NodeRow>& nodes, const std::vector<LinkRow>& links);
  /// The network's tables could not be read as a whole: names of nodes and links may be unknown.
  void leave_network_open() {
    nodes_.leave_open();
    links_.leave_open();
  }

  /// From now on errors go there.
  void report_to(Diagnostics& diagnostics) { diagnostics_ = &diagnostics; }
  // One thing again, after a change of what is written.
  [[nodiscard]] Link link(const LinkRow& row);
  /// Lanes can be taken only from a link the other way that does not take any itself.
  void check_contraflow(const LinkRow& row, const Link& link);
  [[nodiscard]] Origin origin(const OriginSpec& spec);
  [[nodiscard]] Stage stage(const StageSpec& spec, StageId id);
  /// Checks what concerns several stages, with `now` in the place of the scenario's own.
  void check_graph(const std::vector<Stage>& now);
  /// Warns of stages to which no way leads, at the start or after any change. A warning, since a what-if may well lead
  /// everybody past a stage. @pre the scenario is filled, with its changes
  void warn_of_unreachable_stages();

 private:
  void resolve_run(const ScenarioSpec& spec);
  void resolve_network(const std::vector<NodeRow>& nodes, const std::vector<LinkRow>& links);
  /// Which two links are the directions of one road, and whether one may take lanes from the other.
  void resolve_opposites(const std::vector<LinkRow>& links);
  void name_sites(const ScenarioSpec& spec);
  void resolve_site(const SiteSpec& spec, SiteId id);
  void check_hashes(const ScenarioSpec& spec);

  void resolve_destination(const OriginSpec& spec, Origin& origin);
  void resolve_population(const OriginSpec& spec, Origin& origin);
  void resolve_departure(const OriginSpec& spec, Origin& origin);
  [[nodiscard]] PlannedDeparture plan(const OriginSpec& spec);
  void resolve_breakdown(const ScenarioSpec& spec);
  void resolve_fuel(const OriginSpec& spec, Origin& origin);
  void resolve_turn_back(const OriginSpec& spec, Origin& origin);
  [[nodiscard]] std::optional<FuelPoint> fuel_point(const StageSpec& spec, const Stage& stage);
  void resolve_vehicles(const OriginSpec& spec, Origin& origin);
  [[nodiscard]] std::optional<SiteId> only_site_off_links() const;
  void resolve_call_up(const OriginSpec& spec, Origin& origin);
  /// Every call-up can come: no origin waits for itself, or for a share of persons without number.
  void check_call_ups(const ScenarioSpec& spec);
  void check_call_up_circles(const ScenarioSpec& spec, const std::vector<std::optional<std::size_t>>& after);
  // Of stocks and needs.
  void resolve_needs(const NeedsSpec& spec);
  void name_stocks(const SiteSpec& spec, SiteId site);
  [[nodiscard]] std::vector<StockUse> stock_uses(const StageSpec& spec, const Stage& stage);
  void resolve_deliveries(const ScenarioSpec& spec);
  [[nodiscard]] Incident incident(const IncidentSpec& spec);
  void resolve_where(const IncidentSpec& spec, Incident& incident);
  /// The place that a name means; nothing if it means none or several, which is an error.
  [[nodiscard]] std::optional<Whereat> place(const Ref& ref);
  /// A date that must lie in the run.
  [[nodiscard]] SimTime time_in_run(const LocalTime& written, const Mark& mark, const std::string& what);

  /// Of a TimeSpec or a ServiceTimeSpec.
  template <class Spec>
  [[nodiscard]] TimeDistribution distribution(const Spec& spec);
  void resolve_kind(const StageSpec& spec, Stage& stage);
  [[nodiscard]] Service service(const StageSpec& spec, const Stage& stage);
  [[nodiscard]] ServicePace pace(const StageSpec& spec, const Stage& stage);
  void check_service(const StageSpec& spec, const Stage& stage, const Service& service);
  void check_order(const StageSpec& spec);
  void resolve_waiting_room(const StageSpec& spec, Stage& stage);
  void resolve_next(const StageSpec& spec, Stage& stage);
  [[nodiscard]] Search search(std::span<const Ref> also, Search::Rule rule, SiteId from);
  // Of buses, people on foot, and regions.
  [[nodiscard]] Fleet fleet(const StageSpec& spec, const Stage& stage);
  void resolve_way(const StageSpec& spec, const Stage& stage, std::size_t vehicle_class, Fleet& fleet);
  [[nodiscard]] std::optional<NodeId> node_of(const Stand& stand) const;
  [[nodiscard]] std::optional<Stand> stand(const Ref& ref);
  void resolve_without_vehicle(const OriginSpec& spec, Origin& origin);
  void resolve_walkers(const SiteSpec& spec, Site& site);
  void resolve_regions(const ScenarioSpec& spec);
  void check_entrance(SiteId id, const Mark& mark);
  void check_entrances(const ScenarioSpec& spec);
  /// The site where the stage's buses let people out, if there is one.
  [[nodiscard]] static const SiteId* end_of_buses(const Stage& stage);

  void check_unit(const StageSpec& spec, const Stage& stage);
  void check_exits(const std::vector<Stage>& now);
  void check_searches(const std::vector<Stage>& now, std::size_t from);
  void check_step(const Stage& from, const Stage& to, const Mark& mark);
  /// The first stages of the sites where parties arrive: those on links, and those where a journey ends.
  [[nodiscard]] std::vector<StageId> entrances() const;
  /// The stage that a name means from within a site; nothing for `leave`.
  [[nodiscard]] std::optional<StageId> target(const Ref& ref, SiteId from);
  [[nodiscard]] RegionId region(const std::string& label);

  void warning(const Mark& mark, Finding finding);
  void error(const Mark& mark, Finding finding) { diagnostics_->add(std::move(finding), mark.place()); }

  Scenario& scenario_;
  NamedTables& tables_;
  Diagnostics* diagnostics_;
  Names nodes_{"node"};
  Names links_{"link"};
  Names classes_{"vehicle class"};
  Names origins_{"origin"};
  Names sites_{"site"};
  Names stages_{"stage"};  ///< `site/stage`
  Names stocks_{"stock"};  ///< `site/stock`
  Names regions_{"region"};
  std::vector<Mark> stage_marks_;
};

}  // namespace corridor::scenario
