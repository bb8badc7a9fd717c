// What `send` shows at its end: the one request, or all of them with those that were refused.
import type { Outcome } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { signatureTable } from "../status/columns.ts";
import { signatureText } from "../status/signature-text.ts";
import { safeText } from "../terminal/safe-text.ts";
import type { SendJournal } from "./journal.ts";
import type { Sent } from "./send-all.ts";

/** A single request answers as `status ID` does; its refusal is thrown, so that it looks like any other problem. */
export const sendOutcome = async (
  sent: Sent,
  planned: number,
  journal: SendJournal,
  { terminal }: Context,
): Promise<Outcome> => {
  const { style } = terminal;
  const [signature] = sent.signatures;
  const [refused] = sent.refused;
  if (planned === 1 && refused !== undefined) {
    if (journal.done.size === 0) await journal.close();
    throw refused.error;
  }
  if (planned === 1 && signature !== undefined) {
    const next = style.dim(`Follow it: creditnexus status ${signature.signature_id} --watch`);
    const text = () => `${signatureText(signature, style)}\n\n${next}`;
    return { data: signature, text, afterwards: journal.close };
  }
  const refusals = sent.refused.map(({ refusal }) => refusal);
  return {
    data: { signatures: sent.signatures, refused: refusals },
    text: () =>
      [
        ...(sent.signatures.length === 0 ? [] : [signatureTable(sent.signatures, terminal)]),
        ...refusals.map(
          ({ files, detail }) => `${style.red("✗")} ${safeText(files.join(", "))}: ${safeText(detail)}`,
        ),
        `${sent.signatures.length} of ${planned} requests were sent.`,
        ...(refusals.length === 0 || sent.signatures.length === 0
          ? []
          : ["Mend what was refused and run the same command again: only the refused ones are sent."]),
      ].join("\n"),
    exit: refusals.length === 0 ? "ok" : "failed",
    // A kill before the result was seen must not make the same command send anew, nor must a refusal of some.
    ...(refusals.length === 0 || journal.done.size === 0 ? { afterwards: journal.close } : {}),
  };
};
