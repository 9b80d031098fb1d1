// The tables of sites and their stages.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "specs.hpp"

namespace corridor::scenario {

namespace {

/// Where people look for a place, if more than one stage is named.
Type<Search::Rule> search_rule() {
  return word<Search::Rule>({{"first_free", Search::Rule::first_free},
                             {"most_free", Search::Rule::most_free},
                             {"shortest_line", Search::Rule::shortest_line}});
}

constexpr const char* search_meaning =
    "of several stages: first_free: the first that has a server or place free; most_free: the one with most free; "
    "where none is free, the last named; shortest_line: the open one with fewest in line and in service that has room, "
    "or where none has, the first that has again";

/// A way leads somewhere, or ends the journey.
void check_transition(const Reading& reading, const Value& value, TransitionSpec& spec) {
  const auto mark_of = [&](const char* key) { return value.find(key)->mark; };
  if (spec.to.empty() && !spec.outcome) {
    reading.error(value.mark, {ErrorCode::missing_key, "the key `to` is missing" + reading.context,
                               "`to`, or an `outcome` with which the journey ends"});
  } else if (!spec.to.empty() && spec.outcome) {
    reading.error(mark_of("outcome"),
                  {ErrorCode::bad_transition, "a way that leads on and ends" + reading.context, "`to` or `outcome`"});
  } else if (spec.outcome && spec.delay) {
    reading.error(mark_of("delay"), {ErrorCode::bad_transition, "a delay leads to no stage" + reading.context,
                                     "no `delay` beside `outcome`"});
  } else if (spec.of && !spec.outcome) {
    reading.error(mark_of("of"), {ErrorCode::bad_transition, "nothing befalls these persons" + reading.context,
                                  "`of` only with `outcome`"});
  } else if (spec.to.size() > 1 && spec.delay) {
    reading.error(mark_of("delay"),
                  {ErrorCode::bad_transition, "what will be free after a delay is not known" + reading.context,
                   "one stage beside a `delay`, which may have a `when_full`"});
  } else if (spec.to.size() < 2 && value.find("search") != nullptr) {
    reading.error(mark_of("search"), {ErrorCode::bad_transition, "there is nothing to choose from" + reading.context,
                                      "`search` beside a list of stages: to = [\"a\", \"b\"]"});
  }
}

}  // namespace

const Table<TransitionSpec>& transition_table() {
  using S = TransitionSpec;
  const std::vector<Word<Outcome>> endings = {{"detained", Outcome::detained},
                                              {"turned_back", Outcome::turned_back},
                                              {"flown_out", Outcome::flown_out},
                                              {"died", Outcome::died}};
  const std::vector<Word<PersonGroup>> groups = {
      {"everybody", PersonGroup::everybody}, {"children", PersonGroup::children},   {"over_60", PersonGroup::over_60},
      {"women", PersonGroup::women},         {"men_18_60", PersonGroup::men_18_60}, {"medical", PersonGroup::medical}};
  static const Table<S> table(
      {.name = "next = [{ ... }, ...]",
       .meaning = "What happens after a stage: the first entry that holds.",
       .variant_key = "",
       .fields = {},
       .exactly_one = {"to", "outcome"}},
      {field("to", &S::to, references("stage", "\"housing\""), by_default("none; required without `outcome`"),
             "a stage of the same site, `site/stage`, or `leave`; of a list of stages one is chosen by `search`"),
       field("search", &S::search, search_rule(), fallback("first_free"), search_meaning),
       field("outcome", &S::outcome, maybe(word(endings)), by_default("none"),
             "instead of `to`: with which the journey ends here, and which is counted"),
       field("of", &S::of, maybe(word(groups)), by_default("the unit with everybody in it"),
             "with `outcome`: whom it may meet, each person by itself; the others go on to the next entry"),
       field("when", &S::when, condition(), by_default("always"), "for whom it holds"),
       field("share", &S::share, percentage(at_least(0, 1)), by_default("all"), "of those for whom it holds")
           .like("\"60 %\""),
       field("delay", &S::delay, table_of(time_distribution_table(), "delay"), by_default("none"),
             "time between this stage and the next")},
      check_transition);
  return table;
}

const Table<StageSpec>& stage_table() {
  using S = StageSpec;
  static const Table<S> table(
      {.name = "[[site.stage]]",
       .meaning = "One step at a site; the first is the entrance.",
       .variant_key = "kind",
       .is_csv = false,
       .evidence_key = "evidence",
       .fields = {}},
      {field("id", &S::id, identifier(), required, "its name; in results `site/stage`").changeable(Changeable::never),
       field("unit", &S::unit,
             word<UnitKind>({{"vehicle", UnitKind::vehicle}, {"party", UnitKind::party}, {"person", UnitKind::person}}),
             required, "what is served; person: a party takes as many places or servers as it has persons")
           .changeable(Changeable::by_set),
       field("kind", &S::kind,
             word<S::Kind>({{"service", S::Kind::service},
                            {"beds", S::Kind::beds},
                            {"delay", S::Kind::delay},
                            {"transport", S::Kind::transport}}),
             fallback("service"),
             "service: servers; beds: places held for a stay; delay: everybody at once; transport: seats of buses")
           .changeable(Changeable::by_set),
       field("servers", &S::servers, limit(), required, "lanes, desks, officers; 0: closed").only_for({"service"}),
       field("hours", &S::hours, windows(), fallback("00:00-24:00"), "when servers begin to serve")
           .only_for({"service"}),
       field("shifts", &S::shifts, tables_of(shift_table(), "shifts"), by_default("all servers, always"),
             "servers on duty, never more than `servers`")
           .only_for({"service"}),
       field("breaks", &S::breaks, tables_of(shift_table(), "breaks"), by_default("none"), "servers away from duty")
           .only_for({"service"}),
       field("reserves", &S::reserves, tables_of(reserve_table(), "reserves"), by_default("none"),
             "more servers, beside `servers`, that open while the line is long")
           .only_for({"service"}),
       field("batch", &S::batch, maybe(table_of(batch_table(), "batch")), by_default("one unit at a time"),
             "how many units a server takes at once")
           .only_for({"service"}),
       field("service", &S::service, table_of(service_time_table(), "service"), required, "time for one unit")
           .only_for({"service"}),
       field("places", &S::places, limit(), required, "a hard limit").like("3_000").only_for({"beds"}),
       field("stay", &S::stay, table_of(time_distribution_table(), "stay"), required, "time for which a place is held")
           .only_for({"beds"}),
       field(
           "when_full", &S::when_full, references("stage", "\"buses\""), by_default("they wait"),
           "where those go who find no place, or the waiting room of a service full; of a list of stages one is chosen "
           "by `search`")
           .only_for({"service", "beds"}),
       field("search", &S::search, search_rule(), fallback("first_free"), search_meaning).only_for({"service", "beds"}),
       field("uses", &S::uses, tables_of(stock_use_table(), "uses"), by_default("nothing"),
             "what persons get out of stocks of the site")
           .only_for({"service", "beds"}),
       field("time", &S::time, table_of(time_distribution_table(), "time"), required, "how long it takes")
           .only_for({"delay"}),
       field("waiting_room", &S::waiting_room, waiting_room(),
             by_default("`unlimited` for beds and buses; required for a service"),
             "units that may wait inside; who finds it full stays where he is; `road`: the queue stands on the link")
           .only_for({"service", "beds", "transport"}),
       field("fleet", &S::fleet, maybe(table_of(fleet_table(), "fleet")), required, "the buses that load here")
           .only_for({"transport"}),
       field("balk", &S::balk, table_of(balk_table(), "balk"), by_default("everybody joins"),
             "who does not join a long queue")
           .only_for({"service"}),
       field("priority", &S::priority, list_of(condition(), "[\"medical > 0\", \"is_bus\"]"), by_default("one class"),
             "classes, the first goes first; who is of none comes last")
           .changeable(Changeable::by_set)
           .only_for({"service", "beds", "transport"}),
       field("preempts", &S::preempts, flag(), fallback("false"),
             "a higher class takes the server of a lower one, which is served on later")
           .changeable(Changeable::by_set)
           .only_for({"service"}),
       field("fit", &S::fit, word<Fit>({{"strict", Fit::strict}, {"first", Fit::first}}), fallback("strict"),
             "first: while there is no place for who is next, a later one goes for whom there is")
           .changeable(Changeable::by_set)
           .only_for({"service", "beds"}),
       field("renege", &S::renege, table_of(renege_table(), "renege"), by_default("everybody stays"),
             "who leaves the line after a time")
           .only_for({"service", "beds", "transport"}),
       field("wander", &S::wander, table_of(wander_table(), "wander"), by_default("it does not"),
             "how the rate of the servers wanders")
           .only_for({"service"}),
       field("gives", &S::gives, fuel_or("full", more_than(0, largest_tank_l)), by_default("no fuel"),
             "fuel for each vehicle that is served, no more than its tank takes; `full`: until it is full")
           .like("\"10 l\"")
           .only_for({"service"}),
       field("stock", &S::stock, fuel_or("unlimited", at_least(0, largest_number)),
             by_default("none; required with `gives`"),
             "fuel that there is to give; while it is less than is due the line waits; a change sets what is there")
           .like("\"3_000 l\"")
           .only_for({"service"}),
       field("next", &S::next, tables_of(transition_table(), "next"), by_default("[{ to = \"leave\" }]"),
             "tried in order; the last has no condition and no share"),
       field("to_region", &S::to_region, shares("region"), by_default("the party's destination stays"),
             "a new destination, drawn when the stage ends"),
       field("registers", &S::registers, flag(), fallback("false"), "who finishes here counts as registered, once")});
  return table;
}

const Table<SiteSpec>& site_table() {
  using S = SiteSpec;
  static const Table<S> table(
      {.name = "[[site]]",
       .meaning = "A place that serves people: checkpoint, registration, shelter.",
       .variant_key = "",
       .fields = {}},
      {field("id", &S::id, identifier(), required, "its name in results").changeable(Changeable::never),
       field("node", &S::node, reference("id of a node", "\"goris\""), by_default("none: no road leads here"),
             "where it stands at the end of a journey")
           .changeable(Changeable::by_set),
       field("on_link", &S::on_link, reference("id of a link", "\"bypass_hakari\""), by_default("none"),
             "instead of `node`: every vehicle that leaves this link is served")
           .changeable(Changeable::by_set),
       field("exempt", &S::exempt, list_of(reference("id of a vehicle class", "\"ambulance\""), "[\"ambulance\"]"),
             by_default("none"), "classes that pass a site on a link without stopping")
           .changeable(Changeable::by_set),
       field("walkers", &S::walkers, reference("id of a stage", "\"on_foot\""),
             by_default("the first stage; none on a link: they pass"), "where people on foot come in")
           .changeable(Changeable::by_set),
       field("onward", &S::onward_by_road, word<bool>({{"leave", false}, {"road", true}}), fallback("leave"),
             "road: who leaves and has a vehicle drives on to the region of destination, if that has a node")
           .changeable(Changeable::by_set),
       field("has", &S::has, maybe(table_of(provision_table(), "has")), by_default("not known"),
             "what it has for those who are there, to measure the gap to [needs]")
           .changeable(Changeable::by_set),
       field("stock", &S::stocks, tables_of(stock_table(), "stock"), by_default("none"), "goods")
           .changeable(Changeable::by_set),
       field("stage", &S::stages, tables_of(stage_table(), "stage"), required, "its steps").left_out_of_paths()});
  return table;
}

}  // namespace corridor::scenario
