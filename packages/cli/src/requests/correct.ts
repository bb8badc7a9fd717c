// `requests decline` and `resend`: what a person learnt about a signer and the provider cannot know.
import { randomUUID } from "node:crypto";
import { Email, type Signature } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { UsageError } from "../command/errors.ts";
import { readSignersFile } from "../send/signers-file.ts";
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
  errors: ["not_found", "unknown_signer", "conflict", "unauthenticated", "connection_failed"],
  run: async ({ id, reason, by }, context) => {
    const { desk } = context;
    const who =
      by === undefined ? {} : { signer_id: findSigner(await desk.signatures.get(id), by).signer_id };
    return signatureOutcome(await desk.signatures.decline(id, { reason, ...who }), context);
  },
});

/** Codes by signer id, from a file with the columns email and access_code; throws when one that is needed is missing. */
const readCodes = async (
  signature: Signature,
  file: string | undefined,
  cwd: string,
): Promise<Record<string, string>> => {
  const rows = file === undefined ? [] : await readSignersFile(file, cwd);
  const codes = new Map(rows.map(({ signer }) => [signer.email.toLowerCase(), signer.access_code]));
  const needed = signature.signers.filter((signer) => signer.has_access_code);
  const given = needed.flatMap(({ signer_id, email }): [string, string][] => {
    const code = codes.get(email.toLowerCase());
    return code === undefined ? [] : [[signer_id, code]];
  });
  const missing = needed.filter(({ signer_id }) => !given.some(([id]) => id === signer_id));
  if (missing.length === 0) return Object.fromEntries(given);
  const who = missing.map(({ email }) => email).join(", ");
  throw new UsageError(
    `${who} had an access code, which the desk has forgotten: give it again with --access-codes FILE, a CSV file with the columns email and access_code and the address as it was.`,
  );
};

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
    accessCodes: {
      value: "FILE",
      summary: "CSV with the columns email and access_code, when signers had codes",
      schema: z.string().optional(),
      completes: "file",
    },
  },
  examples: [
    {
      does: "a typing error",
      line: "creditnexus requests resend sig_01jabc --from jnae@lender.example --to jane@lender.example",
    },
    {
      does: "with the codes that signers are asked for, from the file they were sent with",
      line: "creditnexus requests resend sig_01jabc --from jnae@lender.example --to jane@lender.example --access-codes signers.csv",
    },
  ],
  errors: [
    "not_found",
    "unknown_signer",
    "conflict",
    "duplicate_signer",
    "placeholder_email",
    "file_not_found",
    "forbidden",
    "unauthenticated",
    "connection_failed",
  ],
  run: async ({ id, from, to, accessCodes }, context) => {
    const { desk, signal } = context;
    const signature = await desk.signatures.get(id);
    const { signer_id } = findSigner(signature, from);
    const access_codes = await readCodes(signature, accessCodes, context.cwd);
    const made = await desk.signatures.resend(
      id,
      { signer_id, email: to, access_codes },
      { idempotencyKey: randomUUID(), signal },
    );
    return signatureOutcome(made, context);
  },
});
