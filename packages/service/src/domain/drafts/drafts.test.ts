// Drafts over HTTP: whose they are, what a later save may not undo, and what happens to the documents they name.
import { createClient, type DraftContent } from "@creditnexus/contract";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createManualClock } from "../../clock/clock.ts";
import { agreementPdf } from "../../testing/agreement-pdf.ts";
import { createTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { cleanUp } from "../housekeeping/clean-up.ts";
import { MAX_DRAFTS } from "./create-draft.ts";

let desk: TestDesk;
const clock = createManualClock();
beforeAll(async () => {
  desk = await createTestDesk({ workers: false, clock });
});
afterAll(() => desk?.close());

const written = (part: Partial<DraftContent> = {}): DraftContent => ({
  send_key: "6f0c6b6e-0001",
  title: "",
  document_ids: [],
  fields: [],
  signers: [
    {
      key: "s1",
      name: "Jane Whitfield",
      email: "jane@nor",
      role: "Borrower",
      party: "",
      with_previous: false,
      asks_code: true,
      language: null,
    },
  ],
  in_order: true,
  bundle: true,
  subject: "",
  message: "",
  language: "en",
  sender_email: "",
  urgency: "standard",
  expires_in_days: "30",
  reminders: "7, 3, x",
  use_text_tags: false,
  hide_text_tags: true,
  metadata: {},
  ...part,
});

const clientOf = async (role: "sender" | "admin" = "sender") => {
  const { key } = await desk.client.keys.create({ name: role, role });
  return { key, client: createClient({ baseUrl: desk.url, apiKey: key }) };
};
const upload = () => desk.client.documents.upload(agreementPdf(), { fileName: "facility.pdf" });

test("what is half written is kept as it is, with what its documents are called", async () => {
  const { client } = await clientOf();
  const document = await upload();
  const content = written({
    document_ids: [document.document_id],
    fields: [
      {
        key: "f1",
        document_id: document.document_id,
        signer_key: "s1",
        type: "SIGNATURE",
        page: 0,
        rectangle: [10, 20, 110, 60],
      },
    ],
  });
  const made = await client.drafts.create({ content });
  expect(made).toMatchObject({ version: 1, content, title: "facility" });
  expect(made.documents).toEqual([
    {
      document_id: document.document_id,
      title: "facility",
      page_count: document.page_count,
      size: document.size,
    },
  ]);
  expect(await client.drafts.get(made.draft_id)).toEqual(made);
});

test("a list has the caller's drafts, last saved first, in pages", async () => {
  const { client } = await clientOf();
  const made: string[] = [];
  for (const title of ["first", "second", "third"]) {
    clock.advance(1000);
    made.push((await client.drafts.create({ content: written({ title }) })).draft_id);
  }
  clock.advance(1000);
  await client.drafts.save(made[0] ?? "", { version: 1, content: written({ title: "first again" }) });
  const page = await client.drafts.list({ limit: 2 });
  expect(page.drafts.map(({ title }) => title)).toEqual(["first again", "third"]);
  expect(page.drafts[0]).toMatchObject({ version: 2, signers: ["Jane Whitfield"] });
  const rest = await client.drafts.list({ limit: 2, cursor: page.next_cursor ?? "" });
  expect(rest.drafts.map(({ title }) => title)).toEqual(["second"]);
  expect(rest.next_cursor).toBeNull();
});

test("nobody else sees, saves or deletes a draft, whatever their role", async () => {
  const { client } = await clientOf();
  const { draft_id } = await client.drafts.create({ content: written() });
  const { client: admin } = await clientOf("admin");
  expect((await admin.drafts.list()).drafts).toEqual([]);
  const gone = { code: "not_found", status: 404 };
  await expect(admin.drafts.get(draft_id)).rejects.toMatchObject(gone);
  await expect(admin.drafts.save(draft_id, { version: 1, content: written() })).rejects.toMatchObject(gone);
  await expect(admin.drafts.delete(draft_id)).rejects.toMatchObject(gone);
  expect((await client.drafts.get(draft_id)).version).toBe(1);
});

test("of two saves from one version the later is refused and changes nothing", async () => {
  const { client } = await clientOf();
  const { draft_id } = await client.drafts.create({ content: written({ title: "as opened twice" }) });
  const save = (title: string) => client.drafts.save(draft_id, { version: 1, content: written({ title }) });
  const results = await Promise.allSettled([save("left"), save("right")]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const refused = results.find((each) => each.status === "rejected");
  expect(refused?.reason).toMatchObject({ status: 409, code: "changed_meanwhile" });
  expect(refused?.reason.message).toContain("version 2");
  const winner = results[0]?.status === "fulfilled" ? "left" : "right";
  expect(await client.drafts.get(draft_id)).toMatchObject({ version: 2, title: winner });
});

test("an access code is refused wherever it is put, and stored nowhere", async () => {
  const { client } = await clientOf();
  const [signer] = written().signers;
  if (signer === undefined) throw new Error("nobody signs");
  const content = written({ signers: [Object.assign(signer, { access_code: "code-4711" })] });
  const refusal = { status: 400, code: "invalid_request" };
  await expect(client.drafts.create({ content })).rejects.toMatchObject(refusal);
  const { draft_id } = await client.drafts.create({ content: written() });
  await expect(client.drafts.save(draft_id, { version: 1, content })).rejects.toMatchObject(refusal);
  const { rows } = await desk.database.pool.query("select d::text as row from drafts d");
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain("4711");
});

test("a document that a draft names stays as long as the draft, through housekeeping and deletion", async () => {
  const { client } = await clientOf();
  const { document_id } = await upload();
  const { draft_id } = await client.drafts.create({ content: written({ document_ids: [document_id] }) });
  clock.advance(400 * 86_400_000);
  await cleanUp({ db: desk.database.kysely, clock, log: pino({ level: "silent" }) });
  expect((await client.drafts.get(draft_id)).documents.map((each) => each.document_id)).toEqual([
    document_id,
  ]);
  const remove = () =>
    desk.database.kysely.deleteFrom("documents").where("document_id", "=", document_id).executeTakeFirst();
  await expect(remove()).rejects.toThrow(/draft_documents/);
  await client.drafts.delete(draft_id);
  expect((await remove()).numDeletedRows).toBe(1n);
});

test("a document that is not there is named, and nothing is kept of that save", async () => {
  const { client } = await clientOf();
  const unknown = "doc_01kb0000000000000000000000";
  const content = written({ document_ids: [unknown] });
  await expect(client.drafts.create({ content })).rejects.toMatchObject({ code: "not_found" });
  expect((await client.drafts.list()).drafts).toEqual([]);
  const { draft_id } = await client.drafts.create({ content: written({ title: "before" }) });
  await expect(client.drafts.save(draft_id, { version: 1, content })).rejects.toThrow(unknown);
  expect(await client.drafts.get(draft_id)).toMatchObject({ version: 1, title: "before" });
});

test("a repeated creation with its key makes one draft", async () => {
  const { client } = await clientOf();
  const create = () => client.drafts.create({ content: written() }, { idempotencyKey: "draft-once" });
  const [first, second] = [await create(), await create()];
  expect(second).toEqual(first);
  expect((await client.drafts.list()).drafts).toHaveLength(1);
});

test("one more draft than are kept is refused, and a deleted one makes room", async () => {
  const { client } = await clientOf();
  const { draft_id } = await client.drafts.create({ content: written() });
  const values = Array.from({ length: MAX_DRAFTS - 1 }, (_, index) => index);
  await desk.database.pool.query(
    `insert into drafts (workspace_id, draft_id, owner, content, created_at, updated_at)
     select workspace_id, draft_id || n, owner, content, created_at, updated_at
     from drafts, unnest($1::int[]) n where draft_id = $2`,
    [values, draft_id],
  );
  await expect(client.drafts.create({ content: written() })).rejects.toMatchObject({ code: "conflict" });
  await client.drafts.delete(draft_id);
  await client.drafts.create({ content: written() });
});
