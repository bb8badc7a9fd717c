// People work at the desk in Chromium, against the real service and the real sandbox.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { expect, test } from "vitest";
import { call, sandbox, sendAgreement, signAll } from "../acceptance/desk.ts";
import { fillRequest, pdfFile, SIGNED_OUT, withDesk } from "./dashboard-desk.ts";
import { PHONE, withBrowser } from "./launch.ts";
import { drawStroke } from "./signing-steps.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const TOMAS = { name: "Tomás Ferreira", email: "tomas@meridian.example" };
const JANE = { name: "Jane Whitfield", email: "jane@northgate.example" };
/**
 * Each step of a signer must be on the desk's screen within two seconds, without a reload; where more runs than there are
 * cores, every second is stretched by as much.
 */
const SOON = { timeout: 2_000 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()) };

test("the printed link signs in and its key leaves the address at once", async () => {
  const { url, apiKey } = desk.product();
  const page = await browser.page({ expectedConsoleErrors: [SIGNED_OUT] });
  await page.goto(`${url}/sign-in#key=${apiKey}`);
  await page.getByRole("heading", { name: "Agreements", exact: true }).waitFor();
  expect(page.url()).toBe(`${url}/`);
  await page.goBack();
  expect(page.url()).not.toContain(apiKey);
});

test("a wrong key is refused in words, and whoever asked for a page gets it after signing in", async () => {
  const { url, apiKey } = desk.product();
  const page = await browser.page({ expectedConsoleErrors: [SIGNED_OUT] });
  await page.goto(`${url}/documents?q=deed`);
  await page.getByLabel("Key", { exact: true }).fill("cnx_wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("This key is not known or was revoked").waitFor();
  await page.getByLabel("Key", { exact: true }).fill(apiKey);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Documents" }).waitFor();
  expect(page.url()).toBe(`${url}/documents?q=deed`);
});

test("two people sign what the desk sent, each step shows within two seconds, and the signed PDF downloads", async () => {
  const page = await desk.signedIn();
  await page.getByRole("link", { name: "New request" }).first().click();
  await fillRequest(page, [TOMAS, JANE]);
  await page.getByRole("textbox", { name: /^Message/ }).fill("Please sign this document");
  await page.getByRole("button", { name: "Place fields" }).click();
  await page.getByRole("button", { name: "Signature", exact: true }).click();
  await page.getByRole("radio", { name: /Jane/ }).check({ force: true });
  await page.getByRole("button", { name: "Signature", exact: true }).click();
  await page.getByRole("button", { name: /^Signature of Jane/ }).waitFor();
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByText("Tomás Ferreira is invited at once").waitFor();
  await page.getByRole("button", { name: "Send for signature" }).dblclick();

  await page.waitForURL(/\/agreements\/sig_/);
  const signatureId = page.url().split("/").at(-1) ?? "";
  const listed = await call(desk.product(), "GET", "/api/signatures");
  expect(listed.body.signatures).toHaveLength(1);
  await page.getByText("Pending").waitFor();
  await page.getByText("To sign now").waitFor();
  const sent = await call(desk.product(), "GET", `/api/signatures/${signatureId}`);
  const requestId = sent.body.digisigner_request_id;

  const tomas = await browser.page();
  await tomas.goto(await desk.signingUrl(requestId, TOMAS.email));
  await tomas.getByRole("button", { name: "Start" }).click();
  await tomas.getByRole("button", { name: /Signature field/ }).click();
  await drawStroke(tomas);
  await tomas.getByRole("button", { name: "Use this signature" }).click();
  await tomas.getByRole("button", { name: "Finish" }).click();
  await tomas.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
  await page.getByText("1 of 2 signed").waitFor(SOON);
  await page.getByText("In progress").waitFor(SOON);

  const jane = await browser.page({ viewport: PHONE });
  await jane.goto(await desk.signingUrl(requestId, JANE.email));
  await jane.getByRole("button", { name: "Start" }).click();
  await jane.getByRole("button", { name: /Signature field/ }).click();
  const dialog = jane.getByRole("dialog", { name: "Your signature" });
  await dialog.getByRole("tab", { name: "Type" }).click();
  await dialog.getByRole("textbox", { name: "Your full name" }).fill("Jane Whitfield");
  await dialog.getByRole("button", { name: "Use this signature" }).click();
  await jane.getByRole("button", { name: "Finish" }).click();
  await jane.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
  await page.getByText("2 of 2 signed").waitFor(SOON);
  await page.getByText("Completed", { exact: true }).waitFor(SOON);

  await page.getByText("Verified", { exact: true }).waitFor({ timeout: 15_000 });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download signed" }).click();
  const saved = await readFile(await (await download).path());
  const done = await call(desk.product(), "GET", `/api/signatures/${signatureId}`);
  expect(createHash("sha256").update(saved).digest("hex")).toBe(done.body.documents[0].signed.sha256);
  await page.getByRole("button", { name: "Side by side" }).click();
  await page.getByRole("region", { name: "facility-agreement, original", exact: true }).waitFor();
  await page.getByRole("region", { name: "facility-agreement, signed", exact: true }).waitFor();
});

test("an agreement that another sends appears in a filtered list and moves on by itself", async () => {
  // With the completed ones: a row that leaves the filter goes with the next reading of the list.
  const page = await desk.signedIn("/?status=sending&status=pending&status=in_progress&status=completed");
  await page.getByRole("group", { name: "Status" }).waitFor();
  const sent = await sendAgreement(desk.product());
  const row = page.getByRole("row", { name: new RegExp(sent.title) });
  await row.getByText("0 of 2 signed").waitFor(SOON);
  await signAll(desk.product(), sent.digisigner_request_id);
  await row.getByText("2 of 2 signed").waitFor(SOON);
});

test("search and filters stand in the address, and the back button undoes them", async () => {
  await sendAgreement(desk.product(), ["mara@lender.example"]);
  const page = await desk.signedIn();
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("mara@lender");
  await page.waitForURL(/q=mara/);
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.getByRole("button", { name: "Failed" }).click();
  await page.getByRole("heading", { name: "No agreement matches" }).waitFor();
  expect(page.url()).toContain("status=failed");
  await page.goBack();
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
});

test("files that cannot be signed are refused at their name, and the good one stays", async () => {
  const page = await desk.signedIn("/new", { expectedConsoleErrors: [/status of 422/] });
  const damaged = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(200, 7)]);
  await page
    .getByLabel("PDF files")
    .setInputFiles([
      pdfFile("good.pdf"),
      { name: "notes.pdf", mimeType: "application/pdf", buffer: Buffer.from("just words") },
      { name: "empty.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) },
      { name: "damaged.pdf", mimeType: "application/pdf", buffer: damaged },
    ]);
  await page.getByRole("button", { name: "Look at good" }).waitFor();
  for (const name of ["notes.pdf", "empty.pdf", "damaged.pdf"]) {
    await page.getByRole("listitem").filter({ hasText: name }).getByRole("alert").waitFor();
  }
});

test("what is missing is said at its input and focused", async () => {
  const page = await desk.signedIn("/new");
  await page.getByLabel("E-mail", { exact: true }).fill("jane@");
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByText("Add the PDF that is to be signed.").waitFor();
  await page.getByText("“jane@” is not an e-mail address").waitFor();
  expect(await page.getByLabel("E-mail", { exact: true }).getAttribute("aria-invalid")).toBe("true");
});

test("a session that ends in mid-work costs nothing: after signing in again the request goes out", async () => {
  const page = await desk.signedIn("/new", { expectedConsoleErrors: [SIGNED_OUT] });
  await fillRequest(page, [JANE]);
  await page.getByLabel("Title").fill("Sent across two sessions");
  await page.getByRole("button", { name: "Review" }).click();
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Send for signature" }).click();
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.getByLabel("Key", { exact: true }).fill(desk.product().apiKey);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/agreements\/sig_/);
  const found = await call(desk.product(), "GET", "/api/signatures?search=two%20sessions");
  expect(found.body.signatures).toHaveLength(1);
});

test("a draft survives a reload and can be thrown away", async () => {
  const page = await desk.signedIn("/new");
  await fillRequest(page, [TOMAS, JANE]);
  await page.reload();
  await page.getByText("Your unsent draft was kept.").waitFor();
  expect(await page.getByLabel("E-mail", { exact: true }).nth(1).inputValue()).toBe(JANE.email);
  await page.getByRole("button", { name: "Start over" }).click();
  expect(await page.getByLabel("E-mail", { exact: true }).count()).toBe(1);
});

test("cancelling asks first, keeps the reason, and voids the invitations", async () => {
  const sent = await sendAgreement(desk.product());
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Cancel the request…" }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel this request?" });
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill("The terms changed.");
  await dialog.getByRole("button", { name: "Cancel the request" }).click();
  await page.getByText("Cancelled", { exact: true }).first().waitFor();
  await page.getByText("The terms changed.").first().waitFor();
  const statuses = async () => {
    const path = `invitations?signature_request_id=${sent.digisigner_request_id}`;
    const { body } = await sandbox(desk.product(), "GET", path);
    return body.invitations.map((each: { status: string }) => each.status);
  };
  await expect.poll(statuses, { timeout: 10_000 }).toEqual(["cancelled", "cancelled"]);
});

test("signing links are shown to those who may send", async () => {
  const sent = await sendAgreement(desk.product());
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Signing links…" }).click();
  await page.getByRole("button", { name: "Copy link of jane@borrower.example" }).click();
  await page.getByText("Copied").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toContain("invitationId=");
});

test("a viewer sees everything and is told why it may not be changed", async () => {
  const sent = await sendAgreement(desk.product());
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`, { key: await desk.keyFor("viewer") });
  const sync = page.getByRole("button", { name: "Sync now" });
  await sync.waitFor();
  expect(await sync.getAttribute("aria-disabled")).toBe("true");
  const reason = await sync.getAttribute("aria-describedby");
  expect(await page.locator(`[id="${reason}"]`).textContent()).toContain("needs the role sender");
  for (const { name, role } of [
    { name: "New request", role: "sender" },
    { name: "Callbacks", role: "operator" },
  ]) {
    const closed = page.getByRole("link", { name, exact: true, disabled: true });
    const why = await closed.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${why}"]`).textContent()).toContain(`needs the role ${role}`);
  }
});

test("the journal shows what DigiSigner posted, and a replay changes nothing", async () => {
  const sent = await sendAgreement(desk.product());
  await signAll(desk.product(), sent.digisigner_request_id);
  const page = await desk.signedIn("/callbacks");
  await page.getByRole("link", { name: "Request completed" }).first().click();
  await page.getByText(/"event_type": "SIGNATURE_REQUEST_COMPLETED"/).waitFor();
  await page.getByRole("button", { name: "Replay" }).click();
  await page.getByText("Being processed again").waitFor();
});

test("a new key is shown once, works, and is gone after it was revoked", async () => {
  const page = await desk.signedIn("/settings/keys");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Name").fill("Loan system");
  await page.getByRole("button", { name: "Make the key" }).click();
  const key = await page.getByRole("dialog").getByText(/^cnx_/).textContent();
  await page.getByRole("button", { name: "Done" }).click();
  const asked = { headers: { authorization: `Bearer ${key}` } };
  expect((await call(desk.product(), "GET", "/api/documents", asked)).status).toBe(200);
  await page.getByRole("button", { name: "Revoke Loan system" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("can no longer be used").waitFor();
  expect((await call(desk.product(), "GET", "/api/documents", asked)).status).toBe(401);
});
