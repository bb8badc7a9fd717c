// The form of a request: nothing that was added is left behind, and nothing that was written is lost unasked.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { call, uploadPdf } from "../acceptance/desk.ts";
import { agreementPdf } from "../fixtures/pdf.ts";
import { fillRequest, withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const JANE = { name: "Jane Whitfield", email: "jane@northgate.example" };

/** As when files are let go over the page. */
const drop = (page: Page, name: string) =>
  page.evaluate(`(() => {
    const bytes = Uint8Array.from(atob("${Buffer.from(agreementPdf()).toString("base64")}"), (each) => each.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], "${name}", { type: "application/pdf" }));
    for (const type of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    }
  })()`);

test("a request waits for a dropped PDF, and does not go on without one that failed", async () => {
  const page = await desk.signedIn("/new", { expectedConsoleErrors: [/ERR_FAILED/] });
  await fillRequest(page, [JANE]);
  const gate = Promise.withResolvers<"continue" | "abort">();
  await page.route("**/api/documents", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    return (await gate.promise) === "abort" ? route.abort("failed") : route.continue();
  });
  await drop(page, "side-letter.pdf");
  await page.getByRole("progressbar", { name: "Upload of side-letter.pdf" }).waitFor();
  for (const name of ["Review", "Place fields"]) {
    const button = page.getByRole("button", { name });
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    const reason = await button.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${reason}"]`).textContent()).toContain("side-letter.pdf is still being");
  }
  gate.resolve("abort");
  await page.getByRole("button", { name: "Dismiss side-letter.pdf" }).waitFor();
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByText("side-letter.pdf was not added").waitFor();
  await page.unroute("**/api/documents");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "Look at side-letter" }).waitFor();
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByText("2 documents go to the sandbox").waitFor();
  await page.getByText("Without fields, each may sign anywhere in the documents.").waitFor();
});

test("what went wrong with a sending is said until it is put right", async () => {
  const page = await desk.signedIn("/new?step=review", { expectedConsoleErrors: [/ERR_FAILED/] });
  await fillRequest(page, [JANE]);
  await page.getByRole("button", { name: "Review" }).click();
  await page.route("**/api/signatures", (route) => route.abort("failed"));
  await page.getByRole("button", { name: "Send for signature" }).click();
  const failure = page.getByRole("alert");
  await failure.waitFor();
  await page.getByRole("button", { name: "Back to the form" }).click();
  await page.getByRole("heading", { name: "Documents" }).waitFor();
  expect(await failure.count()).toBe(1);
  await page.getByLabel("Title").fill("Another title");
  await failure.waitFor({ state: "detached" });
});

test("a request for a stored document begins anew, with the unsent one among the drafts", async () => {
  const page = await desk.signedIn("/new");
  await fillRequest(page, [JANE]);
  await page.getByLabel("Title").fill("Not sent yet");
  const { body: stored } = await uploadPdf(desk.product());
  await page.goto(`${desk.product().url}/new?document=${stored.document_id}`);
  await page.getByText("The unsent one from before is among the drafts.").waitFor();
  await page.getByRole("button", { name: "Look at" }).waitFor();
  expect(await page.getByLabel("Title").inputValue()).toBe("");
  expect(await page.getByLabel("E-mail", { exact: true }).inputValue()).toBe("");
  const { drafts } = (await call(desk.product(), "GET", "/api/drafts")).body;
  expect(drafts).toMatchObject([{ title: "Not sent yet" }]);

  await page.getByLabel("Title").fill("For the stored one");
  await page.reload();
  await page.getByText("Your unsent draft was kept.").waitFor();
  expect(await page.getByLabel("Title").inputValue()).toBe("For the stored one");
  await page.getByRole("button", { name: "Start over" }).click();
  await expect.poll(() => page.getByLabel("Title").inputValue()).toBe("");
  await page.getByRole("button", { name: "Look at" }).waitFor();
  expect((await call(desk.product(), "GET", "/api/drafts")).body.drafts).toHaveLength(1);
});

test("a page that cannot be read says so, and a typed size stops at the edge of its page", async () => {
  const page = await desk.signedIn("/new", { expectedConsoleErrors: [/Page 2 could not be read/] });
  // The last page is missing from the file.
  const broken = Buffer.from(agreementPdf([["One page"]]))
    .toString("latin1")
    .replace(/\/Count 1 \/Kids \[(\d+) 0 R\]/, "/Count 2 /Kids [$1 0 R 9 0 R]");
  await fillRequest(page, [JANE]);
  await page.route("**/api/documents/*/content", (route) =>
    route.fulfill({ contentType: "application/pdf", body: Buffer.from(broken, "latin1") }),
  );
  await page.getByRole("button", { name: "Place fields" }).click();
  await page.locator('[data-page="2"]').scrollIntoViewIfNeeded();
  const sheet = page.locator('[data-page="2"]').getByRole("status");
  await sheet.getByText("Page 2 could not be shown.").waitFor();
  await sheet.getByRole("button", { name: "Try again" }).waitFor();

  await page.locator('[data-page="1"]').scrollIntoViewIfNeeded();
  await page
    .getByRole("button", { name: "Text", exact: true })
    .dragTo(page.locator('[data-page="1"]'), { targetPosition: { x: 200, y: 200 } });
  const field = page.getByRole("button", { name: /^Text of Jane.* page 1,/ });
  await field.waitFor();
  await page.getByText("Place and name").click();
  await page.getByLabel("From left").fill("5000");
  await page.getByLabel("Height").fill("9999");
  expect(await field.getAttribute("aria-label")).toMatch(/452 points from the left, .* 160 by \d+/);
  const [, bottom, height] =
    /(\d+) from the bottom, 160 by (\d+)/.exec((await field.getAttribute("aria-label")) ?? "") ?? [];
  expect(Number(bottom) + Number(height)).toBe(792);
});
