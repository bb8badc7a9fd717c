// What a person entered in Chromium is what the signed PDF shows: text by its place, marks by their pixels, forms by value.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { withBrowser } from "./launch.ts";
import { agreement, paper } from "./paper.ts";
import { changedPixels, type Place, textAt, withPaperReader } from "./signed-paper.ts";
import { type Sending, type Sent, withSandbox } from "./signing-sandbox.ts";
import { drawStroke } from "./signing-steps.ts";

const browser = withBrowser();
const sandbox = withSandbox();
const engine = withPaperReader();

const ADA = "ada@meridian.example";
const JO = "jo@northbank.example";
const SIGNATURE: Place = { page: 0, rectangle: [60, 60, 260, 120] };

const field = (type: string, api_id: string, place: Place, more: object = {}) => ({
  type,
  api_id,
  ...place,
  ...more,
});

/** The signing page of one signer, and the document as it was before. */
async function opened(sending: Sending, email = ADA) {
  const sent = await sandbox.send(sending);
  const before = await sandbox.document(sent.documentIds[0] ?? "");
  const page = await browser.page({ expectedConsoleErrors: [/403/] });
  await page.goto(sent.url(email));
  return { sent, page, before, documentId: sent.documentIds[0] ?? "" };
}

/** In the first signature field. */
async function typeSignature(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /Signature field/ })
    .first()
    .click();
  await page.getByRole("tab", { name: "Type" }).click();
  await page.getByRole("textbox", { name: "Your full name" }).fill("Ada Miller");
  await page.keyboard.press("Enter");
}

async function finish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
}

/** The signed document, with its seal checked. */
async function sealed(sent: Sent, position = 0): Promise<Uint8Array<ArrayBuffer>> {
  const after = await sandbox.document(sent.documentIds[position] ?? "");
  const { verdict } = await engine.checkSeals(after, { trustedCertificates: [await sandbox.certificate()] });
  expect(verdict).toBe("valid");
  return after;
}

/** The signed document, sealed, with everything that was sent still there and in sight. */
async function extended(sent: Sent, before: Uint8Array, position = 0): Promise<Uint8Array<ArrayBuffer>> {
  const after = await sealed(sent, position);
  expect((await engine.compare(before, after)).verdict).toBe("same_with_additions");
  return after;
}

test("all seven types of field stand where their fields were", async () => {
  const places = {
    signature: SIGNATURE,
    initials: { page: 0, rectangle: [470, 60, 550, 95] },
    account: { page: 1, rectangle: [120, 300, 330, 322] },
    date: { page: 1, rectangle: [120, 260, 330, 282] },
    read: { page: 1, rectangle: [120, 220, 134, 234] },
    fixed: { page: 1, rectangle: [120, 180, 134, 194] },
    floating: { page: 1, rectangle: [160, 180, 174, 194] },
    power: { page: 1, rectangle: [120, 120, 330, 142] },
  } satisfies Record<string, Place>;
  const fields = [
    field("SIGNATURE", "signature", places.signature),
    field("INITIALS", "initials", places.initials),
    field("TEXT", "account", places.account, { label: "Account number" }),
    field("DATE", "date", places.date, { label: "Date signed" }),
    field("CHECKBOX", "read", places.read, { label: "I read it" }),
    field("RADIO", "fixed", places.fixed, { group_id: "rate", label: "Fixed" }),
    field("RADIO", "floating", places.floating, { group_id: "rate", label: "Floating" }),
    field("ATTACHMENT", "power", places.power, { label: "Power of attorney" }),
  ];
  const { sent, page, before, documentId } = await opened({ signers: [{ email: ADA, fields }] });
  await page.getByRole("textbox", { name: /Account number/ }).fill("DE89 3704 0044");
  await page.getByRole("checkbox", { name: /I read it/ }).check();
  await page.getByRole("radio", { name: /Fixed/ }).check();
  await page.getByRole("button", { name: /Date field, Date signed/ }).click();
  await page.getByRole("dialog").getByLabel("Date signed").fill("2026-03-04");
  await page.getByRole("button", { name: "Save" }).click();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /Attachment field, Power of attorney/ }).click();
  const power = { name: "power.pdf", mimeType: "application/pdf", buffer: Buffer.from(agreement()) };
  await (await choosing).setFiles(power);
  await page.getByRole("button", { name: "Remove power.pdf" }).waitFor();
  await page.getByRole("button", { name: /Initials field/ }).click();
  const initials = page.getByRole("dialog", { name: "Your initials" });
  await initials.getByRole("tab", { name: "Draw" }).click();
  await drawStroke(page);
  await initials.getByRole("button", { name: "Use these initials" }).click();
  await typeSignature(page);
  await finish(page);

  const after = await extended(sent, before);
  expect(await textAt(engine, after, places.account)).toBe("DE89 3704 0044");
  expect(await textAt(engine, after, places.date)).toBe("4 Mar 2026");
  expect(await textAt(engine, after, places.power)).toBe("Attached: power.pdf");
  const { inside, outside } = await changedPixels(page, before, after, Object.values(places));
  const changed = Object.fromEntries(Object.keys(places).map((name, index) => [name, inside[index] ?? 0]));
  for (const name of ["signature", "initials", "account", "date", "power"]) {
    expect(changed[name], name).toBeGreaterThan(100);
  }
  expect(changed.read).toBeGreaterThan(30);
  expect(changed.fixed).toBeGreaterThan(30);
  expect(changed.floating, "a radio button that was not chosen stays empty").toBe(0);
  expect(outside).toBe(0);
  expect(Buffer.from(await sandbox.attachment(documentId, "power")).equals(power.buffer)).toBe(true);
});

test("a template's copy carries the preset terms and the signature, the template nothing", async () => {
  const rate: Place = { page: 1, rectangle: [120, 300, 330, 322] };
  const form = new FormData();
  form.set("file", new File([agreement()], "Loan.pdf", { type: "application/pdf" }));
  form.set(
    "fields",
    JSON.stringify([
      field("SIGNATURE", "sign", SIGNATURE, { role: "Borrower" }),
      field("TEXT", "rate", rate, { role: "Borrower", label: "Rate" }),
    ]),
  );
  const made = await fetch(`${sandbox.url()}/_sandbox/templates`, { method: "POST", body: form });
  const { document_id: template } = (await made.json()) as { document_id: string };
  const untouched = await sandbox.document(template);
  const { sent, page, before } = await opened({
    documents: [
      {
        file: template,
        signers: [
          {
            email: ADA,
            role: "Borrower",
            existing_fields: [{ api_id: "rate", content: "2.35 % over EURIBOR", read_only: true }],
          },
        ],
      },
    ],
  });
  expect(sent.documentIds[0]).not.toBe(template);
  await typeSignature(page);
  await finish(page);

  const after = await extended(sent, before);
  expect(await textAt(engine, after, rate)).toBe("2.35 % over EURIBOR");
  const { inside, outside } = await changedPixels(page, before, after, [SIGNATURE, rate]);
  expect(Math.min(...inside)).toBeGreaterThan(100);
  expect(outside).toBe(0);
  expect(Buffer.from(await sandbox.document(template)).equals(Buffer.from(untouched))).toBe(true);
});

const TAGGED = {
  lines: [
    "CREDIT AGREEMENT",
    "",
    "Signed: [s:Borrower                                   ]",
    "",
    "Place: [t:Borrower                    ]",
  ],
};

test.each([false, true])(
  "text tags become fields and are filled where they stood (hidden: %s)",
  async (hidden) => {
    const { sent, page, before } = await opened({
      documents: [{ file: paper([TAGGED]), signers: [{ email: ADA, role: "Borrower" }] }],
      options: { use_text_tags: true, hide_text_tags: hidden },
    });
    await page.getByRole("textbox", { name: /Text field/ }).fill("Lisbon");
    await typeSignature(page);
    await finish(page);

    const after = await sealed(sent);
    const fields = await sandbox.fields(sent.documentIds[0] ?? "");
    const places = fields.map(({ page: number, rectangle }) => ({ page: number, rectangle }) as Place);
    const types = fields.map(({ type }) => type);
    expect(types.toSorted()).toEqual(["SIGNATURE", "TEXT"]);
    const text = await textAt(engine, after, places[types.indexOf("TEXT")] ?? SIGNATURE);
    expect(text).toContain("Lisbon");
    // A field as low as a line of text has no room for the sandbox's note, which stands in the six points below it.
    const written = places.map(({ page: number, rectangle: [x1, y1, x2, y2] }, index): Place => {
      const bottom = types[index] === "SIGNATURE" ? y1 - 6 : y1;
      return { page: number, rectangle: [x1, bottom, x2, y2] };
    });
    const { inside, outside } = await changedPixels(page, before, after, written);
    expect(Math.min(...inside)).toBeGreaterThan(100);
    expect(outside).toBe(0);
    // What a reader sees of the tags before anybody signs: their ink, or none where they are hidden.
    const blank = paper([{ lines: ["CREDIT AGREEMENT", "", "Signed: ", "", "Place: "] }]);
    const plain = await sandbox.send({ documents: [{ file: blank, signers: [{ email: ADA }] }] });
    const tags = await changedPixels(
      page,
      await sandbox.document(plain.documentIds[0] ?? ""),
      before,
      places,
    );
    expect(tags.outside).toBe(0);
    if (hidden) expect(tags.inside).toEqual([0, 0]);
    else expect(Math.min(...tags.inside)).toBeGreaterThan(50);
  },
);

test("the PDF's own form is filled on the page, printed, and read back by value", async () => {
  const company: Place = { page: 0, rectangle: [60, 300, 260, 320] };
  const secured: Place = { page: 0, rectangle: [60, 260, 74, 274] };
  const file = paper(
    [{ lines: ["BORROWER'S CERTIFICATE"] }],
    [
      { kind: "text", name: "company", rectangle: [60, 300, 260, 320] },
      { kind: "checkbox", name: "secured", rectangle: [60, 260, 74, 274] },
    ],
  );
  const signer = { email: ADA, use_all_pdf_fields: true, fields: [field("SIGNATURE", "sign", SIGNATURE)] };
  const { sent, page, before } = await opened({ documents: [{ file, signers: [signer] }] });
  await page.getByRole("textbox", { name: /company/ }).fill("Meridian Holdings Ltd");
  await page.getByRole("checkbox", { name: /secured/ }).check();
  await typeSignature(page);
  await finish(page);

  const after = await extended(sent, before);
  const values = (await engine.formFields(after)).map(({ name, value }) => [name, value]);
  expect(values).toEqual(
    expect.arrayContaining([
      ["company", "Meridian Holdings Ltd"],
      ["secured", "Yes"],
    ]),
  );
  const { inside, outside } = await changedPixels(page, before, after, [company, secured, SIGNATURE]);
  expect(Math.min(...inside)).toBeGreaterThan(50);
  expect(outside).toBe(0);
});

test("a bundle behind an access code puts each signer's marks on each document, in their own places", async () => {
  const places: Place[] = [SIGNATURE, { page: 0, rectangle: [320, 60, 520, 120] }];
  const signers = [ADA, JO].map((email, index) => ({
    email,
    order: index + 1,
    access_code: `code of ${email}`,
    fields: [field("SIGNATURE", `sign-${index}`, places[index] ?? SIGNATURE)],
  }));
  const sent = await sandbox.send({
    documents: ["Facility agreement", "Fee letter"].map((title) => ({
      file: paper([{ lines: [title.toUpperCase()] }]),
      title,
      signers,
    })),
    options: { send_documents_as_bundle: true, bundle_title: "Closing set" },
  });
  const originals = await Promise.all(sent.documentIds.map((id) => sandbox.document(id)));
  const page = await browser.page({ expectedConsoleErrors: [/403/] });
  for (const email of [ADA, JO]) {
    await page.goto(sent.url(email));
    await page.getByLabel("Access code").fill(`code of ${email}`);
    await page.keyboard.press("Enter");
    const documents = page.getByRole("button", { name: /Signature field/ });
    await documents.first().waitFor();
    expect(await documents.count()).toBe(2);
    await typeSignature(page);
    await documents.nth(1).click();
    await page.getByText("All required fields are done").waitFor();
    await finish(page);
  }

  for (const [index, before] of originals.entries()) {
    const after = await extended(sent, before, index);
    const { inside, outside } = await changedPixels(page, before, after, places);
    expect(Math.min(...inside)).toBeGreaterThan(100);
    expect(outside).toBe(0);
  }
});
