// What needs a person stands above the list, with how many there are and where all of them are.
import { expect, test } from "vitest";
import { call, sendAgreement } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("a refused agreement needs attention, and its kind leads to the list that has them all", async () => {
  const declined = await sendAgreement(desk.product(), ["refuses@borrower.example"]);
  await call(desk.product(), "POST", `/api/signatures/${declined.signature_id}/decline`, {
    json: { reason: "The margin is not what was agreed" },
  });
  const { body: document } = await call(desk.product(), "GET", "/api/documents?limit=1");
  await call(desk.product(), "POST", "/api/signatures", {
    json: {
      title: "Due within days",
      documents: [{ document_id: document.documents[0].document_id }],
      signers: ["late@borrower.example"],
      expires_in_days: 5,
    },
  });
  const page = await desk.signedIn();
  const panel = page.getByRole("region", { name: "Needs attention" });
  await panel.getByText("The margin is not what was agreed").waitFor();
  await panel.getByRole("link", { name: /^Due within days/ }).waitFor();
  const counts = panel.getByRole("list", { name: "What needs attention" });
  await counts.getByRole("link", { name: "1 expiring" }).waitFor();
  await counts.getByRole("link", { name: "1 declined" }).click();
  await page.waitForURL(/attention=declined/);
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  const chip = page.getByRole("button", { name: "Needs attention: declined" });
  expect(await chip.getAttribute("aria-pressed")).toBe("true");
  await chip.click();
  await expect.poll(() => new URL(page.url()).search).not.toContain("attention");
  await expect.poll(() => page.getByRole("row").count()).toBeGreaterThan(2);
});
