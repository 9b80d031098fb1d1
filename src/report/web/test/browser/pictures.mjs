// Pictures of reports for the documentation: node pictures.mjs <folder> and the pages of a single run, an ensemble,
// a comparison, a forecast and a calibration; one given as `-` is left out.
import { join, resolve } from "node:path";
import { launch, open } from "./browser.mjs";

const [folder, single, ensemble, comparison, forecast, calibration] = process.argv.slice(2).map((name) => (name === "-" ? undefined : resolve(name)));

/** What each picture shows: the report, how wide and high, and what the address asks for. */
const pictures = [
  { name: "report", file: ensemble, width: 1280, height: 1340 },
  { name: "report-road", file: ensemble, width: 1080, hash: "#figure=strip" },
  { name: "report-map", file: ensemble, width: 1080, hash: "#figure=map" },
  { name: "report-stages", file: ensemble, width: 1080, hash: "#figure=stages" },
  { name: "report-single-dark", file: single, width: 1280, height: 1300, hash: "#theme=dark" },
  { name: "report-comparison", file: comparison, width: 1280, height: 1400 },
  { name: "report-forecast", file: forecast, width: 1280, height: 1120 },
  { name: "report-calibration", file: calibration, width: 1280, height: 1080 },
  { name: "report-telephone-armenian", file: ensemble, width: 400, height: 860, hash: "#lang=hy" },
];

const browser = await launch();
for (const { name, file, width, height, hash = "" } of pictures.filter((picture) => picture.file)) {
  const { page, context } = await open(browser, file, { hash, viewport: { width, height: height ?? 200 } });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: height === undefined });
  await context.close();
  console.log(path);
}
await browser.close();
