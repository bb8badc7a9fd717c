// A mail as it would go out now, for a look at it; a placeholder stands where a signing link would.
import { DEFAULT_LANGUAGE, type MailKind, type MailPreview, type PreviewMail } from "@creditnexus/contract";
import type { z } from "zod";
import { InvalidInputError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadSignature } from "../signatures/load-signatures.ts";
import type { Signature, Signer } from "../signatures/signature.ts";
import { composeMail } from "./compose.ts";
import { factsOf, type MailFacts } from "./facts.ts";
import { deskLink, type MailSettings } from "./settings.ts";

type Wanted = z.output<typeof PreviewMail>;
type Draft = NonNullable<Wanted["draft"]>;
type PreviewDeps = Pick<Deps, "db" | "clock" | "settings"> & { mails: MailSettings };

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
/** A name that leads nowhere, whoever clicks it. */
const PLACEHOLDER_LINK = "https://signing-link.invalid/";
const PLACEHOLDER_ID = "sig_draft";

const invalid = (path: string, message: string): InvalidInputError =>
  new InvalidInputError({
    code: "invalid_request",
    message: `${message}.`,
    details: { errors: [{ path, message }] },
  });

const signerOf = (signature: Signature, kind: MailKind, wanted: string | undefined): Signer | undefined => {
  if (kind === "sender_completion") return undefined;
  if (wanted === undefined) return signature.signers[0];
  const signer = signature.signers.find(({ signerId }) => signerId === wanted);
  if (signer === undefined) throw invalid("/signer_id", `${wanted} is no signer of ${signature.signatureId}`);
  return signer;
};

const factsOfSignature = (signature: Signature, wanted: Wanted): MailFacts => {
  const facts = factsOf(signature, signerOf(signature, wanted.kind, wanted.signer_id));
  if (facts !== undefined) return facts;
  throw invalid(
    "/kind",
    `${signature.signatureId} names no sender_email, so nobody would get this mail: choose another kind`,
  );
};

const factsOfDraft = (draft: Draft, deps: PreviewDeps, kind: MailKind, now: Date): MailFacts => {
  const senderEmail = draft.sender_email ?? null;
  if (kind === "sender_completion" && senderEmail === null) {
    throw invalid("/draft/sender_email", "This mail goes to the sender: give their address");
  }
  const signer = { email: draft.signer.email, name: draft.signer.name || null };
  return {
    language: DEFAULT_LANGUAGE,
    to: kind === "sender_completion" ? { email: senderEmail ?? "", name: null } : signer,
    title: draft.title,
    documents: draft.documents ?? [draft.title],
    signers: [signer.name ?? signer.email],
    provider: deps.settings.provider,
    expiresAt: new Date(now.getTime() + (draft.expires_in_days ?? DEFAULT_DAYS) * DAY_MS),
    completedAt: null,
    reason: null,
    senderEmail,
  };
};

/** @throws NotFoundError; InvalidInputError for a foreign signer, or when nobody would get the mail. */
export const previewMail = async (deps: PreviewDeps, actor: Actor, wanted: Wanted): Promise<MailPreview> => {
  const { kind, draft, signature_id: signatureId = PLACEHOLDER_ID } = wanted;
  const now = deps.clock.now();
  const facts =
    draft === undefined
      ? factsOfSignature(await loadSignature(deps.db, actor.workspaceId, signatureId), wanted)
      : factsOfDraft(draft, deps, kind, now);
  const mail = composeMail(
    kind,
    {
      ...facts,
      language: wanted.language ?? facts.language,
      reason: wanted.reason ?? facts.reason,
      completedAt: facts.completedAt ?? now,
    },
    { now, signingLinks: [PLACEHOLDER_LINK], deskLink: deskLink(deps.mails, signatureId) },
  );
  const { to, language, subject, html, text } = mail;
  return { kind, language, to, subject, html, text };
};
