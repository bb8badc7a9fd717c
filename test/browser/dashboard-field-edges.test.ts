// Fields by mouse: resized by their corners, drawn to their neighbours, and never off a page, however it is turned.
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { call, until } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";
import { boxOf, CROP, expectedRectangle, placeOnTurned, ROTATIONS, toldFields } from "./turned-pages.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const sheetOf = async (page: Page, index: number) => {
  const sheet = page.locator(`[data-page="${index + 1}"]`);
  await sheet.scrollIntoViewIfNeeded();
  await sheet.locator("canvas").waitFor();
  return sheet;
};

/** Taken at its middle, once it stands still. */
const drag = async (page: Page, taken: Locator, by: { x: number; y: number }) => {
  await taken.hover();
  const { x, y, width, height } = await boxOf(taken);
  const from = { x: x + width / 2, y: y + height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2);
  await page.mouse.move(from.x + by.x, from.y + by.y);
  await page.mouse.up();
  // Until what was told by the pointer is drawn.
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
};

test("a field resized by a corner and pushed over each edge is sent as it is seen, on its page", async () => {
  const page = await placeOnTurned(desk);
  const pushes = [
    { x: -900, y: 0 },
    { x: 0, y: -900 },
    { x: 900, y: 0 },
    { x: 0, y: 900 },
  ];
  const expected: number[][] = [];
  for (const [index, rotation] of ROTATIONS.entries()) {
    const sheet = await sheetOf(page, index);
    await page
      .getByRole("button", { name: "Signature", exact: true })
      .dragTo(sheet, { targetPosition: { x: 180, y: 160 } });
    const field = page.getByRole("button", { name: new RegExp(`^Signature of Jane.* page ${index + 1},`) });
    await field.waitFor();

    const before = await boxOf(field);
    const corner = field.locator("xpath=..").locator('[data-handle="se"]');
    await drag(page, corner, { x: 37, y: 21 });
    const resized = await boxOf(field);
    const point = (await boxOf(sheet)).width / (rotation % 180 === 0 ? CROP.width : CROP.height);
    expect(Math.abs(resized.width - before.width - 37), "wider by what was drawn").toBeLessThan(2 * point);
    expect(Math.abs(resized.height - before.height - 21), "higher by what was drawn").toBeLessThan(2 * point);
    expect(Math.abs(resized.x - before.x) + Math.abs(resized.y - before.y)).toBeLessThan(2 * point);

    const push = pushes[index] ?? { x: 0, y: 0 };
    await drag(page, field, push);
    const [box, around] = [await boxOf(field), await boxOf(sheet)];
    const gaps = {
      left: box.x - around.x,
      top: box.y - around.y,
      right: around.x + around.width - box.x - box.width,
      bottom: around.y + around.height - box.y - box.height,
    };
    const edge = (["left", "top", "right", "bottom"] as const)[index] ?? "left";
    expect(Math.abs(gaps[edge]), `at the ${edge} edge of page ${index + 1}`).toBeLessThan(1.5);
    for (const gap of Object.values(gaps)) expect(gap).toBeGreaterThan(-1.5);
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
  const fields = await toldFields(desk, sent.documents[0].digisigner_document_id);
  for (const [index, rectangle] of expected.entries()) {
    const told = fields.find((each) => each.page === index)?.rectangle ?? [];
    for (const [side, value] of rectangle.entries()) {
      expect(Math.abs((told[side] ?? Number.NaN) - value), `page ${index + 1}, side ${side}`).toBeLessThan(1);
    }
    const [x1 = -1, y1 = -1, x2 = Number.NaN, y2 = Number.NaN] = told;
    expect([x1 >= 0, y1 >= 0, x2 <= CROP.width, y2 <= CROP.height]).toEqual([true, true, true, true]);
  }
});

test("a field that is dragged near another is drawn to its edge, and with Alt it stays where it is let go", async () => {
  const page = await placeOnTurned(desk);
  const sheet = await sheetOf(page, 0);
  const placed = async (type: string, x: number, y: number) => {
    await page.getByRole("button", { name: type, exact: true }).dragTo(sheet, { targetPosition: { x, y } });
    const field = page.getByRole("button", { name: new RegExp(`^${type} of Jane.* page 1,`) });
    await field.waitFor();
    return field;
  };
  const first = await placed("Signature", 150, 120);
  const second = await placed("Text", 230, 300);
  const target = (await boxOf(first)).x;
  const apart = async () => (await boxOf(second)).x - target;

  await drag(page, second, { x: 4 - (await apart()), y: 0 });
  const scale = (await boxOf(sheet)).width / CROP.width;
  expect(Math.abs(await apart()), "on the same edge, to the point").toBeLessThan(scale * 0.51);

  await page.keyboard.down("Alt");
  await drag(page, second, { x: 4, y: 0 });
  await page.keyboard.up("Alt");
  expect(Math.abs((await apart()) - 4)).toBeLessThan(scale);
});

test.each(["Text", "Check box"])(
  "a %s is moved by its middle and resized by its corner, small as it is",
  async (type) => {
    const page = await placeOnTurned(desk);
    const sheet = await sheetOf(page, 0);
    await page
      .getByRole("button", { name: type, exact: true })
      .dragTo(sheet, { targetPosition: { x: 150, y: 120 } });
    const field = page.getByRole("button", { name: new RegExp(`^${type} of Jane.* page 1,`) });
    await field.waitFor();
    const placed = await boxOf(field);
    await drag(page, field, { x: 60, y: 90 });
    const moved = await boxOf(field);
    expect(Math.abs(moved.x - placed.x - 60)).toBeLessThan(2);
    expect(Math.abs(moved.y - placed.y - 90)).toBeLessThan(2);
    expect(Math.abs(moved.width - placed.width) + Math.abs(moved.height - placed.height)).toBeLessThan(2);
    const corner = field.locator("xpath=..").locator('[data-handle="se"]');
    await drag(page, corner, { x: 30, y: 25 });
    const resized = await boxOf(field);
    expect(Math.abs(resized.width - moved.width - 30)).toBeLessThan(2.5);
    expect(Math.abs(resized.height - moved.height - 25)).toBeLessThan(2.5);
  },
);
