// A PDF whose pages are turned and cropped, what DigiSigner should be told of a field on them, and what it was told.
import type { Locator, Page } from "playwright-core";
import { sandbox } from "../acceptance/desk.ts";
import type { DeskFixture } from "./dashboard-desk.ts";

export const CROP = { x: 40, y: 60, width: 480, height: 640 };
export const ROTATIONS = [0, 90, 180, 270];

/** Each page of the PDF: its turn, and where its crop box begins; the last one is plain, of the same size. */
export const SHEETS = [
  ...ROTATIONS.map((rotation) => ({ rotation, left: CROP.x, bottom: CROP.y })),
  { rotation: 0, left: 0, bottom: 0 },
];

/** One page per rotation on a larger sheet, each cropped, and a plain one; a word tells which way is up. */
export const turnedPdf = (): Buffer => {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${SHEETS.length} /Kids [${SHEETS.map((_, index) => `${4 + 2 * index} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  for (const { rotation, left, bottom } of SHEETS) {
    const box = `[${left} ${bottom} ${left + CROP.width} ${bottom + CROP.height}]`;
    const boxes = left === 0 ? `/MediaBox ${box}` : `/MediaBox [0 0 600 800] /CropBox ${box}`;
    const content = `BT /F1 14 Tf 250 380 Td (turned by ${rotation}) Tj ET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R ${boxes} /Rotate ${rotation} /Contents ${objects.length + 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  let text = "%PDF-1.7\n";
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}`;
  return Buffer.from(
    `${text}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    "latin1",
  );
};

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The rectangle that DigiSigner should be told, worked out by hand for each rotation. */
export const expectedRectangle = (field: Box, page: Box, rotation: number): number[] => {
  const scale = page.width / (rotation % 180 === 0 ? CROP.width : CROP.height);
  const left = (field.x - page.x) / scale;
  const top = (field.y - page.y) / scale;
  const right = left + field.width / scale;
  const bottom = top + field.height / scale;
  if (rotation === 90) return [top, left, bottom, right];
  if (rotation === 180) return [CROP.width - right, top, CROP.width - left, bottom];
  if (rotation === 270)
    return [CROP.width - bottom, CROP.height - right, CROP.width - top, CROP.height - left];
  return [left, CROP.height - bottom, right, CROP.height - top];
};

/** Where it is on the screen, in CSS pixels. */
export const boxOf = async (element: Locator): Promise<Box> => {
  const box = await element.boundingBox();
  if (box === null) throw new Error(`${element} is not on the screen`);
  return box;
};

/** A new request with the turned pages and one signer, at the step of its fields. */
export const placeOnTurned = async (desk: DeskFixture): Promise<Page> => {
  const page = await desk.signedIn("/new");
  await page
    .getByLabel("PDF files")
    .setInputFiles({ name: "turned.pdf", mimeType: "application/pdf", buffer: turnedPdf() });
  await page.getByRole("button", { name: "Look at turned" }).waitFor();
  await page.getByLabel("Name").fill("Jane Whitfield");
  await page.getByLabel("E-mail", { exact: true }).fill("jane@northgate.example");
  await page.getByRole("button", { name: "Place fields" }).click();
  return page;
};

/** Asked of DigiSigner as its own clients do. */
export const toldFields = async (
  desk: DeskFixture,
  digisignerDocumentId: string,
): Promise<{ page: number; type: string; rectangle: number[] }[]> => {
  const { api_key } = (await sandbox(desk.product(), "GET", "settings")).body;
  const told = await fetch(`${desk.product().sandboxUrl}/v1/documents/${digisignerDocumentId}/fields`, {
    headers: { authorization: `Basic ${Buffer.from(`${api_key}:`).toString("base64")}` },
  });
  const { document_fields } = (await told.json()) as {
    document_fields: { page: number; type: string; rectangle: number[] }[];
  };
  return document_fields;
};
