// Where the lines of days stand on an axis of hours, and which of them can carry their name without touching the next.
import type { Format } from "../format";

/** Midnights from `begin` to `end`, thinned until each has `room` pixels of the `width`. */
export function day_lines(format: Format, begin: number, end: number, width: number, room = 66): number[] {
  const days = Math.max(1, (end - begin) / 24);
  const per_day = width / days;
  const step = [1, 2, 3, 7, 14, 28, 56].find((count) => per_day * count >= room) ?? 112;
  const first = format.first_midnight();
  const lines: number[] = [];
  for (let at = first; at <= end + 1e-9; at += 24 * step) {
    if (at >= begin) lines.push(at);
  }
  return lines;
}
