// Files in which everything of the original still stands, so that a program finds it, but nobody can read it.
import { expect, it } from "vitest";
import { buildPdf, line, type RawObject } from "../testing/build-pdf.ts";
import { testEngine } from "../testing/engine.ts";

const engine = testEngine();
const AMOUNT = line("100,000 EUR", 140, 700);
const REST = [line("Amount:", 72, 700), line("Signature: ____", 72, 200)].join("\n");
const original = buildPdf({ pages: [{ content: `${REST}\n${AMOUNT}` }] });

interface Forgery {
  readonly content: string;
  readonly resources?: string;
  readonly objects?: Readonly<Record<number, RawObject>>;
}

const compared = ({ content, resources = "", objects = {} }: Forgery) =>
  engine.compare(original, buildPdf({ pages: [{ content: `${REST}\n${content}`, resources }], objects }));

const stream = (entries: string, content: string): RawObject => ({
  body: `<< ${entries} /Length ${Buffer.byteLength(content)} >>`,
  stream: content,
});
const form = (entries: string, content: string): RawObject =>
  stream(`/Type /XObject /Subtype /Form /Resources << /Font << /F1 3 0 R >> ${entries}`, content);
const states = (...entries: string[]) =>
  `/ExtGState << ${entries.map((entry, index) => `/G${index} << ${entry} >>`).join(" ")} >>`;
const covered = (setting: string, paint: string): Forgery => ({
  content: `${AMOUNT}\nq /G0 gs ${paint} Q`,
  resources: states(setting),
});

const PAGE = "/BBox [0 0 595 842]";
const GROUP = "/Group << /S /Transparency /CS /DeviceGray >>";
const BOX = "130 690 200 30 re f";
const blackMask = { 110: form(`>> ${PAGE} ${GROUP}`, `0 g 0 0 595 842 re f`) };
const whiteMask = { 110: form(`>> ${PAGE} ${GROUP}`, `1 g 0 0 595 842 re f`) };
const MASKED = "/SMask << /S /Luminosity /G 110 0 R >>";

/** A group drawn under the first state, whose content sets the second one. */
const inGroup = (outside: string, inside: string, objects = {}): Forgery => {
  const resources = states(outside, inside);
  return {
    content: "q /G0 gs /Fm Do Q",
    resources: `/XObject << /Fm 101 0 R >> ${resources}`,
    objects: { 101: form(`${resources} >> ${PAGE} ${GROUP}`, `/G1 gs ${AMOUNT}`), ...objects },
  };
};

it.each<[string, Forgery]>([
  ["clipped to specks in two corners", { content: `q 0 0 1 1 re 594 841 1 1 re W n ${AMOUNT} Q` }],
  [
    "clipped by two rectangles that cancel out",
    { content: `q 0 0 595 842 re 0 0 595 842 re W* n ${AMOUNT} Q` },
  ],
  ["clipped to a line", { content: `q 0 0 m 595 842 l W n ${AMOUNT} Q` }],
  [
    "clipped to a letter",
    { content: `q BT /F1 1 Tf 7 Tr 1 1 Td (.) Tj ET ${AMOUNT.replace("BT", "BT 0 Tr")} Q` },
  ],
  ["under a thick white outline of its own", { content: `q 1 1 1 RG 10 w 2 Tr ${AMOUNT} Q` }],
  [
    "in a group of one point",
    {
      content: "/Fm Do",
      resources: "/XObject << /Fm 101 0 R >>",
      objects: { 101: form(`>> /BBox [0 0 1 1] ${GROUP}`, AMOUNT) },
    },
  ],
  ["in a group that is see-through", inGroup("/ca 0.01", "/ca 1")],
  ["in a group under a black mask", inGroup(MASKED, "/SMask /None", blackMask)],
  ["under the outline of a small shape", { content: `${AMOUNT}\nq 1 g 1 G 60 w 140 730 60 1 re B Q` }],
  ["under many thin veils", covered("/ca 0.4", `1 g ${`${BOX} `.repeat(6)}`)],
  ["under white that lightens", covered("/BM /Screen", `1 g ${BOX}`)],
  ["under black that multiplies", covered("/BM /Multiply", `0 g ${BOX}`)],
  ["under a shape with a mask that hides nothing", { ...covered(MASKED, `1 g ${BOX}`), objects: whiteMask }],
])("text %s is a difference", async (_name, forgery) => {
  expect((await compared(forgery)).verdict).toBe("different");
});

it("a yellow marker over text is an addition", async () => {
  const report = await compared(covered("/BM /Multiply", `1 1 0 rg ${BOX}`));
  expect(report.verdict).toBe("same_with_additions");
});

it("text clipped by an upright rectangle is as it was", async () => {
  const report = await compared({ content: `q 100 600 m 400 600 l 400 800 l 100 800 l h W n ${AMOUNT} Q` });
  expect(report.verdict).toBe("same");
});

/** Another font, whose characters all say of themselves that they are blanks. */
const inBlanks = (text: string, x: number): Forgery => ({
  content: `${AMOUNT}\n/Fm Do`,
  resources: "/XObject << /Fm 101 0 R >>",
  objects: {
    101: stream(
      `/Type /XObject /Subtype /Form ${PAGE} /Resources << /Font << /F2 102 0 R >> >>`,
      `BT /F2 14 Tf ${x} 700 Td (${text}) Tj ET`,
    ),
    102: {
      body: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding /ToUnicode 103 0 R >>",
    },
    103: stream(
      "",
      `begincmap 1 begincodespacerange <00> <FF> endcodespacerange 95 beginbfchar ${Array.from(
        { length: 95 },
        (_, index) => `<${(0x20 + index).toString(16)}> <0020>`,
      ).join(" ")} endbfchar endcmap`,
    ),
  },
});

it("digits that claim to be blanks are an addition, and cover what they stand on", async () => {
  const beside = await compared(inBlanks("9", 132));
  expect(beside).toMatchObject({ verdict: "same_with_additions", additions: [{ kind: "text" }] });
  expect((await compared(inBlanks("900,000 EUR", 140))).verdict).toBe("different");
  expect((await compared(inBlanks(" ", 140))).verdict).toBe("same");
});

it.each<[string, string, { page?: object; catalog?: string; objects?: Record<number, RawObject> }]>([
  ["an XFA form", "XFA", { catalog: "/AcroForm << /Fields [] /XFA [] >>" }],
  [
    "a layer for the printer",
    "on paper",
    {
      catalog:
        "/OCProperties << /OCGs [130 0 R] /D << /AS [<< /Event /Print /Category [/Print] /OCGs [130 0 R] >>] >> >>",
      objects: {
        130: { body: "<< /Type /OCG /Name (x) /Usage << /Print << /PrintState /OFF >> >> >>" },
      },
    },
  ],
  ["another unit", "unit was 1/72", { page: { resources: ">> /UserUnit 3 /Other <<" } }],
  [
    "a note for the printer",
    "on paper only",
    { page: { annotations: ["<< /Type /Annot /Subtype /Square /F 36 /Rect [130 690 330 720] >>"] } },
  ],
  [
    "a link that starts a program",
    "kind Launch",
    {
      page: {
        annotations: ["<< /Type /Annot /Subtype /Link /Rect [72 190 300 210] /A << /S /Launch /F (x) >> >>"],
      },
    },
  ],
])("%s is a difference", async (_name, reason, { page, ...document }) => {
  const signed = buildPdf({ pages: [{ content: `${REST}\n${AMOUNT}`, ...page }], ...document });
  const report = await engine.compare(original, signed);
  expect(report.verdict).toBe("different");
  expect(report.differences.map((difference) => difference.reason).join()).toContain(reason);
});

it("a stencil of one pixel, which pdf.js paints without pixels, is compared at once and covers", async () => {
  const stencil = "q 1 g 200 0 0 30 130 690 cm BI /W 1 /H 1 /IM true /BPC 1 /D [1 0] ID \x80 EI Q";
  expect((await compared({ content: `${AMOUNT}\n${stencil}` })).verdict).toBe("different");
}, 20_000);
