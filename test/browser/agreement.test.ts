// The whole path as people walk it: the desk sends a PDF, two people sign it in order, the desk follows and hands it out.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sandbox } from "../acceptance/desk.ts";
import { type Product, startProduct } from "../acceptance/start.ts";
import { agreementPdf } from "../fixtures/pdf.ts";
import { withBrowser } from "./launch.ts";
import { changedPixels, type Place, withPaperReader } from "./signed-paper.ts";

const browser = withBrowser();
const engine = withPaperReader();
let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  await product?.stop();
});

/** What the desk promises: a step of a signer is on the screen after at most this, without a reload. */
const SOON = 2_000;

const signIn = async (page: Page): Promise<void> => {
  await page.goto(`${product.url}/sign-in#key=${product.apiKey}`);
  await page.getByRole("heading", { name: "Agreements", exact: true }).waitFor();
};

const fillSigner = async (
  page: Page,
  index: number,
  signer: { name: string; email: string; role: string },
) => {
  const card = page.getByRole("listitem", { name: `Signer ${index}` });
  await card.getByRole("textbox", { name: "Name" }).fill(signer.name);
  await card.getByRole("textbox", { name: "E-mail" }).fill(signer.email);
  await card.getByRole("combobox", { name: "Role" }).fill(signer.role);
  await page.keyboard.press("Tab");
};

const invitationOf = async (email: string): Promise<{ sign_document_url: string; status: string }> =>
  (await sandbox(product, "GET", "invitations")).body.invitations.find(
    (one: { email: string }) => one.email === email,
  );

const placeSignature = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Place on this page" }).last().scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Place on this page" }).last().click();
};

const drawSignature = async (page: Page): Promise<void> => {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("tab", { name: "Draw" }).click();
  const pad = dialog.locator("canvas").first();
  const box = await pad.boundingBox();
  if (box === null) throw new Error("there is no pad to draw on");
  await page.mouse.move(box.x + 30, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 20; step += 1) {
    await page.mouse.move(box.x + 30 + step * 12, box.y + box.height / 2 + Math.sin(step) * 30);
  }
  await page.mouse.up();
};

const adopt = (page: Page): Promise<void> =>
  page
    .getByRole("dialog")
    .getByRole("button", { name: /^(Use|Adopt)/ })
    .click();

/** Letter size, in points. */
const PAPER = { width: 612, height: 792 };

/** Where the signature stands on the last page, as its signer sees it. */
const placeOf = async (page: Page): Promise<Place> => {
  const paper = await page.getByRole("region", { name: "Page 3 of 3" }).boundingBox();
  const signature = await page.getByRole("button", { name: "Signature on page 3" }).boundingBox();
  if (paper === null || signature === null) throw new Error("the signature is not shown");
  const points = PAPER.width / paper.width;
  const left = (signature.x - paper.x) * points;
  const top = PAPER.height - (signature.y - paper.y) * points;
  return {
    page: 2,
    rectangle: [left, top - signature.height * points, left + signature.width * points, top],
  };
};

/** Away from where the first signer's stands. */
const moveUp = async (page: Page): Promise<void> => {
  const signature = await page.getByRole("button", { name: "Signature on page 3" }).boundingBox();
  if (signature === null) throw new Error("the signature is not shown");
  const [x, y] = [signature.x + signature.width / 2, signature.y + signature.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 1.5 * signature.height, { steps: 5 });
  await page.mouse.up();
};

const finish = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Finish" }).first().click();
  await page.getByRole("heading", { name: /signed|done|thank/i }).waitFor();
};

test("two people sign in order, one draws and one types, and the desk shows each step at once", async () => {
  const original = agreementPdf();
  const desk = await browser.page();
  await signIn(desk);
  await desk.getByRole("link", { name: "New request" }).first().click();
  await desk.locator('input[type="file"]').setInputFiles({
    name: "facility-agreement.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from(original),
  });
  await desk.getByText("3 pages").first().waitFor();
  await fillSigner(desk, 1, { name: "Jane Roe", email: "jane@borrower.test", role: "Borrower" });
  await desk.getByRole("button", { name: "Add a signer" }).click();
  await fillSigner(desk, 2, { name: "Olaf Berg", email: "olaf@lender.test", role: "Lender" });
  await desk.getByRole("button", { name: "Review" }).click();
  await desk.getByRole("button", { name: /^Send/ }).click();

  await desk.waitForURL(/\/agreements\/sig_/);
  await desk.getByText("Waiting for signatures").or(desk.getByText("Pending")).first().waitFor();
  await expect.poll(async () => (await invitationOf("jane@borrower.test"))?.status).toBe("open");
  expect((await invitationOf("olaf@lender.test")).status).toBe("waiting");

  const jane = await browser.page();
  await jane.goto((await invitationOf("jane@borrower.test")).sign_document_url);
  await placeSignature(jane);
  await drawSignature(jane);
  await adopt(jane);
  const places = [await placeOf(jane)];
  await finish(jane);
  await desk.getByText("1 of 2").first().waitFor({ timeout: SOON });

  await expect.poll(async () => (await invitationOf("olaf@lender.test")).status).toBe("open");
  const olaf = await browser.page();
  await olaf.goto((await invitationOf("olaf@lender.test")).sign_document_url);
  await placeSignature(olaf);
  await olaf.getByRole("dialog").getByRole("tab", { name: "Type" }).click();
  await olaf.getByRole("dialog").getByRole("textbox").first().fill("Olaf Berg");
  await adopt(olaf);
  await moveUp(olaf);
  places.push(await placeOf(olaf));
  await finish(olaf);
  await desk.getByText("Completed").first().waitFor({ timeout: SOON });

  const downloading = desk.waitForEvent("download");
  await desk
    .getByRole("link", { name: /Download/ })
    .or(desk.getByRole("button", { name: /Download/ }))
    .first()
    .click();
  const file = await (await downloading).path();
  const signed = new Uint8Array(await readFile(file));

  // What was downloaded is what was sent with two signatures where their signers put them, and sealed.
  expect((await engine.compare(original, signed)).verdict).toBe("same_with_additions");
  const { seals } = await engine.checkSeals(signed);
  expect(seals).toMatchObject([{ intact: true, laterChanges: "none" }]);
  await olaf.goto(product.sandboxUrl);
  const { inside } = await changedPixels(olaf, original, signed, places);
  expect(Math.min(...inside)).toBeGreaterThan(100);
});
