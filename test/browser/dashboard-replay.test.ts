// An operator replays callbacks by outcome, type and time of receipt.
import { expect, test } from "vitest";
import { call, sendAgreement, signAll } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const journal = async (): Promise<{ event_type: string; outcome: string; attempts: number }[]> =>
  (await call(desk.product(), "GET", "/api/callbacks")).body.callbacks;

test("callbacks are replayed by what they are and when they came, and nothing else is", async () => {
  const sent = await sendAgreement(desk.product());
  await signAll(desk.product(), sent.digisigner_request_id);
  await expect
    .poll(async () => (await journal()).filter(({ outcome }) => outcome === "processed").length)
    .toBe(3);

  const page = await desk.signedIn("/callbacks?outcome=processed");
  await page.getByRole("button", { name: "Replay …" }).click();
  const dialog = page.getByRole("dialog", { name: "Replay callbacks" });
  // What the list shows is chosen already.
  const outcome = dialog.getByRole("group", { name: "Outcome to replay" });
  expect(await outcome.getByRole("button", { name: "Processed" }).getAttribute("aria-pressed")).toBe("true");

  // Nothing came after this century.
  await dialog.getByLabel("Received from").fill("2100-01-01T00:00");
  await dialog.getByRole("button", { name: "Replay" }).click();
  await page.getByText("No callback is like that").waitFor();

  await page.getByRole("button", { name: "Replay …" }).click();
  await dialog.getByRole("combobox", { name: "Event" }).click();
  await page.getByRole("option", { name: "Document signed" }).click();
  await dialog.getByLabel("Received from").fill("2020-01-01T00:00");
  await dialog.getByRole("button", { name: "Replay" }).click();
  await page.getByText("2 callbacks are processed again").waitFor();
  await expect
    .poll(async () => (await journal()).map(({ outcome }) => outcome))
    .toEqual(["processed", "processed", "processed"]);
  const { body } = await call(desk.product(), "GET", "/api/audit?action=callbacks.replayed");
  expect(body.entries.map(({ details }: { details: { replayed: number } }) => details.replayed)).toEqual([
    2, 0,
  ]);
});

test("without a condition nothing can be replayed", async () => {
  const page = await desk.signedIn("/callbacks");
  await page.getByRole("button", { name: "Replay …" }).click();
  const dialog = page.getByRole("dialog", { name: "Replay callbacks" });
  const replay = dialog.getByRole("button", { name: "Replay" });
  expect(await replay.getAttribute("aria-disabled")).toBe("true");
  await replay.hover();
  await page.getByText("Name at least one condition.").waitFor();
});

test("a date that is half typed replays nothing", async () => {
  const page = await desk.signedIn("/callbacks?outcome=processed");
  await page.getByRole("button", { name: "Replay …" }).click();
  const dialog = page.getByRole("dialog", { name: "Replay callbacks" });
  await dialog.getByLabel("until").click();
  await page.keyboard.type("12");
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/api/callbacks/replay")) asked += 1;
  });
  await dialog.getByRole("button", { name: "Replay" }).click();
  expect(await dialog.getByLabel("until").evaluate((field) => field.matches(":invalid"))).toBe(true);
  await dialog.getByRole("button", { name: "Back" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(asked).toBe(0);
});
