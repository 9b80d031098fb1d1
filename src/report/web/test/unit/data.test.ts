// From the embedded text to data, counts that are not shown, and the pure parts of pictures.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { atlas } from "../../src/atlas";
import type { Band } from "../../src/data";
import { line_label, time_lines } from "../../src/charts/days";
import { decode_report } from "../../src/decode";
import { Format } from "../../src/format";
import { kilometres_between, type Point, round_length, tail_of } from "../../src/geometry";
import { short_title, told_of, verdict_of } from "../../src/parts/comparison";
import { fullness, runs_of } from "../../src/parts/stages";
import { covered } from "../../src/parts/strip";
import { hours_where, largest, table_rows, table_step } from "../../src/series";
import { settings_of } from "../../src/settings";
import { is_suppressed, shown } from "../../src/suppress";

const report = { version: 1, language: "hy", suppress_below: null, runs: [], comparison: null, forecasts: [], calibrations: [] };
const packed = (value: unknown) => gzipSync(JSON.stringify(value)).toString("base64");
const band = (values: (number | null)[]): Band => ({ p05: values, p25: values, p50: values, p75: values, p95: values });

test("data come out as they went in, whatever is written in them", async () => {
  const hostile = { ...report, calibrations: [{ title: "</script>Գորիս\u2028\u0000", findings: [], parameters: [] }] };
  assert.deepEqual(await decode_report(packed(hostile)), hostile);
  const broken = packed(hostile).replace(/.{76}/g, "$&\n");
  assert.deepEqual(await decode_report(broken), hostile);
});

test("data of another version, or none, are refused", async () => {
  await assert.rejects(decode_report(packed({ ...report, version: 2 })), /another version/);
  await assert.rejects(decode_report(packed(null)), /another version/);
  await assert.rejects(decode_report(""));
  await assert.rejects(decode_report("AAAA"));
});

test("counts of people under the limit are not shown in breakdowns; nobody is", () => {
  const write = (value: number | null) => String(value);
  assert.equal(shown(9, "persons", 10, write), "< 10");
  assert.equal(shown(1, "person nights", 10, write), "< 10");
  assert.equal(shown(10, "persons", 10, write), "10");
  assert.equal(shown(0, "persons", 10, write), "0");
  assert.equal(shown(9, "persons", null, write), "9");
  assert.equal(is_suppressed(3, "vehicles", 10), false);
  assert.equal(is_suppressed(null, "persons", 10), false);
});

test("a queue stands on the last part of its link", () => {
  const line: Point[] = [[0, 0], [1, 0], [3, 0]];
  assert.deepEqual(tail_of(line, 0), []);
  assert.deepEqual(tail_of(line, 1), line);
  assert.deepEqual(tail_of(line, 0.5), [[1.5, 0], [3, 0]]);
  const most = tail_of(line, 5 / 6);
  assert.equal(most.length, 3);
  assert.ok(Math.abs((most[0]?.[0] ?? 0) - 0.5) < 1e-12);
});

test("one degree of latitude is the earth's circumference over 360", () => {
  const degree = (2 * Math.PI * 6371.0088) / 360;
  assert.ok(Math.abs(kilometres_between([46, 39], [46, 40]) - degree) < 1e-9);
});

test("the scale bar has a round length that fits", () => {
  assert.equal(round_length(0.2, 110), 20);
  assert.equal(round_length(0.5, 110), 50);
  assert.equal(round_length(0.1, 110), 10);
});

test("the strip covers the end of the link, as far back as the queue is long", () => {
  const link = { id: "a", from_km: 10, to_km: 30, band: band([0, 5, 40, 0]) };
  const path = covered(link, "p50", [0, 1, 2, 3], { x: (hours) => hours, y: (km) => km });
  assert.equal(path, "M1.0,30.0L1.0,25.0L2.0,10.0L3.0,30.0Z");
  assert.equal(covered({ ...link, band: band([0, 0, null, 0]) }, "p50", [0, 1, 2, 3], { x: Number, y: Number }), "");
});

test("stages are full from all their places on, and neighbours of one class are one piece", () => {
  assert.deepEqual([null, 0, 0.2, 0.5, 0.9, 0.996, 1].map(fullness), [0, 0, 1, 2, 3, 4, 4]);
  assert.deepEqual(runs_of([0, 0, 4, 4, 1]), [[0, 0, 2], [4, 2, 4], [1, 4, 5]]);
  assert.equal(hours_where([0, 1, 3], (at) => at === 1), 2);
});

test("a variant is better or worse only if its whole interval is", () => {
  const figure = { place: "all", group: "", measure: "person_hours_queued", unit: "person h", base: 10, variant: 8, mean: -2, low: -3, high: -1, probability_better: 1, variance_ratio: 2, n: 20 };
  assert.equal(verdict_of(figure), "better");
  assert.equal(verdict_of({ ...figure, mean: 2, low: 1, high: 3 }), "worse");
  assert.equal(verdict_of({ ...figure, high: 1 }), "unclear");
  assert.equal(verdict_of({ ...figure, mean: 0, low: 0, high: 0 }), "same");
  assert.equal(verdict_of({ ...figure, low: null, high: null }), "unclear");
  assert.equal(verdict_of({ ...figure, measure: "registered_persons" }), "worse");
  assert.equal(short_title("Lachin corridor, September 2023: six lanes", "en"), "Six lanes");
});

test("of a variant what is worse is told before what is better, in the order given", () => {
  const of = (kinds: string[]) => kinds.map((kind, at) => ({ template: `compared_${kind}`, values: { at } }));
  const told = told_of(of(["better", "better", "same", "better", "better", "worse", "uncertain", "worse"]));
  assert.deepEqual(told.map((finding) => finding.values.at), [0, 1, 5, 7]);
  assert.deepEqual(told_of(of(["same", "uncertain"])).length, 2);
});

test("the largest median and the rows of tables are found", () => {
  assert.deepEqual(largest(band([null, 1, 3, 2])), { at: 2, value: 3 });
  assert.equal(largest(band([0, 0])), undefined);
  const hours = Array.from({ length: 289 }, (_, at) => at);
  assert.equal(table_step(hours), 6);
  assert.equal(table_rows(hours, 6).length, 49);
  assert.deepEqual(table_rows([0, 1, 2, 3, 4], 3), [0, 3, 4]);
});

test("the address sets language, theme and figure, and nothing else does what it should not", () => {
  assert.deepEqual(settings_of("#lang=hy&theme=dark&figure=strip", "en", false), { language: "hy", theme: "dark", figure: "strip" });
  assert.deepEqual(settings_of("#lang=xx&theme=pink", "fr", true), { language: "fr", theme: "dark", figure: null });
  assert.deepEqual(settings_of("#figure=map", "en", true), { language: "en", theme: "light", figure: "map" });
});

test("the atlas has land and borders where they are", () => {
  const { land, borders } = atlas();
  assert.ok(land.coordinates.length > 1000);
  const near = borders.coordinates.flat().some((point) => kilometres_between(point as Point, [46.55, 39.6]) < 25);
  assert.ok(near, "a border near the bridge at Hakari");
});

test("lines of time stand at midnights, or at whole hours where there is room", () => {
  const format = new Format("en", { start: "2022-02-24T05:30:00+02:00", offset_minutes: 120 }, 24);
  assert.deepEqual(time_lines(format, 0, 24, 300), [0.5, 6.5, 12.5, 18.5]);
  assert.deepEqual(time_lines(format, 0, 24, 300).map((hours) => line_label(format, hours)), ["06:00", "12:00", "18:00", "25 Feb"]);
  assert.deepEqual(time_lines(format, 0, 96, 300), [18.5, 42.5, 66.5, 90.5]);
  assert.deepEqual(time_lines(format, 0, 288, 300), [18.5, 90.5, 162.5, 234.5]);
});
