// Bodies of the control API: its own keys with values that fit, nearly fit, or do not fit at all.
import fc from "fast-check";
import { ENDPOINTS, FAULTS } from "../faults/catalogue.ts";

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom<unknown>("", null, -1, 0, 1, 1.5, 1e12, true, "x", [], {}),
);
const either = (...fitting: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: odd });
const some = (members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.record(members, { requiredKeys: [] });

const url = either("http://desk.test/callbacks", "https://desk.test/", "ftp://x", null, "");
const settings = some({
  api_key: either("sandbox-api-key", "another key", "ü"),
  mode: either("TEST", "PROD"),
  // Mostly enough of them, so that sends still reach further than a 402.
  credits: either(null, 1_000_000, 1_000_000, 0),
  callback_secret: either("secret", null),
  callback_urls: fc.oneof(some({ document_signed: url, signature_request_completed: url }), odd),
});
const clock = some({
  advance: either("1m", "30h", "2d", "0s", "-5m", "99999999d", "1m30s"),
  scale: either(1, 60, 1_000_000, 0, 1e-9),
});
const fault = some({
  name: either(...Object.keys(FAULTS)),
  times: either(1, 2, 1_000_000),
  parameters: fc.oneof(
    some({
      endpoint: either(...ENDPOINTS),
      status: either(400, 429, 503, 599, 200, 999),
      retry_after: either(0, 30),
      message: either("Later."),
      milliseconds: either(1, 600_000),
      keep_bytes: either(0, 100),
      minutes: either(0, 60, 1e300),
      copies: either(1, 100),
      event_type: either("DOCUMENT_SIGNED", "SIGNATURE_REQUEST_COMPLETED"),
      how: either("not_json", "truncated", "unknown_event", "unknown_ids"),
    }),
    odd,
  ),
});
const signing = some({ fields: fc.oneof(fc.dictionary(fc.constantFrom("t", "s", "c", "x"), odd), odd) });
const unknown = fc.dictionary(fc.string({ maxLength: 8 }), odd);

export const anyControlBody: fc.Arbitrary<Uint8Array> = fc
  .oneof(settings, clock, fault, signing, unknown)
  .map((value) => Buffer.from(JSON.stringify(value), "utf8"));

/** A template's two parts: the file, and fields that may be anything. */
export function anyTemplate(pdf: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  const field = some({
    page: either(0, 99),
    rectangle: either([1, 2, 3, 4], [1, 2]),
    type: either("TEXT", "SIGNATURE", "STAMP"),
    role: either("Borrower"),
    api_id: either("t"),
  });
  const fields = fc.oneof(
    fc.array(field, { maxLength: 3 }).map((list) => JSON.stringify(list)),
    fc.string(),
  );
  return fc
    .tuple(pdf, fields)
    .map(([file, text]) =>
      Buffer.concat([
        Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="t.pdf"\r\n\r\n'),
        file,
        Buffer.from(`\r\n--x\r\nContent-Disposition: form-data; name="fields"\r\n\r\n${text}\r\n--x--\r\n`),
      ]),
    );
}
