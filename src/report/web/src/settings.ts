// What the reader can set: language and theme. The address may set them too (`report.html#lang=hy&theme=dark`), and ask for one
// figure alone (`#figure=strip`). Nothing is stored.
import { is_language } from "./strings";
import type { Language } from "./format";

export type Theme = "light" | "dark";

export interface Settings {
  language: Language;
  theme: Theme;
  /** Id of the one figure to show, for pictures; null: the whole page. */
  figure: string | null;
}

/** @param address The part of the address from `#` on. */
export function settings_of(address: string, language: Language, prefers_dark: boolean): Settings {
  const asked = new URLSearchParams(address.replace(/^#/, ""));
  const wanted_language = asked.get("lang") ?? "";
  const theme = asked.get("theme");
  const figure = asked.get("figure");
  const default_theme: Theme = prefers_dark && figure === null ? "dark" : "light";
  return {
    language: is_language(wanted_language) ? wanted_language : language,
    theme: theme === "dark" || theme === "light" ? theme : default_theme,
    figure,
  };
}

/** Shows the theme. Charts on canvas hear of it and draw themselves again. */
export function show_theme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  document.documentElement.dispatchEvent(new Event("themechange"));
}

/** On paper everything is light, whatever the screen has. */
export function keep_paper_light(theme: () => Theme): void {
  addEventListener("beforeprint", () => show_theme("light"));
  addEventListener("afterprint", () => show_theme(theme()));
}
