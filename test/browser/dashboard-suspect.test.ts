// A signed PDF that is not what it should be is shown as suspect, with why, and not handed on.
import { expect, test } from "vitest";
import { call, sandbox, sendAgreement, signAll } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";
import { violations } from "./signing-accessibility.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("a signed PDF that came damaged is suspect on its page and above the list, and cannot be downloaded", async () => {
  const sent = await sendAgreement(desk.product());
  await sandbox(desk.product(), "POST", "faults", { name: "download_truncated", parameters: {} });
  await signAll(desk.product(), sent.digisigner_request_id);
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  await page.getByText("Suspect", { exact: true }).waitFor({ timeout: 60_000 });
  await page.getByText(/^Verification: .* failed$/).waitFor();
  const download = page.getByRole("button", { name: "Download signed" });
  expect(await download.getAttribute("aria-disabled")).toBe("true");
  const reason = await download.getAttribute("aria-describedby");
  expect(await page.locator(`[id="${reason}"]`).textContent()).toContain("did not pass verification");
  const answer = await call(desk.product(), "GET", `/api/signatures/${sent.signature_id}/download`);
  expect([answer.status, answer.body.code]).toEqual([409, "suspect_document"]);

  await page.getByRole("link", { name: "Agreements", exact: true }).first().click();
  const panel = page.getByRole("region", { name: "Needs attention" });
  await panel.getByText("The signed PDF did not pass verification").waitFor();
  await panel.getByRole("link", { name: "1 suspect" }).click();
  await page.waitForURL(/attention=suspect/);
  await expect.poll(() => page.getByRole("row").count()).toBe(2);

  await page.goto(`${desk.product().url}/agreements/${sent.signature_id}`);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the suspect PDF" }).click();
  expect((await saving).suggestedFilename()).toMatch(/-signed-SUSPECT\.pdf$/);
  await page.getByRole("button", { name: "Accept it…" }).click();
  const dialog = page.getByRole("dialog", { name: "Accept the suspect PDF" });
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("Reason").fill("Compared on paper, page by page.");
  await dialog.getByRole("button", { name: "Accept it" }).click();
  await page.getByText(/^Accepted by /).waitFor();
  await page.getByText(/had not passed verification: Compared on paper/).waitFor();
  await expect.poll(() => download.getAttribute("aria-disabled")).toBe(null);
  const taken = await call(desk.product(), "GET", `/api/signatures/${sent.signature_id}/download`);
  expect(taken.status).toBe(200);
});
