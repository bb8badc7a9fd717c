// What is placed on the screen is where it stands in the signed PDF, also on rotated and cropped pages.
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { call, signAll, until } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";
import { boxOf, CROP, expectedRectangle, placeOnTurned, ROTATIONS, toldFields } from "./turned-pages.ts";

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
    const field = fields.find((each) => each.page === index);
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
