// Every language says everything in its own words, and the measures are those of docs/measures.md.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { measure_names, unit_names } from "../../src/measures";
import { strings_of } from "../../src/strings";
import { group_label, measure_label, unit_label } from "../../src/strings/measures";
import { every_language } from "./support";

/** The same in two languages, rightly. */
const shared = new Set(["Base", "Variante", "Place", "Points", "Longitude", "Latitude", "Source", "Version", "Version:", "Table"]);

/** Texts of a table of strings by their path; functions are called with plain words. */
function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String(value(...(path.endsWith("assumptions_sentence") ? [["1", "2", "3"]] : ["1", "2", "3"])))]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "findings" ? [] : texts(inner, `${path}.${key}`)));
}

test("no string is left in English", () => {
  const english = new Map(texts(strings_of("en"), ""));
  for (const language of every_language.filter((one) => one !== "en")) {
    const others = texts(strings_of(language), "");
    assert.equal(others.length, english.size);
    for (const [path, text] of others) {
      assert.notEqual(text.trim(), "", path);
      if (!shared.has(text)) assert.notEqual(text, english.get(path), `${language}${path}`);
    }
  }
});

test("Russian and Armenian are written in their own letters", () => {
  for (const [language, letters] of [["ru", /[а-яё]/i], ["hy", /[\u0531-\u0587]/]] as const) {
    for (const [path, text] of texts(strings_of(language), "")) {
      if (/[a-z]{3,}/i.test(text)) assert.match(text, letters, `${language}${path}: ${text}`);
      else assert.ok(letters.test(text) || !/[a-z]/i.test(text), `${language}${path}: ${text}`);
    }
  }
});

test("the measures and units are those of the catalogue", () => {
  const catalogue = readFileSync("../../../docs/measures.md", "utf8").split("<!-- measures -->")[1] ?? "";
  const rows = [...catalogue.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)];
  assert.deepEqual([...measure_names], rows.map((row) => row[1]));
  assert.deepEqual([...unit_names].sort(), [...new Set(rows.map((row) => row[2]))].sort());
});

test("measures, units and groups have names in every language", () => {
  for (const name of measure_names) {
    const labels = every_language.map((language) => measure_label(name, language));
    assert.equal(new Set(labels).size, 4, name);
  }
  assert.equal(unit_label("person h", "ru"), "человеко-часы");
  assert.equal(group_label("over_60", "fr"), "personnes de plus de 60 ans");
  assert.equal(measure_label("some_new_measure", "hy"), "some new measure");
  assert.equal(measure_label("constructor", "en"), "constructor");
});
