// What mails need to know about the installation.
import type { MailTransport } from "@creditnexus/contract";

export type MailSettings = {
  transport: MailTransport;
  /** As people reach the desk, without a trailing slash: the start of links in mails. */
  deskUrl: string;
};

/** The agreement in the desk, for those who may sign in there. */
export const deskLink = ({ deskUrl }: MailSettings, signatureId: string): string =>
  `${deskUrl}/agreements/${signatureId}`;
