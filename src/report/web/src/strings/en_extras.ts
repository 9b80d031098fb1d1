// Forecasts and calibrations in English: their sentences, then the words around them.
import type { Said, Sentences } from "../findings";

const and_without = (said: Said) =>
  said.has("without") ? `; in 1 of 20 at least ${said.count("without")} people are without one, most about ${said.time("at_without")}` : "";

export const en_extra_findings = {
  caveat_effective: (said) => `The ${said.count("n")} runs are worth only ${said.count("k")} of equal weight: the ranges are rough.`,
  caveat_kept: (said) => `${said.count("k")} values are used that nobody is said to have known at the time; they are listed below, with the reason.`,
  caveat_overfitted: (said) => `The errors of ${said.text("series")} are smaller than counts can be known: it is fitted too closely.`,
  forecast_crossed_range: (said) =>
    `By ${said.time("at")} between ${said.count("p05")} and ${said.count("p95")} people (half: ${said.count("p50")}) will have crossed at ${said.place()}, in 9 runs of 10.`,
  forecast_crossed_one: (said) => `By ${said.time("at")} about ${said.count("p50")} people will have crossed at ${said.place()}.`,
  forecast_crossed_wide: (said) =>
    `How many people will have crossed at ${said.place()} by ${said.time("at")} is very uncertain: in 9 runs of 10 between ${said.count("p05")} and ${said.count("p95")}.`,
  forecast_crossed_none: (said) => `By ${said.time("at")} nobody will have crossed at ${said.place()}, in 19 runs of 20.`,
  forecast_left_range: (said) =>
    `${said.count("share")} of 100 of those who will leave have crossed by ${said.time("at_p50")}; in 9 runs of 10 between ${said.time("at_p05")} and ${said.time("at_p95")}.`,
  forecast_left_one: (said) => `${said.count("share")} of 100 of those who will leave have crossed by ${said.time("at_p50")}.`,
  forecast_left_wide: (said) =>
    `When ${said.count("share")} of 100 of those who will leave have crossed is very uncertain: in half of the runs by ${said.time("at_p50")}, in 9 of 10 between ${said.time("at_p05")} and ${said.time("at_p95")}.`,
  forecast_left_open: (said) =>
    `${said.count("share")} of 100 of those who will leave have crossed by ${said.time("at_p50")} in half of the runs; in 1 of 20 already by ${said.time("at_p05")}, and in at least 1 of 20 later than this forecast reaches (${said.time("end")}).`,
  forecast_left_late: (said) =>
    `In more than half of the runs it takes longer than this forecast reaches (${said.time("end")}) until ${said.count("share")} of 100 of those who will leave have crossed; in 1 of 20 they have by ${said.time("at_p05")}.`,
  forecast_left_never: (said) =>
    `In 19 runs of 20 it takes longer than this forecast reaches (${said.time("end")}) until ${said.count("share")} of 100 of those who will leave have crossed.`,
  forecast_left_already: (said) => `${said.count("share")} of 100 of those who will leave have crossed already, in 19 runs of 20.`,
  forecast_beds_range: (said) =>
    `By ${said.time("at")} between ${said.count("p05")} and ${said.count("p95")} people (half: ${said.count("p50")}) will have a bed in the reception, in 9 runs of 10${and_without(said)}.`,
  forecast_beds_one: (said) => `By ${said.time("at")} about ${said.count("p50")} people will have a bed in the reception${and_without(said)}.`,
  forecast_beds_wide: (said) =>
    `How many people will have a bed in the reception by ${said.time("at")} is very uncertain: in 9 runs of 10 between ${said.count("p05")} and ${said.count("p95")}${and_without(said)}.`,
  forecast_beds_none: (said) => `By ${said.time("at")} nobody will have a bed in the reception, in 19 runs of 20${and_without(said)}.`,
  calibration_usable: () => "Usable: the counts are where the model with these values puts them.",
  calibration_widened: (said) =>
    `Too narrow, and widened by ${said.decimal("factor")}: the counts are farther from the model than their errors and chance let them be (chi-square ${said.count("chi_square")} on ${said.count("degrees")}). What the model leaves out shows.`,
  calibration_not_reliable: () => "Not reliable: do not use these values. More runs or narrower priors may help.",
  calibration_chains: (said) => `The chains did not agree after ${said.count("n")} generations (R-hat ${said.decimal("factor")}).`,
  calibration_weights: (said) => `Direct runs change the result too much to weight it (k-hat ${said.decimal("factor")}).`,
  calibration_emulator: (said) => `The emulator is farther off than it says (${said.decimal("factor")} times the variance).`,
  calibration_identified_all: (said) => `The counts tell something of each of the ${said.count("n")} values.`,
  calibration_identified_some: (said) => `The counts tell something of ${said.count("k")} of the ${said.count("n")} values; as uncertain as before: ${said.text("names")}.`,
  calibration_identified_none: (said) => `The counts tell next to nothing of any of the ${said.count("n")} values.`,
  calibration_tied: (said) => `Known only together, as correlated in the result: ${said.text("names")}.`,
  calibration_covers_all: (said) => `All ${said.count("n")} counts lie within the 90% band; 9 of 10 are to be expected.`,
  calibration_covers_some: (said) => `${said.count("k")} of ${said.count("n")} counts lie within the 90% band; 9 of 10 are to be expected.`,
  calibration_covers_none: (said) => `None of the ${said.count("n")} counts lies within the 90% band: the model does not meet them.`,
} satisfies Partial<Sentences>;

export const en_forecast = {
  title: "Forecast",
  as_of: (when: string, end: string) => `As of ${when}, until ${end}.`,
  made_of: (n: string, effective: string) => `${n} runs, worth ${effective} of equal weight.`,
  known_circles: "Filled circles: counts known at the time.",
  later_circles: "Hollow circles: counts that came later; the forecast did not know them.",
  last: (value: string, when: string) => `Last count then: ${value}, ${when}.`,
  by_then: (p05: string, p95: string, p50: string, when: string) => `${when}: in 9 runs of 10 between ${p05} and ${p95}, half ${p50}.`,
  leads_title: "What is to be expected, and when",
  leads_sentence: "In 9 runs of 10 between the lower and the upper figure; half of the runs are below the middle one.",
  measure: "What", at: "At", lower: "Lower", middle: "Half", upper: "Upper", came: "Counted later",
  crossed_title: "By when those who will leave have crossed",
  crossed_sentence: "How many will leave is not known either: it differs from run to run.",
  crossed_share: (share: string) => `${share} of 100 have crossed by`,
  later: "later than it reaches",
  known_title: "What was known, and what stood in for the rest",
  known_sentence: (known: string, drawn: string, out: string, kept: string) =>
    `Of what the scenario says of that time and later: ${known} known then, ${drawn} drawn from what was thought beforehand, ${out} left out, ${kept} used although nobody is said to have known.`,
  counts_used: (used: string, later: string) => `${used} used, ${later} not published yet`,
  counts: "Counts", stand_ins: "What is drawn", drawn: "drawn", not_yet: "not drawn yet", is_drawn: "Drawn", source: "Where it comes from",
  other_items: (n: string) => `Everything else (${n})`,
  item: "Part of the scenario", standing: "How it is used", known_from: "Known from", by: "By, or why",
  standings: { known: "known", drawn: "drawn", kept: "used all the same", left_out: "left out" },
  scores_title: "How good it was, beside what anybody could have said",
  scores_sentence: "Mean errors in the unit of the series, over the counts that came later: the smaller, the better. A forecast is worth its trouble if it beats the first three rules; if not the last, it owes its score to what was assumed of the number of those who will leave.",
  no_scores: "No counts came later in these files: nothing to compare it with yet.",
  later_counts: "Later counts", error: "Error of the forecast (CRPS)", best: "best", in_90: "Within 9 runs in 10", width: "Width of that range",
  rules: { error_rate_of_a_day: "Rate of the last day goes on", error_last_rate: "Last rate goes on", error_logistic: "Fitted S-curve", crps_spread_rate: "Last rate, with a spread" },
  limits_title: "Limits of this forecast",
  limits: [
    "The ranges hold what the priors hold. Decisions that change everything, such as a closure or an airlift, are only in them if written there.",
    "Whether priors were written with the outcome known cannot be seen from here: ask who wrote them, and when.",
    "It follows the rate of one post, as if people always waited there.",
    "It is about numbers of people, never about a person. Make it anew with every count.",
  ],
};

export const en_calibration = {
  title: "Calibration",
  runs: (n: string, counts: string) => `${n} runs beside ${counts} counts.`,
  values_title: "What the counts say of each value",
  values_sentence: "Pale line: before the counts. Strong line and dot: after them. Where 9 of 10 lie; thick: half. Each row has a scale of its own, from the lowest to the highest of both.",
  value: "Value", unit: "Unit", before: "Before", after: "After", narrower: "Narrower by", is_identified: "Told by the counts",
  yes: "yes", no: "no",
  predicted_title: (what: string) => `Counts beside the model: ${what}`,
  predicted_sentence: (k: string, n: string) => `${k} of ${n} counts lie within what 9 runs in 10 give, errors of the counts included.`,
  count: "Counted", difference: "Off by", pit: "Share below",
  residuals_title: "How far each count is off",
  residuals_sentence: (n: string) => `Counted minus expected, in standard deviations of runs and counts. Of counts that go with the model 19 of 20 lie between the dashed lines; here ${n} lie outside.`,
  diagnostics_title: "How sure the search is",
  diagnostics_sentence: "What is looked at before the values are relied on.",
  figure: "Figure", found: "Found", wanted: "Wanted",
  checks: {
    r_hat: "Agreement of the chains (R-hat, largest)", bulk_ess: "Independent draws (bulk ESS, smallest)", k_hat: "Weights of the direct runs (k-hat)",
    ess: "Draws after weighting (ESS)", left_out_error: "Error of the emulator, times its stated variance", p: "Probability of counts this far off", widened_by: "Widened by",
    accepted: "Steps taken by the chains", log_evidence: "Logarithm of the evidence",
  },
  fit_title: "Fit by series",
  fit_sentence: "Of counts that go with the model, half lie within half of the runs and 9 of 10 within 9 in 10, errors of the counts included.",
  in_half: "Within half of the runs", in_90: "Within 9 in 10", width: "Width of 9 in 10", nmae: "Mean error, of the last count", mape: "Mean error, of each count",
  together_title: "Values that are known only together",
  together_sentence: "Correlation of two values in the result: near 1 or −1, the counts tell a combination of them and little of each.",
  first: "Value", second: "And", correlation: "Correlation",
  limits_title: "Limits of this calibration",
  limits: [
    "The values fit this model to these counts. They are no measurement of the world.",
    "What the model leaves out goes into the values. Use them for what is near to what was counted.",
    "Use all draws together (--posterior), not the middle of each value alone.",
  ],
};
