// The tables of sites and their stages.
#include <fmt/format.h>

#include "specs.hpp"

namespace corridor::scenario {

namespace {

std::vector<Word<Family>> families() {
  return {{"fixed", Family::fixed},
          {"exponential", Family::exponential},
          {"gamma", Family::gamma},
          {"lognormal", Family::lognormal}};
}

constexpr const char* family_meaning = "fixed: always the mean; exponential; gamma and lognormal: with a spread `cv`";

/// Only a fixed time may be 0.
void check_mean(const Reading& reading, const Value& value, Family family, Duration mean) {
  if (family != Family::fixed && mean == Duration(0)) {
    reading.error(value.find("mean") == nullptr ? value.mark : value.find("mean")->mark,
                  {ErrorCode::out_of_range, "a mean of 0 leaves nothing to draw" + reading.context,
                   "more than 0, or dist = \"fixed\""});
  }
}

template <class T>
Field<T> cv_field() {
  return field("cv", &T::cv, real(more_than(0, 100)), required, "standard deviation / mean")
      .like("0.6")
      .only_for({"gamma", "lognormal"});
}

Type<Duration> any_time() {
  return time(at_least(0, longest_time_s));
}

}  // namespace

const Table<TimeDistribution>& time_distribution_table() {
  using S = TimeDistribution;
  static const Table<S> table(
      {.name = "stay, time, delay = { ... }",
       .meaning = "A length of time that is drawn.",
       .variant_key = "dist",
       .fields = {}},
      {field("dist", &S::family, word(families()), required, family_meaning),
       field("mean", &S::mean, any_time(), required, "mean; 0 only if fixed"), cv_field<S>()},
      [](const Reading& reading, const Value& value, S& d) { check_mean(reading, value, d.family, d.mean); });
  return table;
}

const Table<ServiceTimeSpec>& service_time_table() {
  using S = ServiceTimeSpec;
  static const Table<S> table(
      {.name = "service = { ... }",
       .meaning = "How long a server takes for one unit.",
       .variant_key = "dist",
       .fields = {}},
      {field("dist", &S::dist, word(families()), required, family_meaning),
       field("mean", &S::mean, any_time(), required, "mean, without what is added per person; 0 only if fixed"),
       cv_field<S>(),
       field("per_person", &S::per_person, any_time(), fallback("0 s"), "added for each person of the unit")
           .like("\"1 s\""),
       field("night", &S::night, percentage(at_least(0, 100)), fallback("100 %"),
             "factor on the whole time of a service that begins at night")
           .like("\"125 %\"")},
      [](const Reading& reading, const Value& value, S& s) { check_mean(reading, value, s.dist, s.mean); });
  return table;
}

const Table<BalkSpec>& balk_table() {
  using S = BalkSpec;
  static const Table<S> table(
      {.name = "balk = { ... }",
       .meaning = "Some do not join a queue whose expected wait is long.",
       .variant_key = "",
       .fields = {}},
      {field("when_wait_over", &S::when_wait_over, any_time(), required,
             "the expected wait from which on some go elsewhere")
           .like("\"2 h\""),
       field("share", &S::share, percentage(at_least(0, 1)), fallback("100 %"), "of those who then come")
           .like("\"60 %\""),
       field("to", &S::to, reference("stage", "\"later\""), fallback("leave"), "where they go instead")});
  return table;
}

const Table<TransitionSpec>& transition_table() {
  using S = TransitionSpec;
  static const Table<S> table(
      {.name = "next = [{ ... }, ...]",
       .meaning = "What happens after a stage: the first entry that holds.",
       .variant_key = "",
       .fields = {}},
      {field("to", &S::to, reference("stage", "\"housing\""), required,
             "a stage of the same site, `site/stage`, or `leave`"),
       field("when", &S::when, condition(), by_default("always"), "for whom it holds"),
       field("share", &S::share, percentage(at_least(0, 1)), by_default("all"), "of those for whom it holds")
           .like("\"60 %\""),
       field("delay", &S::delay, table_of(time_distribution_table(), "delay"), by_default("none"),
             "time between this stage and the next")});
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
             word<S::Kind>({{"service", S::Kind::service}, {"beds", S::Kind::beds}, {"delay", S::Kind::delay}}),
             fallback("service"), "service: servers; beds: places held for a stay; delay: everybody at once")
           .changeable(Changeable::by_set),
       field("servers", &S::servers, limit(), required, "lanes, desks, officers; 0: closed").only_for({"service"}),
       field("hours", &S::hours, windows(), fallback("00:00-24:00"), "when servers begin to serve")
           .only_for({"service"}),
       field("service", &S::service, table_of(service_time_table(), "service"), required, "time for one unit")
           .only_for({"service"}),
       field("places", &S::places, limit(), required, "a hard limit").like("3_000").only_for({"beds"}),
       field("stay", &S::stay, table_of(time_distribution_table(), "stay"), required, "time for which a place is held")
           .only_for({"beds"}),
       field("when_full", &S::when_full, reference("stage", "\"buses\""), by_default("they wait"),
             "where those go who find no place")
           .only_for({"beds"}),
       field("time", &S::time, table_of(time_distribution_table(), "time"), required, "how long it takes")
           .only_for({"delay"}),
       field("waiting_room", &S::waiting_room, waiting_room(),
             by_default("`unlimited` for beds; required for a service"),
             "units that may wait inside; who finds it full stays where he is; `road`: the queue stands on the link")
           .only_for({"service", "beds"}),
       field("balk", &S::balk, table_of(balk_table(), "balk"), by_default("everybody joins"),
             "who does not join a long queue")
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
       field("stage", &S::stages, tables_of(stage_table(), "stage"), required, "its steps").left_out_of_paths()});
  return table;
}

}  // namespace corridor::scenario
