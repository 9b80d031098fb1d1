// Lines on a map in [lon, lat]: where along them something is. Flat within a link, with degrees of longitude as long as at its middle.

export type Point = [lon: number, lat: number];

function lengths_of(line: readonly Point[]): number[] {
  const latitude = line.reduce((sum, point) => sum + point[1], 0) / Math.max(1, line.length);
  const narrow = Math.cos((latitude * Math.PI) / 180);
  return line.slice(1).map((to, at) => {
    const from = line[at] as Point;
    return Math.hypot((to[0] - from[0]) * narrow, to[1] - from[1]);
  });
}

/** The last `share` (0 to 1) of a line, by length: where a queue stands that reaches back from its end. */
export function tail_of(line: readonly Point[], share: number): Point[] {
  if (line.length < 2 || share <= 0) return [];
  if (share >= 1) return [...line];
  const lengths = lengths_of(line);
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  const tail: Point[] = [line.at(-1) as Point];
  for (let at = lengths.length - 1; at >= 0; --at) {
    const length = lengths[at] as number;
    const from = line[at] as Point;
    const to = line[at + 1] as Point;
    if (length >= left) {
      const part = length > 0 ? left / length : 0;
      tail.unshift([to[0] + (from[0] - to[0]) * part, to[1] + (from[1] - to[1]) * part]);
      return tail;
    }
    left -= length;
    tail.unshift(from);
  }
  return tail;
}

/** Kilometres between two points on the sphere (haversine, mean radius 6371.0088 km). */
export function kilometres_between(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const north = Math.sin(((b[1] - a[1]) * radians) / 2);
  const east = Math.sin(((b[0] - a[0]) * radians) / 2);
  const h = north * north + Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * east * east;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** A round length [km] that takes about `pixels` at most where a pixel is `per_pixel` km. */
export function round_length(per_pixel: number, pixels: number): number {
  const wanted = per_pixel * pixels;
  const power = 10 ** Math.floor(Math.log10(wanted || 1));
  return power * ([5, 2, 1].find((digit) => digit * power <= wanted) ?? 1);
}
