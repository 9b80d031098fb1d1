// Forecasts and calibrations: their sentences in English as the program has them, and the pure parts of their pictures.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pairs_of } from "../../src/parts/calibration_background";
import { position_in } from "../../src/parts/calibration_values";
import { has_far } from "../../src/parts/residuals";
import { every_language, said } from "./support";

const ahead = { place: "hakari", at: 92, p05: 43100, p50: 54700, p95: 82700 };
const left = { share: 95, at_p05: 92.5, at_p50: 135, at_p95: 140, end: 256 };

test("how many will have crossed is said with its range, or as very uncertain, or as nobody", () => {
  assert.equal(said("en", "forecast_crossed_range", ahead), "By 27 Sep 20:00 between 43,100 and 82,700 people (half: 54,700) will have crossed at HAKARI, in 9 runs of 10.");
  assert.equal(said("en", "forecast_crossed_wide", ahead), "How many people will have crossed at HAKARI by 27 Sep 20:00 is very uncertain: in 9 runs of 10 between 43,100 and 82,700.");
  assert.equal(said("en", "forecast_crossed_one", ahead), "By 27 Sep 20:00 about 54,700 people will have crossed at HAKARI.");
  assert.equal(said("en", "forecast_crossed_none", ahead), "By 27 Sep 20:00 nobody will have crossed at HAKARI, in 19 runs of 20.");
});

test("by when those who will leave have crossed may be later than the forecast reaches", () => {
  assert.match(said("en", "forecast_left_range", left), /by 29 Sep 15:00; in 9 runs of 10 between 27 Sep 20:30 and 29 Sep 20:00\.$/);
  for (const language of every_language) {
    assert.doesNotMatch(said(language, "forecast_left_open", { ...left, at_p95: null }), /–/, language);
    assert.doesNotMatch(said(language, "forecast_left_late", { ...left, at_p50: null, at_p95: null }), /–/, language);
    assert.doesNotMatch(said(language, "forecast_left_never", { ...left, at_p05: null, at_p50: null, at_p95: null }), /–/, language);
  }
});

test("people without a bed are told of only if there are any", () => {
  const none = said("en", "forecast_beds_range", { ...ahead, without: null, at_without: null });
  assert.equal(none, "By 27 Sep 20:00 between 43,100 and 82,700 people (half: 54,700) will have a bed in the reception, in 9 runs of 10.");
  assert.match(said("en", "forecast_beds_range", { ...ahead, without: 4800, at_without: 256 }), /; in 1 of 20 at least 4,800 people are without one, most about 4 Oct 16:00\.$/);
});

test("a verdict says by how much a calibration was widened", () => {
  assert.match(said("en", "calibration_widened", { factor: 1.158, chi_square: 91.4, degrees: 68.2 }), /widened by 1\.16: .*\(chi-square 91 on 68\)/);
  assert.match(said("hy", "calibration_widened", { factor: 1.158, chi_square: 91.4, degrees: 68.2 }), /1,16/);
});

test("a value stands between the least and the most of both its ranges", () => {
  const before = { p05: 10, p25: 12, p50: 15, p75: 18, p95: 20 };
  const after = { p05: 14, p25: 16, p50: 18, p75: 22, p95: 30 };
  assert.equal(position_in({ prior: before, posterior: after }, 10), 0);
  assert.equal(position_in({ prior: before, posterior: after }, 30), 1);
  assert.equal(position_in({ prior: before, posterior: after }, 20), 0.5);
  const same = { p05: 1, p25: 1, p50: 1, p75: 1, p95: 1 };
  assert.equal(position_in({ prior: same, posterior: same }, 1), 0.5);
});

test("pairs of values are told once, the strongest first, and weak ones not at all", () => {
  const pairs = pairs_of([[1, -0.9, 0.2], [-0.9, 1, 0.95], [0.2, 0.95, 1]]);
  assert.deepEqual(pairs, [{ first: 1, second: 2, correlation: 0.95 }, { first: 0, second: 1, correlation: -0.9 }]);
  assert.equal(has_far({ residual: -2 }), true);
  assert.equal(has_far({ residual: 1.9 }), false);
});
