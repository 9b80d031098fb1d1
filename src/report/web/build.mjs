// Builds dist/page.html: the template with style and script inlined, the policy that allows exactly these by their hashes, and the
// three marked places that the program fills. The same sources give the same bytes: `node build.mjs --check` compares.
import { createHash } from "node:crypto";
import { readFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");
const target = join(here, "dist", "page.html");

/** Whole numbers as bytes: zigzag, seven bits each, the least significant first. */
function in_bytes(numbers) {
  const bytes = [];
  for (const number of numbers) {
    let left = number < 0 ? -2 * number - 1 : 2 * number;
    for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
    bytes.push(left);
  }
  return Uint8Array.from(bytes);
}

/** The world's countries at 1:50 million as bytes, which src/atlas.ts reads: coasts and borders alone, no names and codes. Not
 *  compressed by zlib, whose bytes depend on the processor. */
async function packed_atlas() {
  const world = JSON.parse(await readFile(join(here, "node_modules/world-atlas/countries-50m.json"), "utf8"));
  const numbers = [world.arcs.length];
  for (const arc of world.arcs) numbers.push(arc.length, ...arc.flat());
  const countries = world.objects.countries.geometries;
  numbers.push(countries.length);
  for (const { type, arcs } of countries) {
    const polygons = type === "Polygon" ? [arcs] : arcs;
    numbers.push(polygons.length);
    for (const rings of polygons) {
      numbers.push(rings.length);
      for (const ring of rings) numbers.push(ring.length, ...ring);
    }
  }
  return { transform: world.transform, bytes: Buffer.from(in_bytes(numbers)).toString("base64") };
}

const atlas = {
  name: "atlas",
  setup(builder) {
    builder.onResolve({ filter: /^packed:atlas$/ }, () => ({ path: "atlas", namespace: "atlas" }));
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
