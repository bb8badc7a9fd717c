// The mails that the desk itself writes: their languages, their kinds, and a look at one before it goes out.
import { z } from "zod";
import { SignatureId, SignerId } from "./ids.ts";
import { Email } from "./primitives.ts";

/** Languages of the desk's own mails, the same as those of the signing page. */
export const LANGUAGES = ["en", "de", "fr", "es"] as const;
export const Language = z.enum(LANGUAGES).meta({ id: "Language" });
export type Language = z.infer<typeof Language>;

/** What a request says about its language when it says nothing. */
export const DEFAULT_LANGUAGE: Language = "en";

/** The first three go to signers; `sender_completion` goes to the request's `sender_email`. */
export const MAIL_KINDS = ["reminder", "cancellation", "completion", "sender_completion"] as const;
export const MailKind = z.enum(MAIL_KINDS).meta({ id: "MailKind" });
export type MailKind = z.infer<typeof MailKind>;

/**
 * Where the desk's own mails go: to the mail server of `SMTP_URL`, into the sandbox's mailbox, which nothing leaves, or
 * nowhere. Invitations are not among them: DigiSigner or its sandbox sends those.
 */
export const MAIL_TRANSPORTS = ["smtp", "sandbox_mailbox", "none"] as const;
export const MailTransport = z.enum(MAIL_TRANSPORTS).meta({ id: "MailTransport" });
export type MailTransport = z.infer<typeof MailTransport>;

/** What a mail says about a request that does not exist yet. */
export const MailDraft = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    signer: z.strictObject({ email: Email, name: z.string().trim().max(200).optional() }),
    /** Titles of the documents; without them the title stands for the only one. */
    documents: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
    expires_in_days: z.number().int().min(1).max(90).optional(),
    sender_email: Email.optional(),
  })
  .meta({ id: "MailDraft" });

/** Body of `POST /api/mails/preview`: about a signature that exists, or about a draft. */
export const PreviewMail = z
  .strictObject({
    kind: MailKind,
    /** Without it the signer's language, or that of the request. */
    language: Language.optional(),
    signature_id: SignatureId.optional(),
    /** Of the signature; without it its first signer. */
    signer_id: SignerId.optional(),
    draft: MailDraft.optional(),
    /** Of a cancellation. */
    reason: z.string().trim().min(1).max(1000).optional(),
  })
  .superRefine(({ signature_id, signer_id, draft }, context) => {
    if ((signature_id === undefined) === (draft === undefined)) {
      context.addIssue({
        code: "custom",
        path: ["signature_id"],
        message: "give either the signature_id of a signature or a draft, and not both",
      });
    }
    if (signer_id !== undefined && signature_id === undefined) {
      context.addIssue({ code: "custom", path: ["signer_id"], message: "names a signer of a signature_id" });
    }
  })
  .meta({ id: "PreviewMail" });
export type PreviewMail = z.input<typeof PreviewMail>;

/** A mail as it would go out now, but for its signing links, which are credentials: a placeholder stands for each. */
export const MailPreview = z
  .object({
    kind: MailKind,
    language: Language,
    to: z.string(),
    subject: z.string(),
    /** A whole document without script or remote content, for a sandboxed frame. */
    html: z.string(),
    text: z.string(),
  })
  .meta({ id: "MailPreview" });
export type MailPreview = z.infer<typeof MailPreview>;
