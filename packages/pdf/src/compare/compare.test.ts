import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  buildPdf,
  type DocumentSource,
  line,
  type PageSource,
  type RawObject,
} from "../testing/build-pdf.ts";
import { testEngine } from "../testing/engine.ts";
import { plainPng } from "../testing/images.ts";
import type { CompareReport, Difference } from "./compare-report.ts";

const engine = testEngine();
const TERMS = [
  line("Facility agreement", 72, 760, 16),
  line("Amount: 100,000 EUR", 72, 700),
  line("Signature: __________", 72, 200),
];
const IMAGE = "q 60 0 0 60 400 700 cm /Im1 Do Q";
const first: PageSource = { content: [...TERMS, IMAGE].join("\n"), resources: "/XObject << /Im1 100 0 R >>" };
const second: PageSource = { content: line("Second page: schedule of payments", 72, 700) };
const original: DocumentSource = { pages: [first, second], objects: { 100: grey(0x20) } };
const bytes = buildPdf(original);

function grey(level: number): RawObject {
  const stream = deflateSync(Buffer.alloc(16, level));
  return {
    body: `<< /Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length ${stream.length} >>`,
    stream,
  };
}

function fieldAppearance(content: string): RawObject {
  const body = `<< /Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 3 0 R >> >> /Length ${content.length} >>`;
  return { body, stream: content };
}

/** The original with its first page's content changed. */
function rewritten(change: (content: string) => string, more: Partial<DocumentSource> = {}): Uint8Array {
  return buildPdf({ ...original, ...more, pages: [{ ...first, content: change(first.content) }, second] });
}

async function against(signed: Uint8Array): Promise<CompareReport> {
  return engine.compare(bytes, signed);
}

async function differencesOf(signed: Uint8Array): Promise<readonly Difference[]> {
  const report = await against(signed);
  expect(report.verdict).toBe("different");
  return report.differences;
}

describe("a file that shows all of its original", () => {
  it("is the same when it is the same", async () => {
    expect(await against(bytes)).toEqual({
      verdict: "same",
      differences: [],
      additions: [],
      originalBytesKept: true,
    });
  });

  it("is the same when another program wrote it anew", async () => {
    const signed = rewritten(
      (content) => `q 1 0 0 1 0 0 cm\n${content.replace("72 700 Td", "1 0 0 1 72.001 699.999 Tm")}\nQ`,
    );
    expect(await against(signed)).toMatchObject({ verdict: "same", originalBytesKept: false });
  });

  it("lists what a signature adds and where", async () => {
    const signed = await engine.stamp(bytes, [
      { kind: "text", page: 0, rectangle: [140, 195, 300, 215], text: "Jane Doe" },
      { kind: "image", page: 1, rectangle: [72, 100, 172, 150], image: plainPng(10, 5, [0, 0, 90, 255]) },
      { kind: "check", page: 1, rectangle: [300, 100, 320, 120] },
      { kind: "watermark", text: "SANDBOX" },
    ]);
    const report = await against(signed);
    expect(report).toMatchObject({
      verdict: "same_with_additions",
      differences: [],
      originalBytesKept: true,
    });
    expect(report.additions.map((item) => [item.page, item.kind, item.text])).toEqual([
      [0, "text", "Jane Doe"],
      [0, "text", "SANDBOX"],
      [1, "image", undefined],
      [1, "drawing", undefined],
      [1, "text", "SANDBOX"],
    ]);
    expect(report.additions[2]?.rectangle.map(Math.round)).toEqual([72, 100, 172, 150]);
  });

  it("may cover what the caller expects to be covered", async () => {
    const rectangle = [60, 190, 260, 215] as const;
    const signed = await engine.stamp(bytes, [{ kind: "blank", page: 0, rectangle }]);
    expect((await against(signed)).verdict).toBe("different");
    const report = await engine.compare(bytes, signed, { expected: [{ page: 0, rectangle }] });
    expect(report.verdict).toBe("same_with_additions");
  });
});

describe("form fields", () => {
  const combs = "0.5 w 20 0 m 20 20 l S";
  const withField = (value: string): DocumentSource => ({
    pages: [{ content: TERMS.join("\n"), annotations: ["100 0 R"] }],
    catalog: "/AcroForm << /Fields [100 0 R] /DA (/Helv 10 Tf 0 g) /DR << /Font << /Helv 3 0 R >> >> >>",
    objects: {
      100: {
        body: `<< /Type /Annot /Subtype /Widget /F 4 /FT /Tx /T (rate) /V (${value}) /Rect [300 690 400 710] /AP << /N 101 0 R >> >>`,
      },
      101: fieldAppearance(`${combs} ${value === "" ? "" : line(value, 30, 5, 10)}`),
    },
  });

  it("that are filled in, frame and all, are an addition", async () => {
    const before = buildPdf(withField(""));
    const filled = await engine.fillForm(before, [{ name: "rate", value: "5%" }]);
    const report = await engine.compare(before, filled);
    expect(report).toMatchObject({
      verdict: "same_with_additions",
      additions: [{ kind: "field_value", text: "5%" }],
    });
  });

  it("that were filled in and say something else are a difference", async () => {
    const before = buildPdf(withField("5%"));
    const changed = await engine.fillForm(before, [{ name: "rate", value: "9%" }]);
    const report = await engine.compare(before, changed);
    expect(report.verdict).toBe("different");
    expect(report.differences.map((item) => item.reason).join()).toContain(`the text "5%" is gone`);
  });
});

describe("changed text", () => {
  it("names the amount that was and the one that is", async () => {
    const [difference] = await differencesOf(rewritten((content) => content.replace("100,000", "900,000")));
    expect(difference).toMatchObject({ page: 0, kind: "text_changed" });
    expect(difference?.reason).toBe(
      'Page 1: the text "Amount: 100,000 EUR" was changed; "9" stands where "1" stood.',
    );
  });

  it.each([
    [
      "removed",
      (content: string) => content.replace(line("Amount: 100,000 EUR", 72, 700), ""),
      "content_removed",
    ],
    ["moved by two points", (content: string) => content.replace("72 700 Td", "72 702 Td"), "text_changed"],
    ["painted white", (content: string) => `1 g\n${content}`, "text_changed"],
    ["made invisible", (content: string) => `3 Tr\n${content}`, "text_changed"],
    ["clipped away", (content: string) => `0 0 1 1 re W n\n${content}`, "text_changed"],
    ["shrunk", (content: string) => `0.5 0 0 0.5 0 0 cm\n${content}`, "content_removed"],
  ])("is found when it is %s", async (_, change, kind) => {
    const differences = await differencesOf(rewritten(change));
    expect(differences.map((item) => item.kind)).toContain(kind);
  });

  it("is found when only its opacity makes it vanish", async () => {
    const resources = `${first.resources} /ExtGState << /G << /ca 0 >> >>`;
    const pages = [{ ...first, resources, content: `/G gs\n${first.content}` }, second];
    expect((await differencesOf(buildPdf({ ...original, pages })))[0]?.kind).toBe("text_changed");
  });

  it("is found when the words stay and the font draws them as others", async () => {
    const glyphs = (one: string): DocumentSource => ({
      pages: [{ content: "BT /F2 100 Tf 72 700 Td (1) Tj ET", resources: "/Font << /F2 100 0 R >>" }],
      objects: {
        100: {
          body: "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 49 /LastChar 49 /Widths [1] /Encoding << /Differences [49 /one] >> /CharProcs << /one 101 0 R >> /Resources << >> >>",
        },
        101: { body: `<< /Length ${one.length} >>`, stream: one },
      },
    });
    const before = buildPdf(glyphs("1 0 0 0 1 1 d1 0 0 1 1 re f"));
    const after = buildPdf(glyphs("1 0 0 0 1 1 d1 0 0 .5 .5 re f"));
    expect((await engine.compare(before, after)).verdict).toBe("different");
    expect((await engine.compare(before, Buffer.concat([before, Buffer.from("\n")]))).verdict).toBe("same");
  });
});

describe("something drawn over the original", () => {
  const overAmount = [118, 690, 190, 715] as const;
  const cover = (content: string) => (before: string) => `${before}\n${content}`;

  it.each([
    ["a white rectangle", "1 g 110 690 60 25 re f"],
    ["a black polygon", "110 690 m 180 690 l 180 715 l 110 715 l f"],
    ["a thick line", "1 G 14 w 72 704 m 300 704 l S"],
    [
      "many thin lines",
      `1 G 0.6 w ${Array.from({ length: 40 }, (_, row) => `72 ${695 + row * 0.5} m 300 ${695 + row * 0.5} l`).join(" ")} S`,
    ],
    ["an image", "q 100 0 0 30 110 690 cm /Im1 Do Q"],
    ["other words", line("900,000 EUR", 120, 700)],
  ])("is found: %s", async (_, content) => {
    const [difference] = await differencesOf(rewritten(cover(content)));
    expect(difference).toMatchObject({ page: 0, kind: "covered", text: expect.stringContaining("0,0") });
    expect(difference?.reason).toMatch(/Page 1: the text ".*0.*" .*can no longer be read/);
  });

  it("is no harm when it is a thin line, a clear image or a frame around it", async () => {
    const signed = await engine.stamp(bytes, [
      { kind: "image", page: 0, rectangle: overAmount, image: plainPng(4, 4, [9, 9, 9, 20]), fit: "fill" },
    ]);
    expect((await against(signed)).verdict).toBe("same_with_additions");
    const framed = rewritten(cover("0.5 w 60 690 200 30 re S 72 695 m 300 695 l S"));
    expect((await against(framed)).verdict).toBe("same_with_additions");
  });

  it("is found when it is an annotation", async () => {
    const appearance = "1 g 0 0 100 30 re f";
    const annotation = "<< /Type /Annot /Subtype /Stamp /Rect [110 690 210 720] /F 4 /AP << /N 101 0 R >> >>";
    const form: RawObject = {
      body: `<< /Type /XObject /Subtype /Form /BBox [0 0 100 30] /Length ${appearance.length} >>`,
      stream: appearance,
    };
    const signed = buildPdf({
      ...original,
      pages: [{ ...first, annotations: [annotation] }, second],
      objects: { ...original.objects, 101: form },
    });
    const report = await against(signed);
    expect(report.verdict).toBe("different");
    expect(report.additions).toMatchObject([{ kind: "annotation", text: "Stamp" }]);
  });

  it("is found when original parts only changed their order", async () => {
    const box = "1 g 60 690 200 30 re f 0 g";
    const amount = line("Amount: 100,000 EUR", 72, 700);
    const before = buildPdf({ pages: [{ content: `${box}\n${amount}` }] });
    const after = buildPdf({ pages: [{ content: `${amount}\n${box}` }] });
    expect((await engine.compare(before, after)).differences[0]?.kind).toBe("covered");
    expect((await engine.compare(after, before)).verdict).toBe("same");
  });
});

describe("pages", () => {
  it("that were exchanged are named", async () => {
    const differences = await differencesOf(buildPdf({ ...original, pages: [second, first] }));
    expect(differences.map((item) => item.reason)).toContain(
      "Page 1 shows what the original shows on page 2.",
    );
  });

  it("that were removed or inserted are found", async () => {
    const removed = await differencesOf(buildPdf({ ...original, pages: [first] }));
    expect(removed[0]).toEqual({
      kind: "page_count",
      reason: "The original has 2 pages, the signed file has 1.",
    });
    const blank: PageSource = { content: "" };
    const inserted = await differencesOf(buildPdf({ ...original, pages: [first, blank, second] }));
    expect(inserted.map((item) => item.kind)).toEqual(
      expect.arrayContaining(["page_count", "content_removed"]),
    );
  });

  it.each([
    [
      "the media box",
      { mediaBox: [0, 0, 595, 800] },
      /media box was \[0 0 595 842\] and is now \[0 0 595 800\]/,
    ],
    ["the crop box", { cropBox: [0, 300, 595, 842] }, /crop box/],
    ["the rotation", { rotate: 180 }, /turned by 0° and is now turned by 180°/],
  ])("whose size changed are found by %s", async (_, change, reason) => {
    const differences = await differencesOf(
      buildPdf({ ...original, pages: [{ ...first, ...change }, second] }),
    );
    expect(differences[0]).toMatchObject({
      page: 0,
      kind: "page_size",
      reason: expect.stringMatching(reason),
    });
  });
});

it("tells places from the crop box's corner", async () => {
  const page = { content: line("Terms", 120, 240), cropBox: [100, 200, 400, 500] };
  const before = buildPdf({ pages: [page] });
  const after = buildPdf({ pages: [{ ...page, content: `${page.content} 1 g 110 230 90 30 re f` }] });
  const report = await engine.compare(before, after);
  expect(report.additions).toMatchObject([{ kind: "drawing", rectangle: [10, 30, 100, 60] }]);
  expect(report.differences[0]?.rectangle?.slice(0, 1)).toEqual([20]);
  const expected = [{ page: 0, rectangle: [10, 30, 100, 60] as const }];
  expect((await engine.compare(before, after, { expected })).verdict).toBe("same_with_additions");
});

describe("other changes", () => {
  it("of an image's pixels are found", async () => {
    const [difference] = await differencesOf(buildPdf({ ...original, objects: { 100: grey(0xd0) } }));
    expect(difference).toMatchObject({ page: 0, kind: "image_changed" });
  });

  it("of a faxed image's pixels are found, which takes pdf.js's own decoder", async () => {
    const faxed = (...data: number[]): Uint8Array => {
      const body =
        "<< /Type /XObject /Subtype /Image /Width 16 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 16 /Rows 8 >>";
      return buildPdf({
        ...original,
        objects: { 100: { body: `${body} /Length ${data.length} >>`, stream: Buffer.from(data) } },
      });
    };
    // Eight white rows, and the same with a black one on top.
    const [white, black] = [faxed(0xff), faxed(0x26, 0xa0, 0xbf, 0xff, 0xff, 0xff)];
    const report = await engine.compare(white, black);
    expect(report.differences).toMatchObject([{ kind: "image_changed" }]);
  });

  it("that add a script are found", async () => {
    const catalog = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>";
    const [difference] = await differencesOf(buildPdf({ ...original, catalog }));
    expect(difference).toMatchObject({
      kind: "document_changed",
      reason: expect.stringMatching(/JavaScript/),
    });
  });

  it("of where a link leads are found", async () => {
    const link = (address: string): string =>
      `<< /Type /Annot /Subtype /Link /Rect [72 400 172 420] /A << /S /URI /URI (${address}) >> >>`;
    const pageWith = (address: string) =>
      buildPdf({ pages: [{ content: "", annotations: [link(address)] }] });
    const report = await engine.compare(
      pageWith("https://bank.example/"),
      pageWith("https://thief.example/"),
    );
    expect(report.differences[0]?.reason).toMatch(
      /led to https:\/\/bank\.example\/ now leads to https:\/\/thief/,
    );
  });

  it("of optional content that was shown and is hidden are found", async () => {
    const layered = (off: string): Uint8Array =>
      buildPdf({
        pages: [{ content: `/OC /L BDC ${TERMS[1]} EMC`, resources: "/Properties << /L 100 0 R >>" }],
        catalog: `/OCProperties << /OCGs [100 0 R] /D << /ON [] /OFF [${off}] >> >>`,
        objects: { 100: { body: "<< /Type /OCG /Name (Layer) >>" } },
      });
    expect((await engine.compare(layered(""), layered("100 0 R"))).differences[0]?.kind).toBe(
      "content_removed",
    );
    expect((await engine.compare(layered(""), Buffer.concat([layered(""), Buffer.from("\n")]))).verdict).toBe(
      "same",
    );
  });
});
