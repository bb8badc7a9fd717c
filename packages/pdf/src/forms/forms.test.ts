import { describe, expect, it } from "vitest";
import { buildPdf, line } from "../testing/build-pdf.ts";
import { testEngine } from "../testing/engine.ts";
import type { AcroField, FieldValue, FillReport } from "./acro-field.ts";
import { chooseOption } from "./choose-option.ts";

const engine = testEngine();

function widget(entries: string): string {
  return `<< /Type /Annot /Subtype /Widget /F 4 ${entries} >>`;
}

const APPEARANCE = "<< /N << /A 120 0 R /B 120 0 R /C 120 0 R /Yes 120 0 R /Off 121 0 R >> >>";
const form = buildPdf({
  pages: [
    {
      content: line("Form", 72, 700),
      mediaBox: [10, 20, 610, 820],
      annotations: ["100 0 R", "101 0 R", "102 0 R", "103 0 R", "106 0 R"],
    },
    { content: "", annotations: ["104 0 R", "105 0 R"] },
  ],
  catalog:
    "/AcroForm << /Fields [100 0 R 101 0 R 102 0 R 103 0 R 110 0 R 106 0 R] /DA (/Helv 0 Tf 0 g) /DR << /Font << /Helv 3 0 R >> >> /XFA (old) >>",
  objects: {
    100: {
      body: widget(
        "/FT /Tx /T (name) /TU (Full name) /Rect [310 220 110 200] /DA (/Helv 9 Tf 0 g) /MaxLen 20 /Q 1 /Ff 2 /P 10 0 R",
      ),
    },
    101: { body: widget("/FT /Tx /T (notes) /Rect [110 100 310 180] /Ff 4096 /V (before)") },
    102: { body: widget("/FT /Tx /T (fixed) /Rect [110 60 310 80] /Ff 1 /V (cannot change)") },
    103: {
      body: widget(
        `/FT /Btn /T (agree) /Rect [400 200 412 212] /AS /Off /V /Off /AP ${APPEARANCE.replace("/A 120 0 R /B 120 0 R /C 120 0 R", "")}`,
      ),
    },
    104: {
      body: widget(
        `/Parent 110 0 R /Rect [20 20 30 30] /AS /Off /AP ${APPEARANCE.replace("/B 120 0 R /C 120 0 R /Yes 120 0 R", "")}`,
      ),
    },
    105: {
      body: widget(
        `/Parent 110 0 R /Rect [50 20 60 30] /AS /Off /AP ${APPEARANCE.replace("/A 120 0 R", "").replace("/C 120 0 R /Yes 120 0 R", "")}`,
      ),
    },
    106: {
      body: widget("/FT /Ch /T (currency) /Ff 131072 /Rect [400 100 500 120] /Opt [(EUR) (CHF)] /V (EUR)"),
    },
    110: { body: "<< /FT /Btn /T (choice) /V /Off /Kids [104 0 R 105 0 R] >>" },
    120: {
      body: "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 12 >>",
      stream: "0 0 5 5 re f ",
    },
    121: { body: "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 0 >>", stream: "" },
  },
});

async function fill(
  values: readonly FieldValue[],
): Promise<{ fields: Map<string, AcroField>; report: FillReport | undefined; pdf: Uint8Array }> {
  const reports: FillReport[] = [];
  const pdf = await engine.fillForm(form, values, { onReport: (report) => reports.push(report) });
  const fields = new Map((await engine.formFields(pdf)).map((field) => [field.name, field]));
  return { fields, report: reports[0], pdf };
}

describe("formFields", () => {
  it("tells name, place, type and rules of each field, relative to the crop box", async () => {
    const fields = await engine.formFields(form);
    expect(fields.find((field) => field.name === "name")).toEqual({
      name: "name",
      type: "text",
      page: 0,
      rectangle: [100, 180, 300, 200],
      value: "",
      readOnly: false,
      required: true,
      multiline: false,
      label: "Full name",
      fontSize: 9,
      maxLength: 20,
      alignment: "center",
      index: 0,
    });
    expect(fields.find((field) => field.name === "fixed")).toMatchObject({
      readOnly: true,
      value: "cannot change",
    });
    expect(fields.find((field) => field.name === "notes")).toMatchObject({
      multiline: true,
      value: "before",
    });
    expect(fields.find((field) => field.name === "currency")).toMatchObject({
      type: "dropdown",
      options: ["EUR", "CHF"],
    });
  });

  it("lists each box of a set with its index and its own value", async () => {
    const boxes = (await engine.formFields(form)).filter((field) => field.name === "choice");
    expect(boxes).toMatchObject([
      { type: "checkbox", page: 1, index: 0, onValue: "A", options: ["A", "B"] },
      { type: "checkbox", page: 1, index: 1, onValue: "B", rectangle: [50, 20, 60, 30] },
    ]);
  });
});

describe("fillForm", () => {
  it("writes values that read back and show on the page", async () => {
    const { fields, pdf } = await fill([
      { name: "name", value: "Jürgen Öz" },
      { name: "notes", value: "Привет" },
      { name: "agree", value: "true" },
      { name: "choice", value: "1" },
      { name: "currency", value: "CHF" },
    ]);
    expect(fields.get("name")?.value).toBe("Jürgen Öz");
    expect(fields.get("notes")?.value).toBe("Привет");
    expect(fields.get("agree")?.value).toBe("Yes");
    expect(fields.get("choice")?.value).toBe("B");
    expect(fields.get("currency")?.value).toBe("CHF");
    const report = await engine.compare(form, pdf);
    expect(report.additions.filter((item) => item.kind === "field_value").map((item) => item.text)).toEqual(
      expect.arrayContaining(["Jürgen Öz", "Привет"]),
    );
  });

  it("drops the XFA copy, which would show the old values", async () => {
    expect(await engine.open(form)).toMatchObject({ hasForm: true, hasXfa: true });
    const { pdf } = await fill([{ name: "name", value: "x" }]);
    expect(await engine.open(pdf)).toMatchObject({ hasForm: true, hasXfa: false });
  });

  it("leaves out what a field does not take and says why", async () => {
    const { fields, report } = await fill([
      { name: "nowhere", value: "x" },
      { name: "fixed", value: "changed" },
      { name: "name", value: "x".repeat(21) },
      { name: "choice", value: "Z" },
      { name: "currency", value: "USD" },
    ]);
    expect(report?.skipped.map((entry) => entry.name)).toEqual([
      "nowhere",
      "fixed",
      "name",
      "choice",
      "currency",
    ]);
    expect(report?.skipped[3]?.reason).toMatch(/does not take "Z"; it takes "A", "B"/);
    expect(fields.get("fixed")?.value).toBe("cannot change");
  });
});

it("reads a value for boxes as export value, then as index, then as yes or no", () => {
  expect(chooseOption("2", ["2", "0", "1"])).toBe("2");
  expect(chooseOption("1", ["A", "B"])).toBe("B");
  expect(chooseOption("true", ["A"])).toBe("A");
  expect(chooseOption("", ["A"])).toBeNull();
  expect(chooseOption("false", ["A", "B"])).toBeNull();
  expect(chooseOption("7", ["A", "B"])).toBeUndefined();
});
