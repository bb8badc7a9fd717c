// The agreements list in Chromium: narrowed to one document, exported whole, and followed while it is filtered.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { call, sendAgreement, signAll } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("the list is narrowed to one document by its title, and the filter counts until it is cleared", async () => {
  const name = `ines-${randomUUID()}`;
  const sent = await sendAgreement(desk.product(), [`${name}@lender.example`]);
  await sendAgreement(desk.product(), [`${name}@lender.example`]);
  const [document] = sent.documents;
  const page = await desk.signedIn(`/?q=${name}`);
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByLabel("Document", { exact: true }).fill(document.title);
  const found = page.getByRole("list", { name: "Documents found" });
  await found.getByRole("button").last().click();
  await page.waitForURL(/document=doc_/);
  await page.getByRole("button", { name: "Filter 1 active" }).waitFor();
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.getByRole("group", { name: "Document" }).getByText(document.title).waitFor();
  await page.getByRole("button", { name: `Any document, not only ${document.title}` }).click();
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
  expect(page.url()).not.toContain("document=");
});

test("the export has what the filters find, not only what is on the screen", async () => {
  const { documents } = await sendAgreement(desk.product(), ["first@export.example"]);
  for (let number = 0; number < 60; number += 1) {
    await call(desk.product(), "POST", "/api/signatures", {
      json: {
        title: `Exported ${number}`,
        documents: [{ document_id: documents[0].document_id }],
        signers: ["jane@borrower.example"],
      },
    });
  }
  const page = await desk.signedIn("/?q=Exported");
  await page.getByRole("row").nth(50).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export all of these agreements as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^agreements-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
  expect(lines.filter((line) => line.startsWith("Exported "))).toHaveLength(60);
  expect(lines).toHaveLength(62);

  // The second page comes by its cursor; a focus asks for the last changes only, not for both pages again.
  await page.getByRole("button", { name: "Load more" }).scrollIntoViewIfNeeded();
  await expect.poll(() => page.getByRole("row").count()).toBe(61);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.clock.setFixedTime(Date.now() + 60_000);
  await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
  await page.waitForResponse(/sort=-updated_at/);
  await page.waitForResponse(/sort=-updated_at/);
  expect(asked.filter((url) => url.includes("limit=50") && url.includes("/api/signatures"))).toEqual([]);
  expect(await page.getByRole("row").count()).toBe(61);
});

test("role, day and order narrow and turn the list, each status has its chip, and the way back keeps them", async () => {
  const name = `mira-${randomUUID()}`;
  const older = await sendAgreement(desk.product(), [{ email: `${name}@lender.example`, role: "Witness" }]);
  await sendAgreement(desk.product(), [{ email: `${name}@lender.example`, role: "Lender" }]);
  await sendAgreement(desk.product(), [{ email: `${name}@lender.example`, role: "witness" }]);
  const page = await desk.signedIn(`/?status=pending&q=${name}`);
  const chip = (label: string) => page.getByRole("button", { name: label, exact: true });
  await expect.poll(() => page.getByRole("row").count()).toBe(4);
  expect(await chip("Pending").getAttribute("aria-pressed")).toBe("true");

  await page.getByRole("button", { name: "Filter" }).click();
  const role = page.getByLabel("Role of a signer");
  await role.fill("Witness");
  await role.press("Enter");
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
  await page.getByRole("combobox", { name: "Order" }).click();
  await page.getByRole("option", { name: "Oldest first" }).click();
  const first = page.getByRole("row").nth(1).getByRole("link");
  await expect.poll(() => first.getAttribute("href")).toContain(older.signature_id);
  await page.getByLabel("Requested from").fill("2100-01-01");
  await page.getByText("No agreement matches").waitFor();
  await page.getByLabel("Requested from").fill("2020-01-01");
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
  await page.keyboard.press("Escape");

  await first.click();
  await page.waitForURL(/agreements/);
  await page.getByRole("main").getByRole("link", { name: "Agreements", exact: true }).click();
  await page.waitForURL(/role=Witness/);
  expect(new URL(page.url()).searchParams.get("sort")).toBe("requested_at");
  await expect.poll(() => page.getByRole("row").count()).toBe(3);

  await page.goto(`${desk.product().url}/?status=sending&status=failed&q=${name}`);
  await chip("Sending, Failed").click();
  await expect.poll(() => page.getByRole("row").count()).toBe(4);
  expect(page.url()).not.toContain("status=");
});

test("a list that is no longer followed says since when, and what could not be read above it is not passed over", async () => {
  await sendAgreement(desk.product());
  const page = await desk.signedIn("/", { expectedConsoleErrors: [/ERR_FAILED/] });
  await page.getByRole("row").nth(1).waitFor();
  await page.route("**/api/signatures?**", (route) => route.abort());
  await page.getByText(/^Not up to date since \d\d:\d\d$/).waitFor({ timeout: 20_000 });
  await page.unroute("**/api/signatures?**");
  await page.getByText(/^Not up to date/).waitFor({ state: "detached", timeout: 20_000 });

  await page.route("**/api/attention?**", (route) => route.abort());
  await page.reload();
  await page.getByText("What needs attention could not be read").waitFor({ timeout: 20_000 });
  await page.unroute("**/api/attention?**");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("What needs attention could not be read").waitFor({ state: "detached" });
});

test("an older agreement that completes appears among the completed ones by itself", async () => {
  const name = `olga-${randomUUID()}`;
  const older = await sendAgreement(desk.product(), [`${name}@lender.example`]);
  const newer = await sendAgreement(desk.product(), [`${name}@lender.example`]);
  await signAll(desk.product(), newer.digisigner_request_id);
  const page = await desk.signedIn(`/?status=completed&q=${name}`);
  await expect.poll(() => page.getByRole("row").count(), { timeout: 20_000 }).toBe(2);
  await signAll(desk.product(), older.digisigner_request_id);
  await expect.poll(() => page.getByRole("row").count(), { timeout: 20_000 }).toBe(3);
  await page.getByRole("row").nth(2).getByText("1 of 1 signed").waitFor();
});

test("what an address asks that the desk does not know is left out, of the address and of what is asked for", async () => {
  const name = `old-${randomUUID()}`;
  await sendAgreement(desk.product(), [`${name}@lender.example`]);
  const page = await desk.signedIn(`/?q=${name}&status=half-signed&sort=mood&colour=blue`);
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await expect.poll(() => new URL(page.url()).search).toBe(`?q=${name}`);
  for (const path of ["/callbacks?outcome=lost", "/deliveries?state=odd", "/settings/audit?action=none"]) {
    await page.goto(desk.product().url + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect.poll(() => new URL(page.url()).search).toBe("");
  }
});
