// A forecast: findings, fans of what was counted, what is to be expected when, what was known, and how good it was.
import { useMemo } from "preact/hooks";
import { Figure, NumberTable, type Table } from "../charts/figure";
import { type Panel, TimeChart } from "../charts/time_chart";
import type { Band, CountedSeries, Forecast, Series } from "../data";
import type { Names } from "../findings";
import { capital, Format } from "../format";
import { band_at, is_nothing, table_rows, table_step } from "../series";
import { names_in, useView } from "../view";
import { Repeat } from "./background";
import { Findings } from "./findings";
import { Known, Scores } from "./forecast_background";
import { RangeRows } from "./waits";

/** How far ahead tables look [h]. */
const leads = [12, 24, 48, 72];
/** How far ahead the sentence of a fan looks [h]. */
const told_lead = 24;

interface PartProps {
  forecast: Forecast;
  id: string;
  format: Format;
  names: Names;
}

function position_of(forecast: Forecast, lead: number): number {
  return forecast.times.findIndex((time) => Math.abs(time - forecast.as_of - lead) < 1e-6);
}

/** Positions of the leads, and of the end. */
function lead_positions(forecast: Forecast): number[] {
  const last = forecast.times.length - 1;
  return [...leads.map((lead) => position_of(forecast, lead)).filter((at) => at >= 0 && at < last), last];
}

/** The band with nothing before the forecast, where there are only counts. */
function with_past(band: Band, count: number): Band {
  const past = new Array<null>(count).fill(null);
  const part = (name: keyof Band) => [...past, ...band[name]];
  return { p05: part("p05"), p25: part("p25"), p50: part("p50"), p75: part("p75"), p95: part("p95") };
}

/** A row for each step of the forecast and each count. */
function fan_table(forecast: Forecast, series: Series, counted: CountedSeries | undefined, format: Format): Omit<Table, "columns"> {
  const steps = table_rows(forecast.times, table_step(forecast.times)).map((at) => forecast.times[at] as number);
  const points = new Map((counted?.points ?? []).map((point) => [point.time, point]));
  const times = [...new Set([...steps, ...points.keys()])].sort((a, b) => a - b);
  return { rows: times.map((time) => {
    const { p05, p50, p95 } = band_at(series.band, forecast.times.indexOf(time));
    const point = points.get(time);
    return [format.time(time), format.count(p50), `${format.count(p05)} – ${format.count(p95)}`, point ? format.count(point.value) + (point.known ? "" : " ○") : "–"];
  }) };
}

/** One series with its bands, and what was counted of it. */
function Fan({ forecast, series, counted, id, format, names }: PartProps & { series: Series; counted: CountedSeries | undefined }) {
  const { strings, language } = useView();
  const words = strings.forecast;
  const where = series.place === "all" ? "" : `, ${names.place(series.place)}`;
  const title = capital(names.measure(series.measure), language) + where;
  const { times, panels } = useMemo((): { times: number[]; panels: Panel[] } => {
    const past = [...new Set((counted?.points ?? []).map((point) => point.time).filter((time) => time < (forecast.times[0] ?? 0)))];
    const dots = counted?.points.map((point) => ({ time: point.time, value: point.value, used: point.known })) ?? [];
    const line = { id, label: title, band: with_past(series.band, past.length), dots };
    return { times: [...past, ...forecast.times], panels: [{ title: names.unit(series.unit), lines: [line] }] };
  }, [forecast, series, counted, title]);
  const known = counted?.points.filter((point) => point.known) ?? [];
  const last = known.at(-1);
  const at = position_of(forecast, told_lead);
  const { p05, p50, p95 } = band_at(series.band, at);
  const sentence = [
    at >= 0 ? words.by_then(format.count(p05), format.count(p95), format.count(p50), format.time(forecast.times[at] ?? null)) : "",
    last ? words.last(format.count(last.value), format.time(last.time)) : "",
    strings.how_to_read_bands, last ? words.known_circles : "", counted && known.length < counted.points.length ? words.later_circles : "",
  ].filter((text) => text !== "").join(" ");
  const table = (): Table => ({ columns: [strings.time, strings.median, strings.nine_in_ten, strings.calibration.count], ...fan_table(forecast, series, counted, format) });
  return (
    <Figure id={id} title={title} sentence={sentence} table={table}>
      <TimeChart label={title} times={times} panels={panels} format={format} divide={forecast.as_of} />
    </Figure>
  );
}

/** Series down, times ahead across. */
function Leads({ forecast, format, names }: PartProps) {
  const { strings, language } = useView();
  const words = strings.forecast;
  const at = lead_positions(forecast);
  const cell = (series: Series, position: number) => {
    const { p05, p50, p95 } = band_at(series.band, position);
    return p50 === null ? "–" : p05 === p95 ? format.count(p50) : `${format.count(p50)} (${format.count(p05)}\u00a0–\u00a0${format.count(p95)})`;
  };
  const label = (series: Series) => capital(names.measure(series.measure), language) + (series.place === "all" ? "" : `, ${names.place(series.place)}`);
  const table = {
    columns: [words.measure, ...at.map((position) => format.time(forecast.times[position] ?? null))],
    rows: forecast.series.map((series) => [label(series), ...at.map((position) => cell(series, position))]),
  };
  return (
    <div class="overview">
      <h3>{words.leads_title}</h3>
      <p class="sentence">{words.leads_sentence}</p>
      <NumberTable caption={words.leads_title} table={table} />
    </div>
  );
}

/** By when those who will leave have crossed. What is later than the forecast reaches is drawn up to its end. */
function Crossed({ forecast, id, format }: PartProps) {
  const { strings } = useView();
  const words = strings.forecast;
  if (forecast.crossed.length === 0) return null;
  const instant = (time: number | null) => (time === null ? words.later : format.time(time));
  const hours = (time: number | null) => (time ?? forecast.end) - forecast.as_of;
  const label = (share: number) => words.crossed_share(format.count(share * 100));
  const table = (): Table => ({
    columns: [words.crossed_title, words.lower, words.middle, words.upper],
    rows: forecast.crossed.map(({ share, range }) => [label(share), instant(range.p05), instant(range.p50), instant(range.p95)]),
  });
  return (
    <Figure id={`${id}-crossed`} title={words.crossed_title} sentence={words.crossed_sentence} table={table}>
      <RangeRows most={forecast.end - forecast.as_of} rows={forecast.crossed.map(({ share, range }) => ({
        label: label(share), text: instant(range.p50),
        range: { n: 0, mean: null, p05: hours(range.p05), p25: hours(range.p25), p50: hours(range.p50), p75: hours(range.p75), p95: hours(range.p95) },
      }))} />
    </Figure>
  );
}

/** What is drawn as fans: everything that is counted, then vehicles, the queue and people without a bed. */
function fans_of(forecast: Forecast): { series: Series; counted: CountedSeries | undefined }[] {
  const counted = forecast.counted.map((one) => ({
    series: forecast.series.find((series) => series.place === one.place && series.measure === one.measure), counted: one,
  }));
  const others = forecast.series
    .filter((series) => ["crossed_vehicles", "queue_vehicles", "persons_without_bed"].includes(series.measure) && !is_nothing(series.band))
    .filter((series) => !forecast.counted.some((one) => one.place === series.place && one.measure === series.measure))
    .map((series) => ({ series, counted: undefined }));
  return [...counted.filter((one): one is { series: Series; counted: CountedSeries } => one.series !== undefined), ...others];
}

/** @param whole Whether to draw more than the findings and the first fan. */
export function ForecastPart({ forecast, index, whole }: { forecast: Forecast; index: number; whole: boolean }) {
  const { data, strings, language } = useView();
  const words = strings.forecast;
  const format = useMemo(() => new Format(language, forecast.calendar, forecast.end), [language, forecast]);
  const names = useMemo(() => names_in(forecast.places, language), [language, forecast]);
  const id = `forecast-${index + 1}`;
  const props = { forecast, id, format, names };
  const fans = fans_of(forecast);
  const several = data.forecasts.length > 1 ? `: ${format.time(forecast.as_of)}` : "";
  const { members } = forecast;
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{words.title + several}</h2>
      <p class="meta">{words.as_of(format.time(forecast.as_of), format.time(forecast.end))} {words.made_of(format.count(members.requested - members.failed), format.count(members.effective))}</p>
      <Findings findings={forecast.findings} format={format} names={names} />
      {fans.slice(0, whole ? fans.length : 1).map((fan) => (
        <Fan key={`${fan.series.measure} ${fan.series.place}`} {...props} id={`${id}-${fan.counted?.series ?? fan.series.measure}`} series={fan.series} counted={fan.counted} />
      ))}
      {whole && (
        <>
          <Leads {...props} />
          <Crossed {...props} />
          <Known forecast={forecast} format={format} />
          <Scores forecast={forecast} format={format} />
          <div class="limits"><div><h3>{words.limits_title}</h3><ul>{words.limits.map((text, at) => <li key={at}>{text}</li>)}</ul></div></div>
          <h3>{strings.repeat}</h3>
          <Repeat repeat={forecast.repeat} seed={forecast.seed} />
        </>
      )}
    </section>
  );
}
