// What a mail is about: the few facts of a signature, or of a draft, that its words need.
import type { Language } from "@creditnexus/contract";
import type { Provider } from "../deps.ts";
import type { Signature, Signer } from "../signatures/signature.ts";

export type MailFacts = {
  language: Language;
  to: { email: string; name: string | null };
  title: string;
  /** Titles. */
  documents: readonly string[];
  /** Names, or addresses where there is none. */
  signers: readonly string[];
  provider: Provider;
  expiresAt: Date;
  completedAt: Date | null;
  /** Of a cancellation. */
  reason: string | null;
  senderEmail: string | null;
};

/** The language that a signer is written to. */
export const languageOf = (signature: Signature, signer: Signer | undefined): Language =>
  signer?.language ?? signature.language;

/** Without a signer the mail goes to whoever sent the request; undefined when nobody is named. */
export const factsOf = (signature: Signature, signer: Signer | undefined): MailFacts | undefined => {
  const { senderEmail } = signature;
  const to = signer ?? (senderEmail === null ? undefined : { email: senderEmail, name: null });
  if (to === undefined) return undefined;
  return {
    language: languageOf(signature, signer),
    to: { email: to.email, name: to.name },
    title: signature.title,
    documents: signature.documents.map(({ title }) => title),
    signers: signature.signers.map(({ name, email }) => name ?? email),
    provider: signature.provider,
    expiresAt: signature.expiresAt,
    completedAt: signature.completedAt,
    reason: signature.closedReason,
    senderEmail,
  };
};
