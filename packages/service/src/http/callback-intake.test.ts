// Callbacks: the exact acknowledgement, proof of origin, what is kept, and that only the API's word changes anything.
import { Problem } from "@creditnexus/contract";
import { callbackToken, signCallback } from "@creditnexus/digisigner";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDesk, type TestDesk, until } from "../testing/test-desk.ts";

const event = (documentId: string, email: string, time = 1_766_000_000_000) => ({
  event_time: time,
  event_type: "DOCUMENT_SIGNED",
  document_id: documentId,
  signer_email: email,
});

const completedEvent = (requestId: string, documentId: string) => ({
  event_time: 1_766_000_000_001,
  event_type: "SIGNATURE_REQUEST_COMPLETED",
  signature_request: {
    signature_request_id: requestId,
    is_completed: true,
    documents: [{ signers: [], document_id: documentId }],
  },
});

const post = (
  desk: TestDesk,
  body: string,
  options: { query?: string; headers?: Record<string, string> } = {},
) =>
  fetch(`${desk.url}/api/signatures/webhook${options.query ?? ""}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...options.headers },
    body,
  });

const expectAccepted = async (answer: Response): Promise<void> => {
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/plain");
  expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from("DIGISIGNER_EVENT_ACCEPTED"))).toBe(true);
};

/** As many ids as fit into a mebibyte. */
const crowded = (mark: string): string =>
  JSON.stringify({
    ...completedEvent("r-crowd", "d-0"),
    signature_request: {
      signature_request_id: `r-${mark}`,
      is_completed: true,
      documents: Array.from({ length: 24_000 }, (_, index) => ({
        document_id: `${mark}${index}`,
        signers: [],
      })),
    },
  });

describe("without a secret", () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await createTestDesk({ callbacks: false });
  });
  afterAll(async () => {
    await desk?.close();
  });

  test("every type, a duplicate, an unknown type and a crippled event get the exact acknowledgement", async () => {
    const body = JSON.stringify(event("d-1", "jane@borrower.example"));
    await expectAccepted(await post(desk, body));
    await expectAccepted(await post(desk, body));
    await expectAccepted(await post(desk, JSON.stringify(completedEvent("r-1", "d-1"))));
    await expectAccepted(await post(desk, '{"event_type":"SOMETHING_NEW"}'));
    await expectAccepted(await post(desk, '{"event_type":"DOCUMENT_SIGNED"}'));
    const { callbacks } = await until(
      () => desk.client.callbacks.list(),
      (list) => list.callbacks.length === 5 && list.callbacks.every((one) => one.outcome !== "received"),
    );
    expect(callbacks.map((one) => one.outcome).toSorted()).toEqual([
      "dead",
      "ignored",
      "unmatched",
      "unmatched",
      "unmatched",
    ]);
    expect(callbacks.filter((one) => one.is_duplicate)).toHaveLength(1);
    expect(callbacks.find((one) => one.outcome === "dead")?.outcome_detail).toContain("event_time");
  });

  test("other methods are told which one it takes, whoever asks", async () => {
    for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
      const answer = await fetch(`${desk.url}/api/signatures/webhook`, { method });
      expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, "POST"]);
    }
  });

  test("callbacks that name a crowd of documents, and large ones, hold up no other", async () => {
    const large = (mark: string) =>
      JSON.stringify({ ...event(`large-${mark}`, "jane@borrower.example"), note: "x".repeat(1_000_000) });
    await Promise.all(["a", "b", "c"].map(async (mark) => expectAccepted(await post(desk, crowded(mark)))));
    await Promise.all(
      Array.from({ length: 12 }, async (_, index) => expectAccepted(await post(desk, large(String(index))))),
    );
    await expectAccepted(await post(desk, JSON.stringify(event("d-behind", "jane@borrower.example"))));
    const { callbacks } = await until(
      () => desk.client.callbacks.list({ limit: 16 }),
      (list) => list.callbacks.length === 16 && list.callbacks.every((one) => one.outcome !== "received"),
    );
    expect(callbacks.filter(({ outcome }) => outcome === "dead").map((one) => one.outcome_detail)).toEqual(
      ["a", "b", "c"].map(() => expect.stringContaining("names 24000 documents")),
    );
    expect(callbacks.filter(({ outcome }) => outcome === "unmatched")).toHaveLength(13);
  });

  test("any content type is taken, bytes and headers are kept as they came, credentials are not", async () => {
    const body = ' {"event_type" : "ODD",\n"note":"ü"} ';
    await expectAccepted(
      await post(desk, body, {
        headers: { "content-type": "text/odd", "x-trace": "t-1", authorization: "Bearer secret-word" },
      }),
    );
    const { callbacks } = await until(
      () => desk.client.callbacks.list({ event_type: "ODD" }),
      (list) => list.callbacks.length === 1,
    );
    const detail = await desk.client.callbacks.get(callbacks[0]?.callback_id ?? "");
    expect(detail.body_text).toBe(body);
    expect(Buffer.from(detail.body_base64, "base64").toString()).toBe(body);
    expect(detail.headers).toMatchObject({ "content-type": "text/odd", "x-trace": "t-1" });
    expect(JSON.stringify(detail)).not.toContain("secret-word");
    expect(detail.authenticity).toBe("none");
  });

  test.each([
    ["no JSON", "signed, honestly", 400, "malformed_json"],
    ["an empty body", "", 400, "malformed_json"],
    ["JSON that is no object", '"DOCUMENT_SIGNED"', 400, "invalid_request"],
    ["a list", "[]", 400, "invalid_request"],
    ["more than a mebibyte", `"${"x".repeat(1_100_000)}"`, 413, "body_too_large"],
  ] as const)("%s is refused with a sentence and not kept", async (_name, body, status, code) => {
    const count = async () => (await desk.client.callbacks.list()).callbacks.length;
    const before = await count();
    const answer = await post(desk, body);
    expect([answer.status, Problem.parse(await answer.json()).code]).toEqual([status, code]);
    expect(await count()).toBe(before);
  });

  test("other methods are refused", async () => {
    const answer = await fetch(`${desk.url}/api/signatures/webhook`, {
      method: "PUT",
      headers: { authorization: `Bearer ${desk.apiKey}` },
    });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("a forged completion leads to a look at the API and changes nothing", async () => {
    const sent = await desk.send(["jane@borrower.example"]);
    const forged = completedEvent(sent.signature_request_id ?? "", sent.digisigner_document_id ?? "");
    await expectAccepted(await post(desk, JSON.stringify(forged)));
    const looked = await until(
      () => desk.client.signatures.get(sent.signature_id),
      (signature) => signature.last_synced_at !== null,
    );
    expect([looked.status, looked.progress.signed]).toEqual(["pending", 0]);
    const { events } = await desk.client.signatures.timeline(sent.signature_id);
    expect(events.map((entry) => entry.kind)).toEqual(["requested", "sent"]);
  });

  test("a true event moves the signature, told again it changes nothing", async () => {
    const sent = await desk.send(["jane@borrower.example", "olaf@lender.example"]);
    await desk.signAll(sent, 1);
    const body = JSON.stringify(event(sent.digisigner_document_id ?? "", "JANE@borrower.example"));
    await expectAccepted(await post(desk, body));
    const moved = await until(
      () => desk.client.signatures.get(sent.signature_id),
      (signature) => signature.status === "in_progress",
    );
    expect(moved.progress).toEqual({ signed: 1, total: 2 });
    const before = await desk.client.signatures.timeline(sent.signature_id);
    await expectAccepted(await post(desk, body));
    await until(
      () => desk.client.callbacks.list({ signature_id: sent.signature_id }),
      ({ callbacks }) => callbacks.length === 2 && callbacks.every((one) => one.outcome === "processed"),
    );
    await desk.client.signatures.sync(sent.signature_id);
    expect(await desk.client.signatures.timeline(sent.signature_id)).toEqual(before);
  });

  test("replaying processes the same bytes again", async () => {
    await expectAccepted(await post(desk, JSON.stringify(event("d-replayed", "a@b.example"))));
    const { callbacks } = await until(
      () => desk.client.callbacks.list({ outcome: ["unmatched"] }),
      (list) => list.callbacks.some((one) => one.digisigner_document_id === "d-replayed"),
    );
    const one = callbacks.find((callback) => callback.digisigner_document_id === "d-replayed");
    const replayed = await desk.client.callbacks.replay(one?.callback_id ?? "");
    expect(replayed.sha256).toBe(one?.sha256);
    const again = await until(
      () => desk.client.callbacks.get(one?.callback_id ?? ""),
      (callback) => callback.outcome === "unmatched",
    );
    expect(again.processed_at).not.toBe(one?.processed_at);
  });

  test("a callback that the database itself refuses ends in the dead letters and holds up no other", async () => {
    await desk.database.pool.query(
      "alter table callback_journal add constraint poison check (event_type is distinct from 'POISON')",
    );
    const bodies = ['{"event_type":"BEFORE"}', '{"event_type":"POISON"}', '{"event_type":"BEHIND"}'];
    await Promise.all(bodies.map(async (body) => expectAccepted(await post(desk, body))));
    const { callbacks } = await until(
      () => desk.client.callbacks.list({ outcome: ["dead"] }),
      (list) => list.callbacks.some((one) => one.outcome_detail?.includes("poison")),
    );
    const poison = callbacks.find((one) => one.outcome_detail?.includes("poison"));
    expect((await desk.client.callbacks.get(poison?.callback_id ?? "")).body_text).toBe(bodies[1]);
    for (const event_type of ["BEFORE", "BEHIND"]) {
      await until(
        () => desk.client.callbacks.list({ event_type }),
        (list) => list.callbacks[0]?.outcome === "ignored",
      );
    }
    await desk.database.pool.query("alter table callback_journal drop constraint poison");
  });

  test("replaying by filter takes up whatever matches all conditions, and nothing without one", async () => {
    await expectAccepted(await post(desk, '{"event_type":"REPLAY_ME","number":1}'));
    await expectAccepted(await post(desk, '{"event_type":"REPLAY_ME","number":2}'));
    const settled = () =>
      until(
        () => desk.client.callbacks.list({ event_type: "REPLAY_ME" }),
        ({ callbacks }) => callbacks.length === 2 && callbacks.every((one) => one.outcome === "ignored"),
      );
    const before = await settled();
    const filter = { event_type: "REPLAY_ME", outcome: ["ignored" as const] };
    expect(
      await desk.client.callbacks.replayMatching({ ...filter, received_to: "2020-01-01T00:00:00.000Z" }),
    ).toEqual({ replayed: 0 });
    expect(await desk.client.callbacks.replayMatching(filter)).toEqual({ replayed: 2 });
    const after = await settled();
    expect(after.callbacks[0]?.processed_at).not.toBe(before.callbacks[0]?.processed_at);
    await expect(desk.client.callbacks.replayMatching({})).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("a thousand callbacks at once are all kept, each once", async () => {
    const bodies = Array.from({ length: 1000 }, (_value, index) =>
      JSON.stringify({ event_type: "BURST", number: index }),
    );
    const answers = await Promise.all(bodies.map((body) => post(desk, body)));
    await Promise.all(answers.map(expectAccepted));
    const { rows } = await desk.database.pool.query<{ body: string }>(
      "select convert_from(body, 'UTF8') as body from callback_journal where body like '%BURST%'::bytea",
    );
    expect(rows.map((row) => row.body).toSorted()).toEqual(bodies.toSorted());
  });
});

describe("with two secrets in rotation", () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await createTestDesk({ webhookSecrets: ["new secret", "old secret"], workers: false });
  });
  afterAll(async () => {
    await desk?.close();
  });
  const body = '{"event_type":"PROVED"}';
  const header = "x-digisigner-signature";

  test.each(["new secret", "old secret"])(
    "the signature and the token of %j are accepted",
    async (secret) => {
      const hex = await signCallback(secret, body);
      await expectAccepted(await post(desk, body, { headers: { [header]: hex } }));
      await expectAccepted(await post(desk, body, { headers: { [header]: `sha256=${hex}` } }));
      await expectAccepted(await post(desk, body, { query: `?token=${await callbackToken(secret)}` }));
    },
  );

  test("no proof, a wrong one, one of other bytes and the secret itself are refused", async () => {
    const attempts = [
      {},
      { headers: { [header]: "0".repeat(64) } },
      { headers: { [header]: await signCallback("new secret", `${body} `) } },
      { headers: { [header]: await signCallback("another secret", body) } },
      { query: "?token=new%20secret" },
      { query: `?token=${await callbackToken("another secret")}` },
    ];
    const before = (await desk.client.callbacks.list()).callbacks.length;
    for (const attempt of attempts) {
      const answer = await post(desk, body, attempt);
      expect([answer.status, Problem.parse(await answer.json()).code]).toEqual([401, "unauthenticated"]);
    }
    expect((await desk.client.callbacks.list()).callbacks).toHaveLength(before);
  });

  test("neither token nor signature are kept", async () => {
    const token = await callbackToken("new secret");
    const signature = await signCallback("new secret", body);
    await expectAccepted(
      await post(desk, body, { query: `?token=${token}`, headers: { [header]: signature } }),
    );
    const { rows } = await desk.database.pool.query("select headers::text from callback_journal");
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(signature);
  });
});
