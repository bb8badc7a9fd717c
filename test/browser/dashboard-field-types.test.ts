// All seven types of field, placed in the browser with their properties, as DigiSigner is told of them.
import { expect, test } from "vitest";
import { call, until } from "../acceptance/desk.ts";
import { fillRequest, withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";
import { toldFields } from "./turned-pages.ts";

const browser = withBrowser();
const desk = withDesk(browser);

interface Wish {
  name: string;
  type: string;
  /** By the names of their inputs. */
  texts: Record<string, string>;
  switches: string[];
  told: Record<string, unknown>;
}

const WISHES: Wish[] = [
  {
    name: "Signature",
    type: "SIGNATURE",
    texts: { Label: "Sign here", "API id": "sign" },
    switches: [],
    told: { label: "Sign here", api_id: "sign", required: true },
  },
  {
    name: "Initials",
    type: "INITIALS",
    texts: { Label: "Initial here", "API id": "initial" },
    switches: ["Required"],
    told: { label: "Initial here", api_id: "initial", required: false },
  },
  {
    name: "Date",
    type: "DATE",
    texts: { Label: "Dated", "API id": "dated" },
    switches: ["Required"],
    told: { label: "Dated", api_id: "dated", required: false },
  },
  {
    name: "Text",
    type: "TEXT",
    texts: { Label: "Amount", Content: "EUR 25,000,000", "API id": "amount" },
    switches: ["Read-only"],
    told: { label: "Amount", content: "EUR 25,000,000", api_id: "amount", read_only: true },
  },
  {
    name: "Check box",
    type: "CHECKBOX",
    texts: { Label: "Agreed", Group: "terms", "API id": "agreed" },
    switches: ["Required"],
    told: { label: "Agreed", group_id: "terms", api_id: "agreed", required: true },
  },
  {
    name: "Radio button",
    type: "RADIO",
    texts: { Label: "Fixed rate", Group: "rate", "API id": "fixed" },
    switches: [],
    told: { label: "Fixed rate", group_id: "rate", api_id: "fixed", required: true },
  },
  {
    name: "Attachment",
    type: "ATTACHMENT",
    texts: { Label: "Passport", "API id": "passport" },
    switches: ["Required"],
    told: { label: "Passport", api_id: "passport", required: false },
  },
];

test("each type arrives with its place and all its properties", async () => {
  const page = await desk.signedIn("/new");
  await fillRequest(page, [{ name: "Jane Whitfield", email: "jane@northgate.example" }]);
  await page.getByRole("button", { name: "Place fields" }).click();
  const sheet = page.locator('[data-page="1"]');
  await sheet.locator("canvas").waitFor();
  const properties = page.getByRole("region", { name: "Field properties" });
  const places = new Map<string, number[]>();
  for (const [index, { name, type, texts, switches }] of WISHES.entries()) {
    await page
      .getByRole("button", { name, exact: true })
      .dragTo(sheet, { targetPosition: { x: 200, y: 40 + 50 * index } });
    await properties.getByRole("heading", { name, exact: true }).waitFor();
    await properties.getByText("Place and name").click();
    for (const [label, text] of Object.entries(texts)) {
      await properties.getByLabel(new RegExp(`^${label}`)).fill(text);
    }
    for (const label of switches) await properties.getByRole("switch", { name: label }).click();
    const sides = ["From left", "From bottom", "Width", "Height"];
    const values = await Promise.all(sides.map((side) => properties.getByLabel(side).inputValue()));
    const [x = 0, y = 0, width = 0, height = 0] = values.map(Number);
    places.set(type, [x, y, x + width, y + height]);
  }
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByText("Everybody has fields, and signs only there.").waitFor();
  await page.getByRole("button", { name: "Send for signature" }).click();
  await page.waitForURL(/\/agreements\/sig_/);

  const path = `/api/signatures/${page.url().split("/").at(-1)}`;
  const sent = await until(
    async () => (await call(desk.product(), "GET", path)).body,
    ({ status }) => status === "pending",
  );
  const fields = await toldFields(desk, sent.documents[0].digisigner_document_id);
  expect(fields).toHaveLength(WISHES.length);
  for (const { type, told } of WISHES) {
    const field = fields.find((each) => each.type === type);
    expect(field, type).toMatchObject({ ...told, page: 0, rectangle: places.get(type) });
  }
});
