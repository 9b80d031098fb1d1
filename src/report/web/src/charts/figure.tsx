// A figure: title, a sentence that says what is to be seen, the picture, and the same as a table.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useView } from "../view";

export interface Table {
  columns: string[];
  rows: string[][];
  /** How many columns at the left are text; the others are numbers. */
  texts?: number;
}

/** A table in a frame of its own that scrolls, also by keyboard, when it is wider than the page. */
export function NumberTable({ table, caption }: { table: Table; caption: string }) {
  const texts = table.texts ?? 1;
  return (
    <div class="scroll" role="group" aria-label={caption} tabIndex={0}>
      <table class="numbers">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={at} scope="col" class={at < texts ? "" : "n"}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) => (at === 0 ? <th key={at} scope="row">{cell}</th> : <td key={at} class={at < texts ? "" : "n"}>{cell}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface FigureProps {
  id: string;
  title: string;
  sentence: string;
  table?: () => Table;
  note?: ComponentChildren;
  children: ComponentChildren;
}

/** `table` is made only when the reader opens it. */
export function Figure({ id, title, sentence, table, note, children }: FigureProps) {
  const { strings } = useView();
  const [open, set_open] = useState(false);
  return (
    <figure id={id} class="figure" data-figure={id} aria-labelledby={`${id}-title`}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        <p class="sentence">{sentence}</p>
      </figcaption>
      {children}
      {note}
      {table && (
        <details class="table" onToggle={(event) => set_open(event.currentTarget.open)}>
          <summary>{strings.table_of(title)}</summary>
          {open && <NumberTable table={table()} caption={title} />}
        </details>
      )}
    </figure>
  );
}
