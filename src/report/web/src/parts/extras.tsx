// Pages of calibration and forecast: headings, texts, bands and tables in the order in which they are given.
import { useMemo } from "preact/hooks";
import { Figure, NumberTable } from "../charts/figure";
import { type Panel, TimeChart } from "../charts/time_chart";
import type { Extra } from "../data";
import { Format } from "../format";
import { band_at, table_rows, table_step } from "../series";
import { useView } from "../view";

type ExtraBand = Extra["bands"][number];

function BandFigure({ band, id, format }: { band: ExtraBand; id: string; format: Format }) {
  const { strings } = useView();
  const panels = useMemo((): Panel[] => [{
    title: band.unit,
    lines: [{ id, label: band.title, band: band.band, dots: band.observed.map((dot) => ({ time: dot.time, value: dot.value, used: dot.known })) }],
  }], [band, id]);
  const table = () => ({
    columns: [strings.time, strings.median, strings.nine_in_ten],
    rows: table_rows(band.times, table_step(band.times)).map((at) => {
      const { p05, p50, p95 } = band_at(band.band, at);
      return [format.time(band.times[at] ?? null), format.number(p50), `${format.number(p05)} – ${format.number(p95)}`];
    }),
  });
  return (
    <Figure id={id} title={band.title} sentence={`${strings.how_to_read_bands} ${strings.how_to_read_known}`} table={table}>
      <TimeChart label={band.title} times={band.times} panels={panels} format={format} />
    </Figure>
  );
}

/** @param is_title Whether the page has its title already: then the heading says what kind of page it is. */
export function ExtraPart({ extra, index, is_title }: { extra: Extra; index: number; is_title: boolean }) {
  const { strings, language } = useView();
  const last = Math.max(0, ...extra.bands.map((band) => band.times.at(-1) ?? 0));
  const format = useMemo(() => new Format(language, extra.calendar, last), [language, extra, last]);
  const id = `${extra.kind}-${index + 1}`;
  const cell = (value: string | number | null) => (typeof value === "number" ? format.number(value) : value ?? "–");
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{(!is_title && extra.title) || strings.kinds_of_extra[extra.kind]}</h2>
      {extra.text.map((text, at) => <p key={at}>{text}</p>)}
      {extra.bands.map((band, at) => <BandFigure key={at} band={band} id={`${id}-band-${at + 1}`} format={format} />)}
      {extra.tables.map((table, at) => (
        <div key={at}>
          <h3>{table.title}</h3>
          <NumberTable caption={table.title} table={{ columns: table.columns, rows: table.rows.map((row) => row.map(cell)) }} />
        </div>
      ))}
    </section>
  );
}
