// `requests remind`: a mail to those whose turn it is.
import type { Signature } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { safeText } from "../terminal/safe-text.ts";
import { findSigner } from "./find-signer.ts";
import { idArgument } from "./read.ts";

export const remind = command({
  name: "requests remind",
  summary: "Remind by mail those whose turn it is to sign",
  arguments: idArgument,
  flags: {
    only: {
      value: "EMAIL",
      many: true,
      summary: "only these signers",
      schema: z.array(z.string()).optional(),
    },
  },
  examples: [
    { does: "everybody whose turn it is", line: "creditnexus requests remind sig_01jabc" },
    { does: "only Jane", line: "creditnexus requests remind sig_01jabc --only jane@lender.example" },
  ],
  errors: ["not_found", "unknown_signer", "conflict", "not_ready", "unauthenticated", "connection_failed"],
  run: async ({ id, only }, context) => {
    const { desk, terminal } = context;
    const signature: Signature | undefined = only === undefined ? undefined : await desk.signatures.get(id);
    const body =
      signature === undefined
        ? {}
        : { signer_ids: (only ?? []).map((email) => findSigner(signature, email).signer_id) };
    const done = await desk.signatures.remind(id, body);
    const { style } = terminal;
    return {
      data: done,
      text: () =>
        [
          ...done.reminded.map((one) => `${style.green("✓")} ${safeText(one.email)} is reminded`),
          ...done.skipped.map((one) => `${style.dim("–")} ${safeText(one.email)}: ${safeText(one.reason)}`),
        ].join("\n") || "Nobody is to be reminded.",
    };
  },
});
