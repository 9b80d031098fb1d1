// Values before and after the counts, each on a scale of its own.
import { useRef } from "preact/hooks";
import { useWidth } from "../charts/width";
import type { CalibratedValue, Quantiles } from "../data";
import { capital, type Format } from "../format";
import { value_text, words_of } from "./calibration";

/** Where a value stands on a scale from the least to the most of both ranges. */
export function position_in({ prior, posterior }: Pick<CalibratedValue, "prior" | "posterior">, value: number): number {
  const low = Math.min(prior.p05, posterior.p05);
  const high = Math.max(prior.p95, posterior.p95);
  return high > low ? (value - low) / (high - low) : 0.5;
}

export function ValueRows({ values, format }: { values: CalibratedValue[]; format: Format }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const bar = Math.max(60, width < 560 ? width - 8 : width * 0.4);
  return (
    <div ref={frame} class="range-rows calibrated">
      {values.map((value) => {
        const x = (at: number) => 6 + position_in(value, at) * (bar - 12);
        const { prior, posterior } = value;
        const text = (q: Quantiles) => `${value_text(q.p50, format)} (${value_text(q.p05, format)} – ${value_text(q.p95, format)})`;
        return (
          <div key={value.id} class="range-row">
            <span class="name">{capital(words_of(value.id), format.language)}{value.unit !== "" && <small> {value.unit}</small>}</span>
            <svg width={bar} height="28" aria-hidden="true">
              <line class="rail" x1="6" x2={bar - 6} y1="18" y2="18" />
              <line class="before thin" x1={x(prior.p05)} x2={x(prior.p95)} y1="8" y2="8" />
              <line class="before thick" x1={x(prior.p25)} x2={x(prior.p75)} y1="8" y2="8" />
              <line class="thin" x1={x(posterior.p05)} x2={x(posterior.p95)} y1="18" y2="18" />
              <line class="thick" x1={x(posterior.p25)} x2={x(posterior.p75)} y1="18" y2="18" />
              <circle class="dot" cx={x(posterior.p50)} cy="18" r="5" />
            </svg>
            <span class="value">{text(posterior)}</span>
          </div>
        );
      })}
    </div>
  );
}
