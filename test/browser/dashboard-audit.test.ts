// The audit log at the dashboard: what was done is found, opened and followed; only administrators may look.
import { beforeAll, expect, test } from "vitest";
import { call, sendAgreement } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { PHONE, withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

let sent: { signature_id: string };
beforeAll(async () => {
  sent = await sendAgreement(desk.product());
  const cancelled = await call(desk.product(), "POST", `/api/signatures/${sent.signature_id}/cancel`, {
    json: { reason: "The terms changed." },
  });
  expect(cancelled.status).toBe(200);
});

test("what was done stands there with who did it, opens, and leads to its subject", async () => {
  const page = await desk.signedIn("/settings/health");
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Audit" }).click();
  await page.getByRole("heading", { name: "Audit", level: 1 }).waitFor();
  const row = page.getByRole("row", { name: /Cancelled an agreement/ });
  await row.getByText("With an API key").waitFor();
  await row.getByRole("button", { name: "Cancelled an agreement" }).click();
  const dialog = page.getByRole("dialog", { name: "Cancelled an agreement" });
  await dialog.getByText("The terms changed.").waitFor();
  await dialog.getByText("127.0.0.1").waitFor();
  await dialog.getByRole("button", { name: "Back" }).click();
  await row.getByRole("link", { name: `Agreement ${sent.signature_id}` }).click();
  await page.waitForURL(`**/agreements/${sent.signature_id}`);
});

test("filters stand in the address, work together, and survive a reload", async () => {
  const page = await desk.signedIn("/settings/audit");
  const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row");
  await rows.nth(1).waitFor();
  await page.getByRole("button", { name: "Agreements" }).click();
  await page.waitForURL(/action=signature\.cancelled/);
  await page.getByRole("button", { name: "Signed in" }).first().waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByLabel("Action").click();
  await page.getByRole("option", { name: "Cancelled an agreement" }).click();
  await page.getByLabel("Subject").fill(sent.signature_id);
  await page.getByLabel("Subject").press("Enter");
  await page.waitForURL(
    (url) =>
      url.searchParams.getAll("action").join() === "signature.cancelled" &&
      url.searchParams.get("subject") === sent.signature_id,
  );
  const filtered = page.url();
  await page.getByRole("button", { name: "Clear these" }).click();
  await page.waitForURL((url) => url.search === "");
  expect(await page.getByLabel("Subject").inputValue()).toBe("");
  await page.getByLabel("Subject").focus();
  await page.getByLabel("Subject").press("Tab");
  await page.getByRole("button", { name: "Signed in" }).first().waitFor();
  expect(new URL(page.url()).search).toBe("");

  await page.goto(filtered);
  await page.getByRole("button", { name: "Cancelled an agreement" }).waitFor();
  expect(await rows.count()).toBe(2);
  await page.getByLabel("Search by who did it").fill("nobody of that name");
  await page.getByRole("heading", { name: "Nothing matches these filters" }).waitFor();
  await page.goto(`${desk.product().url}/settings/audit?to=2020-01-01`);
  await page.getByRole("heading", { name: "Nothing matches these filters" }).waitFor();
});

test("a long log goes on page by page, also in the hand", async () => {
  for (let count = 0; count < 55; count++) {
    await call(desk.product(), "POST", "/api/dead-letters/retry", { json: {} });
  }
  const page = await desk.signedIn("/settings/audit?action=jobs.retried", { viewport: PHONE });
  const cards = page.getByRole("list", { name: "Audit log" }).getByRole("listitem");
  await cards.first().waitFor();
  await cards.last().scrollIntoViewIfNeeded();
  await expect.poll(() => cards.count(), { timeout: 10_000 }).toBe(55);
});

test("others are told why they may not look", async () => {
  const page = await desk.signedIn("/settings/health", { key: await desk.keyFor("operator") });
  const audit = page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Audit" });
  await audit.waitFor();
  expect(await audit.getAttribute("aria-disabled")).toBe("true");
  const reason = await audit.getAttribute("aria-describedby");
  expect(await page.locator(`[id="${reason}"]`).textContent()).toContain("needs the role administrator");
  await page.goto(`${desk.product().url}/settings/audit`);
  await page.getByText("Only for administrators").waitFor();
});

test("a failure is said, and trying again helps", async () => {
  const page = await desk.signedIn("/settings/health", { expectedConsoleErrors: [/status of 400/] });
  await page.route("**/api/audit?**", async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set("cursor", "nonsense");
    await route.continue({ url: url.href });
  });
  await page.getByRole("link", { name: "Audit" }).click();
  const failure = page.getByRole("alert");
  await failure.getByText("The audit log could not be loaded").waitFor();
  await page.unroute("**/api/audit?**");
  await failure.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("table", { name: "Audit log" }).waitFor();
});
