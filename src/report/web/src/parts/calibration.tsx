// A calibration: the verdict, each value before and after the counts, the counts beside the model, and how sure the search is.
import { useMemo } from "preact/hooks";
import { Figure, type Table } from "../charts/figure";
import { TimeChart } from "../charts/time_chart";
import type { Band, Calibration, PredictedSeries } from "../data";
import type { Names } from "../findings";
import { capital, Format } from "../format";
import { names_in, useView } from "../view";
import { Repeat } from "./background";
import { Diagnostics, Fits, Together } from "./calibration_background";
import { ValueRows } from "./calibration_values";
import { Findings } from "./findings";
import { has_far, ResidualPanels } from "./residuals";

export interface CalibrationProps {
  calibration: Calibration;
  id: string;
  format: Format;
  names: Names;
}

export function words_of(id: string): string {
  return id.replaceAll("_", " ");
}

/** "People who have crossed, Hakari". */
function title_of(series: PredictedSeries, names: Names, format: Format): string {
  const where = series.place === "all" ? "" : `, ${names.place(series.place)}`;
  return capital(names.measure(series.measure), format.language) + where;
}

/** Four digits tell the values of any unit apart. */
export function value_text(value: number, format: Format): string {
  const size = Math.abs(value);
  return format.number(value, size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

function Values({ calibration, id, format }: CalibrationProps) {
  const { strings } = useView();
  const words = strings.calibration;
  const between = (low: number, high: number) => `${value_text(low, format)} – ${value_text(high, format)}`;
  const table = (): Table => ({
    columns: [words.value, words.unit, words.before, strings.nine_in_ten, words.after, strings.nine_in_ten, words.narrower, words.is_identified],
    rows: calibration.parameters.map(({ id: name, unit, prior, posterior, contraction, identified }) => [
      words_of(name), unit || "–", value_text(prior.p50, format), between(prior.p05, prior.p95), value_text(posterior.p50, format), between(posterior.p05, posterior.p95),
      format.share(1 - Math.sqrt(Math.max(0, 1 - contraction))), identified ? words.yes : words.no,
    ]),
    texts: 2,
  });
  return (
    <Figure id={`${id}-values`} title={words.values_title} sentence={words.values_sentence} table={table}>
      <ValueRows values={calibration.parameters} format={format} />
    </Figure>
  );
}

function band_of(series: PredictedSeries): Band {
  const part = (name: keyof Band) => series.points.map((point) => point[name]);
  return { p05: part("p05"), p25: part("p25"), p50: part("p50"), p75: part("p75"), p95: part("p95") };
}

function Predicted({ series, id, format, names }: Omit<CalibrationProps, "calibration"> & { series: PredictedSeries }) {
  const { strings } = useView();
  const words = strings.calibration;
  const label = title_of(series, names, format);
  const panels = useMemo(() => [{
    title: label,
    lines: [{ id, label: strings.median, band: band_of(series), dots: series.points.map((point) => ({ time: point.time, value: point.observed, used: true })) }],
  }], [series, label, strings]);
  const table = (): Table => ({
    columns: [strings.time, words.count, strings.median, strings.nine_in_ten, words.difference, words.pit],
    rows: series.points.map((point) => [
      format.time(point.time), format.count(point.observed), format.count(point.p50), `${format.count(point.p05)} – ${format.count(point.p95)}`,
      format.signed(point.residual, 2), format.number(point.pit, 2),
    ]),
  });
  const inside = format.count(series.in_90 * series.counts);
  const sentence = `${words.predicted_sentence(inside, format.count(series.counts))} ${strings.how_to_read_bands} ${strings.how_to_read_dots}`;
  return (
    <Figure id={`${id}-${series.series}`} title={words.predicted_title(label)} sentence={sentence} table={table}>
      <TimeChart label={label} times={series.points.map((point) => point.time)} panels={panels} format={format} />
    </Figure>
  );
}

function Residuals({ calibration, id, format, names }: CalibrationProps) {
  const { strings } = useView();
  const words = strings.calibration;
  const rows = calibration.series.map((series) => ({ title: title_of(series, names, format), points: series.points }));
  const outside = rows.flatMap((row) => row.points).filter(has_far).length;
  const table = (): Table => ({
    columns: [strings.series, strings.time, words.difference, words.pit],
    rows: rows.flatMap((row) => row.points.map((point) => [row.title, format.time(point.time), format.signed(point.residual, 2), format.number(point.pit, 2)])),
    texts: 2,
  });
  return (
    <Figure id={`${id}-residuals`} title={words.residuals_title} sentence={words.residuals_sentence(format.count(outside))} table={table}>
      <ResidualPanels rows={rows} format={format} />
    </Figure>
  );
}

/** @param whole Whether to draw more than the findings and the first picture. */
export function CalibrationPart({ calibration, index, whole }: { calibration: Calibration; index: number; whole: boolean }) {
  const { data, strings, language } = useView();
  const words = strings.calibration;
  const last = Math.max(0, ...calibration.series.flatMap((series) => series.points.map((point) => point.time)));
  const format = useMemo(() => new Format(language, calibration.calendar, last), [language, calibration, last]);
  const names = useMemo(() => names_in(calibration.places, language), [language, calibration]);
  const id = `calibration-${index + 1}`;
  const props = { calibration, id, format, names };
  const counts = calibration.series.reduce((sum, series) => sum + series.counts, 0);
  const several = data.calibrations.length > 1 ? ` ${index + 1}` : "";
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{words.title + several}</h2>
      <p class="meta">{words.runs(format.count(calibration.diagnostics.runs), format.count(counts))}</p>
      <Findings findings={calibration.findings} format={format} names={names} />
      <Values {...props} />
      {whole && (
        <>
          {calibration.series.map((series) => <Predicted key={series.series} series={series} id={id} format={format} names={names} />)}
          <Residuals {...props} />
          <Fits {...props} />
          <Diagnostics {...props} />
          <Together {...props} />
          <div class="limits"><div><h3>{words.limits_title}</h3><ul>{words.limits.map((text, at) => <li key={at}>{text}</li>)}</ul></div></div>
          <h3>{strings.repeat}</h3>
          <Repeat repeat={calibration.repeat} seed={calibration.seed} />
        </>
      )}
    </section>
  );
}
