// The main picture: the queue on the roads, and people with and without a bed; and the figure of crossings. Bands over the
// replications, and what was counted.
import { useMemo } from "preact/hooks";
import type { ObservedSeries, Run } from "../data";
import { Figure, type Table } from "../charts/figure";
import { type Line, type Panel, TimeChart } from "../charts/time_chart";
import { capital } from "../format";
import { band_at, find_series, is_nothing, largest, series_of, table_rows, table_step } from "../series";
import { figure_id, type RunView } from "../view";

function dots_of(run: Run, place: string, measure: string) {
  const found = run.observed.filter((one: ObservedSeries) => one.place === place && one.measure === measure);
  return found.flatMap((one) => one.points.map((point) => ({ time: point.time, value: point.observed, used: point.used })));
}

function line_of(view: RunView, place: string, measure: string): Line | undefined {
  const series = find_series(view.run, place, measure);
  if (!series || is_nothing(series.band)) return undefined;
  const where = place === "all" ? "" : `, ${view.names.place(place)}`;
  return { id: `${measure} ${place}`, label: view.names.measure(measure) + where, band: series.band, dots: dots_of(view.run, place, measure) };
}

function lines_of(view: RunView, wanted: [place: string, measure: string][]): Line[] {
  return wanted.map(([place, measure]) => line_of(view, place, measure)).filter((line) => line !== undefined);
}

/** The sum of a measure if the run has it, else the place where it is largest. */
function where_of(run: Run, measure: string): string {
  if (find_series(run, "all", measure)) return "all";
  const by_size = series_of(run, measure)
    .map((series) => ({ place: series.place, size: largest(series.band)?.value ?? 0 }))
    .sort((a, b) => b.size - a.size);
  return by_size[0]?.place ?? "all";
}

function values_table(view: RunView, panels: Panel[]): Table {
  const { run, format, strings } = view;
  const lines = panels.flatMap((panel) => panel.lines);
  const texts = (line: Line, at: number) => {
    const { p05, p50, p95 } = band_at(line.band, at);
    return run.single ? [format.number(p50)] : [`${format.number(p50)} (${format.number(p05)} – ${format.number(p95)})`];
  };
  return {
    columns: [strings.time, ...lines.map((line) => line.label)],
    rows: table_rows(run.times, table_step(run.times)).map((at) => [
      format.time(run.times[at] ?? null), ...lines.flatMap((line) => texts(line, at)),
    ]),
  };
}

/** "Vehicles in the queue: at most 8,310 about 28 Sep 06:00." of each line, and how to read bands. */
function sentence_of(view: RunView, panels: Panel[]): string {
  const { strings, format, run } = view;
  const peaks = panels.flatMap((panel) => panel.lines).flatMap((line) => {
    const most = largest(line.band);
    if (!most) return [];
    const stays = line.band.p50.at(-1) === most.value;
    const what = capital(line.label, view.language);
    const value = format.number(most.value);
    return [stays ? strings.at_the_end(what, value) : strings.at_most(what, value, format.time(run.times[most.at] ?? null))];
  });
  const dots = panels.some((panel) => panel.lines.some((line) => (line.dots ?? []).length > 0));
  return [...peaks, run.single ? "" : strings.how_to_read_bands, dots ? strings.how_to_read_dots : ""].filter((text) => text !== "").join(" ");
}

interface SeriesFigureProps {
  view: RunView;
  name: string;
  title: string;
  panels: Panel[];
}

function SeriesFigure({ view, name, title, panels }: SeriesFigureProps) {
  if (panels.length === 0) return null;
  return (
    <Figure id={figure_id(name, view.index)} title={title} sentence={sentence_of(view, panels)} table={() => values_table(view, panels)}>
      <TimeChart label={title} times={view.run.times} panels={panels} format={view.format} />
    </Figure>
  );
}

function non_empty(panels: Panel[]): Panel[] {
  return panels.filter((panel) => panel.lines.length > 0);
}

export function MainFigure({ view }: { view: RunView }) {
  const { run, strings } = view;
  const panels = useMemo(() => {
    const queue = where_of(run, "queue_vehicles");
    const bed: [string, string][] = [["all", "accommodated_persons"], ["all", "persons_without_bed"], ["all", "registered_persons"]];
    return non_empty([
      { title: strings.panel_vehicles, lines: lines_of(view, [[queue, "queue_vehicles"]]) },
      { title: strings.panel_people, lines: lines_of(view, bed) },
    ]);
  }, [view]);
  return <SeriesFigure view={view} name="main" title={strings.main_title} panels={panels} />;
}

/** The crossings where people were counted; if nowhere, all of them, at most three. */
function crossings_of(run: Run): string[] {
  const places = series_of(run, "crossed_persons")
    .filter((series) => series.place !== "all" && !is_nothing(series.band))
    .map((series) => series.place);
  const counted = places.filter((place) => dots_of(run, place, "crossed_persons").length > 0);
  return (counted.length > 0 ? counted : places).slice(0, 3);
}

export function CrossingsFigure({ view }: { view: RunView }) {
  const { run, strings } = view;
  const panels = useMemo(() => {
    const places = crossings_of(run);
    const of = (measure: string) => places.map((place): [string, string] => [place, measure]);
    return non_empty([
      { title: strings.panel_crossed, lines: lines_of(view, of("crossed_persons")) },
      { title: strings.panel_per_hour, lines: lines_of(view, of("crossed_persons_per_hour")) },
    ]);
  }, [view]);
  return <SeriesFigure view={view} name="crossings" title={strings.crossings_title} panels={panels} />;
}
