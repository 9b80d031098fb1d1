// The keys of the file of a sweep.
#include <array>

#include "experiment_specs.hpp"

namespace corridor::scenario {

namespace {

constexpr double largest_seed = 9.2e18;

const Table<PointDesignSpec>& point_design_table() {
  using S = PointDesignSpec;
  using Kind = PointDesign::Kind;
  static const Table<S> table(
      {.name = "[design]",
       .meaning = "How the points are chosen.",
       .variant_key = "kind",
       .evidence_key = "",
       .fields = {}},
      {field("kind", &S::kind,
             word<Kind>({{"grid", Kind::grid}, {"latin_hypercube", Kind::latin_hypercube}, {"sobol", Kind::sobol}}),
             required, "grid: every combination; else so many points that fill the space evenly"),
       field("points", &S::points, unlisted(whole_number(at_least(1, most_points))), required, "how many")
           .like("32")
           .only_for({"latin_hypercube", "sobol"}),
       field("seed", &S::seed, unlisted(whole_number(at_least(0, largest_seed))), fallback("1"),
             "of the random numbers by which the points are drawn")
           .only_for({"latin_hypercube", "sobol"}),
       field("in_cell", &S::is_centred, word<bool>({{"random", false}, {"centred", true}}), fallback("random"),
             "where in its cell a point lies")
           .only_for({"latin_hypercube"})});
  return table;
}

void check_factor(const Reading& reading, const Value& value, FactorSpec& factor) {
  if (factor.levels) {
    for (const char* key : {"from", "to", "scale", "steps"}) {
      if (const Value* written = value.find(key)) {
        reading.error(written->mark, {ErrorCode::misplaced_key, "levels and a range at once" + reading.context,
                                      "`levels`, or `from` and `to`"});
      }
    }
  } else if (!factor.from || !factor.to) {
    reading.error(value.mark, {ErrorCode::missing_key, "no `levels`, and not both of `from` and `to`" + reading.context,
                               "`levels`, or `from` and `to`"});
  }
}

const Table<FactorSpec>& factor_table() {
  using S = FactorSpec;
  using Scale = LevelRange::Scale;
  static const Table<S> table(
      {.name = "[[factor]]",
       .meaning = "A value of the scenario that is varied.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("path", &S::path, reference("path into the scenario, as `--set` takes it", "\"site.goris.beds.places\""),
             required, "what is varied"),
       field("name", &S::name, maybe(identifier()), by_default("the path"), "its column in the tables")
           .like("\"beds\""),
       field("levels", &S::levels, maybe(anything()), by_default("none; `levels`, or `from` and `to`, are required"),
             "the values that it takes, each written as in its table")
           .like("[4, 6, 8]"),
       field("from", &S::from, maybe(anything()), by_default("none"), "the lowest value, with its unit")
           .like("\"30 km/h\""),
       field("to", &S::to, maybe(anything()), by_default("none"), "the highest, with the same unit")
           .like("\"60 km/h\""),
       field("scale", &S::scale, word<Scale>({{"linear", Scale::linear}, {"log", Scale::log}}), fallback("linear"),
             "linear: equal differences are equally far; log: equal ratios are"),
       field("steps", &S::steps, maybe(unlisted(whole_number(at_least(2, most_points)))),
             by_default("required for a range of a grid"), "how many values of a grid, with both ends")
           .like("5")},
      check_factor);
  return table;
}

}  // namespace

const Table<ExperimentSpec>& experiment_table() {
  using S = ExperimentSpec;
  static const Table<S> table(
      {.name = "experiment.toml",
       .meaning = "The file's own keys, before its first table.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("schema", &S::schema, unlisted(whole_number(at_least(1, 1e9))), required, "version of the format")
           .like("1"),
       field("title", &S::title, text(), required, "one line").like("\"Desks and beds in Goris\""),
       field("base", &S::base, reference("path of a scenario's folder or file", "\"../lachin-2023\""), required,
             "the scenario that is varied"),
       field("replications", &S::replications, unlisted(whole_number(at_least(1, most_replications_of_a_point))),
             fallback("1"), "of each point")
           .like("20"),
       field("seed", &S::seed, maybe(unlisted(whole_number(at_least(0, largest_seed)))), by_default("the scenario's"),
             "of the random numbers of the replications, the same at every point")
           .like("20230924"),
       field("figures", &S::figures, references("figures of the summary", "\"time_99_crossed\""), by_default("all"),
             "what is stored of each replication: `wait_p95`, `wait_p95 at goris/registration`"),
       field("design", &S::design, table_of(point_design_table(), "design"), required, "how the points are chosen"),
       field("factor", &S::factors, tables_of(factor_table(), "factor"), required, "what is varied")});
  return table;
}

std::span<const TableInfo* const> experiment_tables() {
  static const std::array<const TableInfo*, 3> all = {&experiment_table().info(), &point_design_table().info(),
                                                      &factor_table().info()};
  return all;
}

}  // namespace corridor::scenario
