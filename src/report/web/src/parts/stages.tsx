// The chain of stages: how full each was over time, how long it was full, and how many waited for it.
import { useMemo, useRef } from "preact/hooks";
import type { Run, Stage } from "../data";
import { line_label, time_lines } from "../charts/days";
import { Figure, type Table } from "../charts/figure";
import { useWidth } from "../charts/width";
import { find_series, hours_where, largest } from "../series";
import { figure_id, type RunView, stage_name } from "../view";

export interface StageRow {
  id: string;
  site: string;
  stage: Stage;
  /** Share of its places that are taken at each time in the median run; null where it has no limit. */
  taken: (number | null)[];
  full_hours: number;
  most_waiting: number;
}

/** From this share on a stage counts as full: the median of whole places may lie a little under the whole of them. */
const full_share = 0.995;

function taken_of(run: Run, id: string, stage: Stage): (number | null)[] {
  const used = (find_series(run, id, "busy_servers") ?? find_series(run, id, "in_service") ?? find_series(run, id, "accommodated_persons"))?.band.p50;
  const open = find_series(run, id, "capacity")?.band.p50;
  const limit = stage.servers ?? stage.places;
  return run.times.map((_, at) => {
    const capacity = open?.[at] ?? limit;
    const value = used?.[at];
    return value === undefined || value === null || !capacity ? null : value / capacity;
  });
}

/** The stages of all sites in the order of the scenario, those alone that have a limit or a line. */
export function stage_rows(run: Run): StageRow[] {
  return run.places.filter((place) => place.stages.length > 0).flatMap((site) =>
    site.stages.map((stage) => {
      const id = stage.id;
      const taken = taken_of(run, id, stage);
      const waiting = ["waiting", "held"].map((measure) => find_series(run, id, measure)?.band).filter((band) => band !== undefined);
      return {
        id, site: site.id, stage, taken,
        full_hours: hours_where(run.times, (at) => (taken[at] ?? 0) >= full_share),
        most_waiting: Math.max(0, ...waiting.map((band) => largest(band)?.value ?? 0)),
      };
    }),
  ).filter((row) => row.taken.some((share) => share !== null && share > 0) || row.most_waiting > 0);
}

/** Class 0 (nobody) to 4 (full) of a share. */
export function fullness(share: number | null): number {
  if (share === null || share <= 0) return 0;
  if (share >= full_share) return 4;
  return share < 0.5 ? 1 : share < 0.9 ? 2 : 3;
}

/** Neighbouring times of one class, as [class, first, after the last]. */
export function runs_of(classes: readonly number[]): [number, number, number][] {
  const runs: [number, number, number][] = [];
  classes.forEach((value, at) => {
    const last = runs.at(-1);
    if (last && last[0] === value) last[2] = at + 1;
    else runs.push([value, at, at + 1]);
  });
  return runs;
}

function Bar({ row, times, width, lines }: { row: StageRow; times: number[]; width: number; lines: number[] }) {
  const begin = times[0] ?? 0;
  const span = (times.at(-1) ?? 1) - begin || 1;
  const x = (hours: number) => ((hours - begin) / span) * width;
  const time_at = (at: number) => times[Math.min(at, times.length - 1)] ?? begin;
  const parts = runs_of(row.taken.map(fullness)).filter(([value]) => value > 0);
  return (
    <svg width={width} height="18" aria-hidden="true">
      <rect class="ground" width={width} height="18" />
      {parts.map(([value, from, to]) => (
        <rect key={from} class={`full-${value}`} x={x(time_at(from))} width={Math.max(0.6, x(time_at(to)) - x(time_at(from)))} y="1" height="16" />
      ))}
      {parts.filter(([value]) => value === 4).map(([, from, to]) => (
        <line key={from} class="full-line" x1={x(time_at(from))} x2={Math.max(x(time_at(from)) + 0.6, x(time_at(to)))} y1="9" y2="9" />
      ))}
      {lines.map((hours) => <line key={hours} class="grid" x1={x(hours)} x2={x(hours)} y1="0" y2="18" />)}
    </svg>
  );
}

function Rows({ view, rows }: { view: RunView; rows: StageRow[] }) {
  const { run, strings, format } = view;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const narrow = width < 620;
  const bar = Math.max(80, narrow ? width - 2 : width - 200 - 168);
  const lines = time_lines(format, run.times[0] ?? 0, run.times.at(-1) ?? 1, bar);
  const begin = run.times[0] ?? 0;
  const span = (run.times.at(-1) ?? 1) - begin || 1;
  const alone = (row: StageRow) => rows.every((other) => other === row || other.site !== row.site);
  return (
    <div ref={frame} class="stage-rows">
      {rows.map((row, at) => (
        <div key={row.id}>
          {!alone(row) && rows[at - 1]?.site !== row.site && <p class="site">{view.names.place(row.site)}</p>}
          <div class={`stage-row ${alone(row) && at > 0 && !alone(rows[at - 1] as StageRow) ? "apart" : ""}`}>
            <span class="name">{alone(row) ? <><b>{view.names.place(row.site)}</b>, {stage_name(row.stage)}</> : stage_name(row.stage)}</span>
            <Bar row={row} times={run.times} width={bar} lines={lines} />
            <span class="value">
              {row.full_hours > 0 ? strings.full_for(format.duration(row.full_hours)) : strings.never_full}
              {row.most_waiting >= 1 && <small>{strings.up_to_waiting(format.count(row.most_waiting))}</small>}
            </span>
          </div>
        </div>
      ))}
      <div class="stage-row axis">
        <span class="name" />
        <svg width={bar} height="18" aria-hidden="true">
          {lines.map((hours) => {
            const x = ((hours - begin) / span) * bar;
            return <text key={hours} class="tick" x={x} y="13" text-anchor={x < 26 ? "start" : x > bar - 26 ? "end" : "middle"}>{line_label(format, hours)}</text>;
          })}
        </svg>
      </div>
    </div>
  );
}

export function StagesFigure({ view }: { view: RunView }) {
  const { run, strings, format } = view;
  const rows = useMemo(() => stage_rows(run), [run]);
  if (rows.length === 0) return null;
  const longest = [...rows].sort((a, b) => b.full_hours - a.full_hours)[0] as StageRow;
  const sentence = longest.full_hours > 0
    ? strings.stages_sentence(view.names.place(longest.id), format.duration(longest.full_hours)) : strings.no_stage_full;
  const table = (): Table => ({
    columns: [strings.stage, strings.leads_to, strings.full, strings.most_waiting],
    texts: 2,
    rows: rows.map((row) => [
      view.names.place(row.id),
      row.stage.next.map((next) => view.names.place(next)).join(", ") || "–",
      format.duration(row.full_hours), format.count(row.most_waiting),
    ]),
  });
  const note = (
    <ul class="shades">
      {strings.fullness.map((text, at) => <li key={at}><span class={`shade full-${at + 1}`} aria-hidden="true" />{text}</li>)}
    </ul>
  );
  return (
    <Figure id={figure_id("stages", view.index)} title={strings.stages_title} sentence={sentence} table={table} note={note}>
      <Rows view={view} rows={rows} />
    </Figure>
  );
}
