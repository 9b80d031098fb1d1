// How far counts are off, over time: a panel for each series, on one scale.
import { useRef } from "preact/hooks";
import { line_label, time_lines } from "../charts/days";
import { useWidth } from "../charts/width";
import type { PredictedPoint } from "../data";
import type { Format } from "../format";

interface Row {
  title: string;
  points: PredictedPoint[];
}

/** Standard deviations within which 19 of 20 lie. */
const most_likely = 1.96;
const left = 34;
const right = 30;
const height = 92;

export function has_far(point: { residual: number }): boolean {
  return Math.abs(point.residual) > most_likely;
}

interface PanelProps {
  row: Row;
  width: number;
  most: number;
  x: (time: number) => number;
}

function ResidualPanel({ row, width, most, x }: PanelProps) {
  const y = (residual: number) => height / 2 - (residual / most) * (height / 2 - 8);
  return (
    <div class="residual-panel">
      <p class="panel-title">{row.title}</p>
      <svg width={width} height={height} aria-hidden="true">
        {[-most_likely, most_likely].map((at) => <line key={at} class="mark" x1={left} x2={width - right} y1={y(at)} y2={y(at)} />)}
        <line class="zero" x1={left} x2={width - right} y1={y(0)} y2={y(0)} />
        {[-2, 0, 2].map((at) => <text key={at} class="tick" x={left - 8} y={y(at) + 4} text-anchor="end">{at < 0 ? `−${-at}` : at}</text>)}
        {row.points.map((point, at) => (
          <g key={at}>
            <line class="thin" x1={x(point.time)} x2={x(point.time)} y1={y(0)} y2={y(point.residual)} />
            {has_far(point)
              ? <rect class="dot far" x={x(point.time) - 4.5} y={y(point.residual) - 4.5} width="9" height="9" />
              : <circle class="dot" cx={x(point.time)} cy={y(point.residual)} r="4" />}
          </g>
        ))}
      </svg>
    </div>
  );
}

export function ResidualPanels({ rows, format }: { rows: Row[]; format: Format }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.max(160, useWidth(frame));
  const points = rows.flatMap((row) => row.points);
  const times = points.map((point) => point.time);
  const begin = Math.min(...times);
  const end = Math.max(...times);
  const most = Math.max(2.4, ...points.map((point) => Math.abs(point.residual))) * 1.05;
  const x = (time: number) => left + ((time - begin) / Math.max(1e-9, end - begin)) * (width - left - right);
  return (
    <div ref={frame} class="picture">
      {rows.map((row, at) => <ResidualPanel key={at} row={row} width={width} most={most} x={x} />)}
      <svg width={width} height="20" aria-hidden="true">
        {time_lines(format, begin, end, width - left - right).map((time) => (
          <text key={time} class="tick" x={x(time)} y="14" text-anchor="middle">{line_label(format, time)}</text>
        ))}
      </svg>
    </div>
  );
}
