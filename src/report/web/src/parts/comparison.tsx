// Base and variants: what differs, how sure that is, and for whom. Pairs of runs share their random numbers.
import { useRef } from "preact/hooks";
import { Figure, NumberTable, type Table } from "../charts/figure";
import { useWidth } from "../charts/width";
import type { ComparedFigure, Comparison, Finding } from "../data";
import { sentence_of } from "../findings";
import { capital, Format, type Language } from "../format";
import { is_better_if_more, is_instant } from "../measures";
import { strings_of } from "../strings";
import { measure_and_unit } from "../strings/measures";
import { shown } from "../suppress";
import { names_in, useView, type View } from "../view";

/** What stands in the table, in this order, for the scenario as a whole. */
const headlines = [
  "person_hours_queued", "person_hours_waiting", "time_99_crossed", "max_queue_vehicles", "max_queue_km",
  "person_nights_on_road", "person_nights_without_bed", "crossed_persons", "registered_persons", "died_persons",
];

type Verdict = "better" | "worse" | "same" | "unclear";

/** Better or worse only if the whole interval is on that side of nothing. */
export function verdict_of(figure: ComparedFigure): Verdict {
  if (figure.low === null || figure.high === null || figure.mean === null) return "unclear";
  if (figure.low === 0 && figure.high === 0) return "same";
  if (figure.low <= 0 && figure.high >= 0) return "unclear";
  return (figure.mean > 0) === is_better_if_more(figure.measure) ? "better" : "worse";
}

/** The figure of a headline: of everybody everywhere, else of the place where the base's is largest. */
function headline_of(figures: ComparedFigure[], measure: string): ComparedFigure | undefined {
  const found = figures.filter((figure) => figure.measure === measure && figure.group === "");
  return found.find((figure) => figure.place === "all") ?? [...found].sort((a, b) => (b.base ?? 0) - (a.base ?? 0))[0];
}

interface Row {
  measure: string;
  unit: string;
  figures: (ComparedFigure | undefined)[];
}

function rows_of(comparison: Comparison): Row[] {
  return headlines
    .map((measure): Row => {
      const figures = comparison.variants.map((variant) => headline_of(variant.figures, measure));
      return { measure, unit: figures.find((figure) => figure !== undefined)?.unit ?? "", figures };
    })
    .filter((row) => row.figures.some((figure) => figure !== undefined && figure.base !== null));
}

function value_text(figure: ComparedFigure, value: number | null, format: Format): string {
  if (is_instant(figure.measure)) return format.time(value);
  if (figure.unit === "h") return format.duration(value);
  return format.number(value === null ? null : Math.abs(value) >= 10 ? Math.round(value) : value);
}

export function difference_text(figure: ComparedFigure, value: number | null, format: Format): string {
  if (value === null) return format.number(null);
  if (figure.unit === "h") return format.signed_duration(value);
  return format.signed(Math.abs(value) >= 10 ? Math.round(value) : value);
}

/** "in 19 of 20": of how many pairs the variant is better. */
function pairs_text(figure: ComparedFigure, view: View): string {
  if (figure.probability_better === null) return "–";
  return view.strings.in_k_of_n(String(Math.floor(figure.probability_better * figure.n + 1e-9)), String(figure.n));
}

const marks: Record<Verdict, string> = { better: "▲", worse: "▼", same: "=", unclear: "○" };

/** What tells a variant from its siblings: its title after the last colon. */
export function short_title(title: string, language: Language): string {
  const part = title.slice(title.lastIndexOf(": ") + 1).trim();
  return capital(part === "" ? title : part, language);
}

/** Measures down, base and variants across: the value, and how much less or more than the base. */
function overview(rows: Row[], names: string[], format: Format, view: View): Table {
  const cell = (figure: ComparedFigure | undefined) => {
    if (!figure) return "–";
    const value = value_text(figure, figure.variant, format);
    const share = is_instant(figure.measure) || !figure.base || figure.mean === null ? "" : ` (${format.signed((100 * figure.mean) / figure.base, 0)} %)`;
    return value + share;
  };
  return {
    columns: [view.strings.measure, view.strings.base, ...names],
    rows: rows.map(({ measure, unit, figures }) => {
      const some = figures.find((figure) => figure !== undefined) as ComparedFigure;
      return [capital(measure_and_unit(measure, unit, view.language), view.language), value_text(some, some.base, format), ...figures.map(cell)];
    }),
  };
}

interface PlotProps {
  row: Row;
  names: string[];
  format: Format;
}

/** The differences of one measure, a line for each variant: interval and mean, against nothing. */
function DifferencePlot({ row, names, format }: PlotProps) {
  const { strings, language } = useView();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const bar = Math.max(80, width < 560 ? width - 4 : width - 430);
  const ends = row.figures.flatMap((figure) => [figure?.low ?? figure?.mean ?? 0, figure?.high ?? figure?.mean ?? 0]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const span = high - low || 1;
  const x = (value: number) => 10 + ((value - low) / span) * (bar - 20);
  const title = capital(measure_and_unit(row.measure, row.unit, language), language);
  return (
    <div ref={frame} class="differences">
      <h4>{title}</h4>
      {row.figures.map((figure, at) => {
        if (!figure || figure.mean === null) return null;
        const verdict = verdict_of(figure);
        return (
          <div key={at} class={`difference ${verdict}`}>
            <span class="name">{names[at]}</span>
            <svg width={bar} height="20" aria-hidden="true">
              <line class="rail" x1="10" x2={bar - 10} y1="10" y2="10" />
              <line class="zero" x1={x(0)} x2={x(0)} y1="0" y2="20" />
              <line class="interval" x1={x(figure.low ?? figure.mean)} x2={x(figure.high ?? figure.mean)} y1="10" y2="10" />
              {verdict === "better" && <circle class="dot" cx={x(figure.mean)} cy="10" r="5.5" />}
              {verdict === "worse" && <rect class="dot" x={x(figure.mean) - 5} y="5" width="10" height="10" />}
              {(verdict === "unclear" || verdict === "same") && <circle class="dot hollow" cx={x(figure.mean)} cy="10" r="5" />}
            </svg>
            <span class="value">
              {difference_text(figure, figure.mean, format)} <small>{marks[verdict]} {strings.verdicts[verdict]}</small>
            </span>
          </div>
        );
      })}
    </div>
  );
}

/** What differs for groups of people. Counts that are too small to show stay unwritten. */
function groups_table(comparison: Comparison, view: View, format: Format): Table {
  const words = names_in([], view.language);
  const rows = comparison.variants.flatMap((variant) =>
    variant.figures
      .filter((figure) => figure.group !== "" && figure.place === "all" && figure.measure.startsWith("person_hours"))
      .map((figure) => [
        short_title(variant.title || variant.name, view.language), words.group(figure.group), words.measure(figure.measure),
        shown(figure.base, figure.unit, view.data.suppress_below, (value) => format.count(value)),
        shown(figure.variant, figure.unit, view.data.suppress_below, (value) => format.count(value)),
        figure.base ? format.signed((100 * (figure.mean ?? 0)) / figure.base, 0) + " %" : "–",
      ]),
  );
  return { columns: [view.strings.variant, view.strings.group, view.strings.measure, view.strings.base, view.strings.with_variant, view.strings.difference], rows, texts: 3 };
}

const most_told = 4;

/** What a reader is told of a variant in sentences, in the order given: what is worse before what is better, and what does not differ
 *  only if nothing does. The table has the rest. */
export function told_of(findings: Finding[]): Finding[] {
  const rank = (finding: Finding) => ["compared_worse", "compared_better", "compared_single"].indexOf(finding.template);
  const differing = findings.filter((finding) => rank(finding) >= 0);
  const chosen = differing.length > 0 ? [...differing].sort((a, b) => rank(a) - rank(b)).slice(0, most_told) : findings.slice(0, most_told);
  return findings.filter((finding) => chosen.includes(finding));
}

export function ComparisonPart({ comparison }: { comparison: Comparison }) {
  const view = useView();
  const { strings, data, language } = view;
  const format = new Format(language, comparison.calendar, data.runs[0]?.times.at(-1) ?? 0);
  const words = names_in(comparison.places, language);
  const names = comparison.variants.map((variant) => short_title(variant.title || variant.name, language));
  const rows = rows_of(comparison);
  const table = (): Table => ({
    columns: [strings.variant, strings.measure, strings.base, strings.with_variant, strings.difference, strings.interval, strings.better_in],
    texts: 2,
    rows: comparison.variants.flatMap((_, at) => rows.flatMap(({ measure, unit, figures }) => {
      const figure = figures[at];
      if (!figure) return [];
      return [[
        names[at] ?? "", measure_and_unit(measure, unit, language), value_text(figure, figure.base, format), value_text(figure, figure.variant, format),
        difference_text(figure, figure.mean, format), `${difference_text(figure, figure.low, format)} – ${difference_text(figure, figure.high, format)}`,
        pairs_text(figure, view),
      ]];
    })),
  });
  const groups = groups_table(comparison, view, format);
  return (
    <section aria-labelledby="comparison-heading" class="comparison">
      <h2 id="comparison-heading">{strings.comparison}</h2>
      {comparison.variants.map((variant, at) => (
        <div key={at} class="variant">
          <h3>{variant.title || variant.name}</h3>
          {variant.findings.length > 0 ? (
            <ul class="variant-findings">
              {told_of(variant.findings).map((finding, number) => (
                <li key={number} class={finding.template.replace("compared_", "")}>{sentence_of(finding, strings_of(language).findings, format, words)}</li>
              ))}
            </ul>
          ) : <p>{variant.sentence}</p>}
        </div>
      ))}
      {rows.length > 0 && <div class="overview"><NumberTable table={overview(rows, names, format, view)} caption={strings.table_of(strings.comparison)} /></div>}
      <Figure id="comparison" title={strings.differences_title} sentence={strings.differences_sentence(String(comparison.replications))} table={table}>
        {rows.map((row) => <DifferencePlot key={row.measure} row={row} names={names} format={format} />)}
      </Figure>
      {groups.rows.length > 0 && (
        <details class="table">
          <summary>{strings.groups_title}</summary>
          <NumberTable table={groups} caption={strings.groups_title} />
        </details>
      )}
    </section>
  );
}
