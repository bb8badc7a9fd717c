// Several signers on several documents, the journal's exact bytes, and what a weaker role is told.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { call, sendAgreement, signAll, until, uploadPdf } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { PHONE, withBrowser } from "./launch.ts";
import { violations } from "./signing-accessibility.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const JANE = "jane@borrower.example";
const OLAF = "olaf@lender.example";

/** Jane signs both documents, Olaf the second only. */
const closingSet = async (bundle: boolean) => {
  const [facility, security] = await Promise.all(
    ["Facility", "Security"].map((title) => uploadPdf(desk.product(), undefined, { title })),
  );
  const created = await call(desk.product(), "POST", "/api/signatures", {
    json: {
      title: "Closing set",
      bundle,
      documents: [
        { document_id: facility?.body.document_id, signers: [JANE] },
        { document_id: security?.body.document_id, signers: [JANE, OLAF] },
      ],
    },
  });
  return until(
    async () => (await call(desk.product(), "GET", `/api/signatures/${created.body.signature_id}`)).body,
    ({ status }) => status === "pending",
  );
};

const linkNames = async (page: Page): Promise<string[]> => {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Signing links…" }).click();
  const buttons = page.getByRole("button", { name: /^Copy link of/ });
  await buttons.first().waitFor();
  return buttons.evaluateAll((all) => all.map((each) => each.getAttribute("aria-label") ?? ""));
};

test("who has signed which document stands in a table", async () => {
  const sent = await closingSet(false);
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  const table = page.getByRole("table", { name: "Status per signer and document" });
  const cells = (signer: string) =>
    table
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: signer }) })
      .getByRole("cell");
  await table.waitFor();
  expect(await table.getByRole("columnheader").allTextContents()).toEqual(["Signer", "Facility", "Security"]);
  expect(await cells(OLAF).allTextContents()).toEqual(["Not to sign", "To sign"]);
  expect(await cells(JANE).allTextContents()).toEqual(["To sign", "To sign"]);
  expect(await violations(page)).toEqual([]);
  await signAll(desk.product(), sent.digisigner_request_id);
  await expect
    .poll(
      () =>
        cells(JANE)
          .filter({ hasText: /^Signed/ })
          .count(),
      { timeout: 10_000 },
    )
    .toBe(2);
  expect(await cells(OLAF).first().textContent()).toBe("Not to sign");

  await page
    .getByRole("group", { name: "Document", exact: true })
    .getByRole("button", { name: "Security" })
    .click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download Security, signed" }).click({ timeout: 30_000 });
  expect((await readFile(await (await download).path())).subarray(0, 5).toString()).toBe("%PDF-");

  const timeline = page.getByRole("region", { name: "Timeline" });
  for (const source of ["A person", "The desk", "Read from DigiSigner", "Told by a callback, then read"])
    await timeline.getByText(source, { exact: true }).first().waitFor();
  const origin = timeline.getByRole("button", { name: /^Read from DigiSigner.*audit entry \d+/ }).first();
  await origin.focus();
  await page.keyboard.press("Enter");
  await page.getByText(/^Entry \d+ of the audit chain: [0-9a-f]{64}$/).waitFor();
  expect(await violations(page)).toEqual([]);
});

test("each signing link says which document it opens", async () => {
  const sent = await closingSet(false);
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  expect(await linkNames(page)).toEqual([
    `Copy link of ${JANE} to Facility`,
    `Copy link of ${JANE} to Security`,
    `Copy link of ${OLAF} to Security`,
  ]);
});

test("in a bundle each signer has one link", async () => {
  const sent = await closingSet(true);
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  expect(await linkNames(page)).toEqual([
    `Copy link of ${JANE} to Facility and Security`,
    `Copy link of ${OLAF} to Security`,
  ]);
});

test("clearing the filters clears the signer that was typed", async () => {
  await sendAgreement(desk.product());
  const page = await desk.signedIn();
  await page.getByRole("button", { name: "Filter" }).click();
  const signer = page.getByLabel("Signer", { exact: true });
  await signer.fill("nobody@lender.example");
  await signer.press("Enter");
  await page.waitForURL(/signer=/);
  await page.getByRole("button", { name: "Clear these" }).click();
  await expect.poll(() => signer.inputValue()).toBe("");
  expect(page.url()).not.toContain("signer=");
});

test("a callback is shown and handed on byte for byte, and its new outcome appears by itself after a replay", async () => {
  const sent = await sendAgreement(desk.product());
  await signAll(desk.product(), sent.digisigner_request_id);
  const page = await desk.signedIn("/callbacks");
  await page.getByRole("link", { name: "Request completed" }).first().click();
  await page.getByRole("button", { name: "Raw" }).click();
  const path = `/api/callbacks/${page.url().split("/").at(-1)}`;
  const { body } = await call(desk.product(), "GET", path);
  expect(await page.getByRole("region", { name: "Body, raw" }).locator("pre").textContent()).toBe(
    body.body_text,
  );
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the bytes" }).click();
  const saved = await readFile(await (await download).path());
  expect(saved.toString("base64")).toBe(body.body_base64);

  await page.getByText("Processed", { exact: true }).first().waitFor();
  const replayed = page.waitForResponse((response) => response.url().endsWith(`${path}/replay`));
  await page.getByRole("button", { name: "Replay" }).click();
  await replayed;
  const settled = await page.waitForResponse(
    async (response) => response.url().endsWith(path) && (await response.json()).outcome === "processed",
  );
  const { processed_at } = await settled.json();
  expect(Date.parse(processed_at)).toBeGreaterThan(Date.parse(body.processed_at));
  await page.getByText("Received", { exact: true }).nth(1).waitFor({ state: "detached" });
});

test("a callback that is no text is shown in hexadecimal", async () => {
  const posted = await call(desk.product(), "POST", "/api/signatures/webhook", {
    body: Buffer.from('{"event_type":"ODD","note":"\xff"}', "latin1"),
    headers: { "content-type": "application/json" },
  });
  expect(posted.status).toBe(200);
  const { callbacks } = (await call(desk.product(), "GET", "/api/callbacks?limit=1")).body;
  const page = await desk.signedIn(`/callbacks/${callbacks[0].callback_id}`);
  const bytes = await page.getByRole("region", { name: "Body, raw" }).locator("pre").textContent();
  expect(bytes).toMatch(/^00000000 {2}7b 22 65 76 .*\n00000010 .* ff 22 7d +\|.*\|$/);
});

test.each([
  { path: "/callbacks", title: "Callbacks" },
  { path: "/callbacks/cbk_01kb0000000000000000000000", title: "Callback" },
  { path: "/deliveries", title: "Deliveries" },
  { path: "/deliveries/del_01kb0000000000000000000000", title: "Delivery" },
])("a viewer who opens $path is told whose it is, and nothing is asked for", async ({ path, title }) => {
  const page = await desk.signedIn(path, { key: await desk.keyFor("viewer") });
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  const main = page.getByRole("main");
  await main.getByText("Only for operators").waitFor();
  await main.getByText("You are signed in as viewer; this needs the role operator.").waitFor();
});

test("a weaker role sees every place on a phone, and those that are closed say why", async () => {
  const page = await desk.signedIn("/", { key: await desk.keyFor("viewer"), viewport: PHONE });
  const nav = page.getByRole("navigation", { name: "Desk" });
  const closed = nav.getByRole("link", { name: "Callbacks", disabled: true });
  await closed.waitFor();
  await closed.click({ force: true });
  expect(new URL(page.url()).pathname).toBe("/");
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "Drafts", disabled: true }).waitFor();
  await main.getByRole("checkbox").first().check();
  await page.getByRole("region", { name: "Chosen agreements" }).getByText("1 chosen").waitFor();
  expect(await violations(page)).toEqual([]);
  await nav.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Settings" }).waitFor();
  await page.getByRole("menuitem", { name: "Figures" }).click();
  await page.getByRole("heading", { name: "Figures", level: 1 }).waitFor();
});
