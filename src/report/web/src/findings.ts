// A finding arrives as the name of a template and the values that go into it; each language has its sentence. Here is how values
// become words. Names that begin with `caveat_` are shown above the findings: what is not in the numbers is said first.
import type { Finding } from "./data";
import { capital, type Format } from "./format";
import { is_instant } from "./measures";
import { measure_and_unit } from "./strings/measures";

export const template_names = [
  "caveat_single", "caveat_few", "caveat_assumed", "caveat_failed", "caveat_fit",
  "queue_gone_one", "queue_gone_range", "queue_gone_wide", "queue_gone_some", "queue_gone_never", "queue_gone_already",
  "queue_none",
  "queue_largest_one", "queue_largest_range", "queue_largest_wide",
  "crossed_one", "crossed_range", "crossed_wide", "crossed_none",
  "beds_out_one", "beds_out_range", "beds_out_wide", "beds_out_some", "beds_out_never", "beds_out_already",
  "registered_one", "registered_range", "registered_wide", "registered_some", "registered_never", "registered_already",
  "wait_one", "wait_range", "wait_wide", "wait_none", "travel_one", "travel_range",
  "compared_better", "compared_worse", "compared_same", "compared_uncertain", "compared_single",
  "caveat_effective", "caveat_kept", "caveat_overfitted",
  "forecast_crossed_range", "forecast_crossed_one", "forecast_crossed_wide", "forecast_crossed_none",
  "forecast_left_range", "forecast_left_one", "forecast_left_wide", "forecast_left_open", "forecast_left_late", "forecast_left_never",
  "forecast_left_already", "forecast_beds_range", "forecast_beds_one", "forecast_beds_wide", "forecast_beds_none",
  "calibration_usable", "calibration_widened", "calibration_not_reliable", "calibration_chains", "calibration_weights",
  "calibration_emulator", "calibration_identified_all", "calibration_identified_some", "calibration_identified_none", "calibration_tied",
  "calibration_covers_all", "calibration_covers_some", "calibration_covers_none",
] as const;

export type TemplateName = (typeof template_names)[number];
export type Sentences = Record<TemplateName, (said: Said) => string>;

type Kind = "time" | "count" | "hours" | "km";

/** What a sentence needs from outside itself: names of places and measures in the reader's language. */
export interface Names {
  place(id: string): string;
  measure(name: string): string;
  group(name: string): string;
  unit(name: string): string;
}

/** The values of one finding, written in one language. */
export class Said {
  constructor(
    private readonly values: Finding["values"],
    readonly format: Format,
    private readonly names: Names,
  ) {}

  value(name: string): number | null {
    const value = this.values[name];
    return typeof value === "number" ? value : null;
  }

  text(name: string): string {
    const value = this.values[name];
    return value === null || value === undefined ? "" : String(value);
  }

  time(name: string): string {
    return this.format.time(this.value(name));
  }

  count(name: string): string {
    return this.format.count(this.value(name));
  }

  /** With two decimals. */
  decimal(name: string): string {
    return this.format.number(this.value(name), 2);
  }

  hours(name: string): string {
    return this.format.duration(this.value(name));
  }

  km(name: string): string {
    return this.format.kilometres(this.value(name));
  }

  place(): string {
    return this.names.place(this.text("place"));
  }

  /** The place alone where a stage is meant: "Goris", not "Registration, Goris". */
  site(): string {
    return this.names.place(this.text("place").split("/")[0] ?? "");
  }

  /** How many runs there are. */
  runs(): number {
    return this.value("n") ?? 1;
  }

  has(name: string): boolean {
    return this.value(name) !== null;
  }

  private written(kind: Kind, name: string): string {
    if (kind === "time") return this.time(name);
    if (kind === "hours") return this.hours(name);
    return kind === "km" ? this.km(name) : this.count(name);
  }

  /** What `say` makes of the ends of a range; nothing if both are written the same, or one is not known. */
  spread(kind: Kind, low: string, high: string, say: (low: string, high: string) => string): string {
    if (!this.has(low) || !this.has(high)) return "";
    const ends: [string, string] = [this.written(kind, low), this.written(kind, high)];
    return ends[0] === ends[1] ? "" : say(...ends);
  }

  /** "Persons queued, children", the subject of a comparison. */
  subject(): string {
    const group = this.text("group");
    const place = this.text("place");
    const parts = [measure_and_unit(this.text("measure"), this.text("unit"), this.format.language)];
    if (place !== "" && place !== "all") parts.push(this.names.place(place));
    if (group !== "") parts.push(this.names.group(group));
    const text = parts.join(", ");
    return capital(text, this.format.language);
  }

  private is_time(): boolean {
    return this.text("unit") === "h";
  }

  /** A value of the compared measure, with its unit. */
  figure(name: string): string {
    const value = this.value(name);
    if (is_instant(this.text("measure"))) return this.format.time(value);
    if (this.is_time()) return this.format.duration(value);
    return this.format.number(value === null ? null : sensible(value));
  }

  /** A difference of the compared measure. */
  difference(name: string): string {
    const value = this.value(name);
    if (value === null) return this.format.number(null);
    if (this.is_time()) return this.format.signed_duration(value);
    return this.format.signed(sensible(value));
  }

  is_less(): boolean {
    return (this.value("mean") ?? 0) < 0;
  }

  /** How much less or more: a share of the base, or the difference itself where a share says nothing. */
  change(): string {
    const base = this.value("base");
    const mean = this.value("mean");
    if (mean === null) return this.format.number(null);
    if (this.is_time()) return this.format.duration(Math.abs(mean));
    const share = base ? Math.abs(mean / base) : 0;
    return share >= 0.005 && share < 10 ? this.format.share(share) : this.format.number(sensible(Math.abs(mean)));
  }

  /** In how many pairs the variant is worse. */
  worse(): string {
    return this.format.count(this.runs() - (this.value("k") ?? 0));
  }
}

/** Figures of 10 and more without decimals: their difference is not known better. */
function sensible(value: number): number {
  return Math.abs(value) >= 10 ? Math.round(value) : value;
}

export function is_caveat(finding: Finding): boolean {
  return finding.template.startsWith("caveat_");
}

/** The sentence of a finding; of a template that this page does not know its name and values, so that nothing is lost. */
export function sentence_of(finding: Finding, sentences: Sentences, format: Format, names: Names): string {
  const said = new Said(finding.values, format, names);
  if (Object.hasOwn(sentences, finding.template)) return sentences[finding.template as TemplateName](said);
  const values = Object.entries(finding.values).map(([name, value]) => `${name} = ${value ?? "–"}`);
  return `${finding.template}: ${values.join(", ")}`;
}
