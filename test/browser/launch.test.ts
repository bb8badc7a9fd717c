// Proves that the browser fixture starts and judges pages.
import { expect, test } from "vitest";
import { PHONE, withBrowser } from "./launch.ts";

const browser = withBrowser();

test("a page opens at the size of a phone", async () => {
  const page = await browser.page({ viewport: PHONE });
  await page.setContent("<h1>Hello</h1>");
  expect(await page.getByRole("heading", { name: "Hello" }).isVisible()).toBe(true);
  expect(page.viewportSize()).toEqual(PHONE);
});

test("an expected console error does not fail the test", async () => {
  const page = await browser.page({ expectedConsoleErrors: [/on purpose/] });
  await page.evaluate(() => console.error("on purpose"));
});

test.fails("a foreign request is refused, and the fixture fails the test that made it", async () => {
  const page = await browser.page();
  // The page itself may shrug the refusal off; the fixture does not.
  await page.goto("http://192.0.2.1/", { timeout: 2000 }).catch(String);
});

test.fails("a console error fails the test", async () => {
  const page = await browser.page();
  await page.evaluate(() => console.error("by mistake"));
});
