// Writes into the timeline where DigiSigner's answer differs from what was sent, each difference once.
import type { Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import type { SignatureJob } from "../queues.ts";

const KIND = "provider_differs";
/** What DigiSigner answers is not ours to choose: a timeline of a thousand surprises helps nobody. */
const MOST = 50;

/** Resolves to those that were not known before. The caller holds the signature's row lock. */
export const recordSurprises = async (
  transaction: Transaction<Schema>,
  { workspaceId, signatureId }: SignatureJob,
  at: Date,
  surprises: readonly string[],
): Promise<string[]> => {
  if (surprises.length === 0) return [];
  const rows = await transaction
    .selectFrom("timeline")
    .select("summary")
    .where("workspace_id", "=", workspaceId)
    .where("signature_id", "=", signatureId)
    .where("kind", "=", KIND)
    .execute();
  const known = new Set(rows.map((row) => row.summary));
  const fresh = [...new Set(surprises)].filter((one) => !known.has(one)).slice(0, MOST - known.size);
  await appendEntries(
    transaction,
    { workspaceId, signatureId, at },
    fresh.map((summary) => ({ kind: KIND, source: "digisigner_api", actor: "digisigner", summary })),
  );
  return fresh;
};
