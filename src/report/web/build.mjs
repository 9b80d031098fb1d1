// Builds dist/page.html: the template with style and script inlined, the policy that allows exactly these by their hashes, and the
// three marked places that the program fills. The same sources give the same bytes: `node build.mjs --check` compares.
import { createHash } from "node:crypto";
import { readFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");
const target = join(here, "dist", "page.html");

/** The world's countries at 1:50 million without names and codes: coasts and borders alone. */
async function packed_atlas() {
  const world = JSON.parse(await readFile(join(here, "node_modules/world-atlas/countries-50m.json"), "utf8"));
  const geometries = world.objects.countries.geometries.map(({ type, arcs }) => ({ type, arcs }));
  world.objects = { countries: { type: "GeometryCollection", geometries } };
  return gzipSync(JSON.stringify(world), { level: 9 }).toString("base64");
}

const atlas = {
  name: "atlas",
  setup(builder) {
    builder.onResolve({ filter: /atlas\.json\.gz$/ }, () => ({ path: "atlas", namespace: "atlas" }));
    builder.onLoad({ filter: /.*/, namespace: "atlas" }, async () => ({
      contents: `export default ${JSON.stringify(await packed_atlas())};`,
      loader: "js",
    }));
  },
};

/** Options that the tests' bundles share. */
export const bundling = {
  bundle: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  plugins: [atlas],
  absWorkingDir: here,
  logLevel: "warning",
};

async function bundled(entry, options) {
  const { outputFiles } = await build({
    ...bundling, entryPoints: [join(source, entry)], minify: true, write: false, legalComments: "none", ...options,
  });
  return outputFiles[0].text;
}

/** An inline script or style ends at the first `</`: none may be in it. */
function enclosed(text, element) {
  if (element === "script") return text.replaceAll("</script", "<\\/script").replaceAll("<!--", "\\x3C!--").trim();
  if (text.includes("</")) throw new Error("the style sheet would end early");
  return text.trim();
}

function hash_of(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

async function page() {
  const define = { devicePixelRatio: "corridor_pixel_ratio" };
  const script = enclosed(await bundled("main.tsx", { format: "iife", define, inject: [join(source, "pixels.ts")] }), "script");
  const style = enclosed(await bundled("style.css", { loader: { ".css": "css" } }), "style");
  const policy = [
    "default-src 'none'", `script-src ${hash_of(script)}`, `style-src ${hash_of(style)}`, "img-src data:", "base-uri 'none'", "form-action 'none'",
  ].join("; ");
  const template = await readFile(join(source, "template.html"), "utf8");
  return template.replace("@policy@", () => policy).replace("@style@", () => style).replace("@script@", () => script);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = await page();
  if (process.argv.includes("--check")) {
    const stored = await readFile(target, "utf8").catch(() => "");
    if (stored !== made) {
      console.error("src/report/web/dist/page.html is not what its sources make; run tools/report_page");
      process.exit(1);
    }
  } else {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, made);
    console.log(`dist/page.html: ${Math.round(made.length / 1024)} KiB`);
  }
}
