// Bundles test/unit/*.test.ts and runs them: node test/unit.mjs, in src/report/web.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { bundling } from "../build.mjs";

const folder = mkdtempSync(join(tmpdir(), "corridor-report-"));
try {
  const tests = readdirSync("test/unit").filter((name) => name.endsWith(".test.ts"));
  await build({ ...bundling, platform: "node", outdir: folder, outExtension: { ".js": ".mjs" }, entryPoints: tests.map((name) => `test/unit/${name}`) });
  const files = tests.map((name) => join(folder, name.replace(/ts$/, "mjs")));
  const { status } = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
