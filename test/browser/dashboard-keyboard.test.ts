// The desk by keyboard alone: rows, a new request, and fields on a page.
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { call, sendAgreement } from "../acceptance/desk.ts";
import { pdfFile, withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

/** Tab, as a person would, until the wanted element has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`80 presses of Tab do not reach ${wanted}`);
}

test("j and k walk through the rows, x chooses one, Enter opens it", async () => {
  const first = await sendAgreement(desk.product());
  await sendAgreement(desk.product());
  const page = await desk.signedIn();
  await page.getByRole("row").nth(2).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.getByText("1 chosen").waitFor();
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  // A box that was clicked has the focus: the keys go on from its row.
  await page.getByRole("row").nth(1).getByRole("checkbox").click();
  await page.getByText("2 chosen").waitFor();
  await page.keyboard.press("x");
  await page.getByText("1 chosen").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/agreements/${first.signature_id}`);
});

test("a request with a placed field goes out without a pointer", async () => {
  const page = await desk.signedIn();
  page.on("filechooser", (chooser) => void chooser.setFiles(pdfFile()));
  await page.getByRole("heading", { name: "Agreements", exact: true }).waitFor();
  await page.keyboard.press("n");
  await tabTo(page, page.getByRole("button", { name: "Choose files" }));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Look at facility-agreement" }).waitFor();

  const card = page.getByRole("listitem", { name: "Signer 1" });
  await tabTo(page, card.getByLabel("Name"));
  await page.keyboard.type("Jane Whitfield");
  await page.keyboard.press("Tab");
  await page.keyboard.type("jane@northgate.example");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Lend");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await card.getByLabel("Role").inputValue()).toBe("Lender");

  await tabTo(page, page.getByRole("button", { name: "Place fields" }));
  await page.keyboard.press("Enter");
  const signature = page.getByRole("button", { name: "Signature", exact: true });
  await expect.poll(() => signature.isEnabled(), { timeout: 10_000 }).toBe(true);
  await tabTo(page, signature);
  await page.keyboard.press("Enter");
  const field = page.getByRole("button", { name: /^Signature of Jane/ });
  await expect
    .poll(() => field.evaluate((element) => element === element.ownerDocument.activeElement))
    .toBe(true);

  const place = async () => (await field.getAttribute("aria-label")) ?? "";
  const numbers = (text: string) =>
    (text.match(/(\d+) points from the left, (\d+) from the bottom, (\d+) by (\d+)/) ?? [])
      .slice(1)
      .map(Number);
  const [x = 0, y = 0, width = 0, height = 0] = numbers(await place());
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Alt+ArrowRight");
  await page.keyboard.press("Alt+Shift+ArrowDown");
  expect(numbers(await place())).toEqual([x + 1, y + 10 - 10, width + 1, height + 10]);
  await page.keyboard.press("d");
  await expect.poll(() => field.count()).toBe(2);
  await page.keyboard.press("Delete");
  await expect.poll(() => field.count()).toBe(1);

  await tabTo(page, page.getByRole("button", { name: "Review" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Send for signature" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/agreements\/sig_/);
  const sent = await call(desk.product(), "GET", `/api/signatures/${page.url().split("/").at(-1)}`);
  expect(sent.body.signers).toMatchObject([{ name: "Jane Whitfield", role: "Lender" }]);
});
