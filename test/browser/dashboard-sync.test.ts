// A desk that no callback reaches: a person reads the state from DigiSigner, and is told what was missed.
import { expect, test } from "vitest";
import { call, sandbox, sendAgreement, signAll } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("what no callback told is read by Sync now, said on the page, and counted in the figures", async () => {
  const sent = await sendAgreement(desk.product());
  await sandbox(desk.product(), "POST", "faults", { name: "callback_drop", parameters: {} });
  const page = await desk.signedIn(`/agreements/${sent.signature_id}`);
  await page.getByText("0 of 2 signed").waitFor();
  await signAll(desk.product(), sent.digisigner_request_id);
  await page.getByRole("button", { name: "Sync now" }).click();
  await page.getByText("2 of 2 signed").waitFor();
  await page.getByText("No callback had told of 2 signings").waitFor();
  const { body } = await call(desk.product(), "GET", "/api/figures");
  expect(body.callbacks).toMatchObject({ received: 0, repaired: 2 });
});
