// Chooses the language of a page from Accept-Language.
import { LANGUAGES, type Language } from "./browser/messages/index.ts";

/** The best language there is a catalogue for; English when none is asked for. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { language: tag.split("-")[0] ?? "", quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) {
    const known = LANGUAGES.find((candidate) => candidate === language);
    if (known) return known;
  }
  return LANGUAGES[0];
}
