// Every screen of the signing page: access code, notices, embedding, languages, trouble, accessibility.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { withBrowser } from "./launch.ts";
import { agreement } from "./paper.ts";
import { violations } from "./signing-accessibility.ts";
import { type Sent, type TestSigner, withSandbox } from "./signing-sandbox.ts";
import { drawStroke } from "./signing-steps.ts";

const browser = withBrowser();
const sandbox = withSandbox();
const prefixed = withSandbox({ pathPrefix: "/digisigner" });

const ADA = "ada@meridian.example";
const JO = "jo@northbank.example";
const SIGNATURE = { api_id: "signature", type: "SIGNATURE", page: 2, rectangle: [60, 500, 260, 560] };
const TEXT = {
  api_id: "text",
  type: "TEXT",
  page: 1,
  rectangle: [120, 300, 330, 322],
  label: "Account",
  max_length: 20,
};

const ada = (more: Partial<TestSigner> = {}): TestSigner => ({
  email: ADA,
  fields: [SIGNATURE, TEXT],
  ...more,
});

async function typeSignature(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Signature field/ }).click();
  await page.getByRole("tab", { name: "Type" }).click();
  await page.getByRole("textbox", { name: "Your full name" }).fill("Ada Miller");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /Signature field.*filled/ }).waitFor();
}

/** A page of another origin with a frame. */
async function foreignPage(address: (path: string) => string): Promise<AsyncDisposable & { url: string }> {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    const source = (request.url === "/favicon.ico" ? "about:blank" : address(request.url ?? "")).replaceAll(
      "&",
      "&amp;",
    );
    response.end(
      `<!doctype html><title>Host</title><iframe title="Signing" width="1000" height="700" src="${source}"></iframe>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function signByControl(sent: Sent, email: string): Promise<void> {
  await sandbox.control("POST", `invitations/${sent.invitation(email).invitation_id}/sign`);
}

test("the document stays closed until the access code is right, and the code is kept nowhere", async () => {
  const sent = await sandbox.send({ signers: [ada({ access_code: "Sesame-42", fields: [SIGNATURE] })] });
  const page = await browser.page({ expectedConsoleErrors: [/403/] });
  await page.goto(sent.url(ADA));
  await page.getByRole("heading", { name: "Enter your access code" }).waitFor();
  expect(await page.content()).not.toContain("Credit agreement");
  expect(await violations(page)).toEqual([]);

  await page.getByRole("button", { name: "Open document" }).click();
  await page.getByText("Enter the access code.", { exact: true }).waitFor();
  await page.getByLabel("Access code").fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByText("This code is not right.").waitFor();
  await page.getByLabel("Access code").fill("Sesame-42");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Credit agreement" }).waitFor();
  await typeSignature(page);
  await page.getByText("All required fields are done").waitFor();
  expect(await page.evaluate<string>("JSON.stringify(sessionStorage)")).not.toContain("Sesame");
});

test("after too many wrong codes the screen says whom to ask", async () => {
  const sent = await sandbox.send({ signers: [ada({ access_code: "right" })] });
  const page = await browser.page({ expectedConsoleErrors: [/403|429/] });
  await page.goto(sent.url(ADA));
  const locked = page.getByText("There were too many wrong codes.");
  for (let status = 0, tries = 1; status !== 429; tries++) {
    expect(tries, "the tries are limited").toBeLessThan(30);
    const answered = page.waitForResponse(/access_code/);
    await page.getByLabel("Access code").fill(`wrong ${tries}`);
    await page.keyboard.press("Enter");
    status = (await answered).status();
    // The page takes the answer in after the browser has it: only then may the next code be typed.
    await expect.poll(() => page.getByLabel("Access code").inputValue(), { timeout: 20_000 }).toBe("");
  }
  await locked.waitFor();
  expect(await page.getByLabel("Access code").isDisabled()).toBe(true);
});

test("a signer whose turn has not come sees for whom to wait, and the document once it has", async () => {
  const sent = await sandbox.send({
    signers: [ada({ order: 1 }), { email: JO, order: 2, fields: [SIGNATURE] }],
  });
  const page = await browser.page();
  await page.goto(sent.url(JO));
  await page.getByRole("heading", { name: "It is not your turn yet" }).waitFor();
  expect(await page.content()).not.toContain(ADA);
  expect(await violations(page)).toEqual([]);

  await signByControl(sent, ADA);
  await page.getByRole("button", { name: "Check again" }).click();
  await page.getByRole("heading", { name: "Credit agreement" }).waitFor();
});

test("a waiting page moves on by itself when the turn has come", async () => {
  const sent = await sandbox.send({
    signers: [ada({ order: 1 }), { email: JO, order: 2, fields: [SIGNATURE] }],
  });
  const page = await browser.page();
  await page.clock.install();
  await page.goto(sent.url(JO));
  await page.getByRole("heading", { name: "It is not your turn yet" }).waitFor();
  await signByControl(sent, ADA);
  await page.clock.runFor(5000);
  await page.getByRole("heading", { name: "Credit agreement" }).waitFor();
});

test("an access code that the browser has forgotten is asked for again, and nothing entered is lost", async () => {
  const sent = await sandbox.send({ signers: [ada({ access_code: "Sesame" })] });
  const page = await browser.page({ expectedConsoleErrors: [/403/] });
  await page.goto(sent.url(ADA));
  const open = async () => {
    await page.getByLabel("Access code").fill("Sesame");
    await page.keyboard.press("Enter");
  };
  await open();
  await page.getByRole("textbox", { name: /Account/ }).fill("DE89");
  await typeSignature(page);
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Finish" }).click();
  await open();
  expect(await page.getByRole("textbox", { name: /Account/ }).inputValue()).toBe("DE89");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
});

test("a signed invitation says so and offers the document", async () => {
  const sent = await sandbox.send({ signers: [ada()] });
  await signByControl(sent, ADA);
  const page = await browser.page();
  await page.goto(sent.url(ADA));
  await page.getByRole("heading", { name: "You have already signed" }).waitFor();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download Credit agreement" }).click();
  expect((await downloading).suggestedFilename()).toBe("Credit agreement.pdf");
  expect(await violations(page)).toEqual([]);
});

test("a cancelled invitation says so, also to somebody who is about to finish", async () => {
  const sent = await sandbox.send({ signers: [ada({ fields: [SIGNATURE] })] });
  const page = await browser.page({ expectedConsoleErrors: [/404|409/] });
  await page.goto(sent.url(ADA));
  await typeSignature(page);
  await sandbox.deleteDocument(sent.documentIds[0] ?? "");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "This invitation was cancelled" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "This invitation was cancelled" }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test("a wrong link is answered with 404 and a sentence", async () => {
  const page = await browser.page({ expectedConsoleErrors: [/404/] });
  const answer = await page.goto(`${sandbox.url()}/online/showDocument?documentId=x&invitationId=unknown`);
  expect(answer?.status()).toBe(404);
  await page.getByRole("heading", { name: "This link does not lead to a document" }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test("an embedded request may be framed by any site, another one by none", async () => {
  const [framed, unframed] = await Promise.all([
    sandbox.send({ signers: [ada({ fields: [SIGNATURE] })], options: { embedded: true } }),
    sandbox.send({ signers: [ada()] }),
  ]);
  const page = await browser.page({ expectedConsoleErrors: [/frame-ancestors/] });
  await using host = await foreignPage((path) => (path === "/framed" ? framed.url(ADA) : unframed.url(ADA)));
  await page.goto(`${host.url}/framed`);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: /Signature field/ }).click();
  await frame.getByRole("tab", { name: "Type" }).click();
  await frame.getByRole("textbox", { name: "Your full name" }).fill("Ada Miller");
  await page.keyboard.press("Enter");
  await frame.getByRole("button", { name: /Signature field.*filled/ }).waitFor();
  await frame.getByRole("button", { name: "Finish" }).click();
  await frame.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
  expect(await sandbox.status(framed, ADA)).toBe("signed");

  const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
  await page.goto(`${host.url}/unframed`);
  await refused;
});

test("after signing the browser goes where the sender wants, query and all", async () => {
  const target = `${sandbox.url()}/mailbox?from=signing`;
  const options = { redirect_after_signing_to_url: target };
  const sent = await sandbox.send({ signers: [ada({ fields: [SIGNATURE] })], options });
  const page = await browser.page();
  await page.goto(sent.url(ADA));
  await typeSignature(page);
  await page.getByRole("button", { name: "Finish" }).click();
  await page.waitForURL(target);
});

test("everything works below a path prefix, for a name in Greek letters too", async () => {
  const sent = await prefixed.send({ signers: [ada({ fields: [SIGNATURE] })] });
  expect(sent.url(ADA)).toContain("/digisigner/online/showDocument");
  const page = await browser.page();
  await page.goto(sent.url(ADA));
  await page.getByText("CREDIT AGREEMENT").waitFor();
  await page.getByRole("button", { name: /Signature field/ }).click();
  await page.getByRole("tab", { name: "Type" }).click();
  await page.getByRole("textbox", { name: "Your full name" }).fill("Άδα Μιλλερ");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /Signature field.*filled/ }).waitFor();
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
  await page.goto(`${prefixed.url()}/mailbox`);
  await page.getByRole("link", { name: /Please sign/ }).click();
  await page.frameLocator("iframe").getByRole("link", { name: "Review and sign" }).waitFor();
  await page.getByRole("link", { name: "Inspector" }).click();
  await page.getByRole("article").getByText("completed", { exact: true }).waitFor();
});

test("a sandbox out of reach costs nothing that was entered", async () => {
  const sent = await sandbox.send({ signers: [ada()] });
  const page = await browser.page({ expectedConsoleErrors: [/ERR_FAILED/] });
  await page.goto(sent.url(ADA));
  await page.getByRole("textbox", { name: /Account/ }).fill("DE89");
  await typeSignature(page);
  await page.route("**/sign", (route) => route.abort());
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByText("The sandbox cannot be reached.").waitFor();
  await page.unroute("**/sign");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
});

test("a refusal names the field in words and leads to it", async () => {
  const sent = await sandbox.send({ signers: [ada()] });
  const page = await browser.page({ expectedConsoleErrors: [/422/] });
  await page.goto(sent.url(ADA));
  const account = page.getByRole("textbox", { name: /Account/ });
  const fieldId = await account.getAttribute("data-control");
  await account.fill("DE89");
  await typeSignature(page);
  const errors = [{ message: "Account holds no such number.", field_id: fieldId }];
  await page.route("**/sign", (route) =>
    route.fulfill({ status: 422, json: { message: "Not valid.", errors } }),
  );
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("alert").getByText("Account holds no such number.").waitFor();
  expect(await account.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
  expect(await account.inputValue()).toBe("DE89");
});

test("the page speaks German, French and Spanish to those who ask for it", async () => {
  const sent = await sandbox.send({
    signers: [ada({ fields: [SIGNATURE, { ...SIGNATURE, api_id: "d", type: "DATE" }] })],
  });
  const words = {
    "de-AT": ["Beginnen", "0 von 2 Pflichtfeldern erledigt", "keine rechtsgültige Unterschrift"],
    fr: ["Commencer", "0 sur 2 champs obligatoires remplis", "signature sans valeur juridique"],
    "es-MX": ["Empezar", "0 de 2 campos obligatorios completados", "firma sin validez legal"],
    "pt-PT": ["Start", "0 of 2 required fields done", "not a legal signature"],
  };
  for (const [locale, [start = "", progress = "", ribbon = ""]] of Object.entries(words)) {
    const page = await browser.page({ locale });
    await page.goto(sent.url(ADA));
    await page.getByRole("button", { name: start }).waitFor();
    await page.getByText(progress).waitFor();
    await page.getByText(ribbon).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe(
      locale === "pt-PT" ? "en" : locale.slice(0, 2),
    );
  }
});

test("a German signer signs from start to end", async () => {
  const sent = await sandbox.send({ signers: [ada({ fields: [SIGNATURE] })] });
  const page = await browser.page({ locale: "de-DE" });
  await page.goto(sent.url(ADA));
  await page.getByRole("button", { name: "Beginnen" }).click();
  await page.getByRole("button", { name: "Feld Unterschrift, Seite 3, Pflichtfeld" }).click();
  await drawStroke(page);
  await page.getByRole("button", { name: "Diese Unterschrift verwenden" }).click();
  await page.getByRole("button", { name: "Abschließen" }).click();
  await page.getByRole("heading", { name: "Unterschrieben. Vielen Dank." }).waitFor();
});

test("a bundle is one page for all its documents", async () => {
  const document = (title: string, api_id: string) => ({
    file: agreement(),
    title,
    signers: [{ email: ADA, fields: [{ ...SIGNATURE, api_id }] }],
  });
  const sent = await sandbox.send({
    documents: [document("Facility agreement", "a"), document("Security agreement", "b")],
    options: { send_documents_as_bundle: true, bundle_title: "Closing set" },
  });
  const page = await browser.page();
  await page.goto(sent.url(ADA));
  await page.getByRole("heading", { name: "Closing set" }).waitFor();
  await page
    .getByRole("article", { name: "Facility agreement" })
    .getByRole("button", { name: /Signature field/ })
    .click();
  await drawStroke(page);
  await page.getByRole("button", { name: "Use this signature" }).click();
  await page.getByText("1 of 2 required fields done").waitFor();
  await page.getByRole("button", { name: "Next" }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
  for (const documentId of sent.documentIds) {
    expect(await sandbox.fields(documentId)).toMatchObject([{ status: "FILLED" }]);
  }
});
