// Files made to cost a reader everything: each is small, each must cost its caller one clear error at most.
import { deflateSync } from "node:zlib";
import { buildPdf, line, type RawObject, writeObjects } from "./build-pdf.ts";

const MEGABYTE = 1024 * 1024;

function bomb(megabytes: number, layers: number, fill = " "): { stream: Uint8Array; filters: string } {
  let stream: Uint8Array = Buffer.alloc(megabytes * MEGABYTE, fill);
  for (let layer = 0; layer < layers; layer += 1) stream = deflateSync(stream, { level: 9 });
  return { stream, filters: `[${"/FlateDecode ".repeat(layers)}]` };
}

function compressed(stream: Uint8Array, filters: string, entries = ""): RawObject {
  return { body: `<< /Length ${stream.length} /Filter ${filters} ${entries} >>`, stream };
}

function document(
  objects: Readonly<Record<number, RawObject>>,
  content = line("Agreement", 72, 700),
  more = "",
): Uint8Array {
  return buildPdf({ pages: [{ content, resources: more }], objects });
}

/** Each builds its file on demand, for some are expensive to make. */
export const HOSTILE_PDFS: Readonly<Record<string, () => Uint8Array>> = {
  "a content stream that inflates to two gigabytes through three filters": () => {
    const { stream, filters } = bomb(512, 3, "q ");
    return document({ 11: compressed(stream, filters) });
  },
  "an object stream that claims a billion objects, found by recovery": () =>
    Buffer.from(
      "%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1000000000 /First 10 /Length 10 >>\nstream\n1 0 2 0 3 \nendstream\nendobj\n",
    ),
  "an array that never ends, found by recovery": () =>
    Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /X ${"[".repeat(600)}`),
  "dictionaries nested a hundred thousand deep": () =>
    document(
      { 100: { body: `${"<< /A ".repeat(100_000)}1${" >>".repeat(100_000)}` } },
      line("x", 1, 1),
      "/XObject 100 0 R",
    ),
  "a page tree whose nodes are each other's kids": () =>
    writeObjects(
      new Map([
        [1, { body: "<< /Type /Catalog /Pages 2 0 R >>" }],
        [2, { body: "<< /Type /Pages /Count 2000000000 /Kids [3 0 R 3 0 R] >>" }],
        [3, { body: "<< /Type /Pages /Count 2000000000 /Kids [2 0 R 2 0 R] >>" }],
      ]),
      "/Root 1 0 R",
    ),
  "a page tree that doubles forty times": () => {
    const levels = Array.from({ length: 40 }, (_, level): [number, RawObject] => [
      level + 2,
      { body: `<< /Type /Pages /Count 9 /Kids [${level + 3} 0 R ${level + 3} 0 R] >>` },
    ]);
    const page: [number, RawObject] = [42, { body: "<< /Type /Page /MediaBox [0 0 10 10] >>" }];
    return writeObjects(
      new Map([[1, { body: "<< /Type /Catalog /Pages 2 0 R >>" }], ...levels, page]),
      "/Root 1 0 R",
    );
  },
  "a cross-reference table that claims two billion entries": () =>
    Buffer.from(
      "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nxref\n0 2000000000\n0000000000 65535 f \ntrailer\n<< /Size 2000000000 /Root 1 0 R >>\nstartxref\n56\n%%EOF",
    ),
  "cross-reference tables that point at each other": () => {
    const table = "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 9 >>\n";
    return Buffer.from(`%PDF-1.7\n${table}startxref\n9\n%%EOF`);
  },
  "a form that draws itself": () =>
    document(
      {
        100: {
          body: "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 100 0 R >> >> /Length 11 >>",
          stream: "/A Do /A Do",
        },
      },
      "/A Do",
      "/XObject << /A 100 0 R >>",
    ),
  "forms that each draw the next one twenty times": () => {
    const levels = Array.from({ length: 9 }, (_, level): [number, RawObject] => [
      100 + level,
      {
        body: `<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A ${101 + level} 0 R >> /Font << /F1 3 0 R >> >> /Length 120 >>`,
        stream: "/A Do ".repeat(20),
      },
    ]);
    const last: RawObject = {
      body: "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >> /Length 40 >>",
      stream: line("x", 1, 1).padEnd(40),
    };
    return document({ ...Object.fromEntries(levels), 109: last }, "/A Do", "/XObject << /A 100 0 R >>");
  },
  "an image of a hundred thousand by a hundred thousand points": () => {
    const stream = deflateSync(Buffer.alloc(1000));
    const entries =
      "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8";
    return document(
      { 100: compressed(stream, "/FlateDecode", entries) },
      "q 100 0 0 100 0 0 cm /A Do Q",
      "/XObject << /A 100 0 R >>",
    );
  },
  "a predictor with two billion columns": () => {
    const stream = deflateSync(Buffer.alloc(1000));
    return document({
      11: compressed(stream, "/FlateDecode", "/DecodeParms << /Predictor 12 /Columns 2000000000 >>"),
    });
  },
  "a font whose widths span four billion glyphs": () =>
    document(
      {
        100: {
          body: "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [101 0 R] /ToUnicode 102 0 R >>",
        },
        101: {
          body: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [0 4294967295 500] >>",
        },
        102: { body: "<< /Length 53 >>", stream: "1 beginbfrange <00000000> <ffffffff> <0041> endbfrange" },
      },
      "BT /F2 12 Tf 72 700 Td <00410042> Tj ET",
      "/Font << /F2 100 0 R >>",
    ),
  "a page that shows ten million characters": () => {
    const { stream, filters } = bomb(
      60,
      2,
      "BT /F1 1 Tf 1 1 Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET ",
    );
    return document({ 11: compressed(stream, filters) });
  },
  "a media box larger than any number": () =>
    buildPdf({ pages: [{ content: line("x", 1, 1), mediaBox: [-1e300, -1e300, 1e300, 1e300] }] }),
  "a form field that is its own parent": () =>
    buildPdf({
      pages: [{ content: line("x", 1, 1), annotations: ["100 0 R"] }],
      catalog: "/AcroForm << /Fields [100 0 R] >>",
      objects: {
        100: {
          body: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] /Parent 100 0 R /Kids [100 0 R] >>",
        },
      },
    }),
};
