// What a person does with a signature request: bodies and answers of the calls.
import { z } from "zod";
import { DocumentId, SignerId } from "./ids.ts";
import { Email, Sha256 } from "./primitives.ts";

export const CancelSignature = z
  .strictObject({
    reason: z.string().trim().min(1).max(1000).optional(),
    notify_signers: z.boolean().optional(),
  })
  .meta({ id: "CancelSignature" });

/** Whom to remind; without it everybody whose turn it is. */
export const RemindSignature = z
  .strictObject({ signer_ids: z.array(SignerId).min(1).max(100).optional() })
  .meta({ id: "RemindSignature" });

/** Who gets a mail, and who does not with the reason. */
export const Reminded = z
  .object({
    reminded: z.array(z.object({ signer_id: SignerId, email: z.string() })),
    skipped: z.array(z.object({ signer_id: SignerId, email: z.string(), reason: z.string() })),
  })
  .meta({ id: "Reminded" });
export type Reminded = z.output<typeof Reminded>;

/** `sha256` is that of the suspect file that was looked at: another one is refused. */
export const AcceptSuspectDocument = z
  .strictObject({ reason: z.string().trim().min(1).max(1000), sha256: Sha256 })
  .meta({ id: "AcceptSuspectDocument" });

/** A refusal as a person learnt of it; DigiSigner has no such event. */
export const DeclineSignature = z
  .strictObject({ reason: z.string().trim().min(1).max(1000), signer_id: SignerId.optional() })
  .meta({ id: "DeclineSignature" });

/** Sends everything anew with one address corrected; the old request is cancelled. */
export const ResendSignature = z
  .strictObject({
    signer_id: SignerId,
    email: Email,
    /** Again for every signer who had one: the desk forgets them once they are sent. */
    access_codes: z.record(SignerId, z.string().min(4).max(64)).optional(),
  })
  .meta({ id: "ResendSignature" });

/** Signing links are credentials: answered only to those who may send. */
export const SigningLinks = z
  .object({
    links: z.array(
      z.object({
        signer_id: SignerId,
        email: z.string(),
        /** What the link opens: one document, or all of a bundle that this signer has to sign. */
        document_ids: z.array(DocumentId),
        sign_document_url: z.string(),
      }),
    ),
  })
  .meta({ id: "SigningLinks" });
