// The desk's own mails, looked at before they go out: from a draft, from an agreement, and by whom.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { sendAgreement } from "../acceptance/desk.ts";
import { fillRequest, withDesk } from "./dashboard-desk.ts";
import { PHONE, withBrowser } from "./launch.ts";
import { violations } from "./signing-accessibility.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const choose = async (page: Page, label: string, option: string) => {
  await page.getByRole("combobox", { name: label, exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
};
const letter = (page: Page) => page.frameLocator('iframe[title="The mail as HTML"]');

test("the last page of a request shows each mail in each signer's language, as HTML and as text", async () => {
  const page = await desk.signedIn("/new");
  await fillRequest(page, [
    { name: "Jane <b>Whitfield</b>", email: "jane@northgate.example" },
    { name: "Klara Vogt", email: "klara@meridian.example" },
  ]);
  await choose(page, "Language of the desk’s mails", "Français");
  await page.getByRole("button", { name: "Choose a language for Klara Vogt" }).click();
  await choose(page, "Language of the desk’s mails to this signer", "Deutsch");
  await page.getByLabel("Your e-mail address").fill("desk@lender.example");
  await page.getByRole("button", { name: "Review" }).click();
  const panel = page.getByRole("region", { name: "Preview of the mail" });
  await letter(page).getByText("Bonjour Jane <b>Whitfield</b>,").waitFor();

  await choose(page, "To", "Klara Vogt");
  await letter(page).getByRole("heading", { name: "Ihre Unterschrift fehlt noch" }).waitFor();
  const link = letter(page).getByRole("link", { name: "Ansehen und unterschreiben" });
  expect(await link.getAttribute("href")).toBe("https://signing-link.invalid/");
  await choose(page, "Language", "Español");
  await panel.getByRole("button", { name: "Text" }).click();
  const text = page.getByRole("region", { name: "The mail as text" });
  await text.getByText("Buenos días, Klara Vogt:").waitFor();

  await choose(page, "Mail", "Completion, to the sender");
  await text.getByText("El escritorio le pide que inicie sesión").waitFor();
  await page.getByText("The signers and desk@lender.example get a mail in the sandbox's mailbox.").waitFor();

  await page.getByRole("button", { name: "Send for signature" }).click();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Preview of the mails…" }).click();
  const dialog = page.getByRole("dialog", { name: "Preview of the mails" });
  await choose(page, "To", "Klara Vogt");
  await letter(page).getByRole("heading", { name: "Ihre Unterschrift fehlt noch" }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
});

test.each([{ colorScheme: "light" }, { colorScheme: "dark", viewport: PHONE }] as const)(
  "the preview of an agreement is accessible in $colorScheme",
  async (options) => {
    const sent = await sendAgreement(desk.product());
    const page = await desk.signedIn(`/agreements/${sent.signature_id}`, options);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Preview of the mails…" }).click();
    await letter(page).getByRole("heading", { name: "Your signature is still missing" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Text" }).click();
    await page.getByRole("region", { name: "The mail as text" }).waitFor();
    expect(await violations(page)).toEqual([]);
  },
);

test("who may only read is told why there is no preview", async () => {
  const sent = await sendAgreement(desk.product());
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`, { key: await desk.keyFor("viewer") });
  await page.getByRole("button", { name: "More actions" }).click();
  const item = page.getByRole("menuitem", { name: "Preview of the mails…" });
  expect(await item.getAttribute("aria-disabled")).toBe("true");
  expect(await item.textContent()).toContain("needs the role sender");
});
