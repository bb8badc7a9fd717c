// Signers that are not typed: pasted as a list, or taken from the parties of a credit agreement.
import { expect, test } from "vitest";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("a pasted list becomes signers with names and roles, and what has no address is named", async () => {
  const page = await desk.signedIn("/new");
  await page.getByRole("button", { name: "Paste a list" }).click();
  const dialog = page.getByRole("dialog", { name: "Paste signers" });
  await dialog
    .getByLabel("Addresses")
    .fill(
      [
        "Jane Whitfield <jane@northgate.example>",
        "Tomás Ferreira, tomas@meridian.example, Borrower",
        "the notary",
        "JANE@northgate.example",
      ].join("\n"),
    );
  await dialog.getByText("Without an address, left out: the notary").waitFor();
  expect(await dialog.getByRole("list", { name: "Read" }).getByRole("listitem").count()).toBe(2);
  await dialog.getByRole("button", { name: "Add 2 signers" }).click();
  const first = page.getByRole("listitem", { name: "Signer 1" });
  const second = page.getByRole("listitem", { name: "Signer 2" });
  expect(await first.getByLabel("Name").inputValue()).toBe("Jane Whitfield");
  expect(await first.getByLabel("E-mail", { exact: true }).inputValue()).toBe("jane@northgate.example");
  expect(await second.getByLabel("Name").inputValue()).toBe("Tomás Ferreira");
  expect(await second.getByLabel("Role").inputValue()).toBe("Borrower");
  // The empty card made room.
  expect(await page.getByRole("listitem", { name: "Signer 3" }).count()).toBe(0);
});

test("the parties of a credit agreement become signers to be completed, and what is unclear is said", async () => {
  const page = await desk.signedIn("/new");
  await page.getByRole("button", { name: "From a credit agreement" }).click();
  const dialog = page.getByRole("dialog", { name: "Signers from a credit agreement" });
  const choose = (name: string, text: string) =>
    dialog
      .getByLabel("CDM file")
      .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await choose("notes.json", "no JSON");
  await dialog.getByRole("alert").getByText("This is not JSON").waitFor();
  await choose(
    "agreement.json",
    JSON.stringify({
      deal_id: "D-77",
      parties: [
        { name: "Northgate plc", role: "Borrower", lei: "5493001KJTIIGC8Y1R12" },
        { name: "Meridian Bank", role: "LENDER" },
        { name: "Harbour Advisers", role: "Tea taster" },
        { role: "Guarantor" },
      ],
    }),
  );
  const unclear = dialog.getByRole("region", { name: "Not resolved" });
  await unclear.getByText("Harbour Advisers is “Tea taster”, a role that is not known to sign").waitFor();
  await unclear.getByText("Party 4 has no name.").waitFor();
  expect(await dialog.getByRole("checkbox", { name: /Northgate plc/ }).isChecked()).toBe(true);
  expect(await dialog.getByRole("checkbox", { name: /Harbour Advisers/ }).isChecked()).toBe(false);
  await dialog.getByRole("button", { name: "Add 2 signers" }).click();
  await page.getByRole("listitem", { name: "Signer 1" }).getByText("Signs for Northgate plc").waitFor();
  const lender = page.getByRole("listitem", { name: "Signer 2" });
  await lender.getByText("Signs for Meridian Bank").waitFor();
  expect(await lender.getByLabel("Role").inputValue()).toBe("Lender");
  expect(await lender.getByLabel("E-mail", { exact: true }).inputValue()).toBe("");
});
