// The road as a strip: time to the right, distance along the way upwards, and how many of the runs have a queue there. The queue of
// a link stands from its end backwards, so a link whose queue is q km long is covered on its last q km.
import { useMemo, useRef } from "preact/hooks";
import type { Band, Run } from "../data";
import { line_label, time_lines } from "../charts/days";
import { Figure, type Table } from "../charts/figure";
import { useWidth } from "../charts/width";
import { find_series, is_nothing, is_single, largest, table_rows, table_step } from "../series";
import { figure_id, type RunView } from "../view";

export interface StripLink {
  id: string;
  from_km: number;
  to_km: number;
  band: Band;
}

/** The links of the strip that ever have a queue, with where they lie on it. */
export function strip_links(run: Run): StripLink[] {
  const kilometres = new Map(run.links.map((link) => [link.id, link.km]));
  let here = 0;
  return (run.strip?.links ?? []).flatMap((id) => {
    const from_km = here;
    here += kilometres.get(id) ?? 0;
    const series = find_series(run, id, "queue_km");
    return series && !is_nothing(series.band) ? [{ id, from_km, to_km: here, band: series.band }] : [];
  });
}

/** Quantiles from the longest queues to the shortest: what a p05 covers, 19 of 20 runs cover. */
const layers = ["p95", "p75", "p50", "p25", "p05"] as const;
const top = 18;
const bottom = 30;

interface Scale {
  x: (hours: number) => number;
  y: (km: number) => number;
}

/** The area that the queue covers, as an SVG path: along its tail and back along the end of the link. */
export function covered(link: StripLink, part: (typeof layers)[number], times: readonly number[], scale: Scale): string {
  const length = link.to_km - link.from_km;
  const points: string[] = [];
  let open: number | undefined;
  const close = (at: number) => {
    if (open === undefined) return;
    points.push(`L${scale.x(times[at] ?? 0).toFixed(1)},${scale.y(link.to_km).toFixed(1)}Z`);
    open = undefined;
  };
  times.forEach((time, at) => {
    const queue = Math.min(length, link.band[part][at] ?? 0);
    if (queue <= 0) return close(at);
    const x = scale.x(time).toFixed(1);
    if (open === undefined) {
      points.push(`M${x},${scale.y(link.to_km).toFixed(1)}`);
      open = at;
    }
    points.push(`L${x},${scale.y(link.to_km - queue).toFixed(1)}`);
  });
  close(times.length - 1);
  return points.join("");
}

/** Marks whose names do not touch, from the end of the way backwards: the crossing is named rather than what is before it. */
function named(marks: readonly { km: number; name: string }[], y: (km: number) => number) {
  const kept: { km: number; name: string }[] = [];
  for (const mark of [...marks].sort((a, b) => b.km - a.km)) {
    if (kept.every((other) => Math.abs(y(other.km) - y(mark.km)) >= 15)) kept.push(mark);
  }
  return kept;
}

/** Left of the strip, or on it where there is no room; a name longer than the room is pressed together. */
function PlaceName({ name, left, y, inside }: { name: string; left: number; y: number; inside: boolean }) {
  const room = left - 14;
  const pressed = !inside && name.length * 6.9 > room ? { textLength: room, lengthAdjust: "spacingAndGlyphs" } : {};
  return inside
    ? <text class="place inside" x={left + 5} y={y - 4}>{name}</text>
    : <text class="place" x={left - 8} y={y + 4} text-anchor="end" {...pressed}>{name}</text>;
}

function Legend({ single, view }: { single: boolean; view: RunView }) {
  const { strings } = view;
  const words = single ? [strings.queue] : strings.share_of_runs;
  return (
    <ul class="shades">
      {words.map((text, at) => (
        <li key={at}>
          <span class={`shade shade-${single ? 4 : at + 1}`} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  );
}

interface PictureProps {
  view: RunView;
  links: StripLink[];
  at: number;
}

function Picture({ view, links, at }: PictureProps) {
  const { run, format } = view;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const strip = run.strip;
  const begin = run.times[0] ?? 0;
  const end = run.times.at(-1) ?? 1;
  const narrow = width < 560;
  const height = width < 720 ? 310 : 380;
  const left = narrow ? 30 : 150;
  const right = 30;
  const km = strip?.km || 1;
  const scale: Scale = {
    x: (hours) => left + ((hours - begin) / (end - begin || 1)) * Math.max(1, width - left - right),
    y: (along) => height - bottom - (along / km) * (height - top - bottom),
  };
  const single = links.every((link) => is_single(link.band));
  const shown = single ? (["p50"] as const) : layers;
  const paths = useMemo(
    () => links.flatMap((link) => shown.map((part, layer) => ({ key: `${link.id} ${part}`, layer: single ? 3 : layer, d: covered(link, part, run.times, scale) }))),
    [links, width],
  );
  const lines = time_lines(format, begin, end, Math.max(1, width - left - right));
  const marks = named(strip?.marks ?? [], scale.y);
  return (
    <div ref={frame} class="picture">
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <rect class="ground" x={left} y={top} width={Math.max(0, width - left - right)} height={height - top - bottom} />
          {lines.map((hours) => <line key={hours} class="grid" x1={scale.x(hours)} x2={scale.x(hours)} y1={top} y2={height - bottom} />)}
          {paths.map((path) => <path key={path.key} class={`shade-${path.layer + 1}`} d={path.d} />)}
          {(strip?.marks ?? []).map((mark, number) => (
            <line key={number} class="mark" x1={left} x2={width - right} y1={scale.y(mark.km)} y2={scale.y(mark.km)} />
          ))}
          <line class="now" x1={scale.x(run.times[at] ?? begin)} x2={scale.x(run.times[at] ?? begin)} y1={top} y2={height - bottom} />
          {marks.map((mark) => (
            <PlaceName key={mark.name} name={mark.name} left={left} y={scale.y(mark.km)} inside={narrow} />
          ))}
          {lines.map((hours) => (
            <text key={hours} class="tick" x={scale.x(hours)} y={height - 10} text-anchor="middle">{line_label(format, hours)}</text>
          ))}
        </svg>
      )}
    </div>
  );
}

export function StripFigure({ view, at }: { view: RunView; at: number }) {
  const { run, strings, format } = view;
  const links = useMemo(() => strip_links(run), [run]);
  if (!run.strip || links.length === 0) return null;
  const longest = links.map((link) => ({ link, most: largest(link.band) })).sort((a, b) => (b.most?.value ?? 0) - (a.most?.value ?? 0))[0];
  const name = (id: string) => {
    const link = run.links.find((one) => one.id === id);
    return link ? `${view.names.place(link.from)} – ${view.names.place(link.to)}` : id;
  };
  const sentence = longest?.most
    ? strings.strip_sentence(name(longest.link.id), format.kilometres(longest.most.value), format.time(run.times[longest.most.at] ?? null)) : strings.strip_title;
  const table = (): Table => ({
    columns: [strings.time, ...links.map((link) => name(link.id))],
    rows: table_rows(run.times, table_step(run.times)).map((row) => [
      format.time(run.times[row] ?? null), ...links.map((link) => format.kilometres(link.band.p50[row] ?? null)),
    ]),
  });
  const single = links.every((link) => is_single(link.band));
  return (
    <Figure id={figure_id("strip", view.index)} title={strings.strip_title} sentence={sentence} table={table} note={<Legend single={single} view={view} />}>
      <Picture view={view} links={links} at={at} />
    </Figure>
  );
}
