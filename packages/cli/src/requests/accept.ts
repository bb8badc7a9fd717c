// `requests accept`: a person's word for a signed document that did not pass verification.
import { DocumentId, type Signature } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { CliError } from "../command/errors.ts";
import { signatureOutcome } from "../status/show-signature.ts";
import { idArgument } from "./read.ts";

/** The one of `documentId`, or the only suspect one. */
export const findSuspect = (
  signature: Signature,
  documentId: string | undefined,
): Signature["documents"][number] => {
  const suspect = signature.documents.filter(({ signed }) => signed.state === "suspect");
  const found =
    documentId === undefined && suspect.length === 1
      ? suspect[0]
      : signature.documents.find(({ document_id }) => document_id === documentId);
  if (found !== undefined) return found;
  throw new CliError(
    suspect.length === 0
      ? `No document of ${signature.signature_id} is suspect.`
      : `Which document of ${signature.signature_id}?`,
    {
      code: suspect.length === 0 ? "conflict" : "unknown_document",
      nextStep:
        suspect.length === 0
          ? `See \`creditnexus status ${signature.signature_id}\`.`
          : `Name one with --document: ${suspect.map(({ document_id }) => document_id).join(", ")}.`,
    },
  );
};

export const accept = command({
  name: "requests accept",
  summary: "Accept a signed PDF that did not pass verification",
  details:
    "Fetch it with `creditnexus download ID --suspect` and compare it with what was sent. Once accepted, it is handed on; it stays marked as suspect, and timeline and evidence name who accepted it and why. Needs the role operator.",
  arguments: idArgument,
  flags: {
    sha256: {
      value: "HASH",
      summary: "of the file that was looked at, as the download printed it",
      schema: z.string("expected the SHA-256 of the file").regex(/^[0-9a-f]{64}$/, "expected 64 hex digits"),
    },
    reason: {
      value: "TEXT",
      summary: "why it can be relied on",
      schema: z.string("expected a reason").trim().min(1, "expected a reason").max(1000),
    },
    document: { value: "ID", summary: "which, when several are suspect", schema: DocumentId.optional() },
  },
  examples: [
    {
      does: "after looking at it",
      line: 'creditnexus requests accept sig_01jabc --sha256 9f86d0818… --reason "only the producer\'s stamp on page 2"',
    },
  ],
  errors: ["not_found", "unknown_document", "conflict", "forbidden", "unauthenticated", "connection_failed"],
  run: async ({ id, sha256, reason, document }, context) => {
    const { desk } = context;
    const { document_id } = findSuspect(await desk.signatures.get(id), document);
    return signatureOutcome(
      await desk.signatures.acceptSuspect(id, document_id, { sha256, reason }),
      context,
    );
  },
});
