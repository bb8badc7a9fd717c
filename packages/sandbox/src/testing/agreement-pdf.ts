// Writes small PDFs for tests from scratch: pages with lines of text at known places, turned and cropped.

export interface TestPage {
  width?: number;
  height?: number;
  rotate?: 0 | 90 | 180 | 270;
  cropBox?: [number, number, number, number];
  /** Baseline positions in user space; with `upright` the letters stand upright for the reader of a turned page. */
  lines?: { x: number; y: number; text: string; size?: number; upright?: boolean }[];
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
  /** Further boxes of the same field: with them it is a set. */
  more?: { rectangle: [number, number, number, number]; on: string }[];
}

export function agreementPdf(pages: TestPage[] = [{}], widgets: TestWidget[] = []): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  add("<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>");
  add("");
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  add("");
  const pageIds = pages.map((page) => addPage(page, add));
  const widgetIds: number[] = [];
  const fieldIds = widgets.map((widget) => {
    const { more = [] } = widget;
    if (more.length === 0) return keep(widgetIds, add(widgetObject(widget, pageIds[0] ?? 0)));
    const field = add("");
    const kids = [widget, ...more.map((box) => ({ ...widget, ...box }))].map((box) =>
      keep(widgetIds, add(widgetObject(box, pageIds[0] ?? 0, `/Parent ${field} 0 R`))),
    );
    objects[field - 1] = `<< /T (${widget.name}) /FT /Btn /V /Off /Kids [${references(kids)}] >>`;
    return field;
  });
  objects[1] = `<< /Type /Pages /Count ${pages.length} /Kids [${references(pageIds)}] >>`;
  objects[3] = `<< /Fields [${references(fieldIds)}] /DA (/Helv 0 Tf 0 g) /DR << /Font << /Helv 3 0 R >> >> >>`;
  const first = (pageIds[0] ?? 1) - 1;
  const annotations = `/Annots [${references(widgetIds)}] >>`;
  objects[first] = (objects[first] ?? "").replace(/>>$/, annotations);
  return serialise(objects);
}

const UPRIGHT = { 0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0" } as const;

function keep(ids: number[], id: number): number {
  ids.push(id);
  return id;
}

function references(ids: readonly number[]): string {
  return ids.map((id) => `${id} 0 R`).join(" ");
}

function addPage(page: TestPage, add: (body: string) => number): number {
  const { width = 612, height = 792, rotate = 0, cropBox, lines = [] } = page;
  const shown = lines.length > 0 ? lines : [{ x: 72, y: 720, text: "Credit Agreement" }];
  const content = shown
    .map(({ x, y, text, size = 12, upright = false }) => {
      const turn = UPRIGHT[upright ? rotate : 0];
      return `BT /F1 ${size} Tf ${turn} ${x} ${y} Tm (${escapeText(text)}) Tj ET`;
    })
    .join("\n");
  const stream = add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  const crop = cropBox ? ` /CropBox [${cropBox.join(" ")}]` : "";
  return add(
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}]${crop} /Rotate ${rotate}` +
      ` /Resources << /Font << /F1 3 0 R >> >> /Contents ${stream} 0 R >>`,
  );
}

function widgetObject(
  { kind, name, rectangle, on = "Yes", extra = "" }: TestWidget,
  page: number,
  owner = `/T (${name})`,
): string {
  const common = `/Type /Annot /Subtype /Widget /P ${page} 0 R /Rect [${rectangle.join(" ")}] ${owner} ${extra}`;
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
