// Numbers, dates and lengths of time as each language writes them. Browsers may lack the data of Armenian (Chromium does), so its
// months and separators are written here; the others come from Intl. No time zone of the reader enters: times are the scenario's.

export type Language = "en" | "fr" | "ru" | "hy";

/** Start of the scenario as written in data: local ISO time, and how far local time is ahead of UTC. */
export interface Calendar {
  start: string;
  offset_minutes: number;
}

const narrow_space = "\u202f";
const nothing = "–";
const armenian_months = ["հնվ", "փտվ", "մրտ", "ապր", "մյս", "հնս", "հլս", "օգս", "սեպ", "հոկ", "նոյ", "դեկ"];
const units = {
  en: { hour: "h", minute: "min" },
  fr: { hour: "h", minute: "min" },
  ru: { hour: "ч", minute: "мин" },
  hy: { hour: "ժ", minute: "ր" },
} as const;

/** Nearest whole number, halves away from zero, as the program rounds. */
export function rounded(value: number, decimals = 0): number {
  const scale = 10 ** decimals;
  const nearest = (Math.sign(value) * Math.round(Math.abs(value) * scale)) / scale;
  return nearest === 0 ? 0 : nearest;
}

function armenian_number(value: number, decimals: number): string {
  const [whole = "0", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, narrow_space);
  return (value < 0 ? "−" : "") + grouped + (fraction ? "," + fraction : "");
}

/** The text with a capital first letter. */
export function capital(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** How many decimals tell a figure apart: none above 100, one above 10, two below. */
function decimals_of(value: number): number {
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return 0;
  return size >= 10 ? 1 : 2;
}

export class Format {
  readonly language: Language;
  private readonly start: number;
  private readonly months: Intl.DateTimeFormat;
  private readonly several_years: boolean;

  /** @param hours Length of the scenario [h]: the year is written only if it is not the same throughout. */
  constructor(language: Language, calendar: Calendar, hours = 0) {
    this.language = language;
    this.start = Date.parse(calendar.start) + calendar.offset_minutes * 60_000;
    this.months = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
    const end = new Date(this.start + hours * 3_600_000);
    this.several_years = new Date(this.start).getUTCFullYear() !== end.getUTCFullYear();
  }

  number(value: number | null, decimals?: number): string {
    if (value === null || !Number.isFinite(value)) return nothing;
    const places = decimals ?? decimals_of(value);
    const shown = rounded(value, places);
    if (this.language === "hy") return armenian_number(shown, places);
    return new Intl.NumberFormat(this.language, { minimumFractionDigits: places, maximumFractionDigits: places })
      .format(shown)
      .replace("-", "−");
  }

  count(value: number | null): string {
    return this.number(value, 0);
  }

  /** With its sign, as a difference is written. */
  signed(value: number | null, decimals?: number): string {
    if (value === null) return nothing;
    return (value > 0 ? "+" : "") + this.number(value, decimals);
  }

  kilometres(value: number | null): string {
    return value === null ? nothing : this.number(value, Math.abs(value) < 10 ? 1 : 0);
  }

  share(value: number | null): string {
    if (value === null || !Number.isFinite(value)) return nothing;
    return this.count(value * 100) + (this.language === "en" ? "%" : narrow_space + "%");
  }

  /** A length of time: `35 min`, `2 h 10 min`, `27 h`. */
  duration(hours: number | null): string {
    if (hours === null) return nothing;
    const unit = units[this.language];
    const minutes = rounded(Math.abs(hours) * 60);
    const sign = hours < 0 && minutes > 0 ? "−" : "";
    if (minutes < 60) return `${sign}${minutes} ${unit.minute}`;
    if (minutes >= 600) return `${sign}${this.count(rounded(Math.abs(hours)))} ${unit.hour}`;
    const rest = minutes % 60;
    return `${sign}${Math.floor(minutes / 60)} ${unit.hour}` + (rest ? ` ${rest} ${unit.minute}` : "");
  }

  /** A difference between two times, with its sign. */
  signed_duration(hours: number | null): string {
    if (hours === null) return nothing;
    return (rounded(hours * 60) > 0 ? "+" : "") + this.duration(hours);
  }

  /** The instant `hours` after the start in local time, held as if it were UTC. */
  private instant(hours: number): Date {
    return new Date(this.start + Math.round(hours * 60) * 60_000);
  }

  private month(date: Date): string {
    if (this.language === "hy") return armenian_months[date.getUTCMonth()] ?? "";
    const parts = this.months.formatToParts(date);
    return parts.find((part) => part.type === "month")?.value ?? "";
  }

  /** `29 Sep`; with the year if the scenario runs over its end. */
  day(hours: number | null): string {
    if (hours === null) return nothing;
    const date = this.instant(hours);
    const year = this.several_years ? ` ${date.getUTCFullYear()}` : "";
    return `${date.getUTCDate()} ${this.month(date)}${year}`;
  }

  clock(hours: number): string {
    return this.instant(hours).toISOString().slice(11, 16);
  }

  /** `29 Sep 14:00`. */
  time(hours: number | null): string {
    return hours === null ? nothing : `${this.day(hours)} ${this.clock(hours)}`;
  }

  /** `2023` : of the start. */
  year(): number {
    return this.instant(0).getUTCFullYear();
  }

  /** Hours from the start to its next midnight, where the first day's line stands. */
  first_midnight(): number {
    const date = this.instant(0);
    const hours = date.getUTCHours() + date.getUTCMinutes() / 60;
    return hours === 0 ? 0 : 24 - hours;
  }

  /** Day of a date written as `2023-09-29`. */
  iso_day(day: string): string {
    const time = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
    return Number.isNaN(time) ? day : this.day((time - this.start) / 3_600_000);
  }
}
