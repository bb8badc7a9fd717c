// Reads the truth about a signature from DigiSigner and applies it; the only way in which a signing becomes known.
import { NotFoundError as ProviderNotFound, type SignatureRequest } from "@creditnexus/digisigner";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { loadSignature } from "../load-signatures.ts";
import type { SignatureJob, SyncTrigger } from "../queues.ts";
import { isOpen } from "../status.ts";
import { type Applied, applyNews } from "./apply-news.ts";
import { forgiveOvertaken } from "./forgive-overtaken.ts";
import { recordSurprises } from "./record-surprises.ts";
import { readNews } from "./truth.ts";

export type SyncDeps = Pick<Deps, "db" | "clock" | "jobs" | "digisigner" | "log" | "settings">;

/** That DigiSigner has no such request is an answer too: nobody has to ask again because somebody rang. */
const noteGone = async (deps: SyncDeps, job: SignatureJob, askedAt: Date): Promise<void> => {
  await deps.db
    .updateTable("signatures")
    .set({ last_synced_at: sql<Date>`greatest(last_synced_at, ${askedAt}::timestamptz)` })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .execute();
};

/**
 * Resolves to what changed; undefined when DigiSigner has no request to ask about, or when the signature belongs to the
 * other provider (an agreement made in the sandbox is unknown to the real DigiSigner).
 *
 * @throws DigiSignerError when the truth cannot be read, or when the request of an open signature is gone.
 */
export const syncSignature = async (
  deps: SyncDeps,
  job: SignatureJob & { trigger: SyncTrigger },
  signal?: AbortSignal,
): Promise<Applied | undefined> => {
  const known = await deps.db
    .selectFrom("signatures")
    .select(["digisigner_request_id", "provider", "status"])
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .executeTakeFirst();
  if (known?.digisigner_request_id == null || known.provider !== deps.settings.provider) return undefined;
  // The answer is as old as the question: what rings from here on is not answered by it.
  const askedAt = deps.clock.now();
  let truth: SignatureRequest;
  try {
    truth = await deps.digisigner.signatureRequests.get(known.digisigner_request_id, { signal });
  } catch (error) {
    if (!(error instanceof ProviderNotFound)) throw error;
    await noteGone(deps, job, askedAt);
    if (isOpen(known.status)) throw error;
    return undefined;
  }

  const { applied, surprises } = await deps.db.transaction().execute(async (transaction) => {
    const signature = await loadSignature(transaction, job.workspaceId, job.signatureId, { lock: true });
    const { sync_step: step } = await transaction
      .selectFrom("signatures")
      .select("sync_step")
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .executeTakeFirstOrThrow();
    const news = readNews(signature, truth);
    const surprises = await recordSurprises(transaction, job, deps.clock.now(), news.surprises);
    const applied = await applyNews(deps, transaction, job, signature, { began: askedAt, step }, news);
    await forgiveOvertaken(transaction, job, signature, deps.clock.now());
    return { applied, surprises };
  });
  const log = deps.log.child({ signatureId: job.signatureId, trigger: job.trigger });
  if (surprises.length > 0)
    log.warn({ surprises: surprises.length }, "DigiSigner reports other signers or documents than were sent");
  if (applied.signed > 0 || applied.completed) log.info(applied, "signature moved on");
  return applied;
};
