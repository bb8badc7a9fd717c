// What was typed and sent across reloads, lost answers and ended sessions: once, whole, and under the right name.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { call } from "../acceptance/desk.ts";
import { fillRequest, SIGNED_OUT, withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const JANE = { name: "Jane Whitfield", email: "jane@northgate.example" };

const titled = async (title: string) =>
  (await call(desk.product(), "GET", `/api/signatures?search=${encodeURIComponent(title)}`)).body.signatures;

const review = async (page: Page, title: string): Promise<void> => {
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("heading", { name: "What will happen" }).waitFor();
};

test("another person who signs in over ended work sends nothing and keeps their own draft", async () => {
  const other = await desk.keyFor("sender");
  const writer = await desk.signedIn("/new", {
    key: other,
    expectedConsoleErrors: [SIGNED_OUT, /status of 403/],
  });
  await writer.getByLabel("Title").fill("Of the other person");
  const kept = () => writer.evaluate<string>("JSON.stringify(localStorage)");
  await expect.poll(kept).toContain("Of the other person");

  const page = await writer.context().newPage();
  const { url, apiKey } = desk.product();
  const signIn = { data: { key: apiKey }, headers: { origin: url } };
  await page.context().request.post(`${url}/api/session`, signIn);
  await page.goto(`${url}/new`);
  await fillRequest(page, [JANE]);
  await review(page, "Never to be sent by another");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Send for signature" }).click();
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.getByLabel("Key", { exact: true }).fill(other);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await page
    .getByRole("dialog", { name: "You are signed in as The sender" })
    .getByRole("button", { name: "Go on as The sender" })
    .click();
  await page.getByText("Your unsent draft was kept.").waitFor();
  expect(await page.getByLabel("Title").inputValue()).toBe("Of the other person");
  expect(await titled("Never to be sent by another")).toEqual([]);
});

test("a request whose answer was lost is sent once, whatever is reloaded and entered again", async () => {
  const page = await desk.signedIn("/new", { expectedConsoleErrors: [/ERR_FAILED/] });
  await fillRequest(page, [JANE]);
  const card = page.getByRole("listitem", { name: "Signer 1" });
  await card.getByRole("button", { name: "Ask Jane Whitfield for an access code" }).click();
  await card.getByLabel("Access code", { exact: true }).fill("471199");
  await review(page, "Sent once");
  await page.route("**/api/signatures", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    return route.abort("failed");
  });
  await page.getByRole("button", { name: "Send for signature" }).click();
  await page.getByRole("alert").getByText("The desk cannot be reached").waitFor();
  expect(await titled("Sent once")).toHaveLength(1);
  await page.unroute("**/api/signatures");

  await page.reload();
  await page.getByText("but not its access codes").waitFor();
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByText("Enter the access code, or remove it.").waitFor();
  // The form stays while the code is typed, though a shorter one would do.
  await card.getByLabel("Access code", { exact: true }).fill("471");
  await page.keyboard.type("199");
  expect(await card.getByLabel("Access code", { exact: true }).inputValue()).toBe("471199");
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Send for signature" }).click();
  await page.waitForURL(/\/agreements\/sig_/);
  expect(await titled("Sent once")).toHaveLength(1);
});

test("an access code that a reload lost can be removed on purpose", async () => {
  const page = await desk.signedIn("/new");
  await fillRequest(page, [JANE]);
  const card = page.getByRole("listitem", { name: "Signer 1" });
  await card.getByRole("button", { name: "Ask Jane Whitfield for an access code" }).click();
  await card.getByLabel("Access code", { exact: true }).fill("4711");
  await page.reload();
  await page.getByText("but not its access codes").waitFor();
  await card.getByRole("button", { name: "No access code for Jane Whitfield" }).click();
  await page.getByText("Your unsent draft was kept.").waitFor();
  await review(page, "Without a code");
});

test("the account menu changes the theme for good, and leaves also when the session has ended already", async () => {
  const page = await desk.signedIn("/documents", {
    colorScheme: "light",
    expectedConsoleErrors: [SIGNED_OUT],
  });
  const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
  const menu = page.getByRole("complementary").getByRole("button", { name: /administrator|admin/i });
  await menu.waitFor();
  const light = await ground();
  await menu.click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(ground).not.toBe(light);
  await page.reload();
  await menu.click();
  expect(await page.getByRole("menuitemradio", { name: "Dark" }).getAttribute("aria-checked")).toBe("true");
  expect(await ground()).not.toBe(light);
  await page.getByRole("menuitemradio", { name: "As the system" }).click();
  await expect.poll(ground).toBe(light);

  await page.keyboard.press("Escape");
  await page.context().clearCookies();
  await menu.click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in/);
  await page.getByRole("heading", { name: "Sign in to the desk" }).waitFor();
  expect(await page.getByText("You are still signed in").count()).toBe(0);
});
