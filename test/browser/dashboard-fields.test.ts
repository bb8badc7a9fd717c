// What is placed on the screen is where it stands in the signed PDF, also on rotated and cropped pages.
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PDFPageProxy } from "pdfjs-dist/types/src/display/api.js";
import { expect, test } from "vitest";
import { call, until } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";
import {
  boxOf,
  CROP,
  expectedRectangle,
  placeOnTurned,
  ROTATIONS,
  SHEETS,
  toldFields,
} from "./turned-pages.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("a field dragged onto a turned and cropped page is sent and stamped where it was seen", async () => {
  const page = await placeOnTurned(desk);
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
    expected.push(expectedRectangle(await boxOf(field), await boxOf(sheet), rotation));
  }
  const pictures: number[][] = [];
  for (const [index, { rotation }] of SHEETS.entries()) {
    const sheet = page.locator(`[data-page="${index + 1}"]`);
    await sheet.scrollIntoViewIfNeeded();
    await sheet.locator("canvas").waitFor();
    await page
      .getByRole("button", { name: "Initials", exact: true })
      .dragTo(sheet, { targetPosition: { x: 250, y: 60 + 20 * index } });
    const field = page.getByRole("button", { name: new RegExp(`^Initials of Jane.* page ${index + 1},`) });
    await field.waitFor();
    pictures.push(expectedRectangle(await boxOf(field), await boxOf(sheet), rotation));
  }
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Send for signature" }).click();
  await page.waitForURL(/\/agreements\/sig_/);

  const path = `/api/signatures/${page.url().split("/").at(-1)}`;
  const sent = await until(
    async () => (await call(desk.product(), "GET", path)).body,
    (signature) => signature.status === "pending",
  );
  const fields = await toldFields(desk, sent.documents[0].digisigner_document_id);
  for (const [index, rectangle] of expected.entries()) {
    const field = fields.find((each) => each.page === index && each.type === "TEXT");
    for (const [side, value] of rectangle.entries()) {
      expect(
        Math.abs((field?.rectangle[side] ?? Number.NaN) - value),
        `page ${index + 1}, side ${side}`,
      ).toBeLessThan(1);
    }
  }

  await signWithPictures(await desk.signingUrl(sent.digisigner_request_id, "jane@northgate.example"));
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
  for (const [index, { left, bottom }] of SHEETS.entries()) {
    const drawn = await pictureOn(await pdf.getPage(index + 1));
    for (const [side, value] of (pictures[index] ?? []).entries()) {
      const seen = (drawn[side] ?? Number.NaN) - (side % 2 === 0 ? left : bottom);
      expect(Math.abs(seen - value), `page ${index + 1}, side ${side} of the picture`).toBeLessThan(1);
    }
  }
});

/** Signs as the signing page does, with pictures in the shape of the fields, so that each reaches all four edges. */
const signWithPictures = async (url: string): Promise<void> => {
  const page = await browser.page();
  await page.goto(url);
  const status = await page.evaluate<number>(`(async () => {
    const path = "api/invitations/" + new URLSearchParams(location.search).get("invitationId");
    const session = await (await fetch(path)).json();
    const canvas = Object.assign(document.createElement("canvas"), { width: 240, height: 128 });
    canvas.getContext("2d").fillRect(0, 0, 240, 128);
    const image_png_base64 = canvas.toDataURL("image/png").split(",")[1];
    const documents = session.documents.map(({ document_id, fields }) => ({
      document_id,
      values: fields
        .filter(({ type }) => type === "INITIALS")
        .map(({ field_id }) => ({ field_id, signature: { kind: "uploaded", image_png_base64 } })),
    }));
    const body = JSON.stringify({ documents });
    const headers = { "content-type": "application/json" };
    return (await fetch(path + "/sign", { method: "POST", headers, body })).status;
  })()`);
  expect(status).toBe(200);
};

type Matrix = [number, number, number, number, number, number];

const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

/** Where the only picture of a page is drawn: a picture fills the unit square of the matrix it is painted under. */
const pictureOn = async (page: PDFPageProxy): Promise<number[]> => {
  const { fnArray, argsArray } = await page.getOperatorList();
  const kept: Matrix[] = [];
  const found: number[][] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [at, operator] of fnArray.entries()) {
    if (operator === OPS.save) kept.push(matrix);
    if (operator === OPS.restore) matrix = kept.pop() ?? matrix;
    if (operator === OPS.transform) matrix = times(matrix, argsArray[at] as Matrix);
    if (operator !== OPS.paintImageXObject && operator !== OPS.paintImageMaskXObject) continue;
    const [a, b, c, d, e, f] = matrix;
    const [xs, ys] = [
      [e, e + a, e + c, e + a + c],
      [f, f + b, f + d, f + b + d],
    ];
    found.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
  }
  expect(found).toHaveLength(1);
  return found[0] ?? [];
};
