// What needs a person stands above the list, with how many there are and where all of them are.
import { expect, test } from "vitest";
import { call, sandbox, sendAgreement, until } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("a refused agreement needs attention, and its kind leads to the list that has them all", async () => {
  const declined = await sendAgreement(desk.product(), ["refuses@borrower.example"]);
  await call(desk.product(), "POST", `/api/signatures/${declined.signature_id}/decline`, {
    json: { reason: "The margin is not what was agreed" },
  });
  const { body: document } = await call(desk.product(), "GET", "/api/documents?limit=1");
  await call(desk.product(), "POST", "/api/signatures", {
    json: {
      title: "Due within days",
      documents: [{ document_id: document.documents[0].document_id }],
      signers: ["late@borrower.example"],
      expires_in_days: 5,
    },
  });
  const page = await desk.signedIn();
  const panel = page.getByRole("region", { name: "Needs attention" });
  await panel.getByText("The margin is not what was agreed").waitFor();
  await panel.getByRole("link", { name: /^Due within days/ }).waitFor();
  const counts = panel.getByRole("list", { name: "What needs attention" });
  await counts.getByRole("link", { name: "1 expiring" }).waitFor();
  await counts.getByRole("link", { name: "1 declined" }).click();
  await page.waitForURL(/attention=declined/);
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  const chip = page.getByRole("button", { name: "Needs attention: declined" });
  expect(await chip.getAttribute("aria-pressed")).toBe("true");
  await chip.click();
  await expect.poll(() => new URL(page.url()).search).not.toContain("attention");
  await expect.poll(() => page.getByRole("row").count()).toBeGreaterThan(2);
});

test("what was refused, stopped, missed or led nowhere is named with its reason, the gravest first", async () => {
  const product = desk.product();
  const missed = await sendAgreement(product);
  await sandbox(product, "POST", "faults", { name: "callback_drop", times: 1 });
  const [first] = (
    await sandbox(product, "GET", `invitations?signature_request_id=${missed.digisigner_request_id}`)
  ).body.invitations;
  await sandbox(product, "POST", `invitations/${first.invitation_id}/sign`, {});
  await call(product, "POST", `/api/signatures/${missed.signature_id}/sync`);

  const { body: stored } = await call(product, "GET", "/api/documents?limit=1");
  const request = async (title: string): Promise<void> => {
    const documents = [{ document_id: stored.documents[0].document_id }];
    const signers = ["jane@borrower.example"];
    await call(product, "POST", "/api/signatures", { json: { title, documents, signers } });
  };
  const refusal = { endpoint: "send_request", status: 400, message: "The subject is too long" };
  await sandbox(product, "POST", "faults", { name: "api_error", parameters: refusal, times: 1 });
  await request("Refused by DigiSigner");
  await until(
    async () => (await call(product, "GET", "/api/attention")).body.counts,
    ({ failed }) => failed === 1,
  );
  await sandbox(product, "POST", "faults", { name: "credits_exhausted" });
  await request("Waits for credits");
  // Readable as JSON, and of no signer: nothing can be done with it, now or later.
  await call(product, "POST", "/api/signatures/webhook", { json: { event_type: "DOCUMENT_SIGNED" } });
  await until(
    async () => (await call(product, "GET", "/api/attention")).body,
    ({ counts, parked_callbacks: parked }) => counts.stopped === 1 && counts.drift === 1 && parked === 1,
  );

  const page = await desk.signedIn();
  const panel = page.getByRole("region", { name: "Needs attention" });
  await panel.getByRole("button", { name: /^Show all/ }).click();
  const reasons = [/^Refused by DigiSigner/, /^Waits for credits/, /No callback had told of 1 signing/];
  const rows = panel.getByRole("link");
  for (const reason of reasons) await rows.filter({ hasText: reason }).waitFor();
  const texts = await rows.allTextContents();
  const places = reasons.map((reason) => texts.findIndex((text) => reason.test(text)));
  expect(places).toEqual(places.toSorted((one, two) => one - two));
  expect(await rows.filter({ hasText: "Refused by DigiSigner" }).textContent()).toContain(
    "The subject is too long",
  );
  for (const pile of ["1 failed", "1 stopped", "1 with missed callbacks"])
    await panel.getByRole("link", { name: pile }).waitFor();
  await panel.getByRole("link", { name: "1 callback that led nowhere" }).click();
  await page.waitForURL(/outcome=/);
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
});
