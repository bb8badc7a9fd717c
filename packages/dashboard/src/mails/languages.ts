// The languages of the desk's mails, each by its own name.
import { LANGUAGES, type Language } from "@creditnexus/contract";

const names: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
};

export const LANGUAGE_OPTIONS = LANGUAGES.map((value) => ({ value, label: names[value] }));
