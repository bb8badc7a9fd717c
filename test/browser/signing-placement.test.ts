// A signer who was given no fields signs where they like, with the mouse and with the keyboard.
import { expect, test } from "vitest";
import { withBrowser } from "./launch.ts";
import { withSandbox } from "./signing-sandbox.ts";
import { tabTo } from "./signing-steps.ts";

const browser = withBrowser();
const sandbox = withSandbox();

const ADA = "ada@meridian.example";

async function opened() {
  const sent = await sandbox.send({ signers: [{ email: ADA }] });
  const page = await browser.page();
  await page.goto(sent.url(ADA));
  await page.getByRole("heading", { name: "Credit agreement" }).waitFor();
  return { sent, page };
}

test("a signer without fields places, moves and resizes a signature with the mouse", async () => {
  const { sent, page } = await opened();
  await page.getByRole("heading", { name: "Put your signature where it belongs" }).waitFor();
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByText("Place your signature in the document first.").waitFor();

  const paper = await page.getByRole("region", { name: "Page 1 of 3" }).boundingBox();
  if (!paper) throw new Error("page 1 is not shown");
  await page.mouse.click(paper.x + paper.width / 2, paper.y + 400);
  await page.getByRole("tab", { name: "Type" }).click();
  await page.getByRole("textbox", { name: "Your full name" }).fill("Ada Miller");
  await page.keyboard.press("Enter");

  const mover = page.getByRole("button", { name: "Signature on page 1" });
  const before = await mover.boundingBox();
  if (!before) throw new Error("the signature is not shown");
  expect(before.x + before.width / 2).toBeCloseTo(paper.x + paper.width / 2, -1);
  await page.mouse.move(before.x + 20, before.y + 10);
  await page.mouse.down();
  await page.mouse.move(before.x + 120, before.y + 60, { steps: 5 });
  await page.mouse.up();
  const after = await mover.boundingBox();
  expect(after?.x).toBeCloseTo(before.x + 100, 0);
  expect(after?.y).toBeCloseTo(before.y + 50, 0);
  await page.getByRole("button", { name: "Larger" }).click();
  expect((await mover.boundingBox())?.width).toBeGreaterThan(before.width);
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
  expect(await sandbox.status(sent, ADA)).toBe("signed");
});

test("free placement works by keyboard alone", async () => {
  const { sent, page } = await opened();
  await tabTo(page, "Place on this page, Page 1");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ada Miller");
  await page.keyboard.press("Enter");
  const mover = page.getByRole("button", { name: "Signature on page 1" });
  await expect
    .poll(() => mover.evaluate((button) => button === button.ownerDocument.activeElement))
    .toBe(true);
  const before = await mover.boundingBox();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("+");
  const after = await mover.boundingBox();
  expect(after?.x).toBeLessThan(before?.x ?? 0);
  expect(after?.width).toBeGreaterThan(before?.width ?? 0);
  await tabTo(page, "Finish");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
  expect(await sandbox.status(sent, ADA)).toBe("signed");
});
