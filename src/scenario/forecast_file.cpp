#include "corridor/scenario/forecast_file.hpp"

#include <set>

#include "corridor/scenario/nearest.hpp"

#include "inputs.hpp"
#include "tables_of_priors.hpp"
#include "toml_document.hpp"
#include "value_types.hpp"

namespace corridor::scenario {

namespace {

struct DrawnPathSpec {
  Ref path;
  double times = 1;
  std::string unit;
  bool is_whole = false;
};

struct StandInSpec {
  std::string id;
  PriorSpec prior;
  std::vector<DrawnPathSpec> sets;
  std::optional<LocalTime> at;
  std::optional<LocalTime> known_from;
  std::string source;
  Evidence evidence = Evidence::unstated;
  Mark mark;
};

struct JumpSpec {
  std::optional<Duration> until;
  double per_day = 0;
  double mean = 0;
  double sd = 0;
};

struct RateSpec {
  std::string stage;
  std::string series;
  LocalTime opens;
  std::int64_t servers = 1;
  PriorSpec vehicles_per_hour;
  PriorSpec persons_per_vehicle;
  PriorSpec night;
  PriorSpec wander_sd;
  PriorSpec wander_hours;
  std::vector<JumpSpec> jumps;
  std::string source;
};

struct KeptSpec {
  std::vector<Ref> paths;
  std::string reason;
};

struct LeftOutSpec {
  std::vector<Ref> changes;
  std::vector<Ref> incidents;
  std::string reason;
};

struct ErrorSpec {
  std::string series;
  double plus = 0;
  double share = 0;
  double model_plus = 0;
  Duration correlation = std::chrono::hours(24);
};

struct ForecastSpec {
  double most_leavers = 120'000;
  Ref leavers;
  std::vector<StandInSpec> stand_ins;
  std::optional<RateSpec> rate;
  std::vector<KeptSpec> kept;
  std::vector<LeftOutSpec> left_out;
  std::vector<ErrorSpec> errors;
};

const Table<DrawnPathSpec>& drawn_path_table() {
  using S = DrawnPathSpec;
  static const Table<S> table(
      {.name = "sets = { ... }",
       .meaning = "Where a drawn value goes.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("path", &S::path, reference("path of a value, as --set takes it", "\"origin.*.population\""), required,
             "what is set"),
       field("times", &S::times, unlisted(real(more_than(0, 1e9))), fallback("1"), "a factor on the drawn value"),
       field("unit", &S::unit, text(), by_default("none"), "written behind the number").like("\"/h\""),
       field("whole", &S::is_whole, flag(), fallback("false"), "rounded to a whole number")});
  return table;
}

const Table<StandInSpec>& stand_in_table() {
  using S = StandInSpec;
  const std::vector<Word<Evidence>> evidence = {
      {"observed", Evidence::observed}, {"estimated", Evidence::estimated}, {"assumed", Evidence::assumed}};
  static const Table<S> table(
      {.name = "[[prior]]",
       .meaning = "A value that is drawn, because nobody could know it then.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("id", &S::id, identifier(), required, "its name, to which its draws belong"),
       field("prior", &S::prior, table_of(prior_table(), "prior"), required, "its distribution"),
       field("sets", &S::sets, tables_of(drawn_path_table(), "path"), required, "where it goes"),
       field("at", &S::at, maybe(date()), by_default("from the start"), "a dated change to this value"),
       field("known_from", &S::known_from, maybe(date()), by_default("always"),
             "since when one knew that there is such a value; before, it is not drawn"),
       field("source", &S::source, text(), required, "what the distribution rests on"),
       field("kind", &S::evidence, word(evidence), by_default("unstated"), "how well it is known")});
  return table;
}

const Table<JumpSpec>& jump_table() {
  using S = JumpSpec;
  static const Table<S> table(
      {.name = "[[rate.jump]]",
       .meaning = "How often the rate jumps, by a factor of which the logarithm is normal.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("until", &S::until, unlisted(maybe(time(more_than(0, longest_time_s)))), by_default("to the end"),
             "so long after the opening")
           .like("\"72 h\""),
       field("per_day", &S::per_day, unlisted(real(at_least(0, 24))), required, "jumps in a day, in the mean"),
       field("mean", &S::mean, unlisted(real(at_least(-10, 10))), required, "of the logarithm of the factor"),
       field("sd", &S::sd, unlisted(real(at_least(0, 10))), required, "its standard deviation")});
  return table;
}

const Table<RateSpec>& rate_table() {
  using S = RateSpec;
  static const Table<S> table(
      {.name = "[rate]",
       .meaning = "The rate of one stage over time: it wanders, has its nights, and may jump.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("stage", &S::stage, text(), required, "site/stage").like("\"hakari/documents\""),
       field("series", &S::series, text(), required, "id of the counts of persons by which its past is known")
           .like("\"arrivals\""),
       field("opens", &S::opens, date(), required, "jumps are counted from here"),
       field("servers", &S::servers, unlisted(whole_number(at_least(1, 1e6))), required,
             "as many as are open throughout: the rate is that of all together"),
       field("vehicles_per_hour", &S::vehicles_per_hour, table_of(prior_table(), "prior"), required,
             "by day, at the first count"),
       field("persons_per_vehicle", &S::persons_per_vehicle, table_of(prior_table(), "prior"), required,
             "so many persons are one vehicle of the rate"),
       field("night", &S::night, table_of(prior_table(), "prior"), required, "share of the rate that is left at night"),
       field("wander_sd", &S::wander_sd, table_of(prior_table(), "prior"), required,
             "standard deviation of the logarithm of the rate around its level"),
       field("wander_hours", &S::wander_hours, table_of(prior_table(), "prior"), required, "correlation time [h]"),
       field("jump", &S::jumps, tables_of(jump_table(), "jump"), by_default("none"), "one after the other in time"),
       field("source", &S::source, text(), required, "what the distributions rest on")});
  return table;
}

const Table<KeptSpec>& kept_table() {
  using S = KeptSpec;
  static const Table<S> table(
      {.name = "[[keep]]",
       .meaning = "What is kept though it became known only later, or nobody says when.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("paths", &S::paths, references("path of a value or of a table", "\"people.*\""), required,
             "with all that lies below them; `*` for any one id or key"),
       field("reason", &S::reason, text(), required, "why it does not matter, or what is wrong with it")});
  return table;
}

const Table<LeftOutSpec>& left_out_table() {
  using S = LeftOutSpec;
  static const Table<S> table(
      {.name = "[[leave_out]]",
       .meaning = "Dated changes and incidents that were not known, and for which nothing stands in.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("changes", &S::changes, references("path of a value", "\"site.stations.pumps.stock\""), by_default("none"),
             "what they set"),
       field("incidents", &S::incidents, references("id of an incident", "\"depot\""), by_default("none"), "which"),
       field("reason", &S::reason, text(), required, "what that means for the forecast")});
  return table;
}

const Table<ErrorSpec>& error_table() {
  using S = ErrorSpec;
  static const Table<S> table(
      {.name = "[[error]]",
       .meaning = "A series by which runs are weighed, and by how much they may be off.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("series", &S::series, text(), required, "id of an observed series").like("\"registrations\""),
       field("plus", &S::plus, unlisted(real(at_least(0, 1e9))), required,
             "standard deviation of each count by itself"),
       field("share", &S::share, unlisted(real(at_least(0, 10))), required,
             "standard deviation of the model, as a share of the count, the same way for a while"),
       field("model_plus", &S::model_plus, unlisted(real(at_least(0, 1e9))), fallback("0"),
             "beside that, whatever the count: also the chance within a run"),
       field("correlation", &S::correlation, unlisted(time(more_than(0, longest_time_s))), fallback("24 h"),
             "for how long")});
  return table;
}

const Table<ForecastSpec>& forecast_table() {
  using S = ForecastSpec;
  static const Table<S> table(
      {.name = "forecast.toml",
       .meaning = "What stands in for what could not be known yet.",
       .variant_key = "",
       .evidence_key = "",
       .fields = {}},
      {field("most_leavers", &S::most_leavers, unlisted(real(more_than(0, 1e9))), fallback("120000"),
             "bound of the naive baselines"),
       field("leavers", &S::leavers, reference("id of a prior", "\"leavers\""), by_default("none"),
             "id of the prior of the number of those who will leave"),
       field("prior", &S::stand_ins, tables_of(stand_in_table(), "prior"), by_default("none"), "what is drawn"),
       field("rate", &S::rate, maybe(table_of(rate_table(), "rate")), by_default("none"), "the rate of one stage"),
       field("keep", &S::kept, tables_of(kept_table(), "keep"), by_default("none"), "what is kept all the same"),
       field("leave_out", &S::left_out, tables_of(left_out_table(), "leave_out"), by_default("none"),
             "what is left out"),
       field("error", &S::errors, tables_of(error_table(), "error"), by_default("none"),
             "the series by which runs are weighed")});
  return table;
}

std::vector<std::string> texts_of(const std::vector<Ref>& refs) {
  std::vector<std::string> texts;
  texts.reserve(refs.size());
  for (const Ref& ref : refs) {
    texts.push_back(ref.name);
  }
  return texts;
}

StandIn stand_in_of(const StandInSpec& spec) {
  StandIn result{.id = spec.id,
                 .prior = prior_of(spec.prior),
                 .sets = {},
                 .at = spec.at,
                 .known_from = spec.known_from,
                 .source = spec.source,
                 .evidence = spec.evidence};
  for (const DrawnPathSpec& one : spec.sets) {
    result.sets.push_back({one.path.name, one.times, one.unit, one.is_whole});
  }
  return result;
}

RatePrior rate_of(const RateSpec& spec) {
  RatePrior result{.stage = spec.stage,
                   .series = spec.series,
                   .opens = spec.opens,
                   .servers = spec.servers,
                   .vehicles_per_hour = prior_of(spec.vehicles_per_hour),
                   .persons_per_vehicle = prior_of(spec.persons_per_vehicle),
                   .night = prior_of(spec.night),
                   .wander_sd = prior_of(spec.wander_sd),
                   .wander_hours = prior_of(spec.wander_hours),
                   .jumps = {},
                   .source = spec.source};
  for (const JumpSpec& jump : spec.jumps) {
    result.jumps.push_back({jump.until, jump.per_day, jump.mean, jump.sd});
  }
  return result;
}

}  // namespace

ForecastFile read_forecast_file(const std::filesystem::path& path) {
  Inputs inputs(path.parent_path());
  Diagnostics diagnostics;
  const SourceText* source = inputs.open_scenario(path, {}, diagnostics);
  const auto root = source == nullptr ? std::nullopt : parse_toml(*source, diagnostics);
  diagnostics.throw_if_any();
  const ForecastSpec spec = forecast_table().read(Reading{.diagnostics = diagnostics}, *root);
  ForecastFile file;
  file.name = path.generic_string();
  file.sha256 = inputs.files().front().sha256;
  file.most_leavers = spec.most_leavers;
  file.leavers = spec.leavers.name;
  std::set<std::string> ids;
  for (const StandInSpec& one : spec.stand_ins) {
    if (!ids.insert(one.id).second) {
      diagnostics.add({ErrorCode::duplicate_id, "a second prior `" + one.id + "`", "an id of its own"},
                      one.mark.place());
    }
    file.stand_ins.push_back(stand_in_of(one));
  }
  if (!file.leavers.empty() && !ids.contains(file.leavers)) {
    diagnostics.add({ErrorCode::unknown_name, "there is no prior `" + file.leavers + "`", "the id of a [[prior]]",
                     nearest_name(file.leavers, std::vector<std::string>(ids.begin(), ids.end()))},
                    spec.leavers.mark.place());
  }
  diagnostics.throw_if_any();
  if (spec.rate) {
    file.rate = rate_of(*spec.rate);
  }
  for (const KeptSpec& one : spec.kept) {
    file.kept.push_back({texts_of(one.paths), one.reason});
  }
  for (const LeftOutSpec& one : spec.left_out) {
    file.left_out.push_back({texts_of(one.changes), texts_of(one.incidents), one.reason});
  }
  for (const ErrorSpec& one : spec.errors) {
    file.errors.push_back({one.series, one.plus, one.share, one.model_plus, to_hours(one.correlation)});
  }
  return file;
}

}  // namespace corridor::scenario
