// What is known about behaviour that belongs to no single endpoint.
import type { Fact } from "../api/route.ts";

export const BEHAVIOUR_FACTS: Readonly<Record<string, readonly Fact[]>> = {
  "On the wire": [
    { what: "HTTP Basic, key as user, empty password", fidelity: "exact", evidence: "official clients" },
    {
      what: "a key without the colon",
      fidelity: "approximate",
      evidence: "production code of a third party",
    },
    { what: "success is always 200", fidelity: "exact", evidence: "official Java client" },
    { what: "any path prefix before `/v1`", fidelity: "exact", evidence: "client history" },
    {
      what: "JSON with Content-Length, ASCII only, no nulls, one piece",
      fidelity: "exact",
      evidence: "official C# client",
    },
    { what: "errors as `message` and `errors[].message`", fidelity: "exact", evidence: "official clients" },
    { what: "the status codes of errors", fidelity: "approximate", evidence: "conventional; none is public" },
    { what: "raw blanks in an address", fidelity: "exact", evidence: "official clients do not encode ids" },
    {
      what: "rate limits",
      fidelity: "missing",
      evidence: "not public; the fault `api_error` answers 429 when armed",
    },
  ],
  Signing: [
    {
      what: "`waiting`, `open`, `signed`, `cancelled` as states of an invitation",
      fidelity: "approximate",
      evidence: "our words; the API shows only `is_signature_completed`",
    },
    {
      what: "signing in order, in parallel for equal orders",
      fidelity: "approximate",
      evidence: "official tests and vendor documentation",
    },
    { what: "a signer without fields signs anywhere", fidelity: "exact", evidence: "vendor documentation" },
    { what: "an invitation signs once", fidelity: "approximate", evidence: "client history" },
    {
      what: "decline, expiry, cancellation by API",
      fidelity: "exact",
      evidence: "none exists; deleting the document cancels",
    },
    { what: "reminders", fidelity: "missing", evidence: "no schedule is public" },
    {
      what: "the look of pages and mails",
      fidelity: "approximate",
      evidence: "ours, and they say that they are a sandbox's",
    },
  ],
  Callbacks: [
    { what: "both payloads, keys and order", fidelity: "exact", evidence: "vendor samples" },
    {
      what: "accepted on 200 with exactly `DIGISIGNER_EVENT_ACCEPTED`",
      fidelity: "exact",
      evidence: "vendor samples",
    },
    {
      what: "retries after 5, 20, 65, 200, 605, 1820 minutes, counted between attempts",
      fidelity: "approximate",
      evidence: "vendor guide; between attempts is our reading",
    },
    {
      what: "DOCUMENT_SIGNED before SIGNATURE_REQUEST_COMPLETED, one per signer and document",
      fidelity: "approximate",
      evidence: "sample times 1 ms apart",
    },
    { what: "30 seconds, no redirects", fidelity: "approximate", evidence: "our choice" },
    {
      what: "an HMAC header",
      fidelity: "approximate",
      evidence: "DigiSigner has none; off unless a secret is set",
    },
  ],
};
