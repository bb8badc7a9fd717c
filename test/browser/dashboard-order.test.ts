// The order of signers: moved by keyboard and by drag, in groups that sign at the same time, as it is then sent.
import { expect, test } from "vitest";
import { call } from "../acceptance/desk.ts";
import { fillRequest, withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("signers are moved and joined into a group, and are asked in that order", async () => {
  const page = await desk.signedIn("/new");
  await fillRequest(page, [
    { name: "Ann", email: "ann@northgate.example" },
    { name: "Ben", email: "ben@northgate.example" },
    { name: "Cleo", email: "cleo@meridian.example" },
  ]);
  const names = () =>
    Promise.all(
      [1, 2, 3].map((number) =>
        page
          .getByRole("listitem", { name: `Signer ${number}` })
          .getByLabel("Name")
          .inputValue(),
      ),
    );
  await page.getByRole("button", { name: "Move Cleo up" }).press("Enter");
  expect(await names()).toEqual(["Ann", "Cleo", "Ben"]);
  await page
    .getByRole("listitem", { name: "Signer 1" })
    .getByTitle("Drag to change the order")
    .dragTo(page.getByRole("listitem", { name: "Signer 3" }));
  expect(await names()).toEqual(["Cleo", "Ben", "Ann"]);
  await page.getByRole("button", { name: "Let Ann sign together with the one above" }).click();
  await page.getByLabel("Title").fill("In groups");
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByText("Cleo is invited at once").waitFor();
  await page.getByRole("button", { name: "Send for signature" }).click();
  await page.waitForURL(/\/agreements\/sig_/);
  const { body } = await call(desk.product(), "GET", "/api/signatures?search=In%20groups");
  expect(
    body.signatures[0].signers.map(({ name, order }: { name: string; order: number }) => [name, order]),
  ).toEqual([
    ["Cleo", 1],
    ["Ben", 2],
    ["Ann", 2],
  ]);
});
