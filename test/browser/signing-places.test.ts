// What the signer sees is where it ends up: fields and free signatures on turned and cropped pages.
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { withBrowser } from "./launch.ts";
import { paper } from "./paper.ts";
import { withSandbox } from "./signing-sandbox.ts";

const browser = withBrowser();
const sandbox = withSandbox();

const ADA = "ada@meridian.example";

/** Where a rectangle of the paper lies on the shown page, in shares of its size; computed here, apart from the page's own code. */
const shownBox = (
  page: { width: number; height: number; rotation: number },
  [x1, y1, x2, y2]: readonly [number, number, number, number],
): { left: number; top: number; width: number; height: number } => {
  const across = { start: x1 / page.width, end: x2 / page.width };
  const up = { start: y1 / page.height, end: y2 / page.height };
  const wide = across.end - across.start;
  const high = up.end - up.start;
  if (page.rotation === 90) return { left: up.start, top: across.start, width: high, height: wide };
  if (page.rotation === 180) return { left: 1 - across.end, top: up.start, width: wide, height: high };
  if (page.rotation === 270) return { left: 1 - up.end, top: 1 - across.end, width: high, height: wide };
  return { left: across.start, top: 1 - up.end, width: wide, height: high };
};

const TURNS = [0, 90, 180, 270] as const;
// Not at the origin, and smaller than the media box.
const CROP: [number, number, number, number] = [50, 60, 500, 700];
const turned = () =>
  paper(TURNS.map((rotate) => ({ rotate, cropBox: CROP, lines: [`Turned by ${rotate}`] })));

/** Fractions of the shown page, from its top-left. */
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

test("a field is filled where it was seen, on pages turned by 0, 90, 180 and 270 degrees and cropped", async () => {
  const fields = TURNS.map((_, page) => ({
    api_id: `s${page}`,
    type: "SIGNATURE",
    page,
    rectangle: [60, 380, 240, 500],
  }));
  const sent = await sandbox.send({ documents: [{ file: turned(), signers: [{ email: ADA, fields }] }] });
  const page = await browser.page();
  await page.goto(sent.url(ADA));
  const seen: Box[] = [];
  for (const [index] of TURNS.entries()) {
    const paperOf = page.getByRole("region", { name: `Page ${index + 1} of 4` });
    const field = paperOf.getByRole("button", { name: /Signature field/ });
    await field.click();
    if (index === 0) await typeSignature(page);
    await paperOf.getByRole("button", { name: /Signature field.*filled/ }).waitFor();
    seen.push(await boxWithin(paperOf, field));
  }
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();

  for (const [index, box] of seen.entries()) {
    const ink = await inkOnPage(
      page,
      sent.invitation(ADA).invitation_id,
      sent.documentIds[0] ?? "",
      index + 1,
    );
    const turn = `page turned by ${TURNS[index]}`;
    expect(ink.left, turn).toBeGreaterThan(box.left - 0.01);
    expect(ink.top, turn).toBeGreaterThan(box.top - 0.01);
    expect(ink.right, turn).toBeLessThan(box.right + 0.01);
    expect(ink.bottom, turn).toBeLessThan(box.bottom + 0.01);
    expect((ink.right - ink.left) / (box.right - box.left), turn).toBeGreaterThan(0.8);
  }
});

test("a freely placed signature ends up where it was put, upright for the reader", async () => {
  const sent = await sandbox.send({ documents: [{ file: turned(), signers: [{ email: ADA }] }] });
  const page = await browser.page();
  await page.goto(sent.url(ADA));
  const seen: Box[] = [];
  for (const [index] of TURNS.entries()) {
    const paperOf = page.getByRole("region", { name: `Page ${index + 1} of 4` });
    await paperOf.getByRole("button", { name: /Place on this page/ }).click();
    if (index === 0) await typeSignature(page);
    const placed = paperOf.getByRole("button", { name: `Signature on page ${index + 1}` });
    await placed.waitFor();
    seen.push(await boxWithin(paperOf, placed));
  }
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();

  for (const [index, box] of seen.entries()) {
    const ink = await inkOnPage(
      page,
      sent.invitation(ADA).invitation_id,
      sent.documentIds[0] ?? "",
      index + 1,
    );
    const turn = `page turned by ${TURNS[index]}`;
    for (const side of ["left", "top", "right", "bottom"] as const) {
      expect(Math.abs(ink[side] - box[side]), `${side}, ${turn}`).toBeLessThan(0.015);
    }
  }
});

test("the text of a page can be selected where it is printed, however the page is turned", async () => {
  const sent = await sandbox.send({ documents: [{ file: turned(), signers: [{ email: ADA }] }] });
  const page = await browser.page();
  await page.goto(sent.url(ADA));
  for (const [index, rotation] of TURNS.entries()) {
    const paperOf = page.getByRole("region", { name: `Page ${index + 1} of 4` });
    await paperOf.scrollIntoViewIfNeeded();
    const line = paperOf.getByText(`Turned by ${rotation}`);
    await line.waitFor();
    const box = await boxWithin(paperOf, line);
    const size = { width: CROP[2] - CROP[0], height: CROP[3] - CROP[1] };
    // The heading is set in 18 points, 80 below the upper edge.
    const printed = shownBox({ ...size, rotation }, [60, size.height - 84, 170, size.height - 66]);
    expect(
      Math.abs((box.left + box.right) / 2 - printed.left - printed.width / 2),
      `${rotation}`,
    ).toBeLessThan(0.03);
    expect(
      Math.abs((box.top + box.bottom) / 2 - printed.top - printed.height / 2),
      `${rotation}`,
    ).toBeLessThan(0.03);
  }
});

test("a field in view stays where it was while the page is zoomed", async () => {
  const fields = [{ api_id: "s", type: "SIGNATURE", page: 1, rectangle: [60, 380, 240, 500] }];
  const sent = await sandbox.send({ documents: [{ file: turned(), signers: [{ email: ADA, fields }] }] });
  const page = await browser.page();
  await page.goto(sent.url(ADA));
  const paperOf = page.getByRole("region", { name: "Page 2 of 4" });
  const field = paperOf.getByRole("button", { name: /Signature field/ });
  await page.getByRole("button", { name: "Start" }).click();
  const before = await boxWithin(paperOf, field);
  const width = (await paperOf.boundingBox())?.width ?? 0;
  for (const name of ["Zoom in", "Zoom in", "Zoom out", "Fit to width", "Zoom in"]) {
    await page.getByRole("button", { name }).click();
  }
  expect((await paperOf.boundingBox())?.width).toBeCloseTo(width * 1.25, 0);
  const after = await boxWithin(paperOf, field);
  for (const side of ["left", "top", "right", "bottom"] as const)
    expect(after[side]).toBeCloseTo(before[side], 2);
});

async function typeSignature(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Type" }).click();
  await page.getByRole("textbox", { name: "Your full name" }).fill("Ada Miller");
  await page.keyboard.press("Enter");
}

async function boxWithin(paperOf: Locator, element: Locator): Promise<Box> {
  const [outer, inner] = [await paperOf.boundingBox(), await element.boundingBox()];
  if (!outer || !inner) throw new Error("the field is not shown");
  return {
    left: (inner.x - outer.x) / outer.width,
    top: (inner.y - outer.y) / outer.height,
    right: (inner.x + inner.width - outer.x) / outer.width,
    bottom: (inner.y + inner.height - outer.y) / outer.height,
  };
}

/** Where the blue ink of the signature lies on a page of the signed PDF, as a viewer shows it. */
function inkOnPage(page: Page, invitationId: string, documentId: string, number: number): Promise<Box> {
  return page.evaluate<Box>(`(async () => {
    const pdfjs = await import(new URL("../assets/pdfjs/build/pdf.min.mjs", location.href).href);
    pdfjs.GlobalWorkerOptions.workerSrc = new URL("../assets/pdfjs/build/pdf.worker.min.mjs", location.href).href;
    const url = new URL("api/invitations/${invitationId}/documents/${documentId}/content", location.href).href;
    const pdf = await pdfjs.getDocument({ url }).promise;
    const proxy = await pdf.getPage(${number});
    const viewport = proxy.getViewport({ scale: 2 });
    const canvas = document.createElement("canvas");
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    await proxy.render({ canvas, viewport }).promise;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const box = { left: 1, top: 1, right: 0, bottom: 0 };
    for (let y = 0; y < canvas.height; y++) {
      for (let x = 0; x < canvas.width; x++) {
        const at = (y * canvas.width + x) * 4;
        if (data[at] > 90 || data[at + 2] - data[at] < 30) continue;
        box.left = Math.min(box.left, x / canvas.width);
        box.right = Math.max(box.right, (x + 1) / canvas.width);
        box.top = Math.min(box.top, y / canvas.height);
        box.bottom = Math.max(box.bottom, (y + 1) / canvas.height);
      }
    }
    return box;
  })()`);
}
