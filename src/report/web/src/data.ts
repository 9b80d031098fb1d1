// What the program hands to the page: one object of this shape per report, made by src/report (C++), embedded compressed.
// Both sides change this file together. Numbers are as in the CSV files; null = does not apply. Times are hours since the
// start of the scenario; `calendar` turns them into dates. Every text may hold anything: the page escapes it.

/** Lower and upper ends of the central 90 % and 50 % of the replications, and the median. Of one replication all are equal. */
export interface Band { p05: (number | null)[]; p25: (number | null)[]; p50: (number | null)[]; p75: (number | null)[]; p95: (number | null)[]; }

export interface Range { n: number; mean: number | null; p05: number | null; p25: number | null; p50: number | null; p75: number | null; p95: number | null; }

export interface Series { place: string; measure: string; unit: string; band: Band; }        // one value per data.times

export interface Figure { place: string; group: string; measure: string; unit: string; range: Range; }  // of summary.csv; group "" = everybody

export interface HourlyFigure { time: number; place: string; measure: string; unit: string; range: Range; }  // by departure hour

export interface ObservedSeries {                                                                  // of observations.csv
  series: string; place: string; measure: string;
  points: { time: number; observed: number; p05: number | null; p50: number | null; p95: number | null; used: boolean }[];
}

export interface Place {
  id: string; name: string; local: string;          // name in English, and in the local official form ("" if the scenario has none)
  kind: "node" | "site" | "origin" | "link" | "region";
  lon: number | null; lat: number | null;
  stages: Stage[];                                  // of sites
}

/** Servers of a service, places of beds, capacity = waiting room; null = unlimited, or not of that kind. `next` are ids as in the CSV
 *  files, `site/stage`, as is `id`; leaving the site is not listed. */
export interface Stage {
  id: string; name: string; kind: "service" | "beds" | "delay" | "transport"; unit: "vehicle" | "party" | "person"; registers: boolean;
  servers: number | null; places: number | null; capacity: number | null; next: string[];
}

/** A directed road of the network, in order of travel: geometry as [lon, lat], straight if the network has none. */
export interface Link { id: string; from: string; to: string; km: number; geometry: [number, number][]; outbound: boolean; }

/** The way along which the strip map is drawn: links in order, and where along it (km) places stand. */
export interface Strip { links: string[]; km: number; marks: { km: number; name: string }[]; }

/** A value of the scenario with where it comes from. Those with kind "assumed" first. */
export interface Assumption { key: string; value: string; kind: "assumed" | "estimated" | "observed"; source: string; note: string; }

/** A finding: the template's name, and what goes into it, so that every language can say it. Sentences are tested in C++ (English) and in the page. */
export interface Finding { template: string; values: Record<string, string | number | null>; }

export interface Run {
  title: string; description: string; scenario: string;          // name of its folder
  replications: number; failed: number; seed: number; single: boolean;
  calendar: { start: string; offset_minutes: number };            // local ISO time of the start, e.g. "2023-09-19T00:00:00+04:00"
  times: number[]; series: Series[]; summary: Figure[]; hourly: HourlyFigure[]; observed: ObservedSeries[];
  places: Place[]; links: Link[]; strip: Strip | null; assumptions: Assumption[];
  checks: { name: string; passed: boolean; detail: string }[];  // conserved, limits, observations within bands, warnings of the manifest
  repeat: { command: string; version: string; scenario_hash: string; result_hash: string; build: string };
  fits: { series: string; nmae: number | null; mape: number | null; inside90: number | null; width90: number | null; rows: number }[];
  findings: Finding[];
  needs: { place: string; day: string; measure: string; unit: string; range: Range }[];   // persons without bed, meals, water ... by place and day, as far as the scenario has them
}

export interface ComparedFigure { place: string; group: string; measure: string; unit: string;
  base: number | null; variant: number | null; mean: number | null; low: number | null; high: number | null;        // difference, 95 % interval
  probability_better: number | null; variance_ratio: number | null; n: number; }

export interface Comparison { replications: number; seed: number; base: { name: string; title: string };
  variants: { name: string; title: string; sentence: string; figures: ComparedFigure[]; findings: Finding[] }[];
  places: Place[]; assumptions: Assumption[]; calendar: Run["calendar"];   // of the base
  repeat: Run["repeat"]; }

/** What was counted of a series: known when the forecast was made, or only later. */
export interface CountedSeries { series: string; place: string; measure: string; points: { time: number; value: number; known: boolean }[]; }

/** How something of the scenario reached a forecast: `by` is the prior that stood in for it, or the reason. */
export interface InformationItem { kind: "change" | "incident" | "value"; what: string; standing: "known" | "drawn" | "kept" | "left_out"; known_from: number | null; by: string; }

/** Means over the later counts of a series; errors of what anybody could have said: null if it could not be said. */
export interface Score { series: string; counts: number; crps: number; wis: number; share_in_50: number; share_in_90: number; width_50: number; width_90: number;
  error_rate_of_a_day: number | null; error_last_rate: number | null; error_logistic: number | null; crps_spread_rate: number | null; }

/** One later time of a series, `of` so much ahead. */
export interface LeadScore { series: string; of: string; time: number; truth: number; crps: number; low_50: number; high_50: number; low_90: number; high_90: number; }

/** A forecast from what was public at `as_of`. The runs are weighted, so no Range has a number of runs. */
export interface Forecast {
  title: string; scenario: string; calendar: Run["calendar"]; as_of: number; end: number; places: Place[];
  findings: Finding[]; times: number[]; series: Series[]; counted: CountedSeries[];
  crossed: { share: number; range: Range }[];                     // by when so much of those who will leave has crossed [h]; null: later than `end`
  information: { priors: string; counts: { series: string; used: number; later: number }[];
    drawn: { id: string; drawn: boolean; source: string }[]; items: InformationItem[] };
  scores: Score[]; leads: LeadScore[];                           // empty if no counts came later
  members: { requested: number; effective: number; failed: number };
  seed: number; repeat: Run["repeat"];
}

export interface Quantiles { p05: number; p25: number; p50: number; p75: number; p95: number; }

/** A value of the scenario before and after the counts. `contraction`: 1 - variance after / before. */
export interface CalibratedValue { id: string; unit: string; source: string; prior: Quantiles; posterior: Quantiles; mean: number;
  contraction: number; r_hat: number; bulk_ess: number; identified: boolean; }

/** A count beside the direct runs; `residual` in standard deviations of runs and error; `pit`: probability of a lower count. */
export interface PredictedPoint extends Quantiles { time: number; observed: number; mean: number; pit: number; residual: number; }

export interface PredictedSeries { series: string; place: string; measure: string; points: PredictedPoint[];
  counts: number; in_50: number; in_90: number; runs_in_90: number; mean_width_90: number; nmae: number; mape: number; }

export interface Calibration {
  title: string; scenario: string; calendar: Run["calendar"]; places: Place[]; findings: Finding[];
  parameters: CalibratedValue[]; correlations: number[][]; series: PredictedSeries[];
  diagnostics: { verdict: string; converged: boolean; generations: number; accepted: number; k_hat: number; ess: number; left_out_error: number;
    chi_square: number; degrees_of_freedom: number; p: number; log_evidence: number; widened_by: number; runs: number; failed: number };
  seed: number; repeat: Run["repeat"];
}

export interface ReportData {
  version: 1; language: "en" | "fr" | "ru" | "hy"; suppress_below: number | null;  // 10 with --suppress-small: smaller counts in breakdowns are not shown
  runs: Run[]; comparison: Comparison | null; forecasts: Forecast[]; calibrations: Calibration[];
}
