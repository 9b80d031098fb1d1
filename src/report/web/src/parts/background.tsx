// What a reader needs in order to judge the figures: assumptions and sources, limits, checks, and how to repeat the run.
import { useState } from "preact/hooks";
import { NumberTable } from "../charts/figure";
import type { Assumption, Run } from "../data";
import type { Strings } from "../strings";
import { useView, type RunView } from "../view";

const address = /(https?:\/\/[^\s"<>,;)]+)/;

/** A text in which web addresses can be followed; nothing else in it has a meaning. */
export function Linked({ text }: { text: string }) {
  return (
    <>
      {text.split(address).map((part, at) => (at % 2 === 1
        ? <a key={at} href={part} rel="noopener noreferrer" target="_blank">{part}</a>
        : part))}
    </>
  );
}

function Values({ values, caption }: { values: Assumption[]; caption: string }) {
  const { strings } = useView();
  return (
    <div class="scroll" role="group" aria-label={caption} tabIndex={0}>
      <table class="values">
        <caption class="unseen">{caption}</caption>
        <thead><tr><th scope="col">{strings.key}</th><th scope="col">{strings.value}</th><th scope="col">{strings.source}</th></tr></thead>
        <tbody>
          {values.map((value, at) => (
            <tr key={at}>
              <th scope="row"><code>{value.key}</code></th>
              <td class="given">{value.value}</td>
              <td><Linked text={value.source || strings.no_source} />{value.note !== "" && <> <em>{value.note}</em></>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const kinds = ["assumed", "estimated", "observed"] as const;
const values_shown = 12;

export function Assumptions({ values: all }: { values: Assumption[] }) {
  const { strings } = useView();
  const count = (kind: Assumption["kind"]) => String(all.filter((one) => one.kind === kind).length);
  return (
    <>
      <p>{strings.assumptions_sentence([count("assumed"), count("estimated"), count("observed")])}</p>
      {kinds.map((kind) => {
        const values = all.filter((one) => one.kind === kind);
        if (values.length === 0) return null;
        const title = `${strings.kinds[kind]} (${values.length})`;
        const whole = kind === "assumed" ? values.slice(values_shown) : values;
        return (
          <div key={kind}>
            {kind === "assumed" && <h3>{title}</h3>}
            {kind === "assumed" && <Values values={values.slice(0, values_shown)} caption={title} />}
            {whole.length > 0 && <Unfolding title={kind === "assumed" ? strings.more_values(String(whole.length)) : title} values={whole} />}
          </div>
        );
      })}
    </>
  );
}

function Unfolding({ title, values }: { title: string; values: Assumption[] }) {
  const [open, set_open] = useState(false);
  return (
    <details class="table" onToggle={(event) => set_open(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <Values values={values} caption={title} />}
    </details>
  );
}

export function Limits() {
  const { strings } = useView();
  return (
    <div class="limits">
      <div>
        <h3>{strings.must_not}</h3>
        <ul class="must-not">{strings.must_not_list.map((text, at) => <li key={at}>{text}</li>)}</ul>
      </div>
      <div>
        <h3>{strings.know}</h3>
        <ul>{strings.know_list.map((text, at) => <li key={at}>{text}</li>)}</ul>
      </div>
    </div>
  );
}

/** A check's name in the reader's language; one that this page does not know keeps its own. */
function check_name(name: string, strings: Strings): string {
  return Object.hasOwn(strings.check_names, name) ? strings.check_names[name as keyof Strings["check_names"]] : name;
}

export function Checks({ view }: { view: RunView }) {
  const { run, strings, format } = view;
  return (
    <>
      {run.checks.length > 0 && (
        <ul class="checks">
          {run.checks.map((check, at) => (
            <li key={at} class={check.passed ? "passed" : "failed"}>
              <b>{check.passed ? strings.passed : strings.not_passed}</b> {check_name(check.name, strings)}{check.detail !== "" && <span class="detail">{check.detail}</span>}
            </li>
          ))}
        </ul>
      )}
      {run.fits.length > 0 && (
        <NumberTable caption={strings.fits} table={{
          columns: [strings.series, strings.points, strings.error, strings.inside, strings.band_width],
          rows: run.fits.map((fit) => [
            fit.series, format.count(fit.rows), fit.nmae === null ? "–" : `${format.number(fit.nmae * 100, 1)} %`,
            fit.inside90 === null ? "–" : strings.in_k_of_n(String(Math.round(fit.inside90 * fit.rows)), String(fit.rows)),
            fit.width90 === null ? "–" : `${format.number(fit.width90 * 100, 1)} %`,
          ]),
        }} />
      )}
    </>
  );
}

export function Repeat({ repeat, seed }: { repeat: Run["repeat"]; seed: number }) {
  const { strings } = useView();
  const facts: [string, string][] = [
    [strings.version, repeat.version], [strings.seed, String(seed)], [strings.scenario_hash, repeat.scenario_hash], [strings.result_hash, repeat.result_hash], [strings.build, repeat.build],
  ];
  return (
    <>
      <p>{strings.repeat_sentence}</p>
      <pre class="command" tabIndex={0} aria-label={strings.command}><code>{repeat.command}</code></pre>
      <dl class="facts">
        {facts.filter(([, value]) => value !== "").map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
    </>
  );
}
