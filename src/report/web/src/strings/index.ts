// The words of every language. English is the pattern: a string that another language lacks is a compile error.
import type { Language } from "../format";
import { en } from "./en";
import { fr } from "./fr";
import { hy } from "./hy";
import { ru } from "./ru";

export type Strings = typeof en;

const all: Record<Language, Strings> = { en, fr, ru, hy };

export const languages: readonly Language[] = ["en", "fr", "ru", "hy"];

export function is_language(text: string): text is Language {
  return (languages as readonly string[]).includes(text);
}

export function strings_of(language: Language): Strings {
  return all[language];
}
