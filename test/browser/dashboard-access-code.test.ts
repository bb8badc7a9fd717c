// An access code at the desk: what is entered there opens the document for its signer, and is shown nowhere after.
import { expect, test } from "vitest";
import { call, sendAgreement, until } from "../acceptance/desk.ts";
import { fillRequest, withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("a signer who was given an access code at the desk needs it to open the document", async () => {
  const code = "Sesame-4711";
  const page = await desk.signedIn("/new");
  await fillRequest(page, [{ name: "Jane Whitfield", email: "jane@northgate.example" }]);
  const card = page.getByRole("listitem", { name: "Signer 1" });
  await card.getByRole("button", { name: "Ask Jane Whitfield for an access code" }).click();
  await card.getByLabel("Access code", { exact: true }).fill("471");
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByText("An access code has 4 to 64 characters.").waitFor();
  await card.getByLabel("Access code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Send for signature" }).click();
  await page.waitForURL(/\/agreements\/sig_/);
  const path = `/api/signatures/${page.url().split("/").at(-1)}`;
  const sent = await until(
    () => call(desk.product(), "GET", path),
    ({ body }) => body.status === "pending",
    60,
  );
  expect(sent.text).not.toContain(code);
  await page.getByText("To sign now").waitFor();
  expect(await page.content()).not.toContain(code);

  const jane = await browser.page();
  await jane.goto(await desk.signingUrl(sent.body.digisigner_request_id, "jane@northgate.example"));
  await jane.getByRole("heading", { name: "Enter your access code" }).waitFor();
  expect(await jane.content()).not.toContain("facility-agreement");
  await jane.getByLabel("Access code").fill(code);
  await jane.keyboard.press("Enter");
  await jane.getByRole("heading", { name: "facility-agreement" }).waitFor();
});

test("whoever corrects an address is asked for the codes that the desk has forgotten", async () => {
  const sent = await sendAgreement(desk.product(), [
    { email: "jnae@northgate.example" },
    { email: "olaf@lender.example", name: "Olaf Berg", access_code: "Sesame-4711" },
  ]);
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Correct an address…" }).click();
  const dialog = page.getByRole("dialog", { name: "Correct an address" });
  await dialog.getByLabel("Right e-mail address").fill("jane@northgate.example");
  await expect.poll(() => dialog.getByLabel(/^Access code of/).count()).toBe(1);
  const again = dialog.getByRole("button", { name: "Send again" });
  expect(await again.getAttribute("aria-disabled")).toBe("true");
  await dialog.getByLabel("Access code of Olaf Berg").fill("Sesame-4712");
  await again.click();
  await page.waitForURL((url) => !url.pathname.includes(sent.signature_id));
  const next = await until(
    () => call(desk.product(), "GET", `/api/signatures/${page.url().split("/").at(-1)}`),
    ({ body }) => body.status === "pending",
    60,
  );
  const olaf = await browser.page();
  await olaf.goto(await desk.signingUrl(next.body.digisigner_request_id, "olaf@lender.example"));
  await olaf.getByLabel("Access code").fill("Sesame-4712");
  await olaf.keyboard.press("Enter");
  await olaf.getByRole("heading", { name: "facility-agreement" }).waitFor();
});
