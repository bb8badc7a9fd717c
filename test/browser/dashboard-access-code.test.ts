// An access code at the desk: what is entered there opens the document for its signer, and is shown nowhere after.
import { expect, test } from "vitest";
import { call, until } from "../acceptance/desk.ts";
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
