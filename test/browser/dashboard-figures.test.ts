// Figures at the desk in Chromium: counted by the service over periods that stand in the address.
import { expect, test } from "vitest";
import { call, sandbox, sendAgreement, signAll, until } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("the figures of each period are shown as the service counts them, by hour or by day", async () => {
  await sendAgreement(desk.product());
  const done = await sendAgreement(desk.product());
  await signAll(desk.product(), done.digisigner_request_id);
  await until(
    () => call(desk.product(), "GET", "/api/figures"),
    ({ body }) => body.funnel.proved === 1,
  );
  // Signed without a callback: the truth is read, and what was not told is counted.
  const lost = `${desk.product().url}/api/lost`;
  await sandbox(desk.product(), "PUT", "settings", {
    callback_urls: { document_signed: lost, signature_request_completed: lost },
  });
  const unheard = await sendAgreement(desk.product());
  await signAll(desk.product(), unheard.digisigner_request_id);
  await call(desk.product(), "POST", `/api/signatures/${unheard.signature_id}/sync`);
  const { body: counted } = await until(
    () => call(desk.product(), "GET", "/api/figures"),
    ({ body }) => body.funnel.proved === 2 && body.callbacks.repaired > 0,
  );
  expect(counted.funnel).toEqual({ requested: 3, sent: 3, first_signed: 2, completed: 2, proved: 2 });

  const page = await desk.signedIn("/figures");
  const funnel = page.getByRole("table", { name: "How far agreements got" });
  await expect
    .poll(() => funnel.getByRole("row").allInnerTexts())
    .toEqual(
      expect.arrayContaining([expect.stringMatching(/Requested\s+3/), expect.stringMatching(/Proved\s+2/)]),
    );
  await page.getByRole("heading", { name: "Callbacks by day" }).waitFor();
  const rowsOf = (name: string) => page.getByRole("table", { name, exact: true }).getByRole("row");
  expect(await rowsOf("Time to sign").allInnerTexts()).toContainEqual(
    expect.stringMatching(/^Under 1 day\s+2$/),
  );
  expect(await rowsOf("Age of open agreements").allInnerTexts()).toContainEqual(
    expect.stringMatching(/^Under \d days?\s+1$/),
  );
  const tile = (name: string) => page.locator("dl > div").filter({ hasText: name }).getByRole("definition");
  await expect
    .poll(() => tile("Signings no callback told").textContent())
    .toBe(`${counted.callbacks.repaired}`);
  expect(await tile("Median time to sign").textContent()).toMatch(/min$/);
  expect(await tile("Completed, of those closed").textContent()).toBe("100 %");

  const asked = page.waitForRequest((request) => request.url().includes("/api/figures"));
  await page.getByRole("button", { name: "24 hours" }).click();
  const query = new URL((await asked).url()).searchParams;
  expect(Date.parse(query.get("to") ?? "") - Date.parse(query.get("from") ?? "")).toBe(86_400_000);
  await page.waitForURL(/days=1$/);
  await page.getByRole("heading", { name: "Callbacks by hour" }).waitFor();
  const { body: journal } = await call(desk.product(), "GET", "/api/callbacks?limit=200");
  await page.getByText(`${journal.callbacks.length} callbacks received`).waitFor();
  await page.getByText("In numbers").focus();
  await page.keyboard.press("Enter");
  const hours = page.getByRole("table", { name: "Callbacks by hour" });
  expect(await hours.getByRole("row").count()).toBeGreaterThan(1);

  await page.goBack();
  await page.getByRole("heading", { name: "Callbacks by day" }).waitFor();
});
