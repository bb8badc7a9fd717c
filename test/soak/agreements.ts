// The agreements of a soak: who is asked, who will sign in the sandbox, and what is cancelled on the way.
import type { Desk } from "./desk.ts";
import { pause } from "./processes.ts";
import type { Random } from "./random.ts";

export interface Agreement {
  readonly signatureId: string;
  readonly requestId: string;
  readonly documentId: string;
  readonly emails: readonly string[];
  /** How many will sign, in their order. */
  readonly goal: number;
  /** Cancelled by a person, before everybody has signed. */
  readonly isCancelled: boolean;
}

const plan = (index: number, random: Random) => {
  const count = 1 + random.below(3);
  const emails = Array.from({ length: count }, (_, place) => `signer${place}.of.${index}@borrower.internal`);
  const fate = random.next();
  const isCancelled = fate > 0.9;
  if (fate < 0.65) return { emails, goal: count, isCancelled };
  return { emails, goal: random.below(count), isCancelled };
};

/** Requests them all and waits until the sandbox has every one. */
export const requestAgreements = async (desk: Desk, count: number, random: Random): Promise<Agreement[]> => {
  const documentId = await desk.uploadAgreement();
  const agreements: Agreement[] = [];
  for (let index = 0; index < count; index += 1) {
    const { emails, goal, isCancelled } = plan(index, random);
    const body = { signers: emails, send_emails: false, title: `Agreement ${index}` };
    const path = `/api/documents/${documentId}/signatures`;
    const { signature_id: signatureId } = await desk.call("POST", path, body, `soak-${index}`);
    agreements.push({ signatureId, requestId: "", documentId: "", emails, goal, isCancelled });
  }
  for (;;) {
    const sent = await desk.query<{ signature_id: string; request_id: string; document_id: string }>(
      `select s.signature_id, s.digisigner_request_id as request_id, d.digisigner_document_id as document_id
       from signatures s join signature_documents d using (workspace_id, signature_id)
       where s.digisigner_request_id is not null`,
    );
    if (sent.length === count) {
      const ids = new Map(sent.map((row) => [row.signature_id, row]));
      return agreements.map((one) => ({
        ...one,
        requestId: ids.get(one.signatureId)?.request_id ?? "",
        documentId: ids.get(one.signatureId)?.document_id ?? "",
      }));
    }
    await pause(200);
  }
};

/** What people will do, in the order in which it happens. */
export type Deed =
  | { kind: "sign"; agreement: Agreement; email: string }
  | { kind: "cancel"; agreement: Agreement };

/** Shuffled between agreements, in order within one; a cancellation comes last. */
export const planDeeds = (agreements: readonly Agreement[], random: Random): Deed[] => {
  const rows = agreements.flatMap((agreement) => {
    const signed = agreement.emails
      .slice(0, agreement.goal)
      .map((email): Deed => ({ kind: "sign", agreement, email }));
    const deeds: Deed[] = agreement.isCancelled ? [...signed, { kind: "cancel", agreement }] : signed;
    const times = deeds.map(() => random.next()).sort((a, b) => a - b);
    return deeds.map((deed, place) => ({ deed, at: times[place] ?? 0 }));
  });
  return rows.sort((a, b) => a.at - b.at).map(({ deed }) => deed);
};

interface Invitation {
  invitation_id: string;
  email: string;
  status: string;
}

export const doDeed = async (desk: Desk, deed: Deed): Promise<void> => {
  const { agreement } = deed;
  if (deed.kind === "cancel") {
    await desk.call("POST", `/api/signatures/${agreement.signatureId}/cancel`, { reason: "Withdrawn" });
    return;
  }
  const path = `invitations?signature_request_id=${agreement.requestId}`;
  const { invitations } = await desk.sandbox.control("GET", path);
  const open = (invitations as Invitation[]).find((one) => one.email === deed.email && one.status === "open");
  if (open === undefined) throw new Error(`${deed.email} has no open invitation`);
  await desk.sandbox.control("POST", `invitations/${open.invitation_id}/sign`, {});
};
