// Where the lines of an axis of hours stand, and what is written there: days, or hours of the clock if the run is short.
import type { Format } from "../format";

/** Hours between lines, from the finest. */
const steps = [1, 3, 6, 12, 24, 48, 72, 168, 336, 672, 1344];

/** Instants from `begin` to `end` at whole steps of the clock, as close as `room` pixels of the `width` allow. */
export function time_lines(format: Format, begin: number, end: number, width: number, room = 66): number[] {
  const per_hour = width / Math.max(1e-9, end - begin);
  const step = steps.find((hours) => per_hour * hours >= room) ?? 2688;
  const midnight = format.first_midnight();
  const first = step >= 24 ? midnight : midnight - Math.floor((midnight - begin) / step) * step;
  const lines: number[] = [];
  for (let at = first; at <= end + 1e-9; at += step) {
    if (at >= begin - 1e-9) lines.push(at);
  }
  return lines;
}

/** The day at midnight, else the clock. */
export function line_label(format: Format, hours: number): string {
  const since_midnight = hours - format.first_midnight();
  return Math.abs(since_midnight / 24 - Math.round(since_midnight / 24)) < 1e-6 ? format.day(hours) : format.clock(hours);
}
