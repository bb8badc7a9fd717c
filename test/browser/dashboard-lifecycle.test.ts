// What happens to an agreement after it was sent, and who is told of it.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { call, sandbox, sendAgreement, signAll, until } from "../acceptance/desk.ts";
import { startProduct } from "../acceptance/start.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("a wrong address is corrected by a new request that points to the old one", async () => {
  const sent = await sendAgreement(desk.product());
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Correct an address…" }).click();
  const dialog = page.getByRole("dialog", { name: "Correct an address" });
  await dialog.getByLabel("Right e-mail address").fill("jane.right@borrower.example");
  await dialog.getByRole("button", { name: "Send again" }).dblclick();
  await page.getByText("jane.right@borrower.example").first().waitFor();
  await page.getByRole("link", { name: "open the old one" }).click();
  await page.getByRole("link", { name: "open the new request" }).waitFor();
  await page.getByText("Cancelled", { exact: true }).first().waitFor();
});

test("an address that was corrected can be corrected again at once", async () => {
  const sent = await sendAgreement(desk.product());
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  for (const address of ["jane.second@borrower.example", "jane.third@borrower.example"]) {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Correct an address…" }).click();
    const dialog = page.getByRole("dialog", { name: "Correct an address" });
    const input = dialog.getByLabel("Right e-mail address");
    expect(await input.inputValue()).toBe("");
    await input.fill(address);
    await dialog.getByRole("button", { name: "Send again" }).click();
    await page.getByText(address).first().waitFor();
    await page.getByText("To sign now").first().waitFor({ timeout: 10_000 });
  }
});

test("a refusal that somebody told of closes the request with its reason", async () => {
  const sent = await sendAgreement(desk.product());
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Record a refusal…" }).click();
  const dialog = page.getByRole("dialog", { name: "Record a refusal" });
  await dialog.getByRole("combobox", { name: "Who refused" }).click();
  await page.getByRole("option", { name: /olaf@lender.example/ }).click();
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill("The margin is too low.");
  await dialog.getByRole("button", { name: "Close as declined" }).click();
  await page.getByText("Declined", { exact: true }).first().waitFor();
  await page.getByText("The margin is too low.").first().waitFor();
});

test("several agreements are chosen, exported and cancelled together", async () => {
  const title = "Chosen together";
  for (const email of ["a@lender.example", "b@lender.example"]) {
    const document = await sendAgreement(desk.product(), [email]);
    await call(desk.product(), "POST", "/api/signatures", {
      json: { title, documents: [{ document_id: document.documents[0].document_id }], signers: [email] },
    });
  }
  const page = await desk.signedIn("/?q=Chosen");
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
  await page.getByLabel("Choose all rows").check();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^agreements-.*\.csv$/);
  await expect.poll(() => page.getByText("Sending", { exact: true }).count(), { timeout: 10_000 }).toBe(0);
  await page
    .getByRole("region", { name: "Chosen agreements" })
    .getByRole("button", { name: "Cancel…" })
    .click();
  await page.getByRole("button", { name: "Cancel 2 agreements" }).click();
  await page.getByText("2 agreements; the invitations are void.").waitFor();
});

test("who is cancelled is told by mail, what could not be cancelled is listed once, and the next cancelling starts afresh", async () => {
  // Its own for each try: what an earlier one left behind counts for nothing.
  const domain = `${randomUUID()}.example`;
  const mailed = async (): Promise<string[]> => {
    const { body } = await sandbox(desk.product(), "GET", "mailbox");
    return body.mails
      .filter(({ subject }: { subject: string }) => subject.startsWith("Cancelled: "))
      .flatMap(({ to }: { to: string[] }) => to)
      .filter((email: string) => email.endsWith(`@${domain}`))
      .toSorted();
  };
  const sent: { signature_id: string }[] = [];
  for (const name of ["one", "two", "three", "four"])
    sent.push(await sendAgreement(desk.product(), [`${name}@${domain}`]));
  const page = await desk.signedIn(`/?q=${domain}`, { expectedConsoleErrors: [/status of 409/] });
  await expect.poll(() => page.getByRole("row").count()).toBe(5);
  // The newest first: three and two. Two is refused unseen while the question is on screen.
  for (const row of [2, 3]) await page.getByRole("row").nth(row).getByRole("checkbox").check();
  await page.route(/sort=-updated_at/, () => undefined);
  await call(desk.product(), "POST", `/api/signatures/${sent[1]?.signature_id}/decline`, {
    json: { reason: "No longer wanted" },
  });
  const bar = page.getByRole("region", { name: "Chosen agreements" });
  await bar.getByRole("button", { name: "Cancel…" }).click();
  const tell = page.getByRole("switch", { name: /^Tell the signers by mail/ });
  expect(await tell.isChecked()).toBe(true);
  await page.getByRole("button", { name: "Cancel 2 agreements" }).click();
  const dialog = page.getByRole("dialog", { name: "Not all were cancelled" });
  await dialog.getByText("1 agreement could not be cancelled").waitFor();
  await dialog.getByText(/is declined and cannot be cancelled any more/).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("row").nth(1).getByRole("checkbox").check();
  await bar.getByRole("button", { name: "Cancel…" }).click();
  await page.getByRole("dialog", { name: "Cancel 1 open agreement?" }).waitFor();
  await tell.click();
  await page.getByRole("button", { name: "Cancel 1 agreement" }).click();
  await page.getByText("1 agreement; the invitations are void.").waitFor();

  await page.goto(`${desk.product().url}/agreements/${sent[0]?.signature_id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Cancel the request…" }).click();
  expect(await tell.isChecked()).toBe(true);
  await page.getByRole("button", { name: "Cancel the request" }).click();
  await page.getByText("Cancelled", { exact: true }).first().waitFor();
  const told = await until(mailed, (found) => found.length >= 2);
  expect(told).toEqual([`one@${domain}`, `three@${domain}`]);
});

test("another system is told, its answer is seen, and the same bytes go out again", async () => {
  const heard: string[] = [];
  const other = createServer((request, response) => {
    heard.push(String(request.headers["webhook-id"]));
    request.resume().on("end", () => response.writeHead(heard.length === 1 ? 503 : 200).end("noted"));
  });
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  try {
    const page = await desk.signedIn("/settings/webhooks");
    await page.getByRole("button", { name: "New endpoint" }).click();
    await page.getByLabel("URL").fill(`http://127.0.0.1:${(other.address() as AddressInfo).port}/hooks`);
    await page.getByRole("button", { name: "Add the endpoint" }).click();
    await page
      .getByRole("dialog", { name: "The signing secret" })
      .getByText(/^whsec_/)
      .waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: /^Ping/ }).click();
    await page.getByText("Answered 503").first().waitFor({ timeout: 15_000 });
    await page.getByRole("button", { name: "Deliver again" }).click();
    await page.getByText("Answered 200").first().waitFor({ timeout: 15_000 });
    expect(new Set(heard).size).toBe(1);
    expect(heard.length).toBeGreaterThan(1);
  } finally {
    other.close();
  }
});

test("the health page says what is checked and that no job gave up", async () => {
  const page = await desk.signedIn("/settings/health");
  await page.getByRole("status").filter({ hasText: "Everything is in order" }).waitFor();
  await page.getByRole("region", { name: "Service" }).getByText("database", { exact: true }).waitFor();
  await page.getByText("None. Everything that was to be done was done").waitFor();
});

test("the live timeline comes back by itself after the service was away", async () => {
  const product = await startProduct();
  const sent = await sendAgreement(product);
  const page = await browser.page({ expectedConsoleErrors: [/ERR_|status of 50\d/] });
  await page.context().request.post(`${product.url}/api/session`, {
    data: { key: product.apiKey },
    headers: { origin: product.url },
  });
  await page.goto(`${product.url}/agreements/${sent.signature_id}`);
  await page.getByText("Live", { exact: true }).waitFor();
  await product.stop({ keepData: true });
  await page.getByText("Reconnecting").waitFor();
  const again = await startProduct({ continues: product });
  try {
    const { body } = await sandbox(again, "GET", "invitations");
    const jane = body.invitations.find(
      ({ email, status }: Record<string, string>) => email === "jane@borrower.example" && status === "open",
    );
    await sandbox(again, "POST", `invitations/${jane.invitation_id}/sign`, {});
    await page.getByText("Live", { exact: true }).waitFor({ timeout: 20_000 });
    await page
      .getByRole("region", { name: "Timeline" })
      .getByText(/jane@borrower\.example.*signed/)
      .first()
      .waitFor({ timeout: 20_000 });
    await signAll({ ...again, apiKey: product.apiKey }, sent.digisigner_request_id);
    await page.getByText("2 of 2 signed").waitFor({ timeout: 20_000 });
  } finally {
    await page.close();
    await again.stop();
  }
});

test("the evidence of an agreement is downloaded as one file", async () => {
  const sent = await sendAgreement(desk.product());
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  const evidence = page.getByRole("region", { name: "Evidence" });
  await evidence.getByText(/\d entries/).waitFor();
  const download = page.waitForEvent("download");
  await evidence.getByRole("button", { name: "Download the evidence" }).click();
  const bytes = await readFile(await (await download).path());
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
});
