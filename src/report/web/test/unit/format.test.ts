// Numbers, dates and lengths of time in four languages. Spaces within numbers are narrow no-break spaces (U+202F) where the language
// groups by spaces.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Format, rounded } from "../../src/format";
import { calendar, every_language } from "./support";

const format = (language: (typeof every_language)[number], hours = 288) => new Format(language, calendar, hours);

test("numbers are grouped as the language does", () => {
  assert.equal(format("en").count(1234567.4), "1,234,567");
  assert.equal(format("fr").count(1234567), "1\u202f234\u202f567");
  assert.equal(format("ru").count(1234567), "1\u00a0234\u00a0567");
  assert.equal(format("hy").count(1234567), "1\u202f234\u202f567");
  assert.equal(format("hy").number(12.34), "12,3");
  assert.equal(format("hy").number(-1234.5, 1), "−1\u202f234,5");
});

test("halves are rounded away from nothing, and there is no negative nothing", () => {
  assert.equal(rounded(2.5), 3);
  assert.equal(rounded(-2.5), -3);
  assert.ok(Object.is(rounded(-0.2), 0));
  assert.equal(format("en").count(-0.3), "0");
});

test("what does not apply is a dash", () => {
  for (const language of every_language) {
    assert.equal(format(language).number(null), "–");
    assert.equal(format(language).time(null), "–");
    assert.equal(format(language).duration(null), "–");
    assert.equal(format(language).share(Number.NaN), "–");
  }
});

test("instants are local times of the scenario, whatever the reader's zone", () => {
  assert.equal(format("en").time(0), "24 Sep 00:00");
  assert.equal(format("en").time(62.25), "26 Sep 14:15");
  assert.match(format("fr").time(62), /^26 sept\. 14:00$/);
  assert.match(format("ru").time(62), /^26 сент\. 14:00$/);
  assert.equal(format("hy").time(62), "26 սեպ 14:00");
});

test("the year is written where it changes", () => {
  const winter = new Format("en", { start: "2023-12-30T00:00:00Z", offset_minutes: 0 }, 96);
  assert.equal(winter.day(60), "1 Jan 2024");
  assert.equal(winter.day(0), "30 Dec 2023");
});

test("lengths of time are written in minutes, hours and minutes, or hours", () => {
  assert.equal(format("en").duration(0.5833), "35 min");
  assert.equal(format("en").duration(2 + 10 / 60), "2 h 10 min");
  assert.equal(format("en").duration(3), "3 h");
  assert.equal(format("en").duration(27.4), "27 h");
  assert.equal(format("en").duration(-1.5), "−1 h 30 min");
  assert.equal(format("en").duration(0.9999), "1 h");
  assert.equal(format("ru").duration(2.5), "2 ч 30 мин");
  assert.equal(format("hy").duration(0.5), "30 ր");
});

test("differences between times have a sign unless they are nothing", () => {
  assert.equal(format("en").signed_duration(1.5), "+1 h 30 min");
  assert.equal(format("en").signed_duration(-0.35), "−21 min");
  assert.equal(format("en").signed_duration(0.001), "0 min");
  assert.equal(format("en").signed_duration(-0.001), "0 min");
});

test("the first midnight is that of the scenario's clock", () => {
  assert.equal(format("en").first_midnight(), 0);
  assert.equal(new Format("en", { start: "2022-02-24T05:30:00+02:00", offset_minutes: 120 }).first_midnight(), 18.5);
});

test("days of tables are those written in the data", () => {
  assert.equal(format("en").iso_day("2023-09-29"), "29 Sep");
  assert.equal(format("en").iso_day("someday"), "someday");
});
