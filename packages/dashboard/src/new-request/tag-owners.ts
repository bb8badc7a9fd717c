// Which signer a text tag is for: the one with its role.
import { normalRole } from "./text-tags.ts";

/** Roles are told apart by neither case nor blanks. */
const keyOf = (role: string): string => normalRole(role).toLowerCase();

/** The roles, each once, as it is first written. */
export const rolesOf = (tags: readonly { role: string }[]): string[] =>
  [...new Map(tags.map(({ role }) => [keyOf(role), role] as const).reverse()).values()].reverse();

/** The place of the signer among all; -1 when none has the role. */
export const ownerOf = (role: string, signers: readonly { role: string }[]): number =>
  signers.findIndex((signer) => keyOf(signer.role) === keyOf(role));

/** Roles that tags name and no signer has, each once. */
export const rolesWithoutSigner = (
  tags: readonly { role: string }[],
  signers: readonly { role: string }[],
): string[] => rolesOf(tags).filter((role) => ownerOf(role, signers) === -1);
