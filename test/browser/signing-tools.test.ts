// The pages for developers: the mailbox and the inspector, live and by role.
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Response } from "playwright-core";
import { expect, test } from "vitest";
import { PHONE, withBrowser } from "./launch.ts";
import { agreement } from "./paper.ts";
import { violations } from "./signing-accessibility.ts";
import { withSandbox } from "./signing-sandbox.ts";

const browser = withBrowser();
const sandbox = withSandbox({ smtpPort: 0 });

const ADA = "ada@meridian.example";
const SIGNATURE = { api_id: "signature", type: "SIGNATURE", page: 2, rectangle: [60, 500, 260, 560] };
const signers = [{ email: ADA, role: "Borrower", fields: [SIGNATURE] }];

test("an invitation appears in the mailbox without a reload, and its link opens the signing page", async () => {
  const page = await browser.page();
  await page.goto(`${sandbox.url()}/mailbox`);
  await page.getByRole("heading", { name: "No mail yet" }).waitFor();
  await sandbox.send({ signers });
  await page.getByRole("link", { name: /ada@meridian.example.*Please sign/ }).click();
  await page.getByRole("heading", { name: "Please sign" }).waitFor();

  const opening = page.waitForEvent("popup");
  await page.frameLocator("iframe").getByRole("link", { name: "Review and sign" }).click();
  const signing = await opening;
  await signing.getByRole("heading", { name: "Credit agreement" }).waitFor();
  const openingAgain = page.waitForEvent("popup");
  await page.getByRole("link", { name: /^http.*showDocument/ }).click();
  await (await openingAgain).getByRole("heading", { name: "Credit agreement" }).waitFor();
});

test("the HTML of a mail cannot run scripts or load anything", async () => {
  await sendMail(
    sandbox.smtpPort(),
    "Subject: Hostile\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" +
      '<h1>Hello</h1><script>parent.document.title = "owned"</script>' +
      '<img src="http://tracker.example/x.png" onerror="document.title = \'owned\'"><a href="javascript:alert(1)">x</a>\r\n',
  );
  const page = await browser.page({ expectedConsoleErrors: [/sandboxed|Content Security Policy|violates/] });
  await page.goto(`${sandbox.url()}/mailbox`);
  await page.getByRole("link", { name: /Hostile/ }).click();
  await page.frameLocator("iframe").getByRole("heading", { name: "Hello" }).waitFor();
  expect(await page.title()).toBe("Sandbox mailbox");
});

test("on a phone list and mail take turns", async () => {
  await sandbox.send({ signers });
  const page = await browser.page({ viewport: PHONE });
  await page.goto(`${sandbox.url()}/mailbox`);
  await page
    .getByRole("link", { name: /Please sign/ })
    .first()
    .click();
  await page.getByRole("heading", { name: "Please sign" }).waitFor();
  await page.getByRole("link", { name: "Back to the list" }).click();
  await page
    .getByRole("link", { name: /Please sign/ })
    .first()
    .waitFor();
  expect(await page.getByRole("heading", { name: "Please sign" }).isVisible()).toBe(false);
});

test("the inspector follows a request from open to signed and opens its signing page", async () => {
  const page = await browser.page();
  await page.goto(sandbox.url());
  const sent = await sandbox.send({ documents: [{ file: agreement(), title: "Followed", signers }] });
  const card = page.getByRole("article").filter({ hasText: "Followed" });
  await card.getByText("open", { exact: true }).waitFor();
  expect(await card.getByRole("link", { name: `Open signing page of ${ADA}` }).getAttribute("href")).toBe(
    sent.url(ADA),
  );
  await sandbox.control("POST", `invitations/${sent.invitation(ADA).invitation_id}/sign`);
  await card.getByText("completed").waitFor();
});

test("a callback that failed is seen with its answer, retried by the clock, and redelivered by hand", async () => {
  await using receiver = await failingReceiver();
  const page = await browser.page();
  await page.goto(sandbox.url());
  await page.getByLabel("Callback: document signed").fill(`${receiver.url}/signed`);
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect.poll(async () => (await sandbox.control("GET", "settings")).text()).toContain("/signed");

  const sent = await sandbox.send({ documents: [{ file: agreement(), title: "Called", signers }] });
  await sandbox.control("POST", `invitations/${sent.invitation(ADA).invitation_id}/sign`);
  const card = page
    .getByRole("article")
    .filter({ hasText: "DOCUMENT_SIGNED" })
    .filter({ hasText: sent.documentIds[0] ?? "" });
  await card.getByText("1 attempt").click();
  await card.getByText("500 not today").waitFor();
  await page.getByRole("button", { name: "+ 5 minutes" }).click();
  await card.getByText("2 attempts").waitFor();
  receiver.recover();
  await card.getByRole("button", { name: "Redeliver" }).click();
  await card.getByText("accepted", { exact: true }).waitFor();
});

test("what is pressed while the inspector refreshes is clicked all the same", async () => {
  const page = await browser.page();
  await page.goto(sandbox.url());
  const sent = await sandbox.send({ documents: [{ file: agreement(), title: "Pressed", signers }] });
  await sandbox.control("POST", `invitations/${sent.invitation(ADA).invitation_id}/sign`);
  const card = page
    .getByRole("article")
    .filter({ hasText: "DOCUMENT_SIGNED" })
    .filter({ hasText: sent.documentIds[0] ?? "" });
  // Pressing takes the focus away from here.
  await page.getByLabel("Fault").focus();
  await card.getByText(/^\d attempts?$/).hover();
  await page.mouse.down();
  // Another callback changes the list, and the page has asked again since.
  const other = await sandbox.send({ documents: [{ file: agreement(), title: "Other", signers }] });
  await sandbox.control("POST", `invitations/${other.invitation(ADA).invitation_id}/sign`);
  const isAnswered = async (answer: Response): Promise<boolean> =>
    answer.url().endsWith("/_sandbox/callbacks") &&
    (await answer.text()).includes(other.documentIds[0] ?? "");
  await page.waitForResponse(isAnswered);
  // The page asks one thing after the other: with the next answer, this one has been dealt with.
  await page.waitForResponse(isAnswered);
  const otherCard = page.getByRole("article").filter({ hasText: other.documentIds[0] ?? "" });
  expect(await otherCard.count()).toBe(0);
  await page.mouse.up();
  await otherCard.first().waitFor();
  await expect.poll(() => card.locator("details").getAttribute("open")).not.toBeNull();
});

test("a fault can be armed and removed", async () => {
  const page = await browser.page();
  await page.goto(sandbox.url());
  await page.getByLabel("Fault").selectOption("api_latency");
  await page.getByRole("button", { name: "Arm" }).click();
  await page.getByRole("button", { name: "Remove api_latency" }).click();
  await page.getByText("None armed.").waitFor();
});

test("a template made in the inspector has the fields it was given", async () => {
  const page = await browser.page({ expectedConsoleErrors: [/400/] });
  await page.goto(sandbox.url());
  const buffer = Buffer.from(agreement());
  await page
    .getByLabel("PDF of a new template")
    .setInputFiles({ name: "Loan.pdf", mimeType: "application/pdf", buffer });
  await page.getByLabel("Its fields").fill("no JSON");
  await page.getByRole("button", { name: "Create template" }).click();
  await page.getByRole("alert").getByText("must be a JSON array").waitFor();
  const field = { ...SIGNATURE, api_id: "sign", role: "Borrower" };
  await page.getByLabel("Its fields").fill(JSON.stringify([field]));
  await page.getByRole("button", { name: "Create template" }).click();
  await page.getByText("Loan", { exact: true }).waitFor();

  const { templates } = (await (await sandbox.control("GET", "templates")).json()) as {
    templates: { document_id: string }[];
  };
  expect(await sandbox.fields(templates[0]?.document_id ?? "")).toMatchObject([
    { api_id: "sign", role: "Borrower" },
  ]);
});

test("reset asks first, then empties the sandbox", async () => {
  await sandbox.send({ signers });
  const page = await browser.page();
  await page.goto(sandbox.url());
  await page.getByRole("button", { name: "Reset…" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("article").first().waitFor();
  await page.getByRole("button", { name: "Reset…" }).click();
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByText("No signature request yet.").waitFor();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing in inspector and mailbox, ${colorScheme}`, async () => {
    await sandbox.send({ signers });
    const page = await browser.page({ colorScheme });
    await page.goto(sandbox.url());
    await page.getByRole("article").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link", { name: "Mailbox" }).click();
    await page.getByRole("heading", { name: "Please sign" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
}

/** Sends one mail the way any application would, by SMTP. */
async function sendMail(port: number, content: string): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  const lines = [
    "HELO test",
    "MAIL FROM:<app@meridian.example>",
    `RCPT TO:<${ADA}>`,
    "DATA",
    `${content}.`,
    "QUIT",
  ];
  await once(socket, "data");
  for (const line of lines) {
    socket.write(`${line}\r\n`);
    const [answer] = await once(socket, "data");
    if (!/^[23]/.test(String(answer))) throw new Error(`the mail server answered ${answer} to ${line}`);
  }
  socket.destroy();
}

/** Receives callbacks badly until told to recover. */
async function failingReceiver(): Promise<AsyncDisposable & { url: string; recover(): void }> {
  let healthy = false;
  const server = createServer((request, response) => {
    request.resume();
    response.statusCode = healthy ? 200 : 500;
    response.setHeader("content-type", "text/plain");
    response.end(healthy ? "DIGISIGNER_EVENT_ACCEPTED" : "not today");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    recover() {
      healthy = true;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
