// Sends mails through SMTP.
import type { Language } from "@creditnexus/contract";
import type { Transporter } from "nodemailer";

export type Mail = {
  to: string;
  /** Where an answer goes; undefined: to the address of `MAIL_FROM`. */
  replyTo: string | undefined;
  language: Language;
  subject: string;
  text: string;
  html: string;
};

export type Mailer = {
  /** Resolves when the server has taken it. */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
};

const TIMEOUT_MS = 20_000;

/** The address as an object: inside a string a comma would make it two. */
const bare = (address: string) => ({ name: "", address });

/** `smtpUrl` as `smtp://user:password@host:port` or `smtps://…`. Loads its library and connects with the first mail. */
export const createMailer = (smtpUrl: string, from: string): Mailer => {
  let opening: Promise<Transporter> | undefined;
  const open = async (): Promise<Transporter> => {
    const { createTransport } = await import("nodemailer");
    return createTransport({
      url: smtpUrl,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    });
  };
  return {
    async send({ to, replyTo, language, subject, text, html }) {
      opening ??= open();
      await (await opening).sendMail({
        from,
        to: bare(to),
        ...(replyTo === undefined ? {} : { replyTo: bare(replyTo) }),
        subject,
        text,
        html,
        // RFC 3834: keeps automatic answers away.
        headers: { "Auto-Submitted": "auto-generated", "Content-Language": language },
      });
    },
    async close() {
      (await opening)?.close();
    },
  };
};
