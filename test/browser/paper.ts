// Writes small real PDFs for browser tests: sized, turned and cropped pages with lines of text.

/** One page; `lines` are set from the top of the crop box, a heading first. */
export interface PaperPage {
  lines: string[];
  /** In points. */
  size?: [width: number, height: number];
  rotate?: 0 | 90 | 180 | 270;
  cropBox?: [x1: number, y1: number, x2: number, y2: number];
}

/** A field of the PDF's own form, on the first page. */
export interface PaperWidget {
  kind: "text" | "checkbox";
  name: string;
  rectangle: [x1: number, y1: number, x2: number, y2: number];
}

const LETTER: [number, number] = [612, 792];

/** The bytes of a PDF with these pages, set in Helvetica. */
export function paper(pages: PaperPage[], widgets: PaperWidget[] = []): Uint8Array<ArrayBuffer> {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""];
  const fonts = objects.push(
    "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> " +
      "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >>",
  );
  const kids = pages.map((page) => {
    const content = textOf(page);
    const stream = objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    const [width, height] = page.size ?? LETTER;
    const crop = page.cropBox ? ` /CropBox [${page.cropBox.join(" ")}]` : "";
    return objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}]${crop} /Rotate ${page.rotate ?? 0} ` +
        `/Resources << /Font ${fonts} 0 R >> /Contents ${stream} 0 R >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] >>`;
  if (widgets.length > 0) addForm(objects, kids[0] ?? 0, widgets);
  return assemble(objects);
}

function addForm(objects: string[], firstPage: number, widgets: PaperWidget[]): void {
  const font = objects.push(
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  );
  const ids = widgets.map(({ kind, name, rectangle }) => {
    const common = `/Type /Annot /Subtype /Widget /P ${firstPage} 0 R /Rect [${rectangle.join(" ")}] /T (${name}) /TU (The ${name})`;
    if (kind === "text") return objects.push(`<< ${common} /FT /Tx /DA (/Helv 10 Tf 0 g) >>`);
    const [off, on] = ["", "0 0 10 10 re f"].map((content) =>
      objects.push(
        `<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ),
    );
    return objects.push(
      `<< ${common} /FT /Btn /AS /Off /V /Off /AP << /N << /Yes ${on} 0 R /Off ${off} 0 R >> >> >>`,
    );
  });
  const list = `[${ids.map((id) => `${id} 0 R`).join(" ")}]`;
  objects[firstPage - 1] = (objects[firstPage - 1] ?? "").replace(/>>$/, `/Annots ${list} >>`);
  objects[0] =
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields ${list} /DA (/Helv 0 Tf 0 g) ` +
    `/DR << /Font << /Helv ${font} 0 R >> >> >> >>`;
}

/** An agreement of three pages, as a lender would send it. */
export function agreement(): Uint8Array<ArrayBuffer> {
  const clause = (number: number, title: string) => [
    `${number}.  ${title}`,
    "Each Lender severally agrees, on the terms of this Agreement, to make loans to the Borrower from",
    "time to time during the availability period, in an aggregate amount that does not exceed its",
    "commitment. Within these limits the Borrower may borrow, repay and borrow again.",
    "",
  ];
  return paper([
    {
      lines: [
        "CREDIT AGREEMENT",
        "dated as of 4 March 2026",
        "",
        "between Meridian Holdings Ltd as Borrower",
        "and Northbank plc as Lender",
        "",
        ...clause(1, "Definitions"),
        ...clause(2, "The facility"),
        ...clause(3, "Interest"),
      ],
    },
    {
      lines: [
        "CONDITIONS",
        "",
        ...clause(4, "Conditions of lending"),
        ...clause(5, "Covenants"),
        ...clause(6, "Events of default"),
        ...clause(7, "Assignments"),
      ],
    },
    {
      lines: [
        "EXECUTION PAGE",
        "",
        "The parties have executed this Agreement on the date stated at its beginning.",
        "",
        "BORROWER",
        "Meridian Holdings Ltd",
      ],
    },
  ]);
}

function textOf(page: PaperPage): string {
  const [left, , , top] = page.cropBox ?? [0, 0, ...(page.size ?? LETTER)];
  const lines = page.lines.map((line, index) => {
    const escaped = line.replace(/[\\()]/g, (character) => `\\${character}`);
    const font = index === 0 ? "/F2 18 Tf" : "/F1 11 Tf";
    return `BT ${font} ${left + 60} ${top - 80 - index * 19} Td (${escaped}) Tj ET`;
  });
  return lines.join("\n");
}

function assemble(objects: string[]): Uint8Array<ArrayBuffer> {
  let body = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = body.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(body, (character) => character.charCodeAt(0));
}
