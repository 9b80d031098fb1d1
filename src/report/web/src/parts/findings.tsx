// What a reader must know first: caveats, then findings, each as a sentence of its template.
import type { Finding } from "../data";
import { is_caveat, type Names, sentence_of } from "../findings";
import type { Format } from "../format";
import { useView } from "../view";

export function Findings({ findings, format, names }: { findings: Finding[]; format: Format; names: Names }) {
  const { strings } = useView();
  const say = (finding: Finding) => sentence_of(finding, strings.findings, format, names);
  const caveats = findings.filter(is_caveat);
  const told = findings.filter((finding) => !is_caveat(finding));
  return (
    <>
      {caveats.length > 0 && <div class="caveats">{caveats.map((finding, at) => <p key={at} class="caveat">{say(finding)}</p>)}</div>}
      <ol class={`findings ${told.length === 4 ? "of-four" : ""}`}>
        {told.map((finding, at) => <li key={at}>{say(finding)}</li>)}
      </ol>
    </>
  );
}
