// Whole rounds for tests and measurements: a document sent, and signed by whoever is invited.
import type { SignatureRequest } from "@creditnexus/digisigner/wire";
import type { ApiClient } from "./api-client.ts";

/** Sends one document to the given addresses, in this order, a signature field each. */
export function sendInOrder(api: ApiClient, documentId: string, emails: string[]): Promise<SignatureRequest> {
  return api.send({
    send_emails: false,
    documents: [
      {
        document_id: documentId,
        signers: emails.map((email, index) => ({
          email,
          order: index + 1,
          fields: [{ page: 0, rectangle: [60, 60 + 80 * index, 260, 120 + 80 * index], type: "SIGNATURE" }],
        })),
      },
    ],
  });
}

/** Everybody invited signs, in order, with required fields filled. */
export async function signAll(
  api: ApiClient,
  requestId: string,
  fields: Record<string, string | boolean> = {},
): Promise<void> {
  const { invitations } = await api.control("GET", `/invitations?signature_request_id=${requestId}`);
  for (const { invitation_id: id } of invitations)
    await api.control("POST", `/invitations/${id}/sign`, { fields });
}
