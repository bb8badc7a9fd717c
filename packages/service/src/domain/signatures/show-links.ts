// Shows signing links to a person, and writes down that they were shown.
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { readSigningLinks, type SigningLink } from "./links.ts";

/**
 * The links of signers who have not signed yet.
 *
 * @throws NotFoundError; ConflictError `not_ready`, as `readSigningLinks`.
 */
export const showSigningLinks = async (
  deps: Pick<Deps, "db" | "clock" | "vault">,
  actor: Actor,
  signatureId: string,
): Promise<SigningLink[]> => {
  const links = await readSigningLinks(deps, actor.workspaceId, signatureId);
  // A closed signature has none, so nothing was shown.
  if (links.length === 0) return links;
  await recordAudit(deps.db, actor, {
    at: deps.clock.now(),
    action: "signature.links_shown",
    subject: { type: "signature", id: signatureId },
    details: { signer_ids: [...new Set(links.map(({ signerId }) => signerId))] },
  });
  return links;
};
