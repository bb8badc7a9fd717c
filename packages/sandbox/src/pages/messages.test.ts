// Languages are chosen well and spoken wholly.
import { expect, test } from "vitest";
import type { Messages } from "./browser/messages/en.ts";
import { LANGUAGES, loadMessages } from "./browser/messages/index.ts";
import { languageOf } from "./language.ts";

test("the first language of the browser that has a catalogue is taken, by preference", () => {
  expect(languageOf("de-AT,de;q=0.9,en;q=0.8")).toBe("de");
  expect(languageOf("pt-PT, fr;q=0.4, es;q=0.7")).toBe("es");
  expect(languageOf("FR")).toBe("fr");
});

test("English is taken when nothing fits, when nothing is said, and when a language is refused", () => {
  for (const header of [undefined, "", "pt", "*", "de;q=0", ";;q=x,,"])
    expect(languageOf(header), header).toBe("en");
});

test("every sentence of the other catalogues is translated", async () => {
  const english = spoken(await loadMessages("en"));
  // Words that two languages share.
  const shared = new Set(["Text", "Date", "Signature", "Page 3", "Documents", "Page 3 · optional"]);
  for (const language of LANGUAGES.filter((each) => each !== "en")) {
    const same = Object.entries(spoken(await loadMessages(language)))
      .filter(([key, sentence]) => sentence === english[key] && !shared.has(sentence))
      .map(([key]) => key);
    expect(same, language).toEqual([]);
  }
});

test("every catalogue counts in the singular and in the plural", async () => {
  for (const language of LANGUAGES) {
    const t = await loadMessages(language);
    expect(t.missing(1)).not.toBe(t.missing(2));
    expect(t.progress(0, 1)).toContain("1");
    expect(t.freeProgress(0)).not.toBe(t.freeProgress(1));
  }
});

/** Each entry as a sentence, functions called with plain arguments. */
function spoken(t: Messages): Record<string, string> {
  const field = { type: "X", label: "Y", page: 3, required: true };
  return {
    ...Object.fromEntries(
      Object.entries(t).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    ),
    fieldType: t.fieldType("CHECKBOX"),
    fieldName: t.fieldName(field),
    othersField: t.othersField("X", 3),
    readOnlyField: t.readOnlyField("X", "Y"),
    signingFor: t.signingFor("X"),
    sentBy: t.sentBy("X"),
    pageOf: t.pageOf(1, 3),
    progress: t.progress(1, 3),
    missing: t.missing(2),
    uploadWrongType: t.uploadWrongType("X"),
    attached: t.attached("X"),
    download: t.download("X"),
    freePlacedOn: t.freePlacedOn(3),
  };
}
