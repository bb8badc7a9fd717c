// Expires a signature whose time ran out; DigiSigner itself knows no expiry.
import type { Deps } from "../../deps.ts";
import { loadSignature } from "../load-signatures.ts";
import type { SignatureJob } from "../queues.ts";
import { closeSignature } from "./close-signature.ts";

/** False when it is not due, or closed already. */
export const expireSignature = (
  deps: Pick<Deps, "db" | "clock" | "jobs">,
  job: SignatureJob,
): Promise<boolean> =>
  deps.db.transaction().execute(async (transaction) => {
    const signature = await loadSignature(transaction, job.workspaceId, job.signatureId, { lock: true });
    if (deps.clock.now() < signature.expiresAt) return false;
    return closeSignature(deps, transaction, signature, "expired", "The time to sign ran out", {
      source: "desk",
      actor: "desk",
      summary: `The time to sign ran out on ${signature.expiresAt.toISOString()}`,
      data: { status_before: signature.status, expires_at: signature.expiresAt.toISOString() },
    });
  });
