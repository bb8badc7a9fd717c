// The whole product for the dashboard's tests: started as a user would, with steps that several tests share.
import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { call, sandbox } from "../acceptance/desk.ts";
import { type Product, startProduct } from "../acceptance/start.ts";
import { agreementPdf } from "../fixtures/pdf.ts";
import type { BrowserFixture, PageOptions } from "./launch.ts";

/** The browser's own line for the question who is signed in, asked before anybody is. */
export const SIGNED_OUT = /status of 401/;

export interface DeskFixture {
  product(): Product;
  /** A page that is signed in, with the admin key unless another is given. */
  signedIn(path?: string, options?: PageOptions & { key?: string }): Promise<Page>;
  /** Makes a key with a role. */
  keyFor(role: string): Promise<string>;
  /** Where a signer signs, as the sandbox wrote it into the mail. */
  signingUrl(requestId: string, email: string): Promise<string>;
}

/** Starts one product for the test file that calls it, at the top level of the file. */
export function withDesk(browser: BrowserFixture): DeskFixture {
  let product: Product | undefined;
  beforeAll(async () => {
    product = await startProduct();
  }, 120_000);
  afterAll(async () => {
    await product?.stop();
  });
  const running = () => {
    if (product === undefined) throw new Error("withDesk() is for tests, after the product has started");
    return product;
  };
  return {
    product: running,
    async signedIn(path = "/", { key, ...options } = {}) {
      const { url, apiKey } = running();
      const page = await browser.page(options);
      const answer = await page.context().request.post(`${url}/api/session`, {
        data: { key: key ?? apiKey },
        headers: { origin: url },
      });
      if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}: ${await answer.text()}`);
      await page.goto(url + path);
      return page;
    },
    async keyFor(role) {
      const made = await call(running(), "POST", "/api/keys", { json: { name: `The ${role}`, role } });
      return made.body.key;
    },
    async signingUrl(requestId, email) {
      const { body } = await sandbox(running(), "GET", `invitations?signature_request_id=${requestId}`);
      const found = body.invitations.find((each: { email: string }) => each.email === email);
      if (found === undefined) throw new Error(`nobody invited ${email}: ${JSON.stringify(body)}`);
      return found.sign_document_url;
    },
  };
}

/** A real PDF of three pages for a file input. */
export const pdfFile = (name = "facility-agreement.pdf") => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from(agreementPdf()),
});

/** Fills the form of a new request as far as it can be reviewed. */
export async function fillRequest(
  page: Page,
  signers: readonly { name: string; email: string }[],
): Promise<void> {
  await page.getByLabel("PDF files").setInputFiles(pdfFile());
  await page.getByRole("button", { name: "Look at facility-agreement" }).waitFor();
  for (const [index, { name, email }] of signers.entries()) {
    if (index > 0) await page.getByRole("button", { name: "Add a signer" }).click();
    const card = page.getByRole("listitem", { name: `Signer ${index + 1}` });
    await card.getByLabel("Name").fill(name);
    await card.getByLabel("E-mail").fill(email);
  }
}
