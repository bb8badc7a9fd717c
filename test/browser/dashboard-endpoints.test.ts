// An endpoint of another system at the desk: its secret changed, its deliveries paused and resumed, and its end.
import { expect, test } from "vitest";
import { call } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("an endpoint gets a new secret, is disabled, enabled and removed", async () => {
  const url = "http://127.0.0.1:9/hooks";
  const made = await call(desk.product(), "POST", "/api/webhook-endpoints", { json: { url } });
  const endpoint = async () => {
    const { body } = await call(desk.product(), "GET", "/api/webhook-endpoints");
    return body.endpoints[0];
  };
  const page = await desk.signedIn("/settings/webhooks");
  const choose = async (item: string | RegExp) => {
    await page.getByRole("button", { name: `More for ${url}` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await choose(/^New secret…/);
  const dialog = page.getByRole("dialog", { name: "The signing secret" });
  const secret = await dialog.getByText(/^whsec_/).textContent();
  expect(secret).not.toBe(made.body.secret);
  await dialog.getByRole("button", { name: "Done" }).click();
  expect((await endpoint()).previous_secret_until).not.toBeNull();

  const table = page.getByRole("table", { name: "Webhook endpoints" });
  await choose("Disable");
  await table.getByText("Disabled", { exact: true }).waitFor();
  const ping = page.getByRole("button", { name: `Ping ${url}` });
  expect(await ping.getAttribute("aria-disabled")).toBe("true");
  await choose("Enable");
  await table.getByText("Active", { exact: true }).waitFor();
  expect((await endpoint()).state).toBe("active");

  await choose("Its deliveries");
  await page.getByText(`Only to ${url}`).waitFor();
  await page.getByRole("heading", { name: "Nothing matches these filters" }).waitFor();
  await page.getByRole("button", { name: "Show all endpoints" }).click();
  await page.waitForURL(/\/deliveries$/);
  await page.getByRole("heading", { name: "Nothing was delivered yet" }).waitFor();
  await page.getByRole("button", { name: "Given up" }).click();
  await page.getByRole("heading", { name: "Nothing matches these filters" }).waitFor();
  await page.goto(`${desk.product().url}/settings/webhooks`);

  await choose("Remove…");
  const question = page.getByRole("dialog", { name: "Remove this endpoint?" });
  await question.getByRole("button", { name: "Keep it" }).click();
  expect(await endpoint()).toBeDefined();
  await choose("Remove…");
  await question.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText("No endpoints yet").waitFor();
  expect(await endpoint()).toBeUndefined();
});
