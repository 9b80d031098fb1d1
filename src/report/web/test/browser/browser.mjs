// A Chromium for the tests, and what they all need of a page: it is open when its pictures are drawn, and everything that it did
// wrong is in `wrongs`.
import { chromium } from "playwright-core";

export const reports = process.argv.slice(2).filter((name) => name.endsWith(".html"));

/** @param env Additional environment, for instance other fonts. */
export function launch(env = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    env: { ...process.env, ...env },
  });
}

/** Opens a report and waits until it is drawn. `requests` are those besides the file itself. */
export async function open(browser, file, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
  const page = await context.newPage();
  const seen = { requests: [], wrongs: [] };
  page.on("request", (request) => { if (request.url().split("#")[0] !== `file://${encodeURI(file)}`) seen.requests.push(request.url()); });
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) seen.wrongs.push(message.text()); });
  page.on("pageerror", (error) => seen.wrongs.push(String(error)));
  page.on("dialog", (dialog) => { seen.wrongs.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
  await page.goto(`file://${encodeURI(file)}${hash}`);
  if (options.javaScriptEnabled !== false) {
    await page.waitForFunction(() => document.documentElement.dataset.ready, null, { timeout: 60_000 });
  }
  return { page, context, ...seen };
}
