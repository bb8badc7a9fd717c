// DigiSigner's callbacks from outside: the exact acknowledgement, duplicates, unknown types and unknown ids.
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, sandbox, sendAgreement, signAll, signature, until } from "./desk.ts";
import { type Product, startProduct } from "./start.ts";

let product: Product;
/** The path and token of the callback URL that the product gave to the sandbox. */
let callbackPath: string;
beforeAll(async () => {
  product = await startProduct();
  const settings = (await sandbox(product, "GET", "settings")).body;
  const url = new URL(settings.callback_urls.document_signed);
  callbackPath = url.pathname + url.search;
});
afterAll(async () => {
  await product?.stop();
});

const post = (event: unknown) =>
  fetch(product.url + callbackPath, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(event),
  });

const expectAccepted = async (response: Response): Promise<void> => {
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(bytes).toHaveLength(25);
  expect(new TextDecoder().decode(bytes)).toBe("DIGISIGNER_EVENT_ACCEPTED");
};

const signedEvent = (documentId: string, email: string) => ({
  event_time: 1_766_000_000_000,
  event_type: "DOCUMENT_SIGNED",
  document_id: documentId,
  signer_email: email,
});

test("both event types, a duplicate and an unknown type get the exact acknowledgement", async () => {
  const signed = signedEvent("7e8e2e5c-0a4e-4a57-9d0b-2f6c3a1d9b10", "jane@borrower.example");
  await expectAccepted(await post(signed));
  await expectAccepted(await post(signed));
  await expectAccepted(
    await post({
      event_time: 1_766_000_000_001,
      event_type: "SIGNATURE_REQUEST_COMPLETED",
      signature_request: {
        signature_request_id: "4f7e1a90-6d7e-4f58-8a57-1b8a3f1f0c11",
        is_completed: true,
        documents: [],
      },
    }),
  );
  await expectAccepted(await post({ event_time: 1_766_000_000_002, event_type: "SOMETHING_NEW" }));
});

test("an event for an id that nobody knows is kept and visible", async () => {
  const documentId = "0b1b7f3e-55aa-4c2f-b6bb-7d1c2e3f4a5b";
  await expectAccepted(await post(signedEvent(documentId, "stranger@nowhere.example")));
  const kept = await until(
    async () => (await call(product, "GET", "/api/callbacks?outcome=unmatched")).body.callbacks,
    (list) =>
      list.some((one: { digisigner_document_id: string }) => one.digisigner_document_id === documentId),
  );
  const one = kept.find(
    (row: { digisigner_document_id: string }) => row.digisigner_document_id === documentId,
  );
  const detail = (await call(product, "GET", `/api/callbacks/${one.callback_id}`)).body;
  expect(JSON.parse(Buffer.from(detail.body_base64, "base64").toString("utf8"))).toEqual(
    signedEvent(documentId, "stranger@nowhere.example"),
  );
});

test("a forged completion changes nothing, a duplicate of a true one changes nothing", async () => {
  const sent = await sendAgreement(product, ["jane@borrower.example", "olaf@lender.example"]);
  const forged = {
    event_time: Date.now(),
    event_type: "SIGNATURE_REQUEST_COMPLETED",
    signature_request: {
      signature_request_id: sent.signature_request_id,
      is_completed: true,
      documents: [
        {
          signers: [{ email: "jane@borrower.example", is_signature_completed: true }],
          document_id: sent.digisigner_document_id,
        },
      ],
    },
  };
  await expectAccepted(await post(forged));
  const looked = await until(
    async () =>
      (await call(product, "GET", `/api/callbacks?signature_id=${sent.signature_id}`)).body.callbacks,
    (list) => list.length > 0 && list.every((one: { outcome: string }) => one.outcome === "processed"),
  );
  expect(looked[0].signature_id).toBe(sent.signature_id);
  await call(product, "POST", `/api/signatures/${sent.signature_id}/sync`);
  const after = await signature(product, sent.signature_id);
  expect([after.status, after.progress.signed]).toEqual(["pending", 0]);

  await signAll(product, sent.signature_request_id);
  await until(
    () => signature(product, sent.signature_id),
    (value) => value.is_collected,
  );
  const before = await timelineOf(sent.signature_id);
  const attempts = (await sandbox(product, "GET", "callbacks")).body.callbacks;
  expect(attempts.length).toBeGreaterThan(0);
  await expectAccepted(await post(forged));
  await until(
    async () =>
      (await call(product, "GET", `/api/callbacks?signature_id=${sent.signature_id}`)).body.callbacks,
    (list) =>
      list.filter((one: { is_duplicate: boolean }) => one.is_duplicate).length === 1 &&
      list.every((one: { outcome: string }) => one.outcome === "processed"),
  );
  await call(product, "POST", `/api/signatures/${sent.signature_id}/sync`);
  const changes = (await timelineOf(sent.signature_id)).slice(before.length).map((event) => event.kind);
  // The mails about the completion may still be on their way.
  const beside = ["callback_received", "told_of_completion"];
  expect(changes.filter((kind) => !beside.includes(kind))).toEqual([]);
});

const timelineOf = async (id: string): Promise<{ kind: string }[]> =>
  (await call(product, "GET", `/api/signatures/${id}/events`)).body.events;

test("what is no event is refused with a sentence: no JSON, too large, wrong token", async () => {
  const notJson = await call(product, "POST", callbackPath, { headers: {}, body: "signed, honestly" });
  expect([notJson.status, notJson.body.code]).toEqual([400, "malformed_json"]);
  const huge = await call(product, "POST", callbackPath, { headers: {}, body: `"${"x".repeat(1_100_000)}"` });
  expect([huge.status, huge.body.code]).toEqual([413, "body_too_large"]);
});
