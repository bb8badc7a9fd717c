// What can happen to a signature between sending and collecting, with the real sandbox on the other side.
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../../testing/agreement-pdf.ts";
import { createTestDesk, type TestDesk, until } from "../../testing/test-desk.ts";

let desk: TestDesk;
beforeAll(async () => {
  // No callbacks: only what the desk finds out by itself, or is asked to look for.
  desk = await createTestDesk({ callbacks: false });
});
afterAll(async () => {
  await desk?.close();
});

type Invitations = { invitations: { status: string }[] };
const invitationsOf = (requestId: string | null) =>
  desk.control<Invitations>("GET", `invitations?signature_request_id=${requestId}`);
const kindsOf = async (signatureId: string) =>
  (await desk.client.signatures.timeline(signatureId)).events
    .map((event) => event.kind)
    // The mails about a completion go out beside its collection, before or after.
    .filter((kind) => kind !== "told_of_completion");

test("signing links are answered to those who may send and appear nowhere else", async () => {
  const sent = await desk.send(["jane@borrower.example", "olaf@lender.example"]);
  const { links } = await desk.client.signatures.links(sent.signature_id);
  expect(links.map((link) => link.email)).toEqual(["jane@borrower.example", "olaf@lender.example"]);
  const invitationId = new URL(links[0]?.sign_document_url ?? "").searchParams.get("invitationId") ?? "";
  expect(invitationId).not.toBe("");
  const shown = JSON.stringify([
    await desk.client.signatures.list(),
    await desk.client.signatures.get(sent.signature_id),
    await desk.client.signatures.timeline(sent.signature_id),
  ]);
  expect(shown).not.toContain(invitationId);
  const { rows } = await desk.database.pool.query(
    "select t::text from signer_documents t union all select t::text from timeline t union all select data::text from pgboss.job",
  );
  expect(JSON.stringify(rows)).not.toContain(invitationId);
});

test.each([
  {
    bundle: false,
    opened: [
      ["jane", [0]],
      ["jane", [1]],
      ["olaf", [1]],
    ],
  },
  {
    bundle: true,
    opened: [
      ["jane", [0, 1]],
      ["olaf", [1]],
    ],
  },
])(
  "two documents, as a bundle: $bundle, have a link for each visit of a signer",
  async ({ bundle, opened }) => {
    const ids = await Promise.all(
      ["facility.pdf", "security.pdf"].map(async (fileName) => {
        const { document_id } = await desk.client.documents.upload(agreementPdf([fileName]), { fileName });
        return document_id;
      }),
    );
    const [first = "", second = ""] = ids;
    const { signature_id } = await desk.client.signatures.create({
      title: "Closing set",
      bundle,
      documents: [
        { document_id: first, signers: ["jane@borrower.example"] },
        { document_id: second, signers: ["jane@borrower.example", "olaf@lender.example"] },
      ],
    });
    await until(
      () => desk.client.signatures.get(signature_id),
      ({ status }) => status === "pending",
    );
    const { links } = await desk.client.signatures.links(signature_id);
    expect(
      links.map((link) => [link.email.split("@")[0], link.document_ids.map((id) => ids.indexOf(id))]),
    ).toEqual(opened);
    expect(new Set(links.map((link) => link.sign_document_url)).size).toBe(opened.length);
  },
);

test("a cancellation voids the invitations and can be repeated, but not undone", async () => {
  const sent = await desk.send(["jane@borrower.example"]);
  const cancelled = await desk.client.signatures.cancel(sent.signature_id, {
    reason: "The borrower withdrew",
  });
  expect([cancelled.status, cancelled.closed_reason]).toEqual(["cancelled", "The borrower withdrew"]);
  await until(
    () => invitationsOf(sent.signature_request_id),
    ({ invitations }) => invitations.every((one) => one.status === "cancelled"),
  );
  expect((await desk.client.signatures.cancel(sent.signature_id)).status).toBe("cancelled");
  await until(
    () => kindsOf(sent.signature_id),
    (kinds) => kinds.includes("withdrawn"),
  );
  expect(await kindsOf(sent.signature_id)).toEqual(["requested", "sent", "cancelled", "withdrawn"]);
  expect((await desk.client.signatures.links(sent.signature_id)).links).toEqual([]);
});

test("a completion that the desk had not heard of wins over its cancellation, and both are told", async () => {
  const sent = await desk.send(["jane@borrower.example"]);
  await desk.signAll(sent);
  expect((await desk.client.signatures.cancel(sent.signature_id)).status).toBe("cancelled");
  const done = await until(
    () => desk.client.signatures.get(sent.signature_id),
    (signature) => signature.is_collected,
  );
  expect([done.status, done.closed_reason]).toEqual(["completed", null]);
  expect(await kindsOf(sent.signature_id)).toEqual([
    "requested",
    "sent",
    "cancelled",
    "signer_signed",
    "completed",
    "document_collected",
  ]);
});

test("a person's sync finds what no callback told", async () => {
  const sent = await desk.send(["jane@borrower.example", "olaf@lender.example"]);
  await desk.signAll(sent, 1);
  const synced = await desk.client.signatures.sync(sent.signature_id);
  expect(synced.progress).toEqual({ signed: 1, total: 2 });
});

test("the reconciler finds what no callback told, when it is due", async () => {
  const sent = await desk.send(["jane@borrower.example"]);
  await desk.signAll(sent);
  await desk.database.pool.query("update signatures set next_sync_at = now() where signature_id = $1", [
    sent.signature_id,
  ]);
  const done = await until(
    () => desk.client.signatures.get(sent.signature_id),
    (signature) => signature.is_collected,
  );
  expect(done.status).toBe("completed");
});

test("a signature whose time ran out expires and its invitations are void", async () => {
  const sent = await desk.send(["jane@borrower.example"], { expires_in_days: 1 });
  await desk.database.pool.query(
    "update signatures set expires_at = now() - interval '1 second', next_sync_at = now() where signature_id = $1",
    [sent.signature_id],
  );
  const expired = await until(
    () => desk.client.signatures.get(sent.signature_id),
    (signature) => signature.status === "expired",
  );
  expect(expired.closed_at).not.toBeNull();
  await until(
    () => invitationsOf(sent.signature_request_id),
    ({ invitations }) => invitations.every((one) => one.status === "cancelled"),
  );
});

test("a completed signature cannot be cancelled", async () => {
  const sent = await desk.send(["jane@borrower.example"]);
  await desk.signAll(sent);
  await desk.client.signatures.sync(sent.signature_id);
  await expect(desk.client.signatures.cancel(sent.signature_id)).rejects.toMatchObject({ code: "conflict" });
});

test("an access code is handed to DigiSigner and then forgotten", async () => {
  const { document_id } = await desk.client.documents.upload(agreementPdf(), { fileName: "coded.pdf" });
  const { signature_id } = await desk.client.signatures.request(document_id, {
    signers: [{ email: "jane@borrower.example", access_code: "tulip-4711" }],
  });
  await until(
    () => desk.client.signatures.get(signature_id),
    (signature) => signature.status === "pending",
  );
  const { rows } = await desk.database.pool.query(
    "select access_code_encrypted from signer_documents where signature_id = $1",
    [signature_id],
  );
  expect(rows).toEqual([{ access_code_encrypted: null }]);
});

test("a refusal is recorded with who and why, and voids the invitations", async () => {
  const sent = await desk.send([{ email: "jane@borrower.example", name: "Jane Roe" }, "olaf@lender.example"]);
  const declined = await desk.client.signatures.decline(sent.signature_id, {
    reason: "The margin is wrong",
    signer_id: sent.signers[0]?.signer_id,
  });
  expect([declined.status, declined.closed_reason]).toEqual(["declined", "The margin is wrong"]);
  const { events } = await desk.client.signatures.timeline(sent.signature_id);
  expect(events.at(-1)?.summary ?? "").toContain("Jane Roe declined");
  await until(
    () => invitationsOf(sent.signature_request_id),
    ({ invitations }) => invitations.every((one) => one.status === "cancelled"),
  );
  await expect(
    desk.client.signatures.decline(sent.signature_id, { reason: "again", signer_id: "sgr_1" }),
  ).rejects.toMatchObject({ code: "invalid_request" });
});

test("a corrected address makes a new request, linked both ways, and cancels the old one", async () => {
  const sent = await desk.send(
    [
      { email: "jnae@borrower.example", name: "Jane Roe", role: "Borrower", order: 1 },
      { email: "olaf@lender.example", order: 2 },
    ],
    { title: "Facility", message: "Please sign", metadata: { deal: "D-1" } },
  );
  const created = await desk.client.signatures.resend(sent.signature_id, {
    signer_id: sent.signers[0]?.signer_id ?? "",
    email: "jane@borrower.example",
  });
  expect(created).toMatchObject({
    resent_from: sent.signature_id,
    title: "Facility",
    message: "Please sign",
    metadata: { deal: "D-1" },
  });
  expect(created.signers.map((signer) => [signer.email, signer.name, signer.order])).toEqual([
    ["jane@borrower.example", "Jane Roe", 1],
    ["olaf@lender.example", null, 2],
  ]);
  const old = await desk.client.signatures.get(sent.signature_id);
  expect([old.status, old.resent_as]).toEqual(["cancelled", created.signature_id]);
  await expect(
    desk.client.signatures.resend(sent.signature_id, {
      signer_id: sent.signers[0]?.signer_id ?? "",
      email: "another@borrower.example",
    }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("a correction needs the access codes again, since the desk has forgotten them", async () => {
  const sent = await desk.send([{ email: "jnae@borrower.example", access_code: "tulip-4711" }]);
  const signerId = sent.signers[0]?.signer_id ?? "";
  const input = { signer_id: signerId, email: "jane@borrower.example" };
  await expect(desk.client.signatures.resend(sent.signature_id, input)).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.stringContaining("access code"),
  });
  expect((await desk.client.signatures.get(sent.signature_id)).status).toBe("pending");
  const created = await desk.client.signatures.resend(sent.signature_id, {
    ...input,
    access_codes: { [signerId]: "tulip-4712" },
  });
  expect(created.status).toBe("sending");
});

test("what no callback had told is counted", async () => {
  const sent = await desk.send(["jane@borrower.example"]);
  await desk.signAll(sent);
  await desk.client.signatures.sync(sent.signature_id);
  expect((await desk.client.signatures.get(sent.signature_id)).missed_callbacks).toBe(1);
  const readMetrics = async (): Promise<string> => {
    const headers = { authorization: `Bearer ${desk.apiKey}` };
    return (await fetch(`${desk.url}/metrics`, { headers })).text();
  };
  const countedIn = (text: string): number =>
    Number(/^creditnexus_missed_callbacks_total (\d+)$/m.exec(text)?.[1]);
  // As long as its callback may be under way, a counter that never counts down leaves it out.
  await desk.database.pool.query("update repairs set at = at - interval '1 hour' where signature_id <> $1", [
    sent.signature_id,
  ]);
  const before = countedIn(await readMetrics());
  await desk.database.pool.query("update repairs set at = at - interval '1 hour'");
  const text = await readMetrics();
  expect(countedIn(text)).toBe(before + 1);
  expect(text).toMatch(/^# TYPE creditnexus_missed_callbacks_total counter$/m);
});
