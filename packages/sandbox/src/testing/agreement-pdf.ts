// Writes small PDFs for tests from scratch: pages with lines of text at known places, turned and cropped.

export interface TestPage {
  width?: number;
  height?: number;
  rotate?: 0 | 90 | 180 | 270;
  cropBox?: [number, number, number, number];
  /** Baseline positions in user space. */
  lines?: { x: number; y: number; text: string; size?: number }[];
}

/** AcroForm widgets, on the first page. */
export interface TestWidget {
  kind: "text" | "checkbox" | "radio";
  name: string;
  rectangle: [number, number, number, number];
  /** Export value of a box. */
  on?: string;
  /** Entries like `/MaxLen 8`. */
  extra?: string;
}

export function agreementPdf(pages: TestPage[] = [{}], widgets: TestWidget[] = []): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  add("<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>");
  add("");
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  add("");
  const pageIds = pages.map((page) => addPage(page, add));
  const fieldIds = widgets.map((widget) => add(widgetObject(widget, pageIds[0] ?? 0)));
  objects[1] = `<< /Type /Pages /Count ${pages.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(" ")}] >>`;
  objects[3] =
    `<< /Fields [${fieldIds.map((id) => `${id} 0 R`).join(" ")}] /DA (/Helv 0 Tf 0 g)` +
    " /DR << /Font << /Helv 3 0 R >> >> >>";
  const first = (pageIds[0] ?? 1) - 1;
  const annotations = `/Annots [${fieldIds.map((id) => `${id} 0 R`).join(" ")}] >>`;
  objects[first] = (objects[first] ?? "").replace(/>>$/, annotations);
  return serialise(objects);
}

function addPage(page: TestPage, add: (body: string) => number): number {
  const { width = 612, height = 792, rotate = 0, cropBox, lines = [] } = page;
  const shown = lines.length > 0 ? lines : [{ x: 72, y: 720, text: "Credit Agreement" }];
  const content = shown
    .map(({ x, y, text, size = 12 }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escapeText(text)}) Tj ET`)
    .join("\n");
  const stream = add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  const crop = cropBox ? ` /CropBox [${cropBox.join(" ")}]` : "";
  return add(
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}]${crop} /Rotate ${rotate}` +
      ` /Resources << /Font << /F1 3 0 R >> >> /Contents ${stream} 0 R >>`,
  );
}

function widgetObject({ kind, name, rectangle, on = "Yes", extra = "" }: TestWidget, page: number): string {
  const common = `/Type /Annot /Subtype /Widget /P ${page} 0 R /Rect [${rectangle.join(" ")}] /T (${name}) ${extra}`;
  if (kind === "text") return `<< ${common} /FT /Tx /DA (/Helv 10 Tf 0 g) >>`;
  const flags = kind === "radio" ? "/Ff 32768" : "";
  const states = "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] >>";
  return `<< ${common} /FT /Btn ${flags} /AS /Off /V /Off /AP << /N << /${on} ${states} /Off ${states} >> >> >>`;
}

function escapeText(text: string): string {
  return text.replace(/[\\()]/g, "\\$&");
}

function serialise(objects: string[]): Uint8Array {
  let file = "%PDF-1.7\n";
  const offsets = objects.map((body, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}
