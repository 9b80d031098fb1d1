#include "tables_of_priors.hpp"

#include "value_types.hpp"

namespace corridor::scenario {

namespace {

Type<double> number_of_prior() {
  return unlisted(real(at_least(-largest_number, largest_number)));
}
Type<double> positive_number_of_prior() {
  return unlisted(real(more_than(0, largest_number)));
}

void check_prior(const Reading& reading, const Value& value, PriorSpec& prior) {
  const bool is_beta_or_not = prior.family != PriorFamily::half_normal || !prior.low || *prior.low >= 0;
  if (prior.family == PriorFamily::uniform && !(prior.from < prior.to)) {
    report_out_of_range(reading, *value.find("to"), "more than `from`");
  } else if (prior.low && prior.high && !(*prior.low < *prior.high)) {
    report_out_of_range(reading, *value.find("high"), "more than `low`");
  } else if (!is_beta_or_not || (prior.family == PriorFamily::lognormal && prior.high && *prior.high <= 0)) {
    report_out_of_range(reading, *value.find(is_beta_or_not ? "high" : "low"), "not below 0: the value never is");
  }
}

}  // namespace

const Table<PriorSpec>& prior_table() {
  using S = PriorSpec;
  using F = PriorFamily;
  static const Table<S> table(
      {.name = "prior = { ... }",
       .meaning = "What is known of a parameter before the counts are looked at, in its unit.",
       .variant_key = "dist",
       .evidence_key = "",
       .fields = {}},
      {field("dist", &S::family,
             word<F>({{"uniform", F::uniform},
                      {"normal", F::normal},
                      {"lognormal", F::lognormal},
                      {"beta", F::beta},
                      {"half_normal", F::half_normal}}),
             required, "the family"),
       field("from", &S::from, number_of_prior(), required, "lowest value").like("0.3").only_for({"uniform"}),
       field("to", &S::to, number_of_prior(), required, "highest value").like("1").only_for({"uniform"}),
       field("mean", &S::mean, number_of_prior(), required, "mean").like("4.78").only_for({"normal"}),
       field("median", &S::median, positive_number_of_prior(), required, "median").like("230").only_for({"lognormal"}),
       field("sd", &S::sd, positive_number_of_prior(), required,
             "standard deviation; half_normal: of the normal variate whose absolute value it is")
           .like("0.1")
           .only_for({"normal", "half_normal"}),
       field("log_sd", &S::log_sd, positive_number_of_prior(), required, "standard deviation of the logarithm")
           .like("0.25")
           .only_for({"lognormal"}),
       field("a", &S::a, unlisted(real(more_than(0, 1000))), required, "shape").like("6").only_for({"beta"}),
       field("b", &S::b, unlisted(real(more_than(0, 1000))), required, "shape").like("12").only_for({"beta"}),
       field("low", &S::low, maybe(number_of_prior()), by_default("none"),
             "it is not below: cut there; beta: begins there")
           .like("0")
           .only_for({"normal", "lognormal", "beta", "half_normal"}),
       field("high", &S::high, maybe(number_of_prior()), by_default("none"),
             "it is not above: cut there; beta: ends there")
           .like("1")
           .only_for({"normal", "lognormal", "beta", "half_normal"})},
      check_prior);
  return table;
}

Prior prior_of(const PriorSpec& spec) {
  Prior prior{.family = spec.family, .low = spec.low, .high = spec.high};
  switch (spec.family) {
    case PriorFamily::uniform:
      prior.first = spec.from;
      prior.second = spec.to;
      break;
    case PriorFamily::normal:
      prior.first = spec.mean;
      prior.second = spec.sd;
      break;
    case PriorFamily::lognormal:
      prior.first = spec.median;
      prior.second = spec.log_sd;
      break;
    case PriorFamily::beta:
      prior.first = spec.a;
      prior.second = spec.b;
      break;
    case PriorFamily::half_normal:
      prior.first = spec.sd;
      break;
  }
  return prior;
}

}  // namespace corridor::scenario
