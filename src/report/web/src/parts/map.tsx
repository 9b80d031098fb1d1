// The map: coasts and borders, the roads and places of the scenario, and the queue on the roads at the time that the slider shows.
import { geoMercator, geoPath, type GeoProjection } from "d3-geo";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { atlas, type Atlas } from "../atlas";
import type { Link, Place, Run } from "../data";
import { Figure, type Table } from "../charts/figure";
import { useWidth } from "../charts/width";
import { kilometres_between, type Point, round_length, tail_of } from "../geometry";
import { find_series } from "../series";
import { figure_id, type RunView, written } from "../view";

const most_places = 40;
const most_pixels_per_km = 120;

function height_of(width: number): number {
  return Math.round(Math.min(520, Math.max(320, width * 0.52)));
}

type Extent = "corridor" | "whole";

function located(run: Run): Place[] {
  return run.places.filter((place) => place.kind !== "link" && place.lon !== null && place.lat !== null);
}

/** What the map must hold: the way of the strip with the origins, or everything. */
function points_of(run: Run, extent: Extent): Point[] {
  const on_strip = new Set(run.strip?.links ?? []);
  const is_near = extent === "corridor" && on_strip.size > 0;
  const places = located(run).filter((place) => !is_near || place.kind === "origin");
  const links = run.links.filter((link) => !is_near || on_strip.has(link.id));
  return [...places.map((place): Point => [place.lon as number, place.lat as number]), ...links.flatMap((link) => link.geometry)];
}

function projection_of(run: Run, width: number, extent: Extent): GeoProjection {
  const height = height_of(width);
  const points = points_of(run, extent);
  const projection = geoMercator();
  const frame: [[number, number], [number, number]] = [[40, 46], [width - 70, height - 46]];
  projection.fitExtent(frame, { type: "MultiPoint", coordinates: points });
  const limit = most_pixels_per_km * 6371;
  if (!(projection.scale() < limit)) {
    const first = points[0] ?? [0, 0];
    projection.scale(limit).center(first).translate([width / 2, height / 2]);
  }
  return projection.clipExtent([[-20, -20], [width + 20, height + 20]]);
}

function path_of(line: readonly Point[], projection: GeoProjection): string {
  const points = line.map((point) => projection(point)).filter((point) => point !== null);
  return points.map((point, at) => `${at === 0 ? "M" : "L"}${point[0].toFixed(1)},${point[1].toFixed(1)}`).join("");
}

interface QueueProps {
  view: RunView;
  at: number;
  projection: GeoProjection;
}

/** Share of a link that its queue covers, in the median run and in the longest 1 of 20. */
function shares_of(run: Run, link: Link, at: number): { middle: number; longest: number } {
  const band = find_series(run, link.id, "queue_km")?.band;
  const share = (value: number | null | undefined) => Math.min(1, (value ?? 0) / (link.km || 1));
  return { middle: share(band?.p50[at]), longest: share(band?.p95[at]) };
}

function Queue({ view, at, projection }: QueueProps) {
  const queues = view.run.links.map((link) => ({ link, ...shares_of(view.run, link, at) })).filter(({ longest }) => longest > 0);
  return (
    <g class="queue" data-at={at}>
      {queues.map(({ link, longest }) => <path key={`${link.id} longest`} class="longest" d={path_of(tail_of(link.geometry, longest), projection)} />)}
      {queues.map(({ link, middle }) => <path key={link.id} class="middle" d={path_of(tail_of(link.geometry, middle), projection)} />)}
    </g>
  );
}

interface Label {
  place: Place;
  /** Where the text is anchored, and how. */
  x: number;
  y: number;
  anchor: "start" | "end" | "middle";
  name: string;
  local: string;
}

/** Where a name may stand beside its mark: right, left, below, above; `dx` and `dy` from the mark to the text's anchor. */
const sides = [
  { anchor: "start", dx: 9, dy: 4 },
  { anchor: "end", dx: -9, dy: 4 },
  { anchor: "middle", dx: 0, dy: 20 },
  { anchor: "middle", dx: 0, dy: -10 },
] as const;

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

function are_apart(a: Box, b: Box): boolean {
  return a.x > b.x + b.w || a.x + a.w < b.x || a.y > b.y + b.h || a.y + a.h < b.y;
}

/** Places at one point are one mark: named as the town, drawn as a site if there is one. */
function marks_of(run: Run): Place[] {
  const by_point = new Map<string, Place[]>();
  for (const place of located(run)) {
    const key = `${place.lon},${place.lat}`;
    by_point.set(key, [...(by_point.get(key) ?? []), place]);
  }
  const order = { site: 0, origin: 1, region: 2, node: 3, link: 4 };
  return [...by_point.values()].map((places): Place => {
    const town = places.find((place) => place.kind === "node") ?? places.find((place) => place.kind === "origin") ?? (places[0] as Place);
    const kind = [...places].sort((a, b) => order[a.kind] - order[b.kind])[0]?.kind ?? "node";
    return { ...town, kind };
  }).sort((a, b) => order[a.kind] - order[b.kind]);
}

/** Names beside their marks where they touch no mark and no name that is there already; else none. */
function labels_of(view: RunView, projection: GeoProjection, width: number): Label[] {
  const height = height_of(width);
  const marks = marks_of(view.run).flatMap((place) => {
    const point = projection([place.lon as number, place.lat as number]);
    return point ? [{ place, point, box: { x: point[0] - 4, y: point[1] - 4, w: 8, h: 8 } }] : [];
  });
  const names: Box[] = [];
  return marks.slice(0, most_places).flatMap(({ place, point, box: own }) => {
    const name = written(place, view.language);
    const other = name === place.local ? place.name : place.local;
    const local = other !== name ? other : "";
    const w = Math.max(name.length * 7.6, local.length * 6.8) + 4;
    const h = local === "" ? 15 : 28;
    for (const { anchor, dx, dy } of sides) {
      const left = { start: 0, end: -w, middle: -w / 2 }[anchor];
      const box = { x: point[0] + dx + left, y: point[1] + dy - 12, w, h };
      const fits = box.x > 2 && box.x + w < width - 2 && box.y > 2 && box.y + h < height - 2;
      const taken = [...names, ...marks.filter((mark) => mark.box !== own).map((mark) => mark.box)];
      if (fits && taken.every((there) => are_apart(box, there))) {
        names.push(box);
        return [{ place, x: point[0] + dx, y: point[1] + dy, anchor, name, local }];
      }
    }
    return [];
  });
}

function Names({ view, projection, width }: { view: RunView; projection: GeoProjection; width: number }) {
  const labels = useMemo(() => labels_of(view, projection, width), [view, projection, width]);
  return (
    <g class="places">
      {labels.map(({ place, x, y, name, local, anchor }) => (
        <text key={`${place.kind} ${place.id}`} x={x} y={y} text-anchor={anchor}>
          {name}
          {local !== "" && <tspan class="local" x={x} dy="13">{local}</tspan>}
        </text>
      ))}
    </g>
  );
}

function Marks({ run, projection }: { run: Run; projection: GeoProjection }) {
  return (
    <g class="places">
      {marks_of(run).map((place) => {
        const point = projection([place.lon as number, place.lat as number]);
        return point && <circle key={`${place.kind} ${place.id}`} class={place.kind} cx={point[0]} cy={point[1]} r={place.kind === "site" ? 5 : 3.5} />;
      })}
    </g>
  );
}

function ScaleBar({ projection, width }: { projection: GeoProjection; width: number }) {
  const height = height_of(width);
  const left = projection.invert?.([20, height - 20]);
  const right = projection.invert?.([120, height - 20]);
  if (!left || !right) return null;
  const per_pixel = kilometres_between(left, right) / 100;
  const length = round_length(per_pixel, 110);
  const end = 16 + length / per_pixel;
  return (
    <g class="scale">
      <path d={`M16,${height - 22}v6H${end.toFixed(1)}v-6`} />
      <text x={end + 6} y={height - 13}>{`${length} km`}</text>
    </g>
  );
}

function Picture({ view, at, extent }: { view: RunView; at: number; extent: Extent }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [world, set_world] = useState<Atlas | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => set_world(atlas()), 0);
    return () => clearTimeout(timer);
  }, []);
  const projection = useMemo(() => projection_of(view.run, Math.max(200, width), extent), [view.run, width, extent]);
  const ground = useMemo(() => {
    const draw = geoPath(projection);
    return world ? { land: draw(world.land) ?? "", borders: draw(world.borders) ?? "" } : null;
  }, [world, projection]);
  const roads = useMemo(() => view.run.links.map((link) => path_of(link.geometry, projection)).join(""), [view.run, projection]);
  const height = height_of(Math.max(200, width));
  return (
    <div ref={frame} class="picture map" data-drawn={ground ? "yes" : "no"}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <rect class="sea" width={width} height={height} />
          {ground && <path class="land" d={ground.land} />}
          {ground && <path class="border" d={ground.borders} />}
          <path class="road-edge" d={roads} />
          <path class="road" d={roads} />
          <Queue view={view} at={at} projection={projection} />
          <Marks run={view.run} projection={projection} />
          <Names view={view} projection={projection} width={width} />
          <ScaleBar projection={projection} width={width} />
        </svg>
      )}
    </div>
  );
}

/** What is the case at one time, in a sentence. */
function status_of(view: RunView, at: number): string {
  const { run, format, strings } = view;
  const value = (place: string, measure: string) => find_series(run, place, measure)?.band.p50[at] ?? null;
  const links = run.links.map((link) => ({ vehicles: value(link.id, "queue_vehicles") ?? 0, km: value(link.id, "queue_km") ?? 0 }));
  const vehicles = value("all", "queue_vehicles") ?? links.reduce((sum, link) => sum + link.vehicles, 0);
  const km = value("all", "queue_km") ?? links.reduce((sum, link) => sum + link.km, 0);
  const time = format.time(run.times[at] ?? null);
  return vehicles > 0 ? strings.queue_now(time, format.count(vehicles), format.kilometres(km)) : strings.no_queue_now(time);
}

interface MapProps {
  view: RunView;
  at: number;
  set_at: (at: number) => void;
}

const frame_milliseconds = 120;

function Slider({ view, at, set_at }: MapProps) {
  const { run, strings, format } = view;
  const [playing, set_playing] = useState(false);
  const last = run.times.length - 1;
  useEffect(() => {
    if (!playing) return;
    if (at >= last) return set_playing(false);
    const timer = setTimeout(() => set_at(at + 1), frame_milliseconds);
    return () => clearTimeout(timer);
  }, [playing, at]);
  const play = () => {
    if (!playing && at >= last) set_at(0);
    set_playing(!playing);
  };
  return (
    <div class="time-slider">
      <button type="button" class="play" aria-label={playing ? strings.stop : strings.play} onClick={play}>
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          {playing ? <path d="M2 1h4v12H2zM8 1h4v12H8z" /> : <path d="M2 1l11 6-11 6z" />}
        </svg>
      </button>
      <input
        type="range" min={0} max={last} step={1} value={at} aria-label={strings.time_of_map}
        aria-valuetext={status_of(view, at)} onInput={(event) => set_at(Number(event.currentTarget.value))}
      />
      <output>{format.time(run.times[at] ?? null)}</output>
    </div>
  );
}

export function MapFigure({ view, at, set_at }: MapProps) {
  const { run, strings, format } = view;
  const [extent, set_extent] = useState<Extent>("corridor");
  if (points_of(run, "whole").length < 2 || run.links.length === 0) return null;
  const table = (): Table => ({
    columns: [strings.place, strings.local_name, strings.longitude, strings.latitude],
    texts: 2,
    rows: run.places.filter((place) => place.lon !== null && place.kind !== "link").map((place) => [
      place.name || place.id, place.local || "–", format.number(place.lon, 3), format.number(place.lat, 3),
    ]),
  });
  const note = (
    <>
      <p class="status">{status_of(view, at)}</p>
      {!run.single && <p class="small">{strings.map_legend}</p>}
      <p class="disclaimer">{strings.boundaries}</p>
    </>
  );
  return (
    <Figure id={figure_id("map", view.index)} title={strings.map_title} sentence={strings.map_sentence} table={table} note={note}>
      <Slider view={view} at={at} set_at={set_at} />
      {run.strip && (
        <div role="group" aria-label={strings.map_shows} class="choice extent">
          {(["corridor", "whole"] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === extent} onClick={() => set_extent(one)}>{strings.extents[one]}</button>
          ))}
        </div>
      )}
      <Picture view={view} at={at} extent={extent} />
    </Figure>
  );
}
