// Writes small PDFs by hand, so that tests decide every byte of what they test.

export interface RawObject {
  /** What stands between `obj` and `endobj`, without the stream. */
  readonly body: string;
  readonly stream?: Uint8Array | string;
}

export interface PageSource {
  /** Content stream operators; `/F1` is Helvetica. */
  readonly content: string;
  readonly mediaBox?: readonly number[];
  readonly cropBox?: readonly number[];
  readonly rotate?: number;
  /** Further entries of the resource dictionary, such as `/XObject << /Im1 20 0 R >>`. */
  readonly resources?: string;
  /** Annotation dictionaries. */
  readonly annotations?: readonly string[];
}

export interface DocumentSource {
  readonly pages: readonly PageSource[];
  /** Objects by number, from 100 on, for the pages' resources to refer to. */
  readonly objects?: Readonly<Record<number, RawObject>>;
  /** Further entries of the catalog. */
  readonly catalog?: string;
  readonly trailer?: string;
}

const CATALOG = 1;
const PAGES = 2;
const FONT = 3;
const FIRST_PAGE = 10;
const A4 = [0, 0, 595, 842];

/** A well-formed document with a classic cross-reference table. */
export function buildPdf(source: DocumentSource): Uint8Array {
  const objects = new Map<number, RawObject>();
  objects.set(CATALOG, { body: `<< /Type /Catalog /Pages ${PAGES} 0 R ${source.catalog ?? ""} >>` });
  const pageNumber = (index: number) => FIRST_PAGE + index * 2;
  const kids = source.pages.map((_, index) => `${pageNumber(index)} 0 R`).join(" ");
  objects.set(PAGES, { body: `<< /Type /Pages /Count ${source.pages.length} /Kids [${kids}] >>` });
  objects.set(FONT, {
    body: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  });
  for (const [index, page] of source.pages.entries()) {
    const number = pageNumber(index);
    objects.set(number, { body: pageBody(page, number + 1) });
    objects.set(number + 1, {
      body: `<< /Length ${Buffer.byteLength(page.content)} >>`,
      stream: page.content,
    });
  }
  for (const [number, object] of Object.entries(source.objects ?? {})) objects.set(Number(number), object);
  return writeObjects(objects, `/Root ${CATALOG} 0 R ${source.trailer ?? ""}`);
}

export function writeObjects(objects: ReadonlyMap<number, RawObject>, trailer: string): Uint8Array {
  const chunks: Buffer[] = [Buffer.from("%PDF-1.7\n%\u00e2\u00e3\n", "latin1")];
  let length = chunks[0]?.length ?? 0;
  const offsets = new Map<number, number>();
  const write = (data: Buffer) => {
    chunks.push(data);
    length += data.length;
  };
  for (const [number, { body, stream }] of objects) {
    offsets.set(number, length);
    write(Buffer.from(`${number} 0 obj\n${body}\n`, "latin1"));
    if (stream !== undefined) {
      write(Buffer.concat([Buffer.from("stream\n"), Buffer.from(stream), Buffer.from("\nendstream\n")]));
    }
    write(Buffer.from("endobj\n"));
  }
  const start = length;
  const size = Math.max(...objects.keys()) + 1;
  const entries = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    if (offset === undefined) return "0000000000 65535 f \n";
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  write(Buffer.from(`xref\n0 ${size}\n${entries.join("")}trailer\n<< /Size ${size} ${trailer} >>\n`));
  write(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(chunks);
}

function pageBody(page: PageSource, content: number): string {
  const entries = [
    `/Type /Page /Parent ${PAGES} 0 R`,
    `/MediaBox [${(page.mediaBox ?? A4).join(" ")}]`,
    page.cropBox === undefined ? "" : `/CropBox [${page.cropBox.join(" ")}]`,
    page.rotate === undefined ? "" : `/Rotate ${page.rotate}`,
    page.annotations === undefined ? "" : `/Annots [${page.annotations.join(" ")}]`,
    `/Resources << /Font << /F1 ${FONT} 0 R >> ${page.resources ?? ""} >>`,
    `/Contents ${content} 0 R`,
  ];
  return `<< ${entries.join(" ")} >>`;
}

/** A line of Helvetica at a place, as content operators. */
export function line(text: string, x: number, y: number, size = 12): string {
  return `BT /F1 ${size} Tf ${x} ${y} Td (${text.replaceAll(/[()\\]/g, "\\$&")}) Tj ET`;
}
