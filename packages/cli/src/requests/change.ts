// `requests cancel` and `sync`: what a person may do to a request.
import { z } from "zod";
import { command } from "../command/command.ts";
import { signatureOutcome } from "../status/show-signature.ts";
import { idArgument } from "./read.ts";

export const cancel = command({
  name: "requests cancel",
  summary: "Cancel a request: its invitations become void",
  arguments: idArgument,
  flags: {
    reason: {
      value: "TEXT",
      summary: "why; it stands in the timeline",
      schema: z
        .string()
        .trim()
        .min(1, "expected a reason")
        .max(1000, "expected at most 1000 characters")
        .optional(),
    },
    notifySigners: { summary: "tell the signers by mail", schema: z.boolean().default(false) },
  },
  examples: [
    {
      does: "with a reason",
      line: 'creditnexus requests cancel sig_01jabc --reason "wrong interest rate" --notify-signers',
    },
  ],
  errors: ["not_found", "conflict", "unauthenticated", "connection_failed"],
  run: async (input, context) => {
    const cancelled = await context.desk.signatures.cancel(input.id, {
      ...(input.reason === undefined ? {} : { reason: input.reason }),
      ...(input.notifySigners ? { notify_signers: true } : {}),
    });
    return signatureOutcome(cancelled, context);
  },
});

export const sync = command({
  name: "requests sync",
  summary: "Read the truth about a request from DigiSigner now",
  arguments: idArgument,
  flags: {},
  examples: [{ does: "when a callback seems to be lost", line: "creditnexus requests sync sig_01jabc" }],
  errors: ["not_found", "not_ready", "provider_error", "unauthenticated", "connection_failed"],
  run: async ({ id }, context) => signatureOutcome(await context.desk.signatures.sync(id), context),
});
