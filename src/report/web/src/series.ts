// Looking things up in a run, and reducing its series. Pure functions.
import type { Band, Figure, Run, Series } from "./data";

export function find_series(run: Run, place: string, measure: string): Series | undefined {
  return run.series.find((series) => series.place === place && series.measure === measure);
}

export function series_of(run: Run, measure: string): Series[] {
  return run.series.filter((series) => series.measure === measure);
}

export function find_figure(run: Run, place: string, measure: string, group = ""): Figure | undefined {
  return run.summary.find((figure) => figure.place === place && figure.measure === measure && figure.group === group);
}

/** Position of the largest median and that median; nothing if there is none above 0. */
export function largest(band: Band): { at: number; value: number } | undefined {
  let best: { at: number; value: number } | undefined;
  band.p50.forEach((value, at) => {
    if (value !== null && value > (best?.value ?? 0)) best = { at, value };
  });
  return best;
}

export function is_nothing(band: Band): boolean {
  return band.p95.every((value) => value === null || value === 0);
}

/** Whether all replications agree throughout, as in a run of one: then there are no bands to draw. */
export function is_single(band: Band): boolean {
  return band.p05.every((value, at) => value === band.p95[at]);
}

/** Positions of `times` for a table: every `step` hours, and the last. */
export function table_rows(times: readonly number[], step: number): number[] {
  const rows = times.flatMap((time, at) => (Math.abs(time / step - Math.round(time / step)) < 1e-6 ? [at] : []));
  if (times.length > 0 && rows.at(-1) !== times.length - 1) rows.push(times.length - 1);
  return rows;
}

/** A step of hours with which a table has at most about 50 rows. */
export function table_step(times: readonly number[]): number {
  const hours = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return [1, 2, 3, 6, 12, 24].find((step) => hours / step <= 50) ?? 24 * Math.ceil(hours / 24 / 50);
}

/** The ends and the middle of a band at one position. */
export function band_at(band: Band, at: number): { p05: number | null; p50: number | null; p95: number | null } {
  return { p05: band.p05[at] ?? null, p50: band.p50[at] ?? null, p95: band.p95[at] ?? null };
}

/** Hours for which `holds` is true of the interval that begins at each time. */
export function hours_where(times: readonly number[], holds: (at: number) => boolean): number {
  let hours = 0;
  for (let at = 0; at + 1 < times.length; ++at) {
    if (holds(at)) hours += (times[at + 1] as number) - (times[at] as number);
  }
  return hours;
}
