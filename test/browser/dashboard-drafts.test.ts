// Drafts at the desk: saved, found from another browser, kept through an ended session, and never overwritten unseen.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { call } from "../acceptance/desk.ts";
import { fillRequest, SIGNED_OUT, withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const JANE = { name: "Jane Whitfield", email: "jane@northgate.example" };
const CONFLICT = /status of 409/;

const saved = (page: Page) => page.getByRole("status").getByText("Saved as a draft").waitFor();

/** A draft with a title, one signer and one document, and its address. */
const saveOne = async (page: Page, title: string): Promise<string> => {
  await fillRequest(page, [JANE]);
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Save as draft" }).click();
  await page.waitForURL(/draft=drf_/);
  await saved(page);
  return new URL(page.url()).search;
};

const keptTitles = async (): Promise<string[]> => {
  const { body } = await call(desk.product(), "GET", "/api/drafts?limit=200");
  return body.drafts.map((draft: { title: string }) => draft.title);
};

test("a draft is found from another browser with all that was typed, sent from there, and then it is none", async () => {
  const page = await desk.signedIn("/new");
  await saveOne(page, "Begun on one machine");
  const card = page.getByRole("listitem", { name: "Signer 1" });
  await card.getByRole("button", { name: "Ask Jane Whitfield for an access code" }).click();
  await card.getByLabel("Access code", { exact: true }).fill("471199");
  await page.getByRole("textbox", { name: /^Message/ }).fill("Typed after it was saved");
  await expect
    .poll(async () => {
      const { body } = await call(desk.product(), "GET", "/api/drafts");
      const { draft_id } = body.drafts.find(
        ({ title }: { title: string }) => title === "Begun on one machine",
      );
      return (await call(desk.product(), "GET", `/api/drafts/${draft_id}`)).text;
    })
    .toContain("Typed after it was saved");

  const other = await desk.signedIn("/");
  await other.getByRole("link", { name: "Drafts" }).click();
  await other.getByRole("link", { name: "Begun on one machine" }).filter({ visible: true }).click();
  await other.getByText("A draft keeps no access codes").waitFor();
  expect(await other.getByRole("textbox", { name: /^Message/ }).inputValue()).toBe(
    "Typed after it was saved",
  );
  const there = other.getByRole("listitem", { name: "Signer 1" });
  expect(await there.getByLabel("Access code", { exact: true }).inputValue()).toBe("");
  await there.getByRole("button", { name: "No access code for Jane Whitfield" }).click();
  await other.getByRole("button", { name: "Review" }).click();
  await other.getByRole("button", { name: "Send for signature" }).click();
  await other.waitForURL(/\/agreements\/sig_/);
  await expect.poll(keptTitles).not.toContain("Begun on one machine");
});

test("of two tabs with one draft the later save asks, and each answer keeps what it says", async () => {
  const page = await desk.signedIn("/new", { expectedConsoleErrors: [CONFLICT] });
  const search = await saveOne(page, "In two tabs");
  const other = await page.context().newPage();
  await other.goto(`${desk.product().url}/new${search}`);
  await other.getByLabel("Title").fill("From the other tab");
  await expect.poll(keptTitles).toContain("From the other tab");

  await page.getByLabel("Title").fill("From the first tab");
  await page.getByText("This draft was saved elsewhere meanwhile").waitFor();
  expect(await keptTitles()).toContain("From the other tab");
  await page.getByRole("button", { name: "Keep what is here" }).click();
  await saved(page);
  expect(await keptTitles()).toContain("From the first tab");

  await other.getByLabel("Title").fill("Again from the other tab");
  await other.getByText("This draft was saved elsewhere meanwhile").waitFor();
  await other.getByRole("button", { name: "Take the saved one" }).click();
  await saved(other);
  expect(await other.getByLabel("Title").inputValue()).toBe("From the first tab");
});

test("what was typed when the session ended is saved after the next sign-in", async () => {
  const page = await desk.signedIn("/new", { expectedConsoleErrors: [SIGNED_OUT] });
  await saveOne(page, "Before the end");
  await page.context().clearCookies();
  await page.getByLabel("Title").fill("Typed as the session ended");
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.getByLabel("Key", { exact: true }).fill(desk.product().apiKey);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect.poll(keptTitles).toContain("Typed as the session ended");
});

test("what was typed and not saved outlives the tab, and is saved when the draft is opened again", async () => {
  const page = await desk.signedIn("/new", { expectedConsoleErrors: [/ERR_FAILED/] });
  const search = await saveOne(page, "Before the crash");
  await page.route("**/api/drafts/*", (route) =>
    route.request().method() === "PUT" ? route.abort("failed") : route.continue(),
  );
  await page.getByLabel("Title").fill("Typed without a network");
  await page.getByRole("alert").getByText("The draft was not saved").waitFor();
  expect(await keptTitles()).toContain("Before the crash");
  await page.close();

  const again = await page.context().newPage();
  await again.goto(`${desk.product().url}/new${search}`);
  await saved(again);
  expect(await again.getByLabel("Title").inputValue()).toBe("Typed without a network");
  await expect.poll(keptTitles).toContain("Typed without a network");
});

test("a draft is deleted after a question, and whoever has it open can keep it as a new one", async () => {
  const page = await desk.signedIn("/new", { expectedConsoleErrors: [/status of 404/] });
  await saveOne(page, "To be deleted");
  const other = await page.context().newPage();
  await other.goto(`${desk.product().url}/drafts`);
  await other.getByRole("button", { name: "Delete To be deleted" }).filter({ visible: true }).click();
  const dialog = other.getByRole("dialog", { name: "Delete this draft?" });
  await dialog.getByRole("button", { name: "Delete the draft" }).click();
  await expect.poll(keptTitles).not.toContain("To be deleted");

  await page.getByLabel("Title").fill("Still wanted");
  await page.getByText("This draft is gone").waitFor();
  await page.getByRole("button", { name: "Save as a new draft" }).click();
  await saved(page);
  expect(await keptTitles()).toContain("Still wanted");
});
