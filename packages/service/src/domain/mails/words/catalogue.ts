// The words of every language, and dates in it.
import type { Language } from "@creditnexus/contract";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import type { Words } from "./words.ts";

export const CATALOGUE: Readonly<Record<Language, Words>> = { en, de, fr, es };

/** As people of that language write it, with the time zone named: readers sit in several. */
export const formatDate = (at: Date, { locale }: Words): string => {
  const text = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return `${text.format(at)} UTC`;
};
