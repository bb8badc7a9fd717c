// Words the mails that signers get from the desk itself.
import type { Signature, Signer } from "../signatures/signature.ts";
import type { Mail } from "./mailer.ts";

const DAY_MS = 86_400_000;

const greeting = (signer: Signer): string => (signer.name === null ? "Hello," : `Dear ${signer.name},`);

const inDays = (days: number): string => (days <= 1 ? "tomorrow at the latest" : `in ${days} days`);

const date = (at: Date): string =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(at);

/** One line of a subject cannot hold line breaks, whoever wrote the title. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

const sandboxNote = (signature: Signature): string[] =>
  signature.provider === "sandbox"
    ? ["", "This mail comes from a sandbox: a signature made there binds nobody."]
    : [];

export const reminderMail = (
  signature: Signature,
  signer: Signer,
  links: readonly string[],
  now: Date,
): Mail => {
  const days = Math.ceil((signature.expiresAt.getTime() - now.getTime()) / DAY_MS);
  return {
    to: signer.email,
    subject: oneLine(`Reminder: ${signature.title} waits for your signature`),
    text: [
      greeting(signer),
      "",
      `${signature.title} still waits for your signature. The time to sign ends ${inDays(days)}, on ${date(signature.expiresAt)} UTC.`,
      "",
      links.length === 1 ? "Sign here:" : "Sign here, one document after the other:",
      ...links,
      "",
      "The link is meant for you alone: whoever has it can sign in your name.",
      ...sandboxNote(signature),
      "",
    ].join("\n"),
  };
};

export const cancellationMail = (signature: Signature, signer: Signer): Mail => ({
  to: signer.email,
  subject: oneLine(`Cancelled: ${signature.title}`),
  text: [
    greeting(signer),
    "",
    `The request to sign ${signature.title} was cancelled. You need not do anything; the link you received no longer works.`,
    ...(signature.closedReason === null ? [] : ["", `Reason: ${signature.closedReason}`]),
    ...sandboxNote(signature),
    "",
  ].join("\n"),
});
