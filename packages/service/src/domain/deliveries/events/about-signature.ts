// Reads what every event says of its signature: never a link or an access code.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";

type SignerData = { signer_id: string; email: string; name: string | null; status: "pending" | "signed" };

export type About = {
  /** As it stands in the event. */
  data: {
    signature_id: string;
    title: string;
    status: string;
    digisigner_request_id: string | null;
    requested_at: string;
    expires_at: string;
    metadata: Record<string, string>;
    signers: SignerData[];
  };
  completedAt: Date | null;
  /** What is wrong with it, in a sentence. */
  failure: string | null;
};

const signersOf = sql<SignerData[]>`
  (
    select coalesce(json_agg(one order by position), '[]')
    from (
      select signer.signer_id, signer.email, signer.name, signer.position,
        case when bool_and(share.status = 'signed') then 'signed' else 'pending' end as status
      from signers signer
      left join signer_documents share using (workspace_id, signature_id, signer_id)
      where signer.workspace_id = signatures.workspace_id and signer.signature_id = signatures.signature_id
      group by signer.workspace_id, signer.signature_id, signer.signer_id
    ) one
  )
`;

export const readAbout = async (
  transaction: Transaction<Schema>,
  target: { workspaceId: string; signatureId: string },
): Promise<About> => {
  const row = await transaction
    .selectFrom("signatures")
    .select(["signature_id", "title", "status", "digisigner_request_id", "requested_at", "expires_at"])
    .select(["metadata", "completed_at", "failure", signersOf.as("signers")])
    .where("workspace_id", "=", target.workspaceId)
    .where("signature_id", "=", target.signatureId)
    .executeTakeFirstOrThrow();
  return {
    data: {
      signature_id: row.signature_id,
      title: row.title,
      status: row.status,
      digisigner_request_id: row.digisigner_request_id,
      requested_at: row.requested_at.toISOString(),
      expires_at: row.expires_at.toISOString(),
      metadata: row.metadata,
      signers: row.signers.map(({ signer_id, email, name, status }) => ({ signer_id, email, name, status })),
    },
    completedAt: row.completed_at,
    failure: row.failure?.detail ?? null,
  };
};
