// Finds the sandbox's invitations by DigiSigner's request id or by ours.
import { SignatureId } from "@creditnexus/contract";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { callSandbox } from "./control.ts";
import { type Invitation, Invitations } from "./shapes.ts";

const requestIdOf = async (id: string, context: Context): Promise<string> => {
  if (!SignatureId.safeParse(id).success) return id;
  const signature = await context.desk.signatures.get(id);
  if (signature.signature_request_id !== null) return signature.signature_request_id;
  throw new CliError(`${id} is ${signature.status}: it is not at DigiSigner yet.`, {
    code: "not_ready",
    nextStep: "Wait a moment and run the same command again.",
  });
};

/** In signing order; `request` is DigiSigner's id, or a signature id of the desk, which is then asked for the other. */
export const readInvitations = async (
  request: string | undefined,
  context: Context,
): Promise<Invitation[]> => {
  const query =
    request === undefined
      ? ""
      : `?signature_request_id=${encodeURIComponent(await requestIdOf(request, context))}`;
  const { invitations } = await callSandbox(
    context,
    { method: "GET", path: `invitations${query}` },
    Invitations,
  );
  return invitations;
};
