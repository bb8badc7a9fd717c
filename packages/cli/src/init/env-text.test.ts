// A `.env` file keeps every value it has, whatever is written into it.
import { parseEnv } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { valuesOf, withSettings } from "./env-text.ts";

const TEMPLATE =
  "# From DigiSigner's account settings.\n#DIGISIGNER_API_KEY=your-api-key\n\n# Where it listens.\n#PORT=8000\n";

test("a setting takes the place of its commented example", () => {
  const { text, written, kept } = withSettings(TEMPLATE, { DIGISIGNER_API_KEY: "k-1" });
  expect(text).toBe(TEMPLATE.replace("#DIGISIGNER_API_KEY=your-api-key", "DIGISIGNER_API_KEY=k-1"));
  expect({ written, kept }).toEqual({ written: ["DIGISIGNER_API_KEY"], kept: [] });
});

test("a value that is there stays, even if the template's comment stands before it", () => {
  const before = "#PORT=8000\nPORT=9000 # mine\nexport DATA_DIR='a b'\n";
  const { text, kept } = withSettings(before, { PORT: "1", DATA_DIR: "c" });
  expect(text).toBe(before);
  expect(kept).toEqual(["PORT", "DATA_DIR"]);
});

test("an empty value counts as none and is filled where it stands", () => {
  expect(withSettings('A=1\nPORT=\nB=""\n', { PORT: "1", B: "2" }).text).toBe("A=1\nPORT=1\nB=2\n");
});

test("what stands inside a value of several lines is no setting", () => {
  for (const quote of ['"', "'", "`"]) {
    const before = `NOTE=${quote}first\n#PORT=\nPORT=\nlast${quote}\n#PORT=8000\n`;
    const { text } = withSettings(before, { PORT: "1" });
    expect(text).toBe(before.replace("#PORT=8000", "PORT=1"));
    expect(parseEnv(text)).toMatchObject({ NOTE: "first\n#PORT=\nPORT=\nlast", PORT: "1" });
  }
});

test("names with special characters of expressions or prefixes of others are told apart", () => {
  expect(withSettings("PORT_MAX=3\n", { PORT: "1" }).text).toBe("PORT_MAX=3\nPORT=1\n");
});

test("whatever is written is read back, and whatever was there reads as before", () => {
  const name = fc.stringMatching(/^[A-Z]{1,3}$/);
  const value = fc
    .string({ unit: "grapheme-ascii", minLength: 1 })
    .filter((text) => text.trim() !== "" && !/[\r\n]/.test(text));
  const writable = value.filter((text) => !(text.includes("'") && text.includes('"') && text.includes("`")));
  fc.assert(
    fc.property(
      fc.dictionary(name, fc.constantFrom("1", "a b", "")),
      fc.dictionary(name, writable),
      (before, wanted) => {
        const start = Object.entries(before)
          .map(([key, text]) => `${key}='${text}'\n`)
          .join("");
        const end = parseEnv(withSettings(start, wanted).text);
        const kept = valuesOf(start);
        for (const [key, text] of Object.entries(kept)) expect(end[key]).toBe(text);
        for (const [key, text] of Object.entries(wanted)) if (!(key in kept)) expect(end[key]).toBe(text);
      },
    ),
  );
});
