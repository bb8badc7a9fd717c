// `creditnexus status`: all signatures in a table, or one of them, once or live.
import { SignatureId } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { UsageError } from "../command/errors.ts";
import { listFlags, listQuery, listSignatures } from "./list-signatures.ts";
import { showSignature } from "./show-signature.ts";
import { watchList } from "./watch-list.ts";
import { watchSignature } from "./watch-signature.ts";

export const status = command({
  name: "status",
  summary: "Show where signatures stand",
  details:
    "Without an id, the newest signatures. With an id, its signers and documents. --watch follows until nothing more will happen and ends with 0 only when the signature was completed and its documents verified.",
  arguments: { id: { schema: SignatureId.optional(), summary: "signature id (sig_…)", optional: true } },
  flags: {
    watch: { short: "w", summary: "follow live; JSON lines when piped", schema: z.boolean().default(false) },
    ...listFlags,
  },
  examples: [
    { does: "the newest", line: "creditnexus status" },
    { does: "wait until it is signed", line: "creditnexus status sig_01jabc --watch" },
    {
      does: "ids of all open ones",
      line: "creditnexus status --status pending in_progress | jq -r '.signatures[].signature_id'",
    },
  ],
  errors: ["not_found", "unauthenticated", "connection_failed"],
  run: async (input, context) => {
    if (input.id === undefined) {
      return input.watch ? watchList(listQuery(input), context) : listSignatures(listQuery(input), context);
    }
    if ([input.status, input.attention, input.search, input.cursor].some((each) => each !== undefined)) {
      throw new UsageError(
        "--status, --attention, --search and --cursor belong to the list: leave them out, or leave the id out.",
      );
    }
    return input.watch ? watchSignature(input.id, context) : showSignature(input.id, context);
  },
});
