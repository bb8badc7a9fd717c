// The two endpoints on signature requests, with what is known about each of them.
import { MAX_JSON_BYTES } from "../choices.ts";
import { presentRequest } from "../requests/present.ts";
import { readSendInput } from "../requests/send-input.ts";
import { sendRequest } from "../requests/send-request.ts";
import { requireRequest } from "../requests/store.ts";
import { readJsonObject } from "../wire/body.ts";
import { jsonResponse } from "../wire/json.ts";
import type { ApiRoute } from "./route.ts";

export const requestRoutes: readonly ApiRoute[] = [
  {
    endpoint: "send_request",
    method: "POST",
    path: "/signature_requests",
    summary: "Send documents for signature",
    facts: [
      {
        what: "flags, redirects, role and order echoed; what was not sent stays absent",
        fidelity: "exact",
        evidence: "official test suites",
      },
      {
        what: "documents in the order of the request; same id for uploads, a copy's id for templates",
        fidelity: "exact",
        evidence: "official test suites",
      },
      {
        what: "`sign_document_url` with documentId and invitationId",
        fidelity: "exact",
        evidence: "official test suites",
      },
      {
        what: "`fields` and `branding` are never echoed",
        fidelity: "exact",
        evidence: "official clients break on them",
      },
      {
        what: "null and empty strings count as absent, unknown keys pass",
        fidelity: "exact",
        evidence: "official clients, production code",
      },
      {
        what: "all seven field types with content, label, required, read_only, group_id",
        fidelity: "exact",
        evidence: "official clients",
      },
      {
        what: "`existing_fields` on templates, and on uploads that were sent before",
        fidelity: "approximate",
        evidence: "official clients; uploads are our choice",
      },
      {
        what: "`pdf_fields` and `use_all_pdf_fields`",
        fidelity: "approximate",
        evidence: "official clients, client history",
      },
      {
        what: "text tags with and without hiding",
        fidelity: "approximate",
        evidence: "vendor documentation and test document",
      },
      {
        what: "bundles keep one entry per document with its own id",
        fidelity: "approximate",
        evidence: "the real ids may differ",
      },
      {
        what: "`access_code` asked before the document opens, never echoed",
        fidelity: "approximate",
        evidence: "client history",
      },
      {
        what: "`order`: equal or absent in parallel",
        fidelity: "approximate",
        evidence: "official tests; absent first is our choice",
      },
      {
        what: "`send_reminder_emails` is echoed, no reminder is sent",
        fidelity: "approximate",
        evidence: "live answers have the key",
      },
      {
        what: "default subject and message of the account",
        fidelity: "approximate",
        evidence: "official test suite; the texts are ours",
      },
    ],
    handle: async ({ deps, account, request }) => {
      const input = readSendInput(await readJsonObject(request, MAX_JSON_BYTES));
      return jsonResponse(presentRequest(deps, await sendRequest(deps, account, input)));
    },
  },
  {
    endpoint: "read_request",
    method: "GET",
    path: "/signature_requests/{signature_request_id}",
    summary: "Read a signature request and who has signed",
    facts: [
      {
        what: "the same object as the send answered, with its present state",
        fidelity: "exact",
        evidence: "official test suites",
      },
      {
        what: "no declined, expired or cancelled state",
        fidelity: "exact",
        evidence: "none exists in the API",
      },
    ],
    handle: async ({ deps, account, parameters }) => {
      const request = requireRequest(deps.db, account.accountId, parameters.signature_request_id ?? "");
      return jsonResponse(presentRequest(deps, request));
    },
  },
];
