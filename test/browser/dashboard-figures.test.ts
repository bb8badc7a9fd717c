// Figures at the desk in Chromium: counted by the service over periods that stand in the address.
import { expect, test } from "vitest";
import { call, sendAgreement, signAll, until } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("the figures of each period are shown as the service counts them, by hour or by day", async () => {
  await sendAgreement(desk.product());
  const done = await sendAgreement(desk.product());
  await signAll(desk.product(), done.digisigner_request_id);
  const { body: counted } = await until(
    () => call(desk.product(), "GET", "/api/figures"),
    ({ body }) => body.funnel.proved === 1,
  );
  expect(counted.funnel).toEqual({ requested: 2, sent: 2, first_signed: 1, completed: 1, proved: 1 });

  const page = await desk.signedIn("/figures");
  const funnel = page.getByRole("table", { name: "How far agreements got" });
  await expect
    .poll(() => funnel.getByRole("row").allInnerTexts())
    .toEqual(
      expect.arrayContaining([expect.stringMatching(/Requested\s+2/), expect.stringMatching(/Proved\s+1/)]),
    );
  await page.getByRole("heading", { name: "Callbacks by day" }).waitFor();

  const asked = page.waitForRequest((request) => request.url().includes("/api/figures"));
  await page.getByRole("button", { name: "24 hours" }).click();
  const query = new URL((await asked).url()).searchParams;
  expect(Date.parse(query.get("to") ?? "") - Date.parse(query.get("from") ?? "")).toBe(86_400_000);
  await page.waitForURL(/days=1$/);
  await page.getByRole("heading", { name: "Callbacks by hour" }).waitFor();
  const { body: journal } = await call(desk.product(), "GET", "/api/callbacks?limit=200");
  await page.getByText(`${journal.callbacks.length} callbacks received`).waitFor();
  const hours = page.getByRole("table", { name: "Callbacks by hour" });
  expect(await hours.getByRole("row").count()).toBeGreaterThan(1);

  await page.goBack();
  await page.getByRole("heading", { name: "Callbacks by day" }).waitFor();
});
