// What a forecast knew and what stood in for the rest; and, where counts came later, how good it was.
import { useState } from "preact/hooks";
import { NumberTable, type Table } from "../charts/figure";
import type { Forecast, InformationItem, Score } from "../data";
import type { Format } from "../format";
import { useView } from "../view";
import { Linked } from "./background";

interface Props {
  forecast: Forecast;
  format: Format;
}

function Items({ items, caption, format }: { items: InformationItem[]; caption: string; format: Format }) {
  const { strings } = useView();
  const words = strings.forecast;
  return (
    <div class="scroll" role="group" aria-label={caption} tabIndex={0}>
      <table class="values of-four">
        <caption class="unseen">{caption}</caption>
        <thead><tr><th scope="col">{words.item}</th><th scope="col">{words.standing}</th><th scope="col">{words.known_from}</th><th scope="col">{words.by}</th></tr></thead>
        <tbody>
          {items.map((item, at) => (
            <tr key={at}>
              <th scope="row"><code>{item.what}</code></th>
              <td>{words.standings[item.standing]}</td>
              <td>{format.time(item.known_from)}</td>
              <td>{item.by === "" ? "–" : item.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Everything that was simply known, which is long: made when the reader opens it. */
function Unfolding({ items, format }: { items: InformationItem[]; format: Format }) {
  const { strings } = useView();
  const [open, set_open] = useState(false);
  const title = strings.forecast.other_items(String(items.length));
  return (
    <details class="table" onToggle={(event) => set_open(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <Items items={items} caption={title} format={format} />}
    </details>
  );
}

function StandIns({ forecast }: { forecast: Forecast }) {
  const { strings } = useView();
  const words = strings.forecast;
  return (
    <div class="scroll" role="group" aria-label={words.stand_ins} tabIndex={0}>
      <table class="values">
        <caption class="unseen">{words.stand_ins}</caption>
        <thead><tr><th scope="col">{words.stand_ins}</th><th scope="col">{words.is_drawn}</th><th scope="col">{words.source}</th></tr></thead>
        <tbody>
          {forecast.information.drawn.map((prior) => (
            <tr key={prior.id}>
              <th scope="row"><code>{prior.id}</code></th>
              <td>{prior.drawn ? words.drawn : words.not_yet}</td>
              <td><Linked text={prior.source || strings.no_source} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Known({ forecast, format }: Props) {
  const { strings } = useView();
  const words = strings.forecast;
  const { items, counts } = forecast.information;
  const count = (standing: InformationItem["standing"]) => format.count(items.filter((item) => item.standing === standing).length);
  const told = items.filter((item) => item.standing === "left_out" || (item.standing === "kept" && item.kind !== "value"));
  const rest = items.filter((item) => !told.includes(item));
  const table: Table = {
    columns: [strings.series, words.counts],
    rows: counts.map((series) => [series.series, words.counts_used(format.count(series.used), format.count(series.later))]),
    texts: 2,
  };
  return (
    <div class="known">
      <h3>{words.known_title}</h3>
      <p class="sentence">{words.known_sentence(count("known"), count("drawn"), count("left_out"), count("kept"))}</p>
      <NumberTable caption={words.counts} table={table} />
      <h4>{words.stand_ins}</h4>
      <StandIns forecast={forecast} />
      {told.length > 0 && <h4>{words.standings.left_out}</h4>}
      {told.length > 0 && <Items items={told} caption={words.standings.left_out} format={format} />}
      {rest.length > 0 && <Unfolding items={rest} format={format} />}
    </div>
  );
}

const rules = ["error_rate_of_a_day", "error_last_rate", "error_logistic", "crps_spread_rate"] as const;

/** The forecast's mean error beside those of the rules; the least is marked. */
function scores_table(scores: Score[], strings: ReturnType<typeof useView>["strings"], format: Format): Table {
  const words = strings.forecast;
  const errors = (score: Score) => [score.crps, ...rules.map((rule) => score[rule])];
  const cells = (score: Score) => {
    const known = errors(score).filter((error): error is number => error !== null);
    return errors(score).map((error) => format.count(error) + (error !== null && error === Math.min(...known) ? ` (${words.best})` : ""));
  };
  return {
    columns: [strings.series, words.later_counts, words.error, ...rules.map((rule) => words.rules[rule]), words.in_90, words.width],
    rows: scores.map((score) => [
      score.series, format.count(score.counts), ...cells(score),
      strings.in_k_of_n(format.count(score.share_in_90 * score.counts), format.count(score.counts)), format.count(score.width_90),
    ]),
  };
}

function leads_table(forecast: Forecast, strings: ReturnType<typeof useView>["strings"], format: Format): Table {
  const words = strings.forecast;
  return {
    columns: [strings.series, words.at, words.came, strings.nine_in_ten, words.error],
    rows: forecast.leads.map((lead) => [
      lead.series, format.time(lead.time), format.count(lead.truth), `${format.count(lead.low_90)} – ${format.count(lead.high_90)}`, format.count(lead.crps),
    ]),
  };
}

export function Scores({ forecast, format }: Props) {
  const { strings } = useView();
  const words = strings.forecast;
  if (forecast.scores.length === 0) return <div class="overview"><h3>{words.scores_title}</h3><p>{words.no_scores}</p></div>;
  return (
    <div class="overview">
      <h3>{words.scores_title}</h3>
      <p class="sentence">{words.scores_sentence}</p>
      <NumberTable caption={words.scores_title} table={scores_table(forecast.scores, strings, format)} />
      {forecast.leads.length > 0 && (
        <details class="table">
          <summary>{strings.table_of(words.came)}</summary>
          <NumberTable caption={words.came} table={leads_table(forecast, strings, format)} />
        </details>
      )}
    </div>
  );
}
