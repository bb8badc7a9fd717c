// Shows one signature as it stands: for `status ID` and `requests show`.
import type { Signature } from "@creditnexus/contract";
import type { Outcome } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { signatureText } from "./signature-text.ts";

export const signatureOutcome = (signature: Signature, { terminal }: Context): Outcome => ({
  data: signature,
  text: () => signatureText(signature, terminal.style),
});

export const showSignature = async (id: string, context: Context): Promise<Outcome> =>
  signatureOutcome(await context.desk.signatures.get(id, { signal: context.signal }), context);
