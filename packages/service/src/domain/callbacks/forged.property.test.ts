// Holds that whoever knows the callback URL, token and all, can change nothing by lying and can cause little reading.
import type { Signature } from "@creditnexus/contract";
import { callbackUrl } from "@creditnexus/digisigner";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDesk, type TestDesk, until } from "../../testing/test-desk.ts";

const FORGED = 10_000;
const AT_ONCE = 16;
const CALM_SECONDS = 5;
const SECRET = "a-secret-of-sixteen";
const EMAILS = ["jane@borrower.example", "olaf@lender.example"];

let desk: TestDesk;
let target: string;
let lied: readonly Signature[];
beforeAll(async () => {
  desk = await createTestDesk({ webhookSecrets: [SECRET], callbacks: false });
  target = await callbackUrl(`${desk.url}/api/signatures/webhook`, SECRET);
});
afterAll(async () => {
  await desk?.close();
});

type Ids = { requestId: string; documentId: string };

/** Lies: true ids with false claims, mixed up ids, strangers, odd times and shapes. */
const lies = (known: readonly Ids[], sentAt: number): fc.Arbitrary<object> => {
  const requestId = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...known.map((one) => one.requestId)) },
    fc.uuid(),
  );
  const documentId = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...known.map((one) => one.documentId)) },
    fc.uuid(),
  );
  const email = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...EMAILS, "JANE@Borrower.EXAMPLE") },
    { weight: 3, arbitrary: fc.emailAddress() },
    fc.string(),
  );
  const time = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: sentAt, max: sentAt + 2_000 }) },
    fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
    fc.maxSafeInteger(),
  );
  const signed = fc.record({
    event_time: time,
    event_type: fc.constant("DOCUMENT_SIGNED"),
    document_id: documentId,
    signer_email: email,
  });
  const completed = fc.record({
    event_time: time,
    event_type: fc.constant("SIGNATURE_REQUEST_COMPLETED"),
    signature_request: fc.record({
      signature_request_id: requestId,
      is_completed: fc.boolean(),
      documents: fc.array(
        fc.record({
          document_id: documentId,
          signers: fc.array(fc.record({ email, is_signature_completed: fc.boolean() }), { maxLength: 3 }),
        }),
        { maxLength: 3 },
      ),
    }),
  });
  const other = fc.record({ event_time: time, event_type: fc.string(), document_id: documentId });
  return fc.oneof({ weight: 6, arbitrary: signed }, { weight: 4, arbitrary: completed }, other);
};

const reads = async (): Promise<number> => {
  const { faults } = await desk.control<{ faults: { hits: number }[] }>("GET", "faults");
  return faults.reduce((sum, fault) => sum + fault.hits, 0);
};

const snapshot = async (): Promise<unknown> => {
  const { rows } = await desk.database.pool.query(
    `select s.signature_id, s.status, s.completed_at, s.closed_at,
       (select jsonb_agg(d.status order by d.signer_id, d.document_id) from signer_documents d where d.signature_id = s.signature_id) as shares,
       (select jsonb_agg(d.collection_state) from signature_documents d where d.signature_id = s.signature_id) as collection,
       (select count(*)::int from timeline t where t.signature_id = s.signature_id) as entries
     from signatures s order by s.signature_id`,
  );
  return rows;
};

test("10,000 forged callbacks change nothing and cost one reading per request in five seconds", async () => {
  const sent: Signature[] = [];
  lied = sent;
  for (let count = 0; count < 4; count += 1) sent.push(await desk.send(EMAILS));
  const known = sent.map((one) => ({
    requestId: one.signature_request_id ?? "",
    documentId: one.digisigner_document_id ?? "",
  }));
  // A delay that nobody notices counts the readings.
  await desk.control("POST", "faults", {
    name: "api_latency",
    parameters: { endpoint: "read_request", milliseconds: 1 },
  });
  const before = await snapshot();
  const sentAt = Date.now();
  const bodies = fc.sample(lies(known, sentAt), { numRuns: FORGED, seed: 20_260_115 });
  const started = performance.now();
  const statuses = new Set<number>();
  const postAll = async (): Promise<void> => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const answer = await fetch(target, { method: "POST", body: JSON.stringify(body) });
      statuses.add(answer.status);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, postAll));
  await until(
    async () =>
      (await desk.database.pool.query("select 1 from callback_journal where outcome = 'received' limit 1"))
        .rowCount,
    (waiting) => waiting === 0,
    60,
  );
  const seconds = (performance.now() - started) / 1000;
  expect([...statuses]).toEqual([200]);
  expect(await snapshot()).toEqual(before);
  const read = await reads();
  expect(read).toBeGreaterThan(0);
  // One at the beginning of the storm, and one after every five seconds of it.
  expect(read).toBeLessThanOrEqual(known.length * (1 + Math.ceil(seconds / CALM_SECONDS)));
}, 180_000);

test("no lie of before decides when somebody signs after it", async () => {
  for (const { signature_id } of lied) {
    const signature = await desk.client.signatures.sync(signature_id);
    const truth = Date.now();
    await desk.signAll(signature);
    const after = await desk.client.signatures.sync(signature_id);
    const moments = [after.completed_at, ...after.signers.map((signer) => signer.signed_at)];
    for (const moment of moments) expect(Date.parse(moment ?? "")).toBeGreaterThanOrEqual(truth);
  }
});

test("what has happened in truth is found out by the same callbacks", async () => {
  const sent = await desk.send(EMAILS);
  await desk.signAll(sent, 1);
  const event = {
    event_time: 1_766_000_000_000,
    event_type: "SIGNATURE_REQUEST_COMPLETED",
    signature_request: { signature_request_id: sent.signature_request_id, is_completed: true, documents: [] },
  };
  expect((await fetch(target, { method: "POST", body: JSON.stringify(event) })).status).toBe(200);
  const after = await until(
    () => desk.client.signatures.get(sent.signature_id),
    (signature) => signature.progress.signed > 0,
  );
  expect([after.status, after.progress]).toEqual(["in_progress", { signed: 1, total: 2 }]);
});
