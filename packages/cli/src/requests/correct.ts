// `requests decline` and `resend`: what a person learnt about a signer and the provider cannot know.
import { randomUUID } from "node:crypto";
import { Email } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { signatureOutcome } from "../status/show-signature.ts";
import { findSigner } from "./find-signer.ts";
import { idArgument } from "./read.ts";

export const decline = command({
  name: "requests decline",
  summary: "Record that a signer refused; closes the request",
  details:
    "DigiSigner has no event for a refusal: a person records it, with the reason, and the request is closed.",
  arguments: idArgument,
  flags: {
    reason: {
      value: "TEXT",
      summary: "why; it stands in the timeline",
      schema: z.string("expected a reason").trim().min(1, "expected a reason").max(1000),
    },
    by: { value: "EMAIL", summary: "who refused", schema: z.string().optional() },
  },
  examples: [
    {
      does: "as told on the telephone",
      line: 'creditnexus requests decline sig_01jabc --by jane@lender.example --reason "rate too high"',
    },
  ],
  errors: ["not_found", "conflict", "unauthenticated", "connection_failed"],
  run: async ({ id, reason, by }, context) => {
    const { desk } = context;
    const who =
      by === undefined ? {} : { signer_id: findSigner(await desk.signatures.get(id), by).signer_id };
    return signatureOutcome(await desk.signatures.decline(id, { reason, ...who }), context);
  },
});

export const resend = command({
  name: "requests resend",
  summary: "Send again as a new request with one address corrected",
  details: "The old request is cancelled; the two know each other.",
  arguments: idArgument,
  flags: {
    from: {
      value: "EMAIL",
      summary: "the address that was wrong",
      schema: z.string("expected the wrong address"),
    },
    to: { value: "EMAIL", summary: "the right one", schema: Email },
  },
  examples: [
    {
      does: "a typing error",
      line: "creditnexus requests resend sig_01jabc --from jnae@lender.example --to jane@lender.example",
    },
  ],
  errors: ["not_found", "conflict", "duplicate_signer", "placeholder_email", "connection_failed"],
  run: async ({ id, from, to }, context) => {
    const { desk, signal } = context;
    const { signer_id } = findSigner(await desk.signatures.get(id), from);
    const made = await desk.signatures.resend(
      id,
      { signer_id, email: to },
      { idempotencyKey: randomUUID(), signal },
    );
    return signatureOutcome(made, context);
  },
});
