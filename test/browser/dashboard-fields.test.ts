// What is placed on the screen is where it stands in the signed PDF, also on rotated and cropped pages.
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { call, sandbox, signAll, until } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const CROP = { x: 40, y: 60, width: 480, height: 640 };
const ROTATIONS = [0, 90, 180, 270];

/** One page per rotation on a larger sheet, each cropped; a word in the middle tells which way is up. */
const turnedPdf = (): Buffer => {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count 4 /Kids [${ROTATIONS.map((_, index) => `${4 + 2 * index} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  for (const rotation of ROTATIONS) {
    const content = `BT /F1 14 Tf 250 380 Td (turned by ${rotation}) Tj ET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /CropBox [${CROP.x} ${CROP.y} ${CROP.x + CROP.width} ${CROP.y + CROP.height}] /Rotate ${rotation} /Contents ${objects.length + 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
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

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The rectangle that DigiSigner should be told, worked out by hand for each rotation. */
const expectedRectangle = (field: Box, page: Box, rotation: number): number[] => {
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

test("a field dragged onto a turned and cropped page is sent and stamped where it was seen", async () => {
  const page = await desk.signedIn("/new");
  await page
    .getByLabel("PDF files")
    .setInputFiles({ name: "turned.pdf", mimeType: "application/pdf", buffer: turnedPdf() });
  await page.getByRole("button", { name: "Look at turned" }).waitFor();
  await page.getByLabel("Name").fill("Jane Whitfield");
  await page.getByLabel("E-mail", { exact: true }).fill("jane@northgate.example");
  await page.getByRole("button", { name: "Place fields" }).click();

  const expected: number[][] = [];
  for (const [index, rotation] of ROTATIONS.entries()) {
    const sheet = page.locator(`[data-page="${index + 1}"]`);
    await sheet.scrollIntoViewIfNeeded();
    await sheet.locator("canvas").waitFor();
    await page
      .getByRole("button", { name: "Text", exact: true })
      .dragTo(sheet, { targetPosition: { x: 150, y: 140 + 20 * index } });
    const field = page.getByRole("button", { name: new RegExp(`^Text of Jane.* page ${index + 1},`) });
    await field.waitFor();
    await page.getByLabel("Content").fill(`turn${rotation}`);
    await page.getByRole("switch", { name: "Read-only" }).click();
    const [box, around] = [await field.boundingBox(), await sheet.boundingBox()];
    if (box === null || around === null) throw new Error("the field is not on the screen");
    expected.push(expectedRectangle(box, around, rotation));
  }
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Send for signature" }).click();
  await page.waitForURL(/\/agreements\/sig_/);

  const path = `/api/signatures/${page.url().split("/").at(-1)}`;
  const sent = await until(
    async () => (await call(desk.product(), "GET", path)).body,
    (signature) => signature.status === "pending",
  );
  const { api_key } = (await sandbox(desk.product(), "GET", "settings")).body;
  const told = await fetch(
    `${desk.product().sandboxUrl}/v1/documents/${sent.documents[0].digisigner_document_id}/fields`,
    { headers: { authorization: `Basic ${Buffer.from(`${api_key}:`).toString("base64")}` } },
  );
  const { document_fields } = (await told.json()) as {
    document_fields: { page: number; rectangle: number[] }[];
  };
  for (const [index, rectangle] of expected.entries()) {
    const field = document_fields.find((each) => each.page === index);
    for (const [side, value] of rectangle.entries()) {
      expect(
        Math.abs((field?.rectangle[side] ?? Number.NaN) - value),
        `page ${index + 1}, side ${side}`,
      ).toBeLessThan(1);
    }
  }

  await signAll(desk.product(), sent.digisigner_request_id);
  await until(
    async () => (await call(desk.product(), "GET", path)).body,
    (signature) => signature.is_collected,
  );
  const download = await fetch(`${desk.product().url}${path}/download`, {
    headers: { authorization: `Bearer ${desk.product().apiKey}` },
  });
  const pdf = await getDocument({ data: new Uint8Array(await download.arrayBuffer()) }).promise;
  for (const [index, rotation] of ROTATIONS.entries()) {
    const { items } = await (await pdf.getPage(index + 1)).getTextContent();
    const stamped = items.find((item) => "str" in item && item.str.includes(`turn${rotation}`));
    if (stamped === undefined || !("transform" in stamped))
      throw new Error(`nothing stamped on page ${index + 1}`);
    const [x, y] = [stamped.transform[4] - CROP.x, stamped.transform[5] - CROP.y];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = expected[index] ?? [];
    expect(x).toBeGreaterThan(x1 - 1);
    expect(x).toBeLessThan(x2 + 1);
    expect(y).toBeGreaterThan(y1 - 1);
    expect(y).toBeLessThan(y2 + 1);
  }
});
