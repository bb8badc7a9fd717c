// Steps and looks that several tests of the signing page share.
import { crc32, deflateSync } from "node:zlib";
import type { Locator, Page } from "playwright-core";

/** Draws a wave into the open signature dialog. */
export async function drawStroke(page: Page): Promise<void> {
  const pad = await page
    .getByRole("dialog")
    .getByRole("img", { name: /Draw|Zeichnen/ })
    .boundingBox();
  if (!pad) throw new Error("there is nothing to draw on");
  await page.mouse.move(pad.x + 50, pad.y + 110);
  await page.mouse.down();
  for (let step = 0; step < 40; step++) {
    await page.mouse.move(pad.x + 50 + step * 5, pad.y + 110 + Math.sin(step / 3) * 40);
  }
  await page.mouse.up();
}

/** Presses Tab until the control of this name has the focus; a control that cannot be reached fails the test. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const target = page.getByRole("button", { name, exact: true });
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`"${name}" cannot be reached with Tab`);
}

/** How many pixels of ink the picture in a field has, so that an empty one does not pass for a signature. */
export function inkIn(field: Locator): Promise<number> {
  return field.locator("img").evaluate((picture) => {
    const canvas = picture.ownerDocument.createElement("canvas");
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let ink = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at] > 128) ink++;
    return ink;
  });
}

/** A PNG of a dark bar on white paper, as somebody would photograph it. */
export function pictureFile(): Buffer<ArrayBuffer> {
  const [width, height] = [300, 120];
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width, 255);
    row[0] = 0;
    if (y > 40 && y < 70) row.fill(20, 31, width - 30);
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits of grey per pixel.
  header[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND"),
  ]);
}

function chunk(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(content.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
