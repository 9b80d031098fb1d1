// The numbers that a reader sees in a report beside those of the run's tables: what is shown must be what is stored, rounded.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const shown_as = {
  "vehicles in the queue": "queue_vehicles",
  "people who have a bed": "accommodated_persons",
  "people without a bed": "persons_without_bed",
  "people registered": "registered_persons",
};

/** Rows of a table without quoted fields, as objects. */
export function rows_of(path) {
  const [head, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = head.split(",");
  return lines.map((line) => {
    const fields = line.split(",");
    return Object.fromEntries(names.map((name, at) => [name, fields[at]]));
  });
}

/** `26 Sep 14:00` of a local time. */
function instant(iso) {
  return `${Number(iso.slice(8, 10))} ${months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(11, 16)}`;
}

function whole(text) {
  const value = Number(text);
  return (Math.sign(value) * Math.round(Math.abs(value))).toLocaleString("en", { maximumFractionDigits: 0 }).replace("-", "−");
}

/** What the cells of the main table must be, by time and column. */
export function expected_of(folder) {
  const quantiles = join(folder, "quantiles.csv");
  const several = existsSync(quantiles);
  const expected = new Map();
  for (const row of rows_of(several ? quantiles : join(folder, "timeseries.csv"))) {
    if (row.place !== "all") continue;
    const text = several ? `${whole(row.p50)} (${whole(row.p05)} – ${whole(row.p95)})` : whole(row.value);
    expected.set(`${instant(row.time)} ${row.measure}`, text);
  }
  return expected;
}

/** Cells of the table of the main picture that are not what the run stored; `compared` counts those looked at. */
export async function wrong_numbers(page, folder) {
  await page.locator("#main details.table summary").click();
  const table = await page.locator("#main table").evaluate((element) => [...element.rows].map((row) => [...row.cells].map((cell) => cell.textContent)));
  const expected = expected_of(folder);
  const [head, ...body] = table;
  const wrong = [];
  let compared = 0;
  for (const [time, ...cells] of body) {
    cells.forEach((cell, at) => {
      const wanted = expected.get(`${time} ${shown_as[head[at + 1]]}`);
      ++compared;
      if (cell !== wanted) wrong.push(`${head[at + 1]}, ${time}: "${cell}", stored "${wanted}"`);
    });
  }
  return { wrong, compared };
}

/** Of a comparison: the values of variants in its table beside comparison.csv. */
export async function wrong_differences(page, folder) {
  const table = await page.locator(".overview table").evaluate((element) => [...element.rows].map((row) => [...row.cells].map((cell) => cell.textContent)));
  const rows = rows_of(join(folder, "comparison.csv")).filter((row) => row.place === "all" && row.group === "");
  const variants = [...new Set(rows.map((row) => row.variant))];
  const measures = { "Time people lost in queues on the road (person-hours)": "person_hours_queued", "Time people waited at stages (person-hours)": "person_hours_waiting",
    "Nights people spent on the road (person-nights)": "person_nights_on_road", "People registered": "registered_persons" };
  const wrong = [];
  let compared = 0;
  for (const [label, base, ...cells] of table.slice(1)) {
    if (!measures[label]) continue;
    variants.forEach((variant, at) => {
      const row = rows.find((one) => one.variant === variant && one.measure === measures[label]);
      compared += 2;
      if (base !== whole(row.base)) wrong.push(`${label}: base "${base}", stored ${row.base}`);
      if (!cells[at].startsWith(`${whole(row.variant_mean)} (`)) wrong.push(`${label}, ${variant}: "${cells[at]}", stored ${row.variant_mean}`);
    });
  }
  return { wrong, compared };
}

/** Cells of a row of a forecast's or a calibration's table, by the text of its first column. */
async function rows_by_time(page, figure) {
  await page.locator(`#${figure} details.table summary`).click();
  const table = await page.locator(`#${figure} table`).evaluate((element) => [...element.rows].map((row) => [...row.cells].map((cell) => cell.textContent)));
  return table.slice(1);
}

/** Of a forecast: the table of the fan of people who cross beside forecast.csv and counts.csv. */
export async function wrong_forecast(page, folder) {
  const counts = rows_of(join(folder, "counts.csv"));
  const { series, place, measure } = counts[0];
  const stored = new Map(rows_of(join(folder, "forecast.csv")).filter((row) => row.place === place && row.measure === measure).map((row) => [instant(row.time), row]));
  const counted = new Map(counts.filter((row) => row.series === series).map((row) => [instant(row.time), whole(row.value) + (row.known === "yes" ? "" : " ○")]));
  const wrong = [];
  let compared = 0;
  for (const [time, median, range, count] of await rows_by_time(page, `forecast-1-${series}`)) {
    const row = stored.get(time);
    const wanted = [row ? whole(row.p50) : "–", row ? `${whole(row.p05)} – ${whole(row.p95)}` : "– – –", counted.get(time) ?? "–"];
    if (String([median, range, count]) !== String(wanted)) wrong.push(`${time}: ${[median, range, count]}, stored ${wanted}`);
    compared += row ? 3 : 1;
  }
  return { wrong, compared };
}

/** Of a calibration: the tables of counts beside the model beside predictive.csv. */
export async function wrong_predictions(page, folder) {
  const rows = rows_of(join(folder, "predictive.csv"));
  const wrong = [];
  let compared = 0;
  for (const series of new Set(rows.map((row) => row.series))) {
    const stored = rows.filter((row) => row.series === series);
    (await rows_by_time(page, `calibration-1-${series}`)).forEach(([time, count, median, range], at) => {
      const row = stored[at];
      const wanted = [instant(row.time), whole(row.observed), whole(row.p50), `${whole(row.p05)} – ${whole(row.p95)}`];
      if (String([time, count, median, range]) !== String(wanted)) wrong.push(`${series}: ${[time, count, median, range]}, stored ${wanted}`);
      compared += 4;
    });
  }
  return { wrong, compared };
}
