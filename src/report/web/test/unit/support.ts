// What the tests of sentences share: a calendar as that of the reference case, and names that are easy to see in a text.
import type { Finding } from "../../src/data";
import { type Names, sentence_of } from "../../src/findings";
import { Format, type Language } from "../../src/format";
import { strings_of } from "../../src/strings";
import { group_label, measure_label, unit_label } from "../../src/strings/measures";

export const calendar = { start: "2023-09-24T00:00:00+04:00", offset_minutes: 240 };

export function names(language: Language): Names {
  return {
    place: (id) => (id === "all" ? "everywhere" : id.toUpperCase()),
    measure: (name) => measure_label(name, language),
    group: (name) => group_label(name, language),
    unit: (name) => unit_label(name, language),
  };
}

export function said(language: Language, template: string, values: Finding["values"] = {}): string {
  return sentence_of({ template, values }, strings_of(language).findings, new Format(language, calendar, 288), names(language));
}

export const every_language: readonly Language[] = ["en", "fr", "ru", "hy"];

/** Values enough for every template. */
export const values_of_all = {
  k: 3, n: 20, series: "arrivals", place: "goris", at: 62, end: 288, vehicles: 8334, km: 49, persons: 100632, without: 312, waiting: 57,
  p05: 7723, p50: 8318, p95: 8721, at_p05: 60.5, at_p50: 62, at_p95: 70, hours: 3.73, hours_p05: 1.2, hours_p50: 3.73, hours_p95: 4.82,
  without_p05: 150, without_p50: 312, without_p95: 480,
  share: 95, at_without: 270, factor: 1.27, chi_square: 91.4, degrees: 68.2, names: "later rate + jump (-0.93)",
  measure: "person_hours_queued", group: "", unit: "person h", base: 2878857, variant: 1668470, mean: -1210387, low: -1248117, high: -1172656,
};
