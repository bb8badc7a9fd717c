// What people do in the kill loops: they ask for signatures, sign, and retry what stopped because of the account.
import type { Desk } from "../desk.ts";

/** One or two documents, one or two signers, in turn. */
export const requestSignatures = (
  desk: Desk,
  documentIds: readonly string[],
  index: number,
): Promise<unknown> => {
  const signers = [`jane.${index}@borrower.internal`, `olaf.${index}@lender.internal`].slice(
    0,
    1 + (index % 2),
  );
  const documents = documentIds
    .slice(0, 1 + (Math.floor(index / 2) % 2))
    .map((documentId) => ({ document_id: documentId }));
  const body = { documents, signers, send_emails: false, title: `Agreement ${index}` };
  return desk.call("POST", "/api/signatures", body, `kill-loop-${index}`);
};

export interface Invitation {
  invitation_id: string;
  email: string;
  status: string;
  document_ids: string[];
}

/** Somebody signs, and DigiSigner says so until it is acknowledged. */
export const sign = async (desk: Desk, invitation: Invitation): Promise<void> => {
  // The control API is disturbed by no fault.
  await desk.sandbox.control("POST", `invitations/${invitation.invitation_id}/sign`, {});
  for (const document_id of invitation.document_ids) {
    const body = { event_type: "DOCUMENT_SIGNED", document_id, signer_email: invitation.email };
    await desk.postCallback(JSON.stringify({ event_time: Date.now(), ...body }));
  }
};

/** As SQL; nothing but a person's retry goes on from here. */
export const STOPPED = `s.status = 'sending' and s.failure ->> 'code' in
  ('provider_authentication', 'provider_credits', 'provider_forbidden')`;

/** The account was put right, as far as anybody knows. */
export const retryStopped = async (desk: Desk): Promise<void> => {
  const stopped = await desk.query<{ signature_id: string }>(
    `select signature_id from signatures s where ${STOPPED}`,
  );
  for (const { signature_id: id } of stopped) await desk.call("POST", `/api/signatures/${id}/sync`);
};
