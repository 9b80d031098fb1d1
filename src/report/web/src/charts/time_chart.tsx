// Series over time in one or more panels that share their times: median, 50 % and 90 % band, observed points. Drawn by uPlot. The
// legend switches series; the pointer, or the slider below by keys, moves through time, and the legend says the values there.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import type { Band } from "../data";
import type { Format } from "../format";
import { is_single } from "../series";
import { useView } from "../view";
import { line_label, time_lines } from "./days";
import { colour, line_colour, pattern_of } from "./paint";
import { paper_width } from "./width";

export interface Line {
  id: string;
  label: string;
  band: Band;
  /** Counted points beside the line; a point that was not used in fits is drawn hollow. */
  dots?: { time: number; value: number; used: boolean }[];
}

export interface Panel {
  title: string;
  lines: Line[];
}

export interface TimeChartProps {
  label: string;
  times: number[];
  panels: Panel[];
  format: Format;
  /** An instant that divides the time, as that of a forecast. */
  divide?: number | undefined;
}

const parts = ["p05", "p95", "p25", "p75", "p50"] as const;
const median_part = parts.indexOf("p50");
const axis_width = 62;
/** Room at the right for half of the last day's name. */
const side_room = 30;
const font = '12px system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Armenian", "DejaVu Sans", sans-serif';

function data_of(times: number[], panel: Panel): uPlot.AlignedData {
  return [times, ...panel.lines.flatMap((line) => parts.map((part) => line.band[part]))];
}

function series_options(panel: Panel, first: number): uPlot.Series[] {
  return panel.lines.flatMap((line, at) =>
    parts.map((_, part): uPlot.Series => {
      const points = { show: false };
      if (part !== median_part) return { points, stroke: "transparent", width: 0 };
      return { label: line.label, points, stroke: () => line_colour(first + at), width: 2, dash: pattern_of(first + at) };
    }),
  );
}

/** With more than two lines only the wider band: more shades on each other say nothing. */
function bands_of(panel: Panel, first: number): uPlot.Band[] {
  const crowded = panel.lines.length > 2;
  return panel.lines.flatMap((line, at): uPlot.Band[] => {
    if (is_single(line.band)) return [];
    const of = 1 + at * parts.length;
    const fill = (strength: string) => () => `${line_colour(first + at)}${strength}`;
    const wide = { series: [of + 1, of] as uPlot.Band.Bounds, fill: fill(crowded ? "1f" : "2e") };
    return crowded ? [wide] : [wide, { series: [of + 3, of + 2], fill: fill("52") }];
  });
}

/** Circles of what was counted, over the lines. */
function draw_dots(plot: uPlot, panel: Panel, first: number): void {
  const pixels = uPlot.pxRatio;
  const context = plot.ctx;
  context.save();
  panel.lines.forEach((line, at) => {
    if (!plot.series[1 + at * parts.length + median_part]?.show) return;
    for (const dot of line.dots ?? []) {
      const x = plot.valToPos(dot.time, "x", true);
      const y = plot.valToPos(dot.value, "y", true);
      context.beginPath();
      context.arc(x, y, 3.4 * pixels, 0, 2 * Math.PI);
      context.fillStyle = dot.used ? line_colour(first + at) : colour("paper");
      context.strokeStyle = dot.used ? colour("paper") : line_colour(first + at);
      context.lineWidth = 1.2 * pixels;
      context.fill();
      context.stroke();
    }
  });
  context.restore();
}

/** A dashed line from top to bottom. */
function draw_divide(plot: uPlot, time: number): void {
  const context = plot.ctx;
  const x = plot.valToPos(time, "x", true);
  context.save();
  context.strokeStyle = colour("ink");
  context.lineWidth = uPlot.pxRatio;
  context.setLineDash([4 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
  context.beginPath();
  context.moveTo(x, plot.bbox.top);
  context.lineTo(x, plot.bbox.top + plot.bbox.height);
  context.stroke();
  context.restore();
}

function axes_of(format: Format, times: number[], is_last: boolean): uPlot.Axis[] {
  const begin = times[0] ?? 0;
  const end = times.at(-1) ?? 1;
  const grid = { stroke: () => colour("grid"), width: 1 };
  const ink = () => colour("muted");
  return [
    {
      stroke: ink, font, grid, size: is_last ? 28 : 8, gap: 4,
      ticks: { show: is_last, stroke: () => colour("grid"), size: 4 },
      splits: (plot) => time_lines(format, begin, end, plot.bbox.width / uPlot.pxRatio),
      values: (_, splits) => splits.map((hours) => (is_last ? line_label(format, hours) : "")),
    },
    {
      stroke: ink, font, grid, size: axis_width, gap: 6, ticks: { show: false },
      values: (_, splits) => splits.map((value) => format.number(value)),
    },
  ];
}

interface PlotProps extends Omit<TimeChartProps, "panels" | "label"> {
  panel: Panel;
  first: number;
  is_last: boolean;
  hidden: ReadonlySet<string>;
  at: number | null;
  on_move: (at: number | null) => void;
}

function options_of(props: PlotProps, width: number): uPlot.Options {
  const { panel, first, format, times, is_last, on_move, divide } = props;
  return {
    width, height: height_of(is_last, width), legend: { show: false },
    padding: [8, side_room, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { x: { time: false }, y: { range: (_, __, max) => [0, max > 0 ? max * 1.06 : 1] } },
    series: [{}, ...series_options(panel, first)],
    bands: bands_of(panel, first),
    axes: axes_of(format, times, is_last),
    hooks: {
      draw: [(plot) => { if (divide !== undefined) draw_divide(plot, divide); }, (plot) => draw_dots(plot, panel, first)],
      setCursor: [(plot) => { if (plot.over.matches(":hover")) on_move(plot.cursor.idx ?? null); }],
    },
  };
}

function height_of(is_last: boolean, width: number): number {
  return Math.round(Math.min(230, Math.max(170, width * 0.24))) + (is_last ? 20 : 0);
}

function Plot(props: PlotProps) {
  const { panel, times, is_last, hidden, at, format, first } = props;
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const made = new uPlot(options_of(props, Math.max(200, element.clientWidth)), data_of(times, panel), element);
    plot.current = made;
    const resize = (width: number) => made.setSize({ width, height: height_of(is_last, width) });
    const fit = () => { if (element.clientWidth > 0 && element.clientWidth !== made.width) resize(element.clientWidth); };
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    const print = () => resize(paper_width);
    const redraw = () => made.redraw(false, true);
    addEventListener("beforeprint", print);
    addEventListener("afterprint", fit);
    document.documentElement.addEventListener("themechange", redraw);
    return () => {
      observer.disconnect();
      removeEventListener("beforeprint", print);
      removeEventListener("afterprint", fit);
      document.documentElement.removeEventListener("themechange", redraw);
      made.destroy();
      plot.current = null;
    };
  }, [panel, times, format, is_last, first]);

  useEffect(() => {
    panel.lines.forEach((line, number) => {
      const show = !hidden.has(line.id);
      parts.forEach((_, part) => {
        const of = 1 + number * parts.length + part;
        if (plot.current && plot.current.series[of]?.show !== show) plot.current.setSeries(of, { show });
      });
    });
  }, [panel, hidden]);

  useEffect(() => {
    const made = plot.current;
    const time = at === null ? undefined : times[at];
    if (!made || made.over.matches(":hover")) return;
    if (time === undefined) made.setCursor({ left: -10, top: -10 });
    else made.setCursor({ left: made.valToPos(time, "x"), top: 10 });
  }, [at, times]);

  return <div ref={frame} class="plot" aria-hidden="true" />;
}

/** A piece of the series' line as the legend shows it. */
export function Swatch({ index }: { index: number }) {
  const shade = `var(--line-${(index % 6) + 1})`;
  return (
    <svg class="swatch" width="34" height="14" aria-hidden="true">
      <rect x="0" y="1" width="34" height="12" rx="2" fill={shade} fill-opacity="0.22" />
      <line x1="0" x2="34" y1="7" y2="7" stroke={shade} stroke-width="2.4" stroke-dasharray={pattern_of(index).join(" ")} />
    </svg>
  );
}

/** Median and range; before there is any, what was counted. */
function value_text(line: Line, times: number[], at: number, format: Format): string {
  const counted = line.dots?.find((dot) => dot.time === times[at]);
  if (counted && (line.band.p50[at] ?? null) === null) return format.number(counted.value);
  const median = format.number(line.band.p50[at] ?? null);
  const low = format.number(line.band.p05[at] ?? null);
  const high = format.number(line.band.p95[at] ?? null);
  return low === high ? median : `${median} (${low} – ${high})`;
}

interface LegendProps {
  panel: Panel;
  first: number;
  times: number[];
  at: number | null;
  hidden: ReadonlySet<string>;
  toggle: (id: string) => void;
  format: Format;
}

function Legend({ panel, first, times, at, hidden, toggle, format }: LegendProps) {
  const { strings } = useView();
  return (
    <div class="legend">
      <span class="panel-title">{panel.title}</span>
      {panel.lines.map((line, number) => (
        <button key={line.id} type="button" aria-pressed={!hidden.has(line.id)} onClick={() => toggle(line.id)} title={strings.show_or_hide}>
          <Swatch index={first + number} />
          <span>{line.label}</span>
          <b class={`value ${is_single(line.band) ? "" : "wide"}`}>{at === null ? "" : value_text(line, times, at, format)}</b>
        </button>
      ))}
    </div>
  );
}

export function TimeChart({ label, times, panels, format, divide }: TimeChartProps) {
  const { strings } = useView();
  const [hidden, set_hidden] = useState<ReadonlySet<string>>(new Set());
  const [at, set_at] = useState<number | null>(null);
  const firsts = useMemo(
    () => panels.map((_, number) => panels.slice(0, number).reduce((sum, panel) => sum + panel.lines.length, 0)),
    [panels],
  );
  const toggle = (id: string) =>
    set_hidden((old) => new Set(old.has(id) ? [...old].filter((other) => other !== id) : [...old, id]));
  const time = at === null ? null : times[at] ?? null;
  const said = panels.flatMap((panel) =>
    panel.lines.filter((line) => !hidden.has(line.id)).map((line) => `${line.label} ${value_text(line, times, at ?? 0, format)}`));
  const move = (value: string) => set_at(Number(value));
  return (
    <div class="time-chart" onMouseLeave={() => set_at(null)}>
      {panels.map((panel, number) => (
        <div key={number} class="panel">
          <Legend panel={panel} first={firsts[number] ?? 0} times={times} at={at} hidden={hidden} toggle={toggle} format={format} />
          <Plot
            panel={panel} first={firsts[number] ?? 0} times={times} format={format} is_last={number === panels.length - 1}
            hidden={hidden} at={at} on_move={set_at} divide={divide}
          />
        </div>
      ))}
      <div class="reader">
        <input
          type="range" min={0} max={Math.max(0, times.length - 1)} step={1} value={at ?? 0} aria-label={strings.move_through_time(label)}
          aria-valuetext={`${format.time(times[at ?? 0] ?? null)}: ${said.join("; ")}`}
          onInput={(event) => move(event.currentTarget.value)} onFocus={(event) => move(event.currentTarget.value)} onBlur={() => set_at(null)}
        />
        <output class="instant" aria-hidden="true">{at === null ? strings.values_by_time : format.time(time)}</output>
      </div>
    </div>
  );
}
