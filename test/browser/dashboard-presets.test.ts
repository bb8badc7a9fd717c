// A preset at the desk: kept, taken by a colleague, replaced, renamed and deleted.
import { expect, test } from "vitest";
import { call } from "../acceptance/desk.ts";
import { fillRequest, withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("a preset is kept, taken by a colleague, replaced, renamed and deleted", async () => {
  const presets = async () => (await call(desk.product(), "GET", "/api/presets")).body.presets;
  const page = await desk.signedIn("/new");
  await fillRequest(page, [{ name: "Jane Whitfield", email: "jane@northgate.example" }]);
  const message = page.getByRole("textbox", { name: /^Message/ });
  await message.fill("As every quarter");
  const keep = async (name: string, button: string) => {
    await page.getByRole("button", { name: "Presets" }).click();
    await page.getByRole("menuitem", { name: "Keep this as a preset…" }).click();
    const dialog = page.getByRole("dialog", { name: "Keep as a preset" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: button }).click();
    await dialog.waitFor({ state: "detached" });
  };
  await keep("Quarterly waiver", "Keep it");
  expect(await presets()).toMatchObject([{ name: "Quarterly waiver", version: 1 }]);

  const colleague = await desk.signedIn("/new", { key: await desk.keyFor("sender") });
  await colleague.getByRole("button", { name: "Presets" }).click();
  await colleague.getByRole("menuitem", { name: "Quarterly waiver" }).click();
  await expect
    .poll(() => colleague.getByLabel("E-mail", { exact: true }).inputValue())
    .toBe("jane@northgate.example");
  expect(await colleague.getByRole("textbox", { name: /^Message/ }).inputValue()).toBe("As every quarter");

  await message.fill("As every quarter, in new words");
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("menuitem", { name: "Quarterly waiver" }).click();
  const question = page.getByRole("dialog", { name: "Take “Quarterly waiver”?" });
  await question.getByText("the place of the signers and the message").waitFor();
  await question.getByRole("button", { name: "Keep what is here" }).click();
  expect(await message.inputValue()).toBe("As every quarter, in new words");
  await keep("quarterly waiver", "Replace it");
  expect(await presets()).toMatchObject([
    { version: 2, content: { message: "As every quarter, in new words" } },
  ]);

  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("menuitem", { name: "Manage presets…" }).click();
  const dialog = page.getByRole("dialog", { name: "Presets" });
  await dialog.getByRole("button", { name: "Rename Quarterly waiver" }).click();
  await dialog.getByLabel("New name").fill("Yearly waiver");
  await dialog.getByRole("button", { name: "Rename", exact: true }).click();
  await dialog.getByRole("button", { name: "Delete Yearly waiver" }).click();
  expect(await presets()).toMatchObject([{ name: "Yearly waiver" }]);
  await dialog.getByRole("button", { name: "Delete it" }).click();
  await dialog.getByText("None are left.").waitFor();
  expect(await presets()).toEqual([]);
});
