// The tables of fuel before departure, and of what happens to vehicles that run dry.
#include "specs.hpp"

namespace corridor::scenario {

const Table<FuelSpec>& fuel_table() {
  using S = FuelSpec;
  static const Table<S> table(
      {.name = "fuel = { ... }", .meaning = "An amount of fuel that is drawn.", .variant_key = "dist", .fields = {}},
      {field("dist", &S::dist,
             word<Family>({{"fixed", Family::fixed},
                           {"exponential", Family::exponential},
                           {"gamma", Family::gamma},
                           {"lognormal", Family::lognormal}}),
             required, "fixed: always the mean; exponential; gamma and lognormal: with a spread `cv`"),
       field("mean", &S::mean, volume(at_least(0, largest_tank_l)), required, "mean; 0 only if fixed").like("\"12 l\""),
       field("cv", &S::cv, real(more_than(0, 100)), required, "standard deviation / mean")
           .like("0.6")
           .only_for({"gamma", "lognormal"})},
      [](const Reading& reading, const Value& value, S& spec) {
        if (spec.dist != Family::fixed && spec.mean == Litres(0)) {
          reading.error(value.find("mean")->mark,
                        {ErrorCode::out_of_range, "a mean of 0 leaves nothing to draw" + reading.context,
                         "more than 0, or dist = \"fixed\""});
        }
      });
  return table;
}

const Table<FuelGateSpec>& fuel_gate_table() {
  using S = FuelGateSpec;
  static const Table<S> table(
      {.name = "fuel_gate = { ... }",
       .meaning = "Who has too little fuel goes to a fuel point before setting out.",
       .variant_key = "",
       .fields = {}},
      {field("site", &S::site, reference("id of a site", "\"fuel_point\""), required,
             "the fuel point: a site at the origin's node that serves vehicles")
           .changeable(Changeable::by_set),
       field("needs", &S::needs, volume(at_least(0, largest_tank_l)), required, "who has less goes there")
           .like("\"8 l\""),
       field("goes_anyway", &S::goes_anyway, percentage(at_least(0, 1)), fallback("0 %"),
             "share of those who have less, but set out with what they have")
           .like("\"20 %\"")});
  return table;
}

const Table<BreakdownSpec>& breakdown_table() {
  using S = BreakdownSpec;
  static const Table<S> table({.name = "[breakdown]",
                               .meaning = "What happens when a vehicle runs dry on the road.",
                               .variant_key = "",
                               .fields = {}},
                              {field("blocks", &S::blocks, percentage(at_least(0, 1)), required,
                                     "share of the link's capacity that is lost while a vehicle stands in the way")
                                   .like("\"50 %\""),
                               field("clearing", &S::clearing, table_of(time_distribution_table(), "clearing"),
                                     required, "time until it is pushed aside"),
                               field("take_on", &S::take_on, flag(), fallback("false"),
                                     "later vehicles with spare seats take its people aboard, a whole party each")});
  return table;
}

const Table<RescueSpec>& rescue_table() {
  using S = RescueSpec;
  static const Table<S> table({.name = "[rescue]",
                               .meaning = "Crews that bring fuel to vehicles at the roadside, first come first served.",
                               .variant_key = "",
                               .fields = {}},
                              {field("crews", &S::crews, limit(), required, "0: nobody comes").like("2"),
                               field("time", &S::time, table_of(time_distribution_table(), "time"), required,
                                     "time that a crew takes to reach a vehicle and give it fuel"),
                               field("gives", &S::gives, fuel_or("full", more_than(0, largest_tank_l)), required,
                                     "fuel for each vehicle, no more than its tank takes; `full`: until it is full")
                                   .like("\"10 l\"")});
  return table;
}

}  // namespace corridor::scenario
