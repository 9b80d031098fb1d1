// How long the way takes by hour of departure, and what groups of people lose in queues and lines.
import { useMemo, useRef } from "preact/hooks";
import type { Band, Figure as Numbers, HourlyFigure, Run } from "../data";
import { Figure, type Table } from "../charts/figure";
import { type Line, TimeChart } from "../charts/time_chart";
import { useWidth } from "../charts/width";
import { largest } from "../series";
import { shown } from "../suppress";
import { figure_id, type RunView } from "../view";

const most_origins = 4;

function band_of(figures: HourlyFigure[], times: number[]): Band {
  const at = new Map(figures.map((figure) => [figure.time, figure.range]));
  const part = (name: "p05" | "p25" | "p50" | "p75" | "p95") => times.map((time) => at.get(time)?.[name] ?? null);
  return { p05: part("p05"), p25: part("p25"), p50: part("p50"), p75: part("p75"), p95: part("p95") };
}

/** Origins with most hours of departures. */
function origins_of(run: Run, measure: string): string[] {
  const hours = new Map<string, number>();
  for (const figure of run.hourly) {
    if (figure.measure === measure) hours.set(figure.place, (hours.get(figure.place) ?? 0) + 1);
  }
  return [...hours].sort((a, b) => b[1] - a[1]).map(([place]) => place).slice(0, most_origins);
}

export function WaitsFigure({ view }: { view: RunView }) {
  const { run, strings, format } = view;
  const measure = "travel_time_p50";
  const { times, lines } = useMemo(() => {
    const origins = origins_of(run, measure);
    const figures = run.hourly.filter((figure) => figure.measure === measure && origins.includes(figure.place));
    const hours = [...new Set(figures.map((figure) => figure.time))].sort((a, b) => a - b);
    const of = (place: string): Line => ({
      id: place, label: view.names.place(place), band: band_of(figures.filter((figure) => figure.place === place), hours),
    });
    return { times: hours, lines: origins.map(of) };
  }, [view]);
  if (lines.length === 0) return null;
  const worst = lines.map((line) => ({ line, most: largest(line.band) })).sort((a, b) => (b.most?.value ?? 0) - (a.most?.value ?? 0))[0];
  const sentence = worst?.most
    ? strings.longest_way(worst.line.label, format.time(times[worst.most.at] ?? null), format.duration(worst.most.value)) : "";
  const table = (): Table => ({
    columns: [strings.departure, ...lines.map((line) => line.label)],
    rows: times.map((time, at) => [format.time(time), ...lines.map((line) => format.duration(line.band.p50[at] ?? null))]),
  });
  return (
    <Figure id={figure_id("waits", view.index)} title={strings.waits_title} sentence={sentence} table={table}>
      <TimeChart label={strings.waits_title} times={times} panels={[{ title: strings.panel_hours, lines }]} format={format} />
    </Figure>
  );
}

/** What each stage's line is like: the wait of half and of 95 of 100, where anybody waits. */
export function StageWaits({ view }: { view: RunView }) {
  const { run, strings, format } = view;
  const of = (measure: string, place: string) =>
    run.summary.find((figure) => figure.measure === measure && figure.place === place && figure.group === "");
  const rows = run.summary
    .filter((figure) => figure.measure === "wait_p95" && figure.group === "" && (figure.range.p95 ?? 0) > 0)
    .sort((a, b) => (b.range.p50 ?? 0) - (a.range.p50 ?? 0));
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map((row) => row.range.p95 ?? 0));
  const first = rows[0] as Numbers;
  const table = (): Table => ({
    columns: [strings.stage, view.names.measure("wait_p50"), view.names.measure("wait_p95"), strings.nine_in_ten],
    rows: rows.map((row) => [
      view.names.place(row.place), format.duration(of("wait_p50", row.place)?.range.p50 ?? null), format.duration(row.range.p50),
      `${format.duration(row.range.p05)} – ${format.duration(row.range.p95)}`,
    ]),
  });
  const sentence = strings.longest_line(view.names.place(first.place), format.duration(first.range.p50));
  return (
    <Figure id={figure_id("lines", view.index)} title={strings.lines_title} sentence={sentence} table={table}>
      <RangeRows most={most} rows={rows.map((row) => ({
        label: view.names.place(row.place), range: row.range, text: format.duration(row.range.p50),
      }))} />
    </Figure>
  );
}

interface RangeRow {
  label: string;
  range: Numbers["range"];
  text: string;
}

/** A dot for the median, a thick line for half of the runs and a thin one for 9 in 10, on one scale from 0. */
export function RangeRows({ rows, most }: { rows: RangeRow[]; most: number }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const bar = Math.max(60, width < 560 ? width - 8 : width * 0.44);
  const x = (value: number | null) => 6 + ((value ?? 0) / (most || 1)) * (bar - 12);
  return (
    <div ref={frame} class="range-rows">
      {rows.map((row, at) => (
        <div key={at} class="range-row">
          <span class="name">{row.label}</span>
          <svg width={bar} height="18" aria-hidden="true">
            <line class="rail" x1="6" x2={bar - 6} y1="9" y2="9" />
            <line class="thin" x1={x(row.range.p05)} x2={x(row.range.p95)} y1="9" y2="9" />
            <line class="thick" x1={x(row.range.p25)} x2={x(row.range.p75)} y1="9" y2="9" />
            <circle class="dot" cx={x(row.range.p50)} cy="9" r="5" />
          </svg>
          <span class="value">{row.text}</span>
        </div>
      ))}
    </div>
  );
}

const lost = ["person_hours_queued", "person_hours_waiting"];

/** Time lost by group of people, summed over the run. Groups overlap, so they do not add up. */
export function GroupsFigure({ view }: { view: RunView }) {
  const { run, strings, format, data } = view;
  const found = run.summary.filter((figure) => figure.group !== "" && figure.place === "all" && lost.includes(figure.measure) && (figure.range.p95 ?? 0) > 0);
  if (found.length === 0) return null;
  const groups = [...new Set(found.map((figure) => figure.group))];
  const measures = lost.filter((measure) => found.some((figure) => figure.measure === measure));
  const cell = (group: string, measure: string, part: "p05" | "p50" | "p95") => {
    const figure = found.find((one) => one.group === group && one.measure === measure);
    return shown(figure?.range[part] ?? null, figure?.unit ?? "", data.suppress_below, (value) => format.count(value));
  };
  const table = (): Table => ({
    columns: [strings.group, ...measures.flatMap((measure) => [view.names.measure(measure), strings.nine_in_ten])],
    rows: groups.map((group) => [
      view.names.group(group),
      ...measures.flatMap((measure) => [cell(group, measure, "p50"), `${cell(group, measure, "p05")} – ${cell(group, measure, "p95")}`]),
    ]),
  });
  const queued = found.filter((figure) => figure.measure === measures[0]);
  const most = Math.max(...queued.map((figure) => figure.range.p95 ?? 0));
  return (
    <Figure id={figure_id("groups", view.index)} title={strings.groups_title} sentence={strings.groups_sentence(view.names.measure(measures[0] ?? ""))} table={table}>
      <RangeRows most={most} rows={queued.map((figure) => ({
        label: view.names.group(figure.group), range: figure.range, text: strings.person_hours(cell(figure.group, figure.measure, "p50")),
      }))} />
    </Figure>
  );
}
