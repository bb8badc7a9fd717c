// A person signs in Chromium: every way to make a signature, every type of field, mouse, finger and keyboard.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { PHONE, withBrowser } from "./launch.ts";
import { type TestSigner, withSandbox } from "./signing-sandbox.ts";
import { drawStroke, inkIn, pictureFile, tabTo } from "./signing-steps.ts";

const browser = withBrowser();
const sandbox = withSandbox();

const ADA = "ada@meridian.example";
const SIGNATURE = { api_id: "signature", type: "SIGNATURE", page: 2, rectangle: [60, 500, 260, 560] };

function ada(...fields: Record<string, unknown>[]): TestSigner[] {
  return [{ email: ADA, role: "Borrower", fields }];
}

async function opened(signers: TestSigner[], options: Parameters<typeof browser.page>[0] = {}) {
  const sent = await sandbox.send({ signers });
  const page = await browser.page(options);
  await page.goto(sent.url(ADA));
  await page.getByRole("heading", { name: "Credit agreement" }).waitFor();
  return { sent, page, documentId: sent.documentIds[0] ?? "" };
}

async function finish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
}

test("a drawn signature ends up in the document", async () => {
  const { sent, page, documentId } = await opened(ada(SIGNATURE));
  await page.getByText("0 of 1 required field done").waitFor();

  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("button", { name: "Signature field, page 3, required" }).click();
  await drawStroke(page);
  await page.getByRole("button", { name: "Use this signature" }).click();
  await page.getByText("All required fields are done").waitFor();
  expect(await inkIn(page.getByRole("button", { name: /Signature field.*filled/ }))).toBeGreaterThan(50);
  await finish(page);

  expect(await sandbox.status(sent, ADA)).toBe("signed");
  expect(await sandbox.fields(documentId)).toMatchObject([{ api_id: "signature", status: "FILLED" }]);
});

test("a typed signature is used for every signature field, initials are made on their own", async () => {
  const { page, documentId } = await opened(
    ada(
      SIGNATURE,
      { ...SIGNATURE, api_id: "second", page: 1, rectangle: [60, 100, 260, 160] },
      { api_id: "initials", type: "INITIALS", page: 0, rectangle: [470, 60, 550, 95] },
    ),
  );
  await page.getByRole("button", { name: "Start" }).click();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Your initials" });
  await dialog.getByRole("tab", { name: "Type" }).click();
  await dialog.getByRole("textbox", { name: "Your initials" }).fill("AM");
  await dialog.getByRole("button", { name: "Use these initials" }).click();

  await page.getByRole("button", { name: "Next" }).click();
  await page.keyboard.press("Enter");
  const signature = page.getByRole("dialog", { name: "Your signature" });
  await signature.getByRole("textbox", { name: "Your full name" }).fill("Ada Miller-Öztürk");
  await page.keyboard.press("Enter");

  await page.getByRole("button", { name: "Next" }).click();
  await page.keyboard.press("Enter");
  expect(await signature.count()).toBe(0);
  await finish(page);
  expect((await sandbox.fields(documentId)).map((field) => field.status)).toEqual([
    "FILLED",
    "FILLED",
    "FILLED",
  ]);
});

test("an uploaded picture becomes a signature without its paper, and what is no picture is refused in words", async () => {
  const { page } = await opened(ada(SIGNATURE));
  await page.getByRole("button", { name: /Signature field/ }).click();
  const dialog = page.getByRole("dialog", { name: "Your signature" });
  await dialog.getByRole("tab", { name: "Upload" }).click();
  const picker = dialog.getByLabel("Choose a picture");
  await picker.setInputFiles({
    name: "notes.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("no picture"),
  });
  await dialog.getByText("“notes.txt” is neither PNG nor JPEG.").waitFor();
  await picker.setInputFiles({
    name: "broken.png",
    mimeType: "image/png",
    buffer: Buffer.from("no picture"),
  });
  await dialog.getByText("“broken.png” cannot be read as a picture.").waitFor();
  await picker.setInputFiles({
    name: "big.png",
    mimeType: "image/png",
    buffer: Buffer.alloc(4 * 1024 * 1024 + 1),
  });
  await dialog.getByText("“big.png” is larger than 4 MB.").waitFor();

  await picker.setInputFiles({
    name: "signature.png",
    mimeType: "image/png",
    buffer: pictureFile(),
  });
  await dialog.getByRole("button", { name: "Use this signature" }).click();
  await page.getByText("All required fields are done").waitFor();
  await finish(page);
});

test("every type of field takes its value, and what is missing is named and focused", async () => {
  const { page, documentId } = await opened(
    ada(
      SIGNATURE,
      { api_id: "account", type: "TEXT", page: 1, rectangle: [120, 300, 330, 322], label: "Account number" },
      {
        api_id: "lei",
        type: "TEXT",
        page: 1,
        rectangle: [120, 160, 330, 180],
        content: "5493001K",
        read_only: true,
      },
      {
        api_id: "read",
        type: "CHECKBOX",
        page: 1,
        rectangle: [120, 260, 134, 274],
        label: "I read it",
        required: true,
      },
      {
        api_id: "fixed",
        type: "RADIO",
        page: 1,
        rectangle: [120, 220, 134, 234],
        group_id: "rate",
        label: "Fixed",
      },
      {
        api_id: "floating",
        type: "RADIO",
        page: 1,
        rectangle: [220, 220, 234, 234],
        group_id: "rate",
        label: "Floating",
      },
      { api_id: "date", type: "DATE", page: 2, rectangle: [300, 500, 420, 522], label: "Date signed" },
      {
        api_id: "power",
        type: "ATTACHMENT",
        page: 2,
        rectangle: [300, 440, 480, 464],
        label: "Power of attorney",
      },
    ),
  );
  await page.getByRole("button", { name: "Finish" }).click();
  const missing = page.getByRole("alert").filter({ hasText: "6 required fields are still empty" });
  await missing.getByText("Fixed / Floating").waitFor();
  const account = page.getByRole("textbox", { name: "Text field, Account number, page 2, required" });
  await expect
    .poll(() => account.evaluate((input) => input === input.ownerDocument.activeElement))
    .toBe(true);

  expect(await account.getAttribute("aria-invalid")).toBe("true");
  await account.fill("DE89 3704 0044");
  expect(await account.getAttribute("aria-invalid")).toBeNull();
  await page.getByRole("checkbox", { name: "Check box field, I read it" }).check();
  await page.getByRole("radio", { name: /Floating.*option 2 of 2/ }).check();
  await page.getByRole("radio", { name: /Fixed.*option 1 of 2/ }).check();
  await page.getByRole("button", { name: /Date field, Date signed/ }).click();
  await page.getByRole("dialog").getByLabel("Date signed").fill("2026-03-04");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("4 Mar 2026").waitFor();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /Attachment field, Power of attorney/ }).click();
  await (await choosing).setFiles({
    name: "power.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7"),
  });
  await page.getByRole("button", { name: "Remove power.pdf" }).click();
  const choosingAgain = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /Attachment field, Power of attorney/ }).click();
  await (await choosingAgain).setFiles({
    name: "final.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7"),
  });
  await page.getByRole("button", { name: "Remove final.pdf" }).waitFor();
  await page.getByRole("button", { name: /Signature field/ }).click();
  await drawStroke(page);
  await page.getByRole("button", { name: "Use this signature" }).click();
  await finish(page);

  const values = Object.fromEntries(
    (await sandbox.fields(documentId)).map((field) => [field.api_id, field.submitted_content]),
  );
  expect(values).toMatchObject({
    account: "DE89 3704 0044",
    lei: "5493001K",
    date: "4 Mar 2026",
    power: "final.pdf",
  });
  expect(values.fixed).toBeTruthy();
  expect(values.floating).toBeUndefined();
});

test("what was entered survives a reload, and a signature can be changed or removed", async () => {
  const { page } = await opened(
    ada(SIGNATURE, {
      api_id: "account",
      type: "TEXT",
      page: 1,
      rectangle: [120, 300, 330, 322],
      label: "Account",
    }),
  );
  await page.getByRole("textbox", { name: /Account/ }).fill("DE89");
  await page.getByRole("button", { name: /Signature field/ }).click();
  await drawStroke(page);
  await page.getByRole("button", { name: "Use this signature" }).click();
  await page.getByText("All required fields are done").waitFor();

  await page.reload();
  await page.getByText("All required fields are done").waitFor();
  expect(await page.getByRole("textbox", { name: /Account/ }).inputValue()).toBe("DE89");
  await page.getByRole("button", { name: /Signature field.*filled/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("1 of 2 required fields done").waitFor();
});

test("the guide leads a keyboard user through the whole document", async () => {
  const { sent, page } = await opened(
    ada(
      { api_id: "account", type: "TEXT", page: 1, rectangle: [120, 300, 330, 322], label: "Account" },
      {
        api_id: "read",
        type: "CHECKBOX",
        page: 1,
        rectangle: [120, 260, 134, 274],
        label: "Read",
        required: true,
      },
      SIGNATURE,
    ),
  );
  await tabTo(page, "Start");
  await page.keyboard.press("Enter");
  await page.keyboard.type("DE89");
  await tabTo(page, "Next");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  await tabTo(page, "Next");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ada Miller");
  await page.keyboard.press("Enter");
  await page.getByText("All required fields are done").waitFor();
  await tabTo(page, "Finish");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
  expect(await sandbox.status(sent, ADA)).toBe("signed");
});

test("on a phone text is entered in a sheet and the guide unfolds", async () => {
  const { sent, page } = await opened(
    ada(
      { api_id: "account", type: "TEXT", page: 1, rectangle: [120, 300, 330, 322], label: "Account number" },
      SIGNATURE,
    ),
    { viewport: PHONE, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  );
  await page.getByRole("button", { name: "Show all fields" }).tap();
  await page.getByRole("button", { name: /^Account number/ }).tap();
  await page.getByRole("button", { name: /Text field, Account number/ }).tap();
  await page.getByRole("dialog", { name: "Account number" }).getByRole("textbox").fill("DE89");
  await page.getByRole("button", { name: "Save" }).tap();
  await page.getByRole("button", { name: "Next" }).tap();
  await page.getByRole("button", { name: /Signature field/ }).tap();
  await drawStroke(page);
  await page.getByRole("button", { name: "Use this signature" }).tap();
  const width = await page.locator("html").evaluate((html) => html.scrollWidth);
  expect(width).toBe(PHONE.width);
  await page.getByRole("button", { name: "Finish" }).tap();
  await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
  expect(await sandbox.status(sent, ADA)).toBe("signed");
});
