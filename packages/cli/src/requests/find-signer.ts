// Finds a signer of a request by e-mail address, as people know them.
import type { Signature } from "@creditnexus/contract";
import { CliError } from "../command/errors.ts";

/** Compared without regard to case; throws a {@link CliError} that lists who there is. */
export const findSigner = (signature: Signature, email: string): Signature["signers"][number] => {
  const found = signature.signers.find((one) => one.email.toLowerCase() === email.trim().toLowerCase());
  if (found !== undefined) return found;
  throw new CliError(`${email} does not sign ${signature.signature_id}.`, {
    code: "unknown_signer",
    nextStep: `Its signers are ${signature.signers.map((one) => one.email).join(", ")}.`,
  });
};
