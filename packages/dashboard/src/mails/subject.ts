// What a preview is about, and whom its mail could go to.
import type { Language, MailKind, PreviewMail, Signature } from "@creditnexus/contract";
import { type Draft, daysOf, titleOf } from "../new-request/draft.ts";

export interface Recipient {
  value: string;
  label: string;
  language: Language;
  /** What of the call's body names them. */
  about: Omit<PreviewMail, "kind" | "language">;
}

export interface PreviewSubject {
  signers: Recipient[];
  /** Undefined when the request names nobody. */
  sender: Recipient | undefined;
}

export const kindOptions = ({ sender }: PreviewSubject): { value: MailKind; label: string }[] => [
  { value: "reminder", label: "Reminder" },
  { value: "cancellation", label: "Cancellation" },
  { value: "completion", label: "Completion, to signers" },
  ...(sender === undefined
    ? []
    : [{ value: "sender_completion" as const, label: "Completion, to the sender" }]),
];

export const recipientsOf = (subject: PreviewSubject, kind: MailKind): Recipient[] =>
  kind === "sender_completion" && subject.sender !== undefined ? [subject.sender] : subject.signers;

export const subjectOfSignature = (signature: Signature): PreviewSubject => {
  const { signature_id, signers, language, sender_email } = signature;
  return {
    signers: signers.map((signer) => ({
      value: signer.signer_id,
      label: signer.name ?? signer.email,
      language: signer.language ?? language,
      about: { signature_id, signer_id: signer.signer_id },
    })),
    sender:
      sender_email === null
        ? undefined
        : { value: sender_email, label: sender_email, language, about: { signature_id } },
  };
};

export const subjectOfDraft = (draft: Draft): PreviewSubject => {
  const senderEmail = draft.senderEmail.trim();
  const common = {
    title: titleOf(draft),
    documents: draft.documents.map(({ title }) => title),
    expires_in_days: daysOf(draft),
    ...(senderEmail === "" ? {} : { sender_email: senderEmail }),
  };
  const signers = draft.signers.map((signer): Recipient => {
    const email = signer.email.trim();
    const name = signer.name.trim();
    return {
      value: signer.key,
      label: name || email,
      language: signer.language || draft.language,
      about: { draft: { ...common, signer: { email, ...(name === "" ? {} : { name }) } } },
    };
  });
  const [first] = signers;
  const sender: Recipient | undefined =
    senderEmail === "" || first === undefined
      ? undefined
      : { value: senderEmail, label: senderEmail, language: draft.language, about: first.about };
  return { signers, sender };
};
