// Throws arbitrary bytes at every route: whatever comes, the answer is JSON below 500 and the sandbox lives.
import fc from "fast-check";
import type { Sandbox } from "../options.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { anyControlBody, anyTemplate } from "./any-control-body.ts";

/** A request as it may arrive: any method, any path below a known one, any headers, any body. */
export interface AnyCall {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array;
}

const API_ROUTES = [
  "/v1/documents",
  "/v1/documents/{id}",
  "/v1/documents/{id}/fields",
  "/v1/documents/{id}/content",
  "/v1/documents/{id}/fields/{id}/attachment",
  "/v1/signature_requests",
  "/v1/signature_requests/{id}",
  "/online/api/v1/documents/{id}",
  "/online/api/invitations/{id}",
  "/online/api/invitations/{id}/access_code",
  "/online/api/invitations/{id}/documents/{id}/content",
  "/online/api/invitations/{id}/attachments",
  "/online/api/invitations/{id}/attachments/{id}",
  "/online/api/invitations/{id}/sign",
];

// All of the control API but the reset, which would take away the ids that exist.
const CONTROL_ROUTES = [
  "/_sandbox",
  "/_sandbox/invitations",
  "/_sandbox/invitations/{id}/sign",
  "/_sandbox/requests",
  "/_sandbox/documents",
  "/_sandbox/audit",
  "/_sandbox/settings",
  "/_sandbox/callbacks",
  "/_sandbox/callbacks/{id}/redeliver",
  "/_sandbox/clock",
  "/_sandbox/mailbox",
  "/_sandbox/mailbox/{id}",
  "/_sandbox/faults",
  "/_sandbox/faults/{id}",
  "/_sandbox/templates",
  "/_sandbox/certificate",
  "/_sandbox/{id}",
  "/mailbox/{id}/html",
];

// Pages for people; a wrong signing link is told on the page itself.
const PAGES = ["/", "/mailbox", "/online/showDocument", "/assets/{id}", "/{id}"];

/** Ids that exist make a call reach further than ids that do not. */
export function anyCall(knownIds: readonly string[]): fc.Arbitrary<AnyCall> {
  const id = fc.oneof(
    fc.constantFrom(...knownIds),
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.uuid(),
    fc.constantFrom("%", "%zz", "..", "%2e%2e", "%00", "v1"),
  );
  const route = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...API_ROUTES) },
    { weight: 4, arbitrary: fc.constantFrom(...CONTROL_ROUTES) },
    { weight: 1, arbitrary: fc.constantFrom(...PAGES) },
  );
  const path = fc
    .tuple(route, fc.array(id, { minLength: 2, maxLength: 2 }), fc.webQueryParameters())
    .map(([route, ids, query]) => {
      const filled = ids.reduce((text, item) => text.replace("{id}", () => pathSegment(item)), route);
      return query === "" ? filled : `${filled}?${query}`;
    });
  const type = fc.constantFrom(
    "application/json",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/plain",
    "application/x-www-form-urlencoded",
  );
  const call = fc.record({
    method: fc.constantFrom("POST", "POST", "GET", "PUT", "DELETE", "PATCH"),
    path,
    headers: fc.record({ "content-type": type }),
    body: fc.oneof(
      bytes,
      anyJson,
      anySend(knownIds),
      multipart,
      spoilt(knownIds[0] ?? ""),
      anyControlBody,
      anyTemplate(fc.oneof(bytes, fc.constant(agreementPdf()))),
    ),
  });
  // A deletion that succeeds would leave nothing for the calls after it to reach.
  const deletes = ({ method, path }: AnyCall): boolean =>
    method === "DELETE" && knownIds.some((id) => path.includes(id));
  return call.map((one) => (deletes(one) ? { ...one, method: "GET" } : one));
}

// Percent signs that encode nothing stay as they are: clients write those too.
function pathSegment(id: string): string {
  return id.includes("%") ? id.replace(/[/?#\\\s]/g, "") : encodeURIComponent(id);
}

const bytes = fc.uint8Array({ maxLength: 300 });
const anyJson = fc.jsonValue({ maxDepth: 4 }).map(encode);
const multipart = bytes.map((body) =>
  Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'),
    body,
    Buffer.from("\r\n--x--\r\n"),
  ]),
);

// JSON with the keys of a send, of a submission and of added content, and any values under them.
function anySend(knownIds: readonly string[]): fc.Arbitrary<Uint8Array> {
  const leaf = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom<unknown>(
      ...knownIds,
      "a@b",
      "TEXT",
      "SIGNATURE",
      0,
      [0, 0, 9, 9],
      true,
      null,
      "",
      {},
      [],
    ),
  );
  const object = (...keys: string[]): fc.Arbitrary<unknown> =>
    fc.record(Object.fromEntries(keys.map((key) => [key, leaf])), { requiredKeys: [] });
  const field = object(
    "page",
    "rectangle",
    "type",
    "api_id",
    "content",
    "required",
    "field_id",
    "value",
    "image",
    "draw_coordinates",
  );
  const lists = fc.record(
    {
      fields: fc.array(field, { maxLength: 2 }),
      values: fc.array(field, { maxLength: 2 }),
      existing_fields: fc.array(field, { maxLength: 1 }),
      pdf_fields: fc.array(object("name", "content"), { maxLength: 1 }),
    },
    { requiredKeys: [] },
  );
  const signer = fc.tuple(object("email", "role", "order", "access_code"), lists).map(merge);
  const document = fc
    .tuple(object("document_id", "title"), fc.record({ signers: fc.array(signer, { maxLength: 2 }) }), lists)
    .map(merge);
  const body = fc
    .tuple(
      object(
        "send_emails",
        "use_text_tags",
        "hide_text_tags",
        "branding",
        "send_documents_as_bundle",
        "access_code",
      ),
      fc.record({
        documents: fc.array(document, { maxLength: 2 }),
        signatures: fc.array(field, { maxLength: 2 }),
      }),
    )
    .map(merge);
  return body.map(encode);
}

// A valid send with one stretch of it replaced.
function spoilt(documentId: string): fc.Arbitrary<Uint8Array> {
  const valid = JSON.stringify({
    documents: [
      {
        document_id: documentId,
        signers: [
          {
            email: "a@example.com",
            order: 1,
            fields: [{ page: 0, rectangle: [10, 20, 30, 40], type: "TEXT", required: true }],
            existing_fields: [{ api_id: "t" }],
            use_all_pdf_fields: true,
          },
        ],
      },
    ],
    use_text_tags: true,
    branding: {},
  });
  const patch = fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.constantFrom("null", "[]", "{}", "1e999", "-1", '"x"'),
  );
  return fc
    .tuple(fc.nat(valid.length), fc.nat(12), patch)
    .map(([at, length, text]) => Buffer.from(valid.slice(0, at) + text + valid.slice(at + length), "utf8"));
}

function merge(parts: readonly unknown[]): object {
  return Object.assign({}, ...parts);
}

function encode(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), "utf8");
}

/** @throws Error that shows the call when the answer is a 5xx or an error that is not JSON. */
export async function throwAt(sandbox: Sandbox, call: AnyCall): Promise<void> {
  // The key may have been changed by an earlier call.
  const authorization = `Basic ${Buffer.from(`${sandbox.apiKey}:`).toString("base64")}`;
  const response = await sandbox.fetch(`${sandbox.url}${call.path}`, {
    method: call.method,
    headers: { ...call.headers, authorization },
    ...(call.method === "GET" ? {} : { body: new Uint8Array(call.body) }),
  });
  const text = await response.text();
  // An armed fault is meant to break the calls after it.
  if (/^\/_sandbox\/faults\b/.test(call.path) && response.ok) await disarm(sandbox);
  const shown = `${call.method} ${call.path} ${Buffer.from(call.body).toString("latin1").slice(0, 500)}`;
  if (response.status >= 500) throw new Error(`${response.status} for ${shown}: ${text}`);
  if (response.status < 400) return;
  if (call.method === "GET" && /^\/online\/showDocument(\?|$)/.test(call.path)) {
    if (!/^<!doctype html>/i.test(text)) throw new Error(`no page for ${shown}: ${text}`);
    return;
  }
  const body: unknown = JSON.parse(text);
  const message = typeof body === "object" && body !== null ? Reflect.get(body, "message") : undefined;
  if (typeof message !== "string" || message === "") throw new Error(`no message for ${shown}: ${text}`);
}

async function disarm(sandbox: Sandbox): Promise<void> {
  const response = await sandbox.fetch(`${sandbox.url}/_sandbox/faults`, { method: "DELETE" });
  if (response.status !== 200) throw new Error(`faults cannot be removed: ${await response.text()}`);
}
