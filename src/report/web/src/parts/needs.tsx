// What people need, by place and day: a table for each place, a week at a time so that it fits on paper.
import { NumberTable, Figure } from "../charts/figure";
import type { Run } from "../data";
import { capital } from "../format";
import { shown } from "../suppress";
import { figure_id, type RunView } from "../view";

const days_in_table = 7;
const places_shown = 3;

type Need = Run["needs"][number];

function in_weeks(days: string[]): string[][] {
  const weeks: string[][] = [];
  for (let at = 0; at < days.length; at += days_in_table) weeks.push(days.slice(at, at + days_in_table));
  return weeks;
}

/** Places in the order of their largest need for people; the sum first. */
function places_of(needs: Need[]): string[] {
  const size = (place: string) => Math.max(...needs.filter((need) => need.place === place).map((need) => need.range.p50 ?? 0));
  const places = [...new Set(needs.map((need) => need.place))];
  return places.sort((a, b) => Number(b === "all") - Number(a === "all") || size(b) - size(a));
}

function PlaceNeeds({ view, place, needs }: { view: RunView; place: string; needs: Need[] }) {
  const { format, names, strings, data } = view;
  const days = [...new Set(needs.map((need) => need.day))].sort();
  const measures = [...new Set(needs.map((need) => need.measure))];
  const cell = (measure: string, day: string) => {
    const need = needs.find((one) => one.measure === measure && one.day === day);
    if (!need) return "–";
    return shown(need.range.p50, need.unit, data.suppress_below, (value) => format.count(value));
  };
  const label = (measure: string) => {
    const unit = needs.find((need) => need.measure === measure)?.unit ?? "";
    return `${names.measure(measure)}, ${names.unit(unit)}`;
  };
  return (
    <div class="needs">
      <h4>{capital(names.place(place), view.language)}</h4>
      {in_weeks(days).map((week, at) => (
        <NumberTable
          key={at} caption={`${strings.needs_title}, ${names.place(place)} ${at + 1}`}
          table={{ columns: [strings.need, ...week.map((day) => format.iso_day(day))], rows: measures.map((measure) => [label(measure), ...week.map((day) => cell(measure, day))]) }}
        />
      ))}
    </div>
  );
}

export function NeedsFigure({ view }: { view: RunView }) {
  const { run, strings } = view;
  const needs = run.needs.filter((need) => (need.range.p95 ?? 0) > 0);
  if (needs.length === 0) return null;
  const places = places_of(needs);
  const part = (place: string) => <PlaceNeeds key={place} view={view} place={place} needs={needs.filter((need) => need.place === place)} />;
  return (
    <Figure id={figure_id("needs", view.index)} title={strings.needs_title} sentence={strings.needs_sentence}>
      {places.slice(0, places_shown).map(part)}
      {places.length > places_shown && (
        <details>
          <summary>{strings.more_places(String(places.length - places_shown))}</summary>
          {places.slice(places_shown).map(part)}
        </details>
      )}
    </Figure>
  );
}
