// Text tags of a document are seen where they stand, coloured by their signer, before they become fields.
import { expect, test } from "vitest";
import { call, sandbox, until } from "../acceptance/desk.ts";
import { agreementPdf } from "../fixtures/pdf.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";
import { violations } from "./signing-accessibility.ts";

const browser = withBrowser();
const desk = withDesk(browser);

/** Points; the desk and DigiSigner measure the height of letters differently. */
const CLOSE = 5;

test("tags are shown where their fields will be, and one that nobody owns must be settled first", async () => {
  const page = await desk.signedIn("/new");
  const pdf = agreementPdf([
    ["Facility Agreement", "Signed for the borrower", "[s:Borrower]"],
    ["Seen by the agent", "", "[d:Agent]"],
  ]);
  await page
    .getByLabel("PDF files")
    .setInputFiles({ name: "tagged.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdf) });
  await page.getByText("2 text tags found").waitFor();
  await page.getByRole("switch", { name: "Turn the tags into fields" }).click();
  const first = page.getByRole("listitem", { name: "Signer 1" });
  await first.getByLabel("Name").fill("Jane Whitfield");
  await first.getByLabel("E-mail").fill("jane@northgate.example");
  await first.getByLabel("Role").fill("Borrower");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Place fields" }).click();
  await page.getByRole("alert").getByText("for Agent, a role that no signer has").waitFor();

  await page.getByRole("button", { name: "Add a signer" }).click();
  const second = page.getByRole("listitem", { name: "Signer 2" });
  await second.getByLabel("Name").fill("Tomás Ferreira");
  await second.getByLabel("E-mail").fill("tomas@meridian.example");
  await second.getByLabel("Role").fill("Agent");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Place fields" }).click();

  const ghosts = ["signature of Jane Whitfield; page 1", "date of Tomás Ferreira; page 2"];
  const seen: number[][] = [];
  const colours: string[] = [];
  for (const [index, name] of ghosts.entries()) {
    const sheet = page.locator(`[data-page="${index + 1}"]`);
    await sheet.scrollIntoViewIfNeeded();
    const ghost = page.getByRole("img", { name: `Text tag: ${name}` });
    await ghost.waitFor();
    const [box, around] = [await ghost.boundingBox(), await sheet.boundingBox()];
    if (box === null || around === null) throw new Error("the tag is not on the screen");
    const scale = 612 / around.width;
    const left = (box.x - around.x) * scale;
    const top = 792 - (box.y - around.y) * scale;
    seen.push([left, top - box.height * scale, left + box.width * scale, top]);
    colours.push(await ghost.evaluate((element) => element.style.borderColor));
  }
  expect(new Set(colours).size).toBe(2);
  expect(await violations(page)).toEqual([]);

  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Send for signature" }).click();
  await page.waitForURL(/\/agreements\/sig_/);
  const path = `/api/signatures/${page.url().split("/").at(-1)}`;
  const sent = await until(
    async () => (await call(desk.product(), "GET", path)).body,
    ({ status }) => status === "pending",
  );
  const { api_key } = (await sandbox(desk.product(), "GET", "settings")).body;
  const told = await fetch(
    `${desk.product().sandboxUrl}/v1/documents/${sent.documents[0].digisigner_document_id}/fields`,
    { headers: { authorization: `Basic ${Buffer.from(`${api_key}:`).toString("base64")}` } },
  );
  const { document_fields } = (await told.json()) as {
    document_fields: { page: number; rectangle: number[] }[];
  };
  for (const [index, rectangle] of seen.entries()) {
    const field = document_fields.find((each) => each.page === index);
    for (const [side, value] of rectangle.entries()) {
      const off = Math.abs((field?.rectangle[side] ?? Number.NaN) - value);
      expect(off, `page ${index + 1}, side ${side}`).toBeLessThan(CLOSE);
    }
  }
});
