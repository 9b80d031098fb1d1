// The keys of the file of a calibration.
#include "calibration_specs.hpp"

namespace corridor::scenario {

namespace {

constexpr double largest_start = 9.2e18;  ///< of a seed
constexpr double most_runs_of_a_stage = 100'000;

const Table<CalibratedParameterSpec>& parameter_table() {
  using S = CalibratedParameterSpec;
  const std::vector<Word<Evidence>> evidence = {
      {"observed", Evidence::observed}, {"estimated", Evidence::estimated}, {"assumed", Evidence::assumed}};
  static const Table<S> table(
      {.name = "[[parameter]]",
       .meaning = "A value of the scenario that is open.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("id", &S::id, identifier(), required, "its column in results").like("\"plateau\""),
       field("set", &S::sets,
             references("lines as `--set` takes them, with `{}` for the value", "\"site.hakari.documents.servers={}\""),
             required, "what it is in the scenario; in braces also `14400/x - 4.75` or `x h after <date>`"),
       field("prior", &S::prior, table_of(prior_table(), "prior"), required, "what is known of it beforehand"),
       field("unit", &S::unit, text(), required, "its unit, for people; empty if it has none").like("\"vehicles/h\""),
       field("source", &S::source, text(), required, "where the prior comes from").like("\"situation report 3\""),
       field("kind", &S::evidence, word(evidence), by_default("unstated"), "how well it is known")});
  return table;
}

const Table<ErrorSdSpec>& error_table() {
  using S = ErrorSdSpec;
  static const Table<S> table(
      {.name = "error = { ... }",
       .meaning = "Standard deviation of the error of each count by itself: plus + share x count.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("plus", &S::plus, unlisted(real(at_least(0, largest_number))), fallback("0"), "in the unit of the series"),
       field("share", &S::share, unlisted(percentage(at_least(0, 1))), fallback("0 %"), "of the count")});
  return table;
}

const Table<ErrorSdSpec>& discrepancy_table() {
  using S = ErrorSdSpec;
  constexpr double shortest_s = 60;
  static const Table<S> table(
      {.name = "discrepancy = { ... }",
       .meaning = "How far the model may be from the counts, the same way for a while: plus + share x count.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("plus", &S::plus, unlisted(real(at_least(0, largest_number))), fallback("0"), "in the unit of the series"),
       field("share", &S::share, unlisted(percentage(at_least(0, 1))), fallback("0 %"), "of the count"),
       field("correlation", &S::correlation, unlisted(time(at_least(shortest_s, longest_time_s))), required,
             "after which it is 1/e the same")
           .like("\"12 h\"")},
      [](const Reading& reading, const Value& value, S& sd) {
        if (sd.plus == 0 && sd.share == 0) {
          reading.error(value.mark, {ErrorCode::missing_key,
                                     "no `plus` and no `share`" + reading.context + ": counts that run on err together",
                                     "at least one of them, more than 0"});
        }
      });
  return table;
}

const Table<CalibrationTargetSpec>& target_table() {
  using S = CalibrationTargetSpec;
  static const Table<S> table(
      {.name = "[[target]]",
       .meaning = "An observed series of the scenario that is to be met, and how well it is known.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("series", &S::series, reference("id of an observation of the scenario", "\"arrivals\""), required,
             "which; its rows say themselves how well their hour is known"),
       field("rounding", &S::rounding, unlisted(real(at_least(0, largest_number))), fallback("0"),
             "counts were rounded to multiples of it"),
       field("error", &S::error, table_of(error_table(), "error"), defaults_of_its_keys(), "of each count by itself"),
       field("discrepancy", &S::discrepancy, table_of(discrepancy_table(), "discrepancy"), required,
             "of the model, correlated in time")});
  return table;
}

const Table<SearchEffortSpec>& effort_table() {
  using S = SearchEffortSpec;
  const auto count = [](double least) { return maybe(unlisted(whole_number(at_least(least, most_runs_of_a_stage)))); };
  static const Table<S> table(
      {.name = "[search]",
       .meaning = "How many runs of which kind; for trials, or for more certainty.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("members", &S::members, count(20), by_default("max(200, 20 x parameters)"), "of the smoother's ensemble")
           .like("200"),
       field("iterations", &S::iterations, count(1), by_default("4"), "of the smoother, each with all members")
           .like("4"),
       field("rounds", &S::rounds, count(1), by_default("2"), "of emulating and sampling").like("2"),
       field("points", &S::points, count(20), by_default("200"), "runs that are added in each round").like("200"),
       field("checks", &S::checks, count(20), by_default("200"), "direct runs at draws of the posterior").like("200")});
  return table;
}

}  // namespace

const Table<CalibrationSpec>& calibration_table() {
  using S = CalibrationSpec;
  static const Table<S> table(
      {.name = "calibration.toml",
       .meaning = "The file's own keys, before its first table.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("schema", &S::schema, unlisted(whole_number(at_least(1, 1e9))), required, "version of the format")
           .like("1"),
       field("title", &S::title, text(), required, "one line").like("\"The post and the departures\""),
       field("base", &S::base, reference("path of a scenario's folder or file", "\"../lachin-2023\""), required,
             "the scenario that is calibrated"),
       field("seed", &S::seed, maybe(unlisted(whole_number(at_least(0, largest_start)))), by_default("the scenario's"),
             "of the search and of its runs")
           .like("20230924"),
       field("search", &S::effort, table_of(effort_table(), "search"), defaults_of_its_keys(),
             "how many runs of which kind"),
       field("parameter", &S::parameters, tables_of(parameter_table(), "parameter"), required, "what is open"),
       field("target", &S::targets, tables_of(target_table(), "target"), required, "what is to be met")});
  return table;
}

}  // namespace corridor::scenario
