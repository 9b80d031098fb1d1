// What is looked at before calibrated values are relied on: fit by series, the search, and values that are known only together.
import { NumberTable, type Table } from "../charts/figure";
import type { Format } from "../format";
import { useView } from "../view";
import { type CalibrationProps, words_of } from "./calibration";

function Block({ title, sentence, table }: { title: string; sentence: string; table: Table }) {
  return (
    <div class="overview">
      <h3>{title}</h3>
      <p class="sentence">{sentence}</p>
      <NumberTable caption={title} table={table} />
    </div>
  );
}

function percent(value: number, format: Format): string {
  return `${format.number(value * 100, 1)} %`;
}

export function Fits({ calibration, format }: CalibrationProps) {
  const { strings } = useView();
  const words = strings.calibration;
  const of = (share: number, n: number) => strings.in_k_of_n(format.count(share * n), format.count(n));
  const table: Table = {
    columns: [strings.series, words.in_half, words.in_90, words.width, words.nmae, words.mape],
    rows: calibration.series.map((series) => [
      series.series, of(series.in_50, series.counts), of(series.in_90, series.counts), format.count(series.mean_width_90), percent(series.nmae, format), percent(series.mape, format),
    ]),
  };
  return <Block title={words.fit_title} sentence={words.fit_sentence} table={table} />;
}

export function Diagnostics({ calibration, format }: CalibrationProps) {
  const { strings } = useView();
  const words = strings.calibration;
  const { diagnostics: d, parameters } = calibration;
  const r_hat = Math.max(...parameters.map((parameter) => parameter.r_hat));
  const ess = Math.min(...parameters.map((parameter) => parameter.bulk_ess));
  const table: Table = {
    columns: [words.figure, words.found, words.wanted],
    rows: [
      [words.checks.r_hat, format.number(r_hat, 3), "≤ " + format.number(1.01, 2)],
      [words.checks.bulk_ess, format.count(ess), "≥ " + format.count(400)],
      [words.checks.accepted, percent(d.accepted, format), "–"],
      [words.checks.k_hat, format.number(d.k_hat, 2), "≤ " + format.number(0.7, 1)],
      [words.checks.ess, format.count(d.ess), "–"],
      [words.checks.left_out_error, format.number(d.left_out_error, 2), "≤ " + format.count(2)],
      [words.checks.p, format.number(d.p, 3), "≥ " + format.number(0.001, 3)],
      [words.checks.widened_by, format.number(d.widened_by, 2), format.count(1)],
      [words.checks.log_evidence, format.number(d.log_evidence, 1), "–"],
    ],
  };
  return <Block title={words.diagnostics_title} sentence={words.diagnostics_sentence} table={table} />;
}

const most_pairs = 10;
const least_told = 0.5;

/** Pairs of values with the strongest correlations. */
export function pairs_of(correlations: number[][]): { first: number; second: number; correlation: number }[] {
  return correlations
    .flatMap((row, first) => row.slice(0, first).map((correlation, second) => ({ first: second, second: first, correlation })))
    .filter((pair) => Math.abs(pair.correlation) >= least_told)
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
    .slice(0, most_pairs);
}

export function Together({ calibration, format }: CalibrationProps) {
  const { strings } = useView();
  const words = strings.calibration;
  const pairs = pairs_of(calibration.correlations);
  if (pairs.length === 0) return null;
  const name = (at: number) => words_of(calibration.parameters[at]?.id ?? "");
  const table: Table = {
    columns: [words.first, words.second, words.correlation],
    rows: pairs.map((pair) => [name(pair.first), name(pair.second), format.signed(pair.correlation, 2)]),
    texts: 2,
  };
  return <Block title={words.together_title} sentence={words.together_sentence} table={table} />;
}
