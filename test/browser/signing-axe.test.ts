// The signing page meets WCAG 2.2 AA as far as axe can tell, in light and dark, with every dialog open.
import { expect, test } from "vitest";
import { PHONE, withBrowser } from "./launch.ts";
import { violations } from "./signing-accessibility.ts";
import { withSandbox } from "./signing-sandbox.ts";

const browser = withBrowser();
const sandbox = withSandbox();

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

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the signing screen and in its dialogs, ${colorScheme}`, async () => {
    const fields = [
      SIGNATURE,
      TEXT,
      {
        api_id: "locked",
        type: "TEXT",
        page: 0,
        rectangle: [60, 60, 200, 80],
        content: "Locked",
        read_only: true,
      },
      { api_id: "check", type: "CHECKBOX", page: 0, rectangle: [120, 260, 134, 274] },
      { api_id: "r1", type: "RADIO", page: 0, rectangle: [120, 220, 134, 234], group_id: "g" },
      { api_id: "r2", type: "RADIO", page: 0, rectangle: [160, 220, 174, 234], group_id: "g" },
      { api_id: "date", type: "DATE", page: 0, rectangle: [300, 220, 420, 240] },
      { api_id: "file", type: "ATTACHMENT", page: 0, rectangle: [300, 180, 420, 200] },
    ];
    const sent = await sandbox.send({
      signers: [
        { email: ADA, fields },
        { email: JO, fields: [{ ...SIGNATURE, page: 0 }] },
      ],
    });
    const page = await browser.page({ colorScheme });
    await page.goto(sent.url(ADA));
    await page.getByText("CREDIT AGREEMENT").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Finish" }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: /Signature field/ }).click();
    for (const tab of ["Draw", "Type", "Upload"]) {
      await page.getByRole("tab", { name: tab }).click();
      expect(await violations(page)).toEqual([]);
    }
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /Date field/ }).click();
    expect(await violations(page)).toEqual([]);
  });

  test(`axe finds nothing while a signature is placed freely on a phone, and when it is done, ${colorScheme}`, async () => {
    const sent = await sandbox.send({ signers: [{ email: ADA }] });
    const page = await browser.page({ colorScheme, viewport: PHONE, hasTouch: true, isMobile: true });
    await page.goto(sent.url(ADA));
    await page.getByRole("button", { name: "Place on this page, Page 1" }).tap();
    await page.getByRole("tab", { name: "Type" }).tap();
    await page.getByRole("textbox", { name: "Your full name" }).fill("Ada Miller");
    await page.getByRole("button", { name: "Use this signature" }).tap();
    await page.getByRole("button", { name: "Signature on page 1" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Finish" }).tap();
    await page.getByRole("heading", { name: "Signed. Thank you." }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
}
