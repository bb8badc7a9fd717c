// `requests list`, `show`, `watch` and `timeline`: what there is and what has happened.
import { SignatureId } from "@creditnexus/contract";
import { command } from "../command/command.ts";
import { shortTime } from "../status/columns.ts";
import { listFlags, listQuery, listSignatures } from "../status/list-signatures.ts";
import { showSignature } from "../status/show-signature.ts";
import { watchSignature } from "../status/watch-signature.ts";
import { safeText } from "../terminal/safe-text.ts";

/** The one argument of all commands about one signature. */
export const idArgument = { id: { schema: SignatureId, summary: "signature id (sig_…)" } };

export const list = command({
  name: "requests list",
  summary: "List signature requests, newest first",
  arguments: {},
  flags: listFlags,
  examples: [{ does: "those that went wrong", line: "creditnexus requests list --status failed expired" }],
  errors: ["unauthenticated", "connection_failed"],
  run: (input, context) => listSignatures(listQuery(input), context),
});

export const show = command({
  name: "requests show",
  summary: "Show one request with its signers and documents",
  arguments: idArgument,
  flags: {},
  examples: [{ does: "one request", line: "creditnexus requests show sig_01jabc" }],
  errors: ["not_found", "unauthenticated", "connection_failed"],
  run: ({ id }, context) => showSignature(id, context),
});

export const watch = command({
  name: "requests watch",
  summary: "Follow one request until nothing more will happen",
  details:
    "Prints a line for everything that happens; JSON lines when piped. Ends with 0 only when the request was completed and its documents verified.",
  arguments: idArgument,
  flags: {},
  examples: [{ does: "wait for the signatures", line: "creditnexus requests watch sig_01jabc" }],
  errors: ["not_found", "unauthenticated", "connection_failed"],
  run: ({ id }, context) => watchSignature(id, context),
});

export const timeline = command({
  name: "requests timeline",
  summary: "Show everything that happened to one request",
  arguments: idArgument,
  flags: {},
  examples: [{ does: "who did what", line: "creditnexus requests timeline sig_01jabc" }],
  errors: ["not_found", "unauthenticated", "connection_failed"],
  run: async ({ id }, context) => {
    const found = await context.desk.signatures.timeline(id);
    const { style } = context.terminal;
    const lines = () =>
      found.events.map(
        (entry) =>
          `${style.dim(shortTime(entry.at))}  ${safeText(entry.summary)}  ${style.dim(safeText(entry.actor))}`,
      );
    return { data: found, text: () => lines().join("\n") };
  },
});
