// Every dialog of the desk against WCAG 2.2 A and AA, light and dark, at the desk and in the hand, and each ends with Escape.
import { beforeAll, describe, expect, test } from "vitest";
import { violations } from "./dashboard-accessibility.ts";
import { SIGNED_OUT, withDesk } from "./dashboard-desk.ts";
import { dialogs, type Prepared, prepareDialogs } from "./dashboard-dialog-list.ts";
import { DESKTOP, PHONE, withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

let prepared: Prepared;
beforeAll(async () => {
  prepared = await prepareDialogs(desk.product());
}, 120_000);

/** Shown once: whoever leaves it by accident has lost the secret. */
const STAYS = new Set<string | RegExp>(["The signing secret"]);

describe.each([
  { colorScheme: "light", viewport: DESKTOP },
  { colorScheme: "dark", viewport: DESKTOP },
  { colorScheme: "light", viewport: PHONE },
] as const)("in $colorScheme at $viewport.width pixels", (options) => {
  test.each(dialogs)("$title", async ({ title, path, opens }) => {
    const page = await desk.signedIn(path(prepared), options);
    await opens(page);
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.waitFor();
    expect(await violations(page)).toEqual([]);
    const box = await dialog.boundingBox();
    expect(box?.width ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(options.viewport.width);
    expect((box?.x ?? -1) >= 0 && (box?.y ?? -1) >= 0, "a part of it is outside the window").toBe(true);
    if (STAYS.has(title)) return;
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("the sign-in in the middle of work", async () => {
    const page = await desk.signedIn("/", { ...options, expectedConsoleErrors: [SIGNED_OUT] });
    await page.getByRole("heading", { name: "Agreements", level: 1 }).waitFor();
    await page.context().clearCookies();
    await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
