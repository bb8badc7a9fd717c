// Knows the languages of the signing pages and loads one catalogue.
import type { Messages } from "./en.ts";

/** Languages there is a catalogue for; the first one is used when no other fits. */
export const LANGUAGES = ["en", "de", "fr", "es"] as const;

/** One of the languages. */
export type Language = (typeof LANGUAGES)[number];

/** Loads only the catalogue asked for, so that a page does not fetch the other three. */
export async function loadMessages(language: string): Promise<Messages> {
  if (language === "de") return (await import("./de.ts")).de;
  if (language === "fr") return (await import("./fr.ts")).fr;
  if (language === "es") return (await import("./es.ts")).es;
  return (await import("./en.ts")).en;
}
