// Presets over HTTP: shared by the workspace, one of each name, and never silently overwritten.
import { createClient, type PresetContent } from "@creditnexus/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { MAX_PRESETS } from "./create-preset.ts";

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ workers: false });
});
afterAll(() => desk?.close());

const content: PresetContent = {
  signers: [
    {
      key: "s1",
      name: "Jane Whitfield",
      email: "jane@northgate.example",
      role: "Borrower",
      party: "Northgate plc",
      with_previous: false,
      asks_code: true,
      language: "de",
    },
  ],
  in_order: true,
  bundle: false,
  subject: "Waiver",
  message: "As every quarter",
  language: "en",
  sender_email: "",
  urgency: "complex",
  expires_in_days: "45",
  reminders: "14, 7",
};

const clientOf = async (name: string) => {
  const { key } = await desk.client.keys.create({ name, role: "sender" });
  return createClient({ baseUrl: desk.url, apiKey: key });
};

test("what one keeps another finds, in the order of names, with who saved it last", async () => {
  const [ada, bo] = [await clientOf("Ada"), await clientOf("Bo")];
  await ada.presets.create({ name: "zeta", content });
  const made = await ada.presets.create({ name: "Alpha", content });
  expect(made).toMatchObject({ name: "Alpha", version: 1, content, updated_by: "Ada" });
  expect((await bo.presets.list()).presets.map(({ name }) => name)).toEqual(["Alpha", "zeta"]);
  const renamed = await bo.presets.save(made.preset_id, { version: 1, name: "Beta" });
  expect(renamed).toMatchObject({ name: "Beta", version: 2, content, updated_by: "Bo" });
  await bo.presets.delete(made.preset_id);
  expect((await ada.presets.list()).presets.map(({ name }) => name)).toEqual(["zeta"]);
});

test("a name is taken whatever its case, also by a renaming, until its preset is deleted", async () => {
  const ada = await clientOf("Ada");
  const first = await ada.presets.create({ name: "Quarterly", content });
  const taken = { status: 409, code: "conflict" };
  await expect(ada.presets.create({ name: "quarterly", content })).rejects.toMatchObject(taken);
  const other = await ada.presets.create({ name: "Yearly", content });
  await expect(ada.presets.save(other.preset_id, { version: 1, name: "QUARTERLY" })).rejects.toMatchObject(
    taken,
  );
  await ada.presets.delete(first.preset_id);
  await ada.presets.save(other.preset_id, { version: 1, name: "QUARTERLY" });
});

test("a save from an older version is refused with who was quicker, and one that changes nothing counts for none", async () => {
  const [ada, bo] = [await clientOf("Ada"), await clientOf("Bo the quick")];
  const { preset_id } = await ada.presets.create({ name: "Raced", content });
  const unchanged = await ada.presets.save(preset_id, { version: 1, content });
  expect(unchanged.version).toBe(1);
  await bo.presets.save(preset_id, { version: 1, content: { ...content, message: "Bo's" } });
  const late = ada.presets.save(preset_id, { version: 1, content: { ...content, message: "Ada's" } });
  await expect(late).rejects.toMatchObject({ status: 409, code: "changed_meanwhile" });
  await expect(late).rejects.toThrow(/Bo the quick/);
  const kept = (await ada.presets.list()).presets.find((each) => each.preset_id === preset_id);
  expect(kept?.content.message).toBe("Bo's");
});

test("what was deleted can be neither saved nor deleted again", async () => {
  const ada = await clientOf("Ada");
  const { preset_id } = await ada.presets.create({ name: "Gone", content });
  await ada.presets.delete(preset_id);
  const gone = { status: 404, code: "not_found" };
  await expect(ada.presets.save(preset_id, { version: 1, name: "Back" })).rejects.toMatchObject(gone);
  await expect(ada.presets.delete(preset_id)).rejects.toMatchObject(gone);
});

test("an access code is refused", async () => {
  const ada = await clientOf("Ada");
  const [signer] = content.signers;
  if (signer === undefined) throw new Error("nobody signs");
  const coded = { ...content, signers: [Object.assign({ access_code: "code-4711" }, signer)] };
  await expect(ada.presets.create({ name: "Coded", content: coded })).rejects.toMatchObject({
    status: 400,
    code: "invalid_request",
  });
});

test("one more preset than are kept is refused", async () => {
  const ada = await clientOf("Ada");
  const { preset_id } = await ada.presets.create({ name: "Many", content });
  const { presets } = await ada.presets.list();
  await desk.database.pool.query(
    `insert into presets (workspace_id, preset_id, name, content, created_at, updated_at, updated_by)
     select workspace_id, preset_id || n, name || n, content, created_at, updated_at, updated_by
     from presets, generate_series(1, $1::int) n where preset_id = $2`,
    [MAX_PRESETS - presets.length, preset_id],
  );
  await expect(ada.presets.create({ name: "One more", content })).rejects.toMatchObject({ code: "conflict" });
});
