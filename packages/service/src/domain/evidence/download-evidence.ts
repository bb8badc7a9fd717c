// Hands the evidence of a signature to somebody, and writes down to whom.
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { buildEvidence, type EvidenceDeps } from "./build-evidence.ts";
import type { BundleFile } from "./bundle-file.ts";

/** Written down before the first byte leaves. @throws NotFoundError */
export const downloadEvidence = async (
  deps: EvidenceDeps,
  actor: Actor,
  signatureId: string,
): Promise<BundleFile[]> => {
  const files = await buildEvidence(deps, actor.workspaceId, signatureId);
  await recordAudit(deps.db, actor, {
    at: deps.clock.now(),
    action: "evidence.downloaded",
    subject: { type: "signature", id: signatureId },
  });
  return files;
};
