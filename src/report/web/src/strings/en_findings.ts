import type { Said, Sentences } from "../findings";
import { is_instant } from "../measures";
import { en_extra_findings } from "./en_extras";

const between = (low: string, high: string) => `; in 9 runs of 10 between ${low} and ${high}`;
const runs = (n: number) => (n === 1 ? "" : ` in any of ${n} runs`);
const all_runs = (n: number) => (n === 1 ? "" : ` in all ${n} runs`);
const sense = (said: Said) => (said.is_less() ? "less" : "more");
const when = (said: Said) => (said.is_less() ? "earlier" : "later");
const changed = (said: Said) =>
  `${said.subject()}: ${said.change()} ${is_instant(said.text("measure")) ? when(said) : sense(said)}, ` +
  `${said.figure("base")} → ${said.figure("variant")}` +
  (said.has("low") ? ` (difference ${said.difference("low")} to ${said.difference("high")})` : "");

export const en_findings: Sentences = {
  ...en_extra_findings,
  caveat_single: () => "One run only: it shows one way in which things may go, without a range.",
  caveat_few: (said) => `Only ${said.count("n")} runs: the ranges are rough.`,
  caveat_assumed: (said) =>
    `${said.count("k")} of ${said.count("n")} values behind this are assumed, and that uncertainty is not in the ranges.`,
  caveat_failed: (said) => `${said.count("k")} of ${said.count("n")} runs failed and are not counted.`,
  caveat_fit: (said) =>
    `${said.count("k")} of ${said.count("n")} observed points of ${said.text("series")} lie outside the 90% band: the ranges are too narrow there.`,

  queue_gone_one: (said) => `The queue is gone by ${said.time("at")}.`,
  queue_gone_range: (said) => `The queue is gone by ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", between)}.`,
  queue_gone_wide: (said) =>
    `When the queue is gone is very uncertain${said.spread("time", "at_p05", "at_p95", (a, b) => `: in 9 runs of 10 between ${a} and ${b}`)}.`,
  queue_gone_some: (said) =>
    `In ${said.count("k")} of ${said.count("n")} runs the queue is gone before the end (${said.time("end")}), in half of these by ${said.time("at_p50")}; in the others it still stands then.`,
  queue_gone_never: (said) => `The queue still stands at the end, ${said.time("end")}${all_runs(said.runs())}.`,
  queue_gone_already: () => "The queue is gone already in the first hour.",
  queue_none: (said) => `No queue forms${runs(said.runs())}.`,

  queue_largest_one: (said) =>
    `At its longest the queue has ${said.count("vehicles")} vehicles over ${said.km("km")} km${said.has("at") ? `, about ${said.time("at")}` : ""}.`,
  queue_largest_range: (said) =>
    `At its longest the queue has ${said.count("p50")} vehicles over ${said.km("km")} km${said.has("at") ? `, about ${said.time("at")}` : ""}${said.spread("count", "p05", "p95", (a, b) => `${between(a, b)} vehicles`)}.`,
  queue_largest_wide: (said) =>
    `How long the queue becomes is very uncertain${said.spread("count", "p05", "p95", (a, b) => `: in 9 runs of 10 between ${a} and ${b} vehicles`)}.`,

  crossed_one: (said) =>
    `99 of 100 people who cross at ${said.place()} have crossed by ${said.time("at")}; ${said.count("persons")} people cross in all.`,
  crossed_range: (said) =>
    `99 of 100 people who cross at ${said.place()} have crossed by ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", between)}. ${said.count("persons")} people cross in all.`,
  crossed_wide: (said) =>
    `When 99 of 100 people have crossed at ${said.place()} is very uncertain${said.spread("time", "at_p05", "at_p95", (a, b) => `: in 9 runs of 10 between ${a} and ${b}`)}.`,
  crossed_none: (said) => `Nobody crosses before the end, ${said.time("end")}${runs(said.runs())}.`,

  beds_out_one: (said) =>
    `The beds of ${said.place()} are full on ${said.time("at")}; at most ${said.count("without")} people are without a bed at one time.`,
  beds_out_range: (said) =>
    `The beds of ${said.place()} are full on ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", (a, b) => ` (in 9 runs of 10 between ${a} and ${b})`)}; at most ${said.count("without_p50")} people are without a bed at one time${said.spread("count", "without_p05", "without_p95", (a, b) => ` (between ${a} and ${b})`)}.`,
  beds_out_wide: (said) =>
    `When the beds of ${said.place()} are full is very uncertain${said.spread("time", "at_p05", "at_p95", (a, b) => `: in 9 runs of 10 between ${a} and ${b}`)}; at most ${said.count("without_p50")} people are without a bed at one time.`,
  beds_out_some: (said) =>
    `In ${said.count("k")} of ${said.count("n")} runs the beds of ${said.place()} are full, in half of these by ${said.time("at_p50")}, and then at most ${said.count("without_p50")} people are without a bed.`,
  beds_out_never: (said) => `Nobody waits for a bed for lack of one${runs(said.runs())}.`,
  beds_out_already: (said) =>
    `The beds of ${said.place()} are full from the beginning; at most ${said.count("without")} people are without a bed at one time.`,

  registered_one: (said) =>
    `The line for registration in ${said.site()} is gone by ${said.time("at")}; ${said.count("persons")} people are registered by then.`,
  registered_range: (said) =>
    `The line for registration in ${said.site()} is gone by ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", between)}. ${said.count("persons")} people are registered by then.`,
  registered_wide: (said) =>
    `When the line for registration in ${said.site()} is gone is very uncertain${said.spread("time", "at_p05", "at_p95", (a, b) => `: in 9 runs of 10 between ${a} and ${b}`)}.`,
  registered_some: (said) =>
    `In ${said.count("k")} of ${said.count("n")} runs the line for registration in ${said.site()} is gone before the end (${said.time("end")}), in half of these by ${said.time("at_p50")}.`,
  registered_never: (said) =>
    `People still wait to be registered at ${said.site()} at the end, ${said.time("end")}${all_runs(said.runs())}${said.has("waiting") ? `: ${said.count("waiting")} people${said.runs() === 1 ? "" : " in the median run"}` : ""}.`,
  registered_already: (said) => `Nobody ever waits to be registered at ${said.site()}.`,

  wait_one: (said) => `The longest line is at ${said.place()}: 95 of 100 waited at most ${said.hours("hours")}.`,
  wait_range: (said) =>
    `The longest line is at ${said.place()}: 95 of 100 waited at most ${said.hours("hours_p50")}${said.spread("hours", "hours_p05", "hours_p95", between)}.`,
  wait_wide: (said) =>
    `The longest line is at ${said.place()}, and how long is very uncertain: 95 of 100 waited at most ${said.hours("hours_p05")} to ${said.hours("hours_p95")}.`,
  wait_none: () => "Nobody waits in line at any stage.",
  travel_one: (said) =>
    `Who leaves ${said.place()} about ${said.time("at")} is longest on the way: half need more than ${said.hours("hours")}.`,
  travel_range: (said) =>
    `Who leaves ${said.place()} about ${said.time("at")} is longest on the way: half need more than ${said.hours("hours_p50")}${said.spread("hours", "hours_p05", "hours_p95", between)}.`,

  compared_better: (said) => `${changed(said)}; better in ${said.count("k")} of ${said.count("n")} pairs of runs.`,
  compared_worse: (said) => `${changed(said)}; worse in ${said.worse()} of ${said.count("n")} pairs of runs.`,
  compared_same: (said) =>
    `${said.subject()}: no difference${said.runs() === 1 ? " in one pair of runs" : ` in any of ${said.count("n")} pairs of runs`}.`,
  compared_uncertain: (said) =>
    `${said.subject()}: no clear difference (${said.difference("low")} to ${said.difference("high")}); better in ${said.count("k")} of ${said.count("n")} pairs of runs.`,
  compared_single: (said) =>
    `${said.subject()}: ${said.figure("base")} → ${said.figure("variant")} in one pair of runs; chance is not in this number.`,
};
