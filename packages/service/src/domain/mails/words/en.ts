// The mails in English.
import type { Words } from "./words.ts";

export const en: Words = {
  locale: "en-GB",
  greeting: (name) => (name === undefined ? "Hello," : `Dear ${name},`),
  reminder: {
    subject: (title) => `Reminder: ${title} waits for your signature`,
    heading: "Your signature is still missing",
    body: (title, days) =>
      `“${title}” still waits for your signature. The time to sign ends ${days <= 1 ? "within 24 hours" : `in ${days} days`}.`,
    expires: "Time to sign ends",
    sign: "Review and sign",
    signOneOf: (index, count) => `Review and sign document ${index} of ${count}`,
    severalLinks: "Each document has a link of its own; please sign one after the other.",
    linkIsYours:
      "The link is meant for you alone: whoever has it can sign in your name. Please do not pass this mail on.",
  },
  cancellation: {
    subject: (title) => `Cancelled: ${title}`,
    heading: "The request to sign was cancelled",
    body: (title) =>
      `The request to sign “${title}” was cancelled. You need not do anything; the link you received no longer works.`,
    reason: "Reason",
  },
  completion: {
    subject: (title) => `Completed: ${title}`,
    heading: "Everybody has signed",
    body: (title) => `Everybody has signed “${title}”.`,
    nothingToDo: "You need not do anything; the link you signed with is no longer needed.",
  },
  senderCompletion: {
    body: (title) => `Everybody has signed “${title}”, which you sent.`,
    proof:
      "The signed PDF is fetched and checked against what was sent. The desk shows when that is done and the PDF can be downloaded.",
    open: "Open in the desk",
    signIn: "The desk asks you to sign in; the link alone opens nothing.",
    signers: "Signers",
  },
  documents: "Documents",
  completedAt: "Completed",
  contact: (email) =>
    email === undefined
      ? "Questions, or no copy of the document? Please ask whoever sent you the agreement."
      : `Questions, or no copy of the document? Please write to ${email}.`,
  sandbox: "This mail comes from a sandbox: signatures made there bind nobody.",
  from: "Sent by CreditNexus Signatures",
};
