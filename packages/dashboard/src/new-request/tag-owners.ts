// Which signer a text tag is for: the one with its role.
import { normalRole } from "./text-tags.ts";

/** The place of the signer among all; -1 when none has the role. */
export const ownerOf = (role: string, signers: readonly { role: string }[]): number =>
  signers.findIndex((signer) => normalRole(signer.role) === role);

/** Roles that tags name and no signer has, each once. */
export const rolesWithoutSigner = (
  tags: readonly { role: string }[],
  signers: readonly { role: string }[],
): string[] => [...new Set(tags.map(({ role }) => role))].filter((role) => ownerOf(role, signers) === -1);
