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
