// `status --watch` without an id: the table again whenever something changed, or a JSON line per changed signature.
import { setTimeout as sleep } from "node:timers/promises";
import type { SignatureListQuery } from "@creditnexus/contract";
import type { Ended } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { signatureTable } from "./columns.ts";

const POLL_MS = 2_000;
const CLEAR = "\u001b[H\u001b[2J";

/** Runs until it is interrupted. */
export const watchList = async (query: SignatureListQuery, context: Context): Promise<Ended> => {
  const { terminal, signal } = context;
  const seen = new Map<string, string>();
  let shown: string | undefined;
  while (!signal.aborted) {
    const { signatures } = await context.desk.signatures.list(query, { signal });
    const changed = signatures.filter((one) => seen.get(one.signature_id) !== one.updated_at);
    // What has left the list is news too.
    const state = JSON.stringify(signatures.map((one) => [one.signature_id, one.updated_at]));
    for (const one of changed) seen.set(one.signature_id, one.updated_at);
    if (terminal.json) {
      for (const signature of changed.toReversed()) terminal.line({ type: "signature", signature }, () => "");
    } else if (state !== shown) {
      const clear = terminal.animated ? CLEAR : "";
      terminal.line(signatures, () => clear + signatureTable(signatures, terminal));
    }
    shown = state;
    await sleep(POLL_MS, undefined, { signal });
  }
  return { exit: "interrupted" };
};
