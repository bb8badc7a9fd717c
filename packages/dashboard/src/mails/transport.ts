// Where the desk's own mails go on this installation, in a sentence.
import type { MailTransport } from "@creditnexus/contract";

export const transportSentence: Record<MailTransport, string> = {
  smtp: "It goes out through your mail server.",
  sandbox_mailbox: "It appears in the sandbox’s mailbox and does not leave this machine.",
  none: "It is not sent: the desk has no mail server (SMTP_URL is not set).",
};
