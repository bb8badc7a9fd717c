// A service that goes away while a screen is open: what is on screen says how old it is, and nothing old looks well.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { sendAgreement, signAll } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const SERVICE = /\/(api\/|readyz)/;
const GONE = { expectedConsoleErrors: [/ERR_FAILED/] };

const takeAway = (page: Page) => page.route(SERVICE, (route) => route.abort("failed"));
const isStale = (page: Page) =>
  page
    .getByText(/^Not up to date since \d\d:\d\d$/)
    .first()
    .waitFor({ timeout: 25_000 });

test("a set-up that waits stops waiting while the service is away, and goes on with it", async () => {
  const sent = await sendAgreement(desk.product());
  const page = await desk.signedIn("/settings/setup", GONE);
  await page.getByText("Waiting for the first callback").waitFor();
  await takeAway(page);
  await isStale(page);
  await page.getByText("shows when the desk answers again").waitFor();
  expect(await page.getByText("Waiting for the first callback").count()).toBe(0);
  await page.unroute(SERVICE);
  await signAll(desk.product(), sent.digisigner_request_id);
  await page.getByText("A callback has arrived").waitFor({ timeout: 15_000 });
  expect(await page.getByText(/^Not up to date/).count()).toBe(0);
});

test("no screen shows old rows, figures or verdicts as if they were of now", async () => {
  const viewer = await desk.keyFor("viewer");
  const health = await desk.signedIn("/settings/health", GONE);
  await health.getByText("Everything is in order").waitFor({ timeout: 20_000 });
  const ready = await desk.signedIn("/settings/health", { ...GONE, key: viewer });
  await ready.getByRole("heading", { name: "Ready" }).waitFor();
  const callbacks = await desk.signedIn("/callbacks", GONE);
  await callbacks.getByRole("table", { name: "Callbacks" }).waitFor();
  const deliveries = await desk.signedIn("/deliveries", GONE);
  await deliveries.getByText("Nothing was delivered yet").waitFor();
  const audit = await desk.signedIn("/settings/audit", GONE);
  await audit.getByRole("table", { name: "Audit log" }).waitFor();
  const figures = await desk.signedIn("/settings/health", GONE);
  await figures.clock.install();
  await figures.goto(`${desk.product().url}/figures`);
  await figures.getByText("From request to proof").waitFor();

  const all = [health, ready, callbacks, deliveries, audit, figures];
  await Promise.all(all.map(takeAway));
  await audit.getByRole("button", { name: "Refresh" }).click();
  // Figures of more than a minute ago are asked for again when somebody comes back to them.
  await figures.clock.fastForward(61_000);
  await figures.evaluate('window.dispatchEvent(new Event("visibilitychange"))');
  await Promise.all(all.map(isStale));

  for (const page of [health, ready]) {
    expect(await page.getByText(/^(Everything is in order|Well|Ready)$/).count()).toBe(0);
    await page.getByText("Was well").first().waitFor();
  }
  await callbacks.getByRole("table", { name: "Callbacks" }).waitFor();
  await health.unroute(SERVICE);
  await health.getByText("Everything is in order").waitFor({ timeout: 20_000 });
  expect(await health.getByText(/^(Not up to date|Was well)/).count()).toBe(0);
}, 90_000);
