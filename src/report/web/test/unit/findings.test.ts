// Sentences of findings: exact in English for one run, many, none, never, already and very wide ranges; complete in every language.
import assert from "node:assert/strict";
import { test } from "node:test";
import { is_caveat, template_names } from "../../src/findings";
import { every_language, said, values_of_all } from "./support";

const range = { n: 200, at_p05: 118, at_p50: 134, at_p95: 150 };

test("of one run the instant alone is said", () => {
  assert.equal(said("en", "queue_gone_one", { at: 134 }), "The queue is gone by 29 Sep 14:00.");
  assert.equal(said("en", "queue_largest_one", { vehicles: 8334, km: 49.02, at: 54 }), "At its longest the queue has 8,334 vehicles over 49 km, about 26 Sep 06:00.");
  assert.equal(said("en", "wait_one", { place: "goris", hours: 0.5 }), "The longest line is at GORIS: 95 of 100 waited at most 30 min.");
});

test("of many runs the range is said in natural frequencies", () => {
  assert.equal(said("en", "queue_gone_range", range), "The queue is gone by 29 Sep 14:00; in 9 runs of 10 between 28 Sep 22:00 and 30 Sep 06:00.");
  assert.equal(
    said("en", "queue_largest_range", { n: 200, p05: 7723, p50: 8318, p95: 8721, km: 4.87, at: null }),
    "At its longest the queue has 8,318 vehicles over 4.9 km; in 9 runs of 10 between 7,723 and 8,721 vehicles.",
  );
});

test("a range whose ends are written the same is not said", () => {
  assert.equal(said("en", "queue_gone_range", { n: 200, at_p05: 133.999, at_p50: 134, at_p95: 134.001 }), "The queue is gone by 29 Sep 14:00.");
});

test("a very wide range has no middle", () => {
  assert.equal(
    said("en", "queue_gone_wide", { n: 200, at_p05: 24, at_p50: 100, at_p95: 280 }),
    "When the queue is gone is very uncertain: in 9 runs of 10 between 25 Sep 00:00 and 5 Oct 16:00.",
  );
  assert.doesNotMatch(said("en", "queue_largest_wide", { n: 9, p05: 1, p50: 500, p95: 9000, km: 3, at: 1 }), /500/);
});

test("never is said of all runs, and of one run without counting it", () => {
  assert.equal(said("en", "queue_gone_never", { n: 200, end: 288 }), "The queue still stands at the end, 6 Oct 00:00 in all 200 runs.");
  assert.equal(said("en", "queue_gone_never", { n: 1, end: 288 }), "The queue still stands at the end, 6 Oct 00:00.");
  assert.equal(said("en", "beds_out_never", { n: 200 }), "Nobody waits for a bed for lack of one in any of 200 runs.");
  assert.equal(said("en", "beds_out_never", { n: 1 }), "Nobody waits for a bed for lack of one.");
});

test("who still waits is counted only where it is known", () => {
  const end = { place: "goris", n: 20, end: 288 };
  assert.match(said("en", "registered_never", { ...end, waiting: 57 }), /in all 20 runs: 57 people in the median run\.$/);
  for (const language of every_language) {
    const text = said(language, "registered_never", { ...end, waiting: null });
    assert.doesNotMatch(text, /–|: *[.։]/, text);
  }
});

test("none and already are said", () => {
  assert.equal(said("en", "queue_none", { n: 200 }), "No queue forms in any of 200 runs.");
  assert.equal(said("en", "queue_none", { n: 1 }), "No queue forms.");
  assert.equal(said("en", "queue_gone_already", { n: 200 }), "The queue is gone already in the first hour.");
  assert.equal(said("en", "beds_out_already", { place: "goris", without: 312 }), "The beds of GORIS are full from the beginning; at most 312 people are without a bed at one time.");
});

test("what happens in some runs is said of those", () => {
  assert.equal(
    said("en", "beds_out_some", { place: "goris", k: 1, n: 20, at_p50: 62, without_p50: 12 }),
    "In 1 of 20 runs the beds of GORIS are full, in half of these by 26 Sep 14:00, and then at most 12 people are without a bed.",
  );
});

test("a comparison says the share, both values, the interval and in how many pairs", () => {
  const figure = { measure: "person_hours_queued", place: "all", group: "", unit: "person h", base: 2878857, variant: 1668470, mean: -1210387, low: -1248117, high: -1172656, k: 20, n: 20 };
  assert.equal(
    said("en", "compared_better", figure),
    "Time people lost in queues on the road (person-hours): 42% less, 2,878,857 → 1,668,470 (difference −1,248,117 to −1,172,656); better in 20 of 20 pairs of runs.",
  );
  assert.match(said("en", "compared_worse", { ...figure, k: 3 }), /worse in 17 of 20 pairs of runs\.$/);
  assert.match(said("en", "compared_uncertain", { ...figure, low: -5, high: 12 }), /no clear difference \(−5 to \+12\)/);
  assert.match(said("en", "compared_same", { ...figure, mean: 0 }), /no difference in any of 20 pairs of runs/);
});

test("a compared instant is a date, and its difference a length of time", () => {
  const figure = { measure: "time_99_crossed", place: "all", group: "", unit: "h", base: 140.65, variant: 178.2, mean: 37.5, low: 35.6, high: 39.4, k: 0, n: 10 };
  assert.equal(
    said("en", "compared_worse", figure),
    "99 of 100 people have crossed: 38 h later, 29 Sep 20:39 → 1 Oct 10:12 (difference +36 h to +39 h); worse in 10 of 10 pairs of runs.",
  );
});

test("a difference from nothing is a number, not a share", () => {
  const figure = { measure: "person_nights_without_bed", place: "all", group: "children", unit: "person nights", base: 0, variant: 42, mean: 42, low: 30, high: 54, k: 0, n: 10 };
  assert.match(said("en", "compared_worse", figure), /^Nights people waited for a bed \(person-nights\), children: 42 more, 0 → 42/);
});

test("every template has a whole sentence in every language", () => {
  for (const language of every_language) {
    for (const template of template_names) {
      for (const n of [1, 2, 21, 200]) {
        const text = said(language, template, { ...values_of_all, n });
        assert.match(text, /[.։]$/, `${language} ${template}`);
        assert.doesNotMatch(text, /undefined|NaN|null|\[object|–\.|  /, `${language} ${template}: ${text}`);
        if (language !== "en") assert.notEqual(text, said("en", template, { ...values_of_all, n }), template);
      }
    }
  }
});

test("every value of a range is in the sentence of every language", () => {
  for (const language of every_language) {
    const text = said(language, "queue_gone_range", range);
    for (const clock of ["14:00", "22:00", "06:00"]) assert.match(text, new RegExp(clock), `${language}: ${text}`);
  }
});

test("Russian declines runs by their number", () => {
  assert.match(said("ru", "beds_out_never", { n: 21 }), /из 21 прогона/);
  assert.match(said("ru", "beds_out_never", { n: 11 }), /из 11 прогонов/);
});

test("a template that is not known shows its name and values", () => {
  assert.equal(said("fr", "toString", { n: 3 }), "toString: n = 3");
});

test("caveats are told from findings", () => {
  assert.equal(template_names.filter((template) => is_caveat({ template, values: {} })).length, 8);
});
