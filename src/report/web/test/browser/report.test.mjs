// Reports as a reader meets them, in a real Chromium: node test/browser/report.test.mjs <report.html>...
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, reports } from "./browser.mjs";
import { missing_glyphs } from "./glyphs.mjs";
import { layout_faults } from "./layout.mjs";
import { wrong_differences, wrong_forecast, wrong_numbers, wrong_predictions } from "./numbers.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const most_bytes = 1_500_000;
const armenian = String.fromCodePoint(...Array.from({ length: 38 }, (_, at) => 0x531 + at), ...Array.from({ length: 39 }, (_, at) => 0x561 + at)) + "։՝՞՜՛«»№֏";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

assert.ok(reports.length > 0, "usage: report.test.mjs <report.html>...");

async function with_report(file, options, check) {
  const opened = await open(browser, file, options);
  try {
    await check(opened.page, opened);
  } finally {
    await opened.context.close();
  }
}

async function axe_violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.map((found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
  });
}

/** Everything that a key press may reach, with its name. */
async function controls(page) {
  return page.evaluate(() => [...document.querySelectorAll("button, input, summary, a[href], [tabindex='0']")]
    .filter((element) => element.checkVisibility())
    .map((element, at) => {
      element.dataset.control = String(at);
      return `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent?.slice(0, 30) ?? ""}`;
    }));
}

for (const file of reports.map((name) => resolve(name))) {
  const name = basename(file, ".html");

  test(`${name}: opens from a file without a request, an error or a dialog`, async () => {
    await with_report(file, {}, async (page, { requests, wrongs }) => {
      assert.equal(await page.evaluate(() => document.documentElement.dataset.ready), "yes");
      assert.deepEqual(requests, []);
      assert.deepEqual(wrongs, []);
      assert.ok((await page.evaluate(() => document.documentElement.dataset.figures)).length > 0);
    });
  });

  test(`${name}: allows no script, style or request besides its own`, async () => {
    const html = readFileSync(file, "utf8");
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? "";
    assert.match(policy, /^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; img-src data:;/);
    assert.doesNotMatch(policy, /unsafe|https?:/);
    await with_report(file, {}, async (page) => {
      const blocked = await page.evaluate(async () => {
        const seen = [];
        document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
        const script = document.createElement("script");
        script.textContent = "globalThis.intruded = true";
        document.body.append(script);
        await fetch("https://example.invalid/").catch(() => {});
        await new Promise((done) => setTimeout(done, 50));
        return { seen, intruded: globalThis.intruded ?? false };
      });
      assert.equal(blocked.intruded, false);
      assert.ok(blocked.seen.includes("connect-src"), String(blocked.seen));
    });
  });

  test(`${name}: makes nothing but text of what the scenario says`, async () => {
    await with_report(file, {}, async (page) => {
      const found = await page.evaluate(() => ({
        images: document.querySelectorAll("img, iframe, object, embed, form, base").length,
        scripts: [...document.scripts].map((script) => script.id || script.type || "script"),
        handlers: [...document.querySelectorAll("*")].filter((element) => element.getAttributeNames().some((one) => one.startsWith("on"))).length,
        links: [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")).filter((href) => !/^(#|https?:\/\/)/.test(href)),
      }));
      assert.deepEqual(found, { images: 0, scripts: ["data", "script"], handlers: 0, links: [] });
      if (!name.startsWith("hostile")) return;
      assert.equal(await page.locator("h1").textContent(), "</script><script>alert(1)</script>");
      assert.ok((await page.locator("body").textContent()).includes("<img src=x onerror=alert(1)>"));
    });
  });

  test(`${name}: is under 1.5 MB, and its first chart is drawn within a second`, async () => {
    assert.ok(statSync(file).size < most_bytes, `${statSync(file).size} bytes`);
    const milliseconds = [];
    for (let turn = 0; turn < 5 && Math.min(...milliseconds, Infinity) >= 1000; ++turn) {
      await with_report(file, {}, async (page) => { milliseconds.push(Number(await page.evaluate(() => document.documentElement.dataset.charts))); });
    }
    assert.ok(Math.min(...milliseconds) < 1000, `${milliseconds} ms`);
  });

  for (const theme of ["light", "dark"]) {
    test(`${name}: has no fault that axe finds, ${theme}`, async () => {
      await with_report(file, { colorScheme: theme }, async (page) => {
        assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
        await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
        assert.deepEqual(await axe_violations(page), []);
      });
    });
  }

  for (const [kind, width, language] of [["a laptop", 1366, "en"], ["a laptop at 200 %", 683, "fr"], ["a telephone", 400, "hy"], ["a telephone", 400, "ru"], ["a laptop", 1366, "hy"]]) {
    test(`${name}: nothing overlaps or is cut on ${kind}, ${language}`, async () => {
      await with_report(file, { viewport: { width, height: 768 }, hash: `#lang=${language}` }, async (page) => {
        assert.deepEqual(await page.evaluate(layout_faults, width), []);
      });
    });
  }

  test(`${name}: nothing overlaps or is cut on paper, and paper is light`, async () => {
    await with_report(file, { colorScheme: "dark", viewport: { width: 688, height: 1000 } }, async (page) => {
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
      assert.deepEqual(await page.evaluate(layout_faults, 688), []);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light");
      assert.ok(await page.evaluate(() => [...document.querySelectorAll(".controls, input, .skip")].every((element) => element.getClientRects().length === 0)));
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    });
    await with_report(file, {}, async (page) => {
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      assert.ok(pdf.length > 20_000);
      assert.match(pdf.toString("latin1"), /\/MediaBox \[0 0 59[45](\.\d+)? 84[12]/);
    });
  });

  test(`${name}: every control is reached by keys, and shows it`, async () => {
    await with_report(file, {}, async (page) => {
      const wanted = await controls(page);
      const reached = new Set();
      for (let press = 0; press < wanted.length + 5; ++press) {
        await page.keyboard.press("Tab");
        const found = await page.evaluate(() => {
          const element = document.activeElement;
          const style = getComputedStyle(element);
          return { control: element?.dataset?.control, visible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
        });
        if (found.control === undefined) continue;
        assert.ok(found.visible, `${wanted[Number(found.control)]} shows no focus`);
        reached.add(Number(found.control));
      }
      assert.deepEqual(wanted.filter((_, at) => !reached.has(at)), []);
    });
  });

  test(`${name}: languages and themes are switched by keys`, async () => {
    await with_report(file, { hash: "#lang=en" }, async (page) => {
      const heading = () => page.locator("h2").first().textContent();
      const english = await heading();
      await page.locator("button[lang=hy]").focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.documentElement.lang === "hy", null, { timeout: 5000 });
      assert.notEqual(await heading(), english);
      await page.locator(".choice button:not([lang])").nth(1).focus();
      await page.keyboard.press("Space");
      await page.waitForFunction(() => document.documentElement.dataset.theme === "dark", null, { timeout: 5000 });
    });
  });

  test(`${name}: a series is hidden and its values are read by keys`, async (context) => {
    await with_report(file, {}, async (page) => {
      const chart = page.locator(".time-chart").first();
      if ((await chart.count()) === 0) return context.diagnostic("no chart over time in this report");
      const pixels = () => chart.locator("canvas").first().evaluate((canvas) => canvas.toDataURL());
      const shown = await pixels();
      await chart.locator(".legend button").first().focus();
      await page.keyboard.press("Enter");
      assert.equal(await chart.locator(".legend button").first().getAttribute("aria-pressed"), "false");
      await page.waitForTimeout(50);
      assert.notEqual(await pixels(), shown);
      await chart.locator("input[type=range]").focus();
      const told = await chart.locator("input[type=range]").getAttribute("aria-valuetext");
      await page.keyboard.press("ArrowRight");
      assert.notEqual(await chart.locator("input[type=range]").getAttribute("aria-valuetext"), told);
      assert.match((await chart.locator(".legend .value").first().textContent()) ?? "", /\d/);
    });
  });

  test(`${name}: the time slider moves the queue on the map`, async (context) => {
    await with_report(file, {}, async (page) => {
      const slider = page.locator(".time-slider input").first();
      if ((await slider.count()) === 0) return context.diagnostic("no map in this report");
      const queue = () => page.locator(".map .queue").first().evaluate((group) => [...group.querySelectorAll("path")].map((path) => path.getAttribute("d")).join(" "));
      await slider.focus();
      const drawn = new Set([await queue()]);
      await page.keyboard.press("Home");
      const first = await queue();
      drawn.add(first);
      for (let press = 0; press < 8; ++press) {
        await page.keyboard.press("PageUp");
        drawn.add(await queue());
      }
      assert.ok(drawn.size >= 4, `${drawn.size} different queues`);
      await page.keyboard.press("Home");
      assert.equal(await queue(), first);
      assert.ok((await page.locator(".disclaimer").first().textContent()).length > 40);
    });
  });

  test(`${name}: beside each picture stand a sentence and a table that opens by keys`, async () => {
    await with_report(file, {}, async (page) => {
      const figures = await page.locator("[data-figure]").count();
      assert.ok(figures > 0);
      for (let at = 0; at < figures; ++at) {
        const figure = page.locator("[data-figure]").nth(at);
        assert.match((await figure.locator(".sentence").textContent()) ?? "", /\S+ \S+/);
        if ((await figure.locator("table").count()) === 0) {
          await figure.locator("details.table summary").focus();
          await page.keyboard.press("Enter");
        }
        await figure.locator("tbody td").first().waitFor({ timeout: 5000 });
      }
    });
  });

  test(`${name}: reduced motion leaves nothing that plays`, async () => {
    await with_report(file, { reducedMotion: "reduce" }, async (page) => {
      assert.equal(await page.locator(".play:visible").count(), 0);
      assert.ok(await page.evaluate(() => [...document.querySelectorAll("*")].every((element) => getComputedStyle(element).transitionDuration === "0s")));
    });
  });

  test(`${name}: a figure can be shown alone, and says how high it is`, async () => {
    await with_report(file, {}, async (page) => {
      const ids = (await page.evaluate(() => document.documentElement.dataset.figures)).split(" ");
      for (const id of new Set([ids[0], ids.find((other) => other === "needs") ?? ids[ids.length - 1]])) {
        await with_report(file, { hash: `#figure=${id}&theme=light` }, async (alone) => {
          assert.equal(await alone.locator("[data-figure]:visible").count(), 1);
          assert.equal(await alone.locator("h1:visible, .controls:visible, summary:visible").count(), 0);
          const end = await alone.evaluate(() => document.querySelector(".shown[data-figure]").getBoundingClientRect().bottom + scrollY);
          const height = Number(await alone.evaluate(() => document.documentElement.dataset.height));
          assert.ok(height >= end && height <= end + 40, `${id}: ${height} for ${end}`);
        });
      }
    });
  });

  // A folder beside the report with its name is the run or comparison that it is of.
  const folder = join(dirname(file), name);
  if (existsSync(join(folder, "summary.csv"))) {
    test(`${name}: shows the numbers that the run stored`, async () => {
      await with_report(file, { hash: "#lang=en" }, async (page) => {
        const { wrong, compared } = await wrong_numbers(page, folder);
        assert.deepEqual(wrong, []);
        assert.ok(compared >= 100, `${compared} compared`);
      });
    });
  }
  if (existsSync(join(folder, "comparison.csv"))) {
    test(`${name}: shows the differences that the comparison stored`, async () => {
      await with_report(file, { hash: "#lang=en" }, async (page) => {
        const { wrong, compared } = await wrong_differences(page, folder);
        assert.deepEqual(wrong, []);
        assert.ok(compared >= 8, `${compared} compared`);
      });
    });
  }

  for (const [table, wrong_in, least] of [["forecast.csv", wrong_forecast, 30], ["predictive.csv", wrong_predictions, 12]]) {
    if (!existsSync(join(folder, table))) continue;
    test(`${name}: shows the numbers of ${table}`, async () => {
      await with_report(file, { hash: "#lang=en" }, async (page) => {
        const { wrong, compared } = await wrong_in(page, folder);
        assert.deepEqual(wrong, []);
        assert.ok(compared >= least, `${compared} compared`);
      });
    });
  }

  test(`${name}: says the essentials without JavaScript`, async () => {
    await with_report(file, { javaScriptEnabled: false }, async (page) => {
      const text = (await page.locator("#static").textContent()) ?? "";
      assert.equal(await page.locator("#static h1").count(), 1);
      assert.ok((await page.locator("#static table td").count()) > 0, "no table");
      assert.match(text, /\d{2}/);
    });
  });

  test(`${name}: every letter has a glyph, Armenian ones too`, async () => {
    await with_report(file, { hash: "#lang=hy" }, async (page) => {
      const text = await page.evaluate(() => document.body.innerText);
      assert.match(text, /[\u0561-\u0587]{4}/);
      assert.deepEqual(await page.evaluate(missing_glyphs, text + armenian), []);
    });
  });
}

test("a missing Armenian glyph would be seen", async () => {
  const folder = mkdtempSync(join(tmpdir(), "corridor-fonts-"));
  const fonts = join(folder, "fonts.conf");
  writeFileSync(fonts, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts/truetype/noto</dir>
    <selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont><glob>*/NotoSans-Regular.ttf</glob></acceptfont></selectfont>
    <cachedir>${folder}</cachedir></fontconfig>`);
  const poor = await launch({ FONTCONFIG_FILE: fonts });
  try {
    const { page } = await open(poor, resolve(reports[0]), { hash: "#lang=hy" });
    assert.ok((await page.evaluate(missing_glyphs, armenian)).length > 30);
    assert.deepEqual(await page.evaluate(missing_glyphs, "abcабв"), []);
  } finally {
    await poor.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
