// Sends mails through SMTP.
import type { Language } from "@creditnexus/contract";
import type { Transporter } from "nodemailer";
import { within } from "../../clock/within.ts";

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
  /** Rejects when the server does not let the desk in, with what it said; asked at most once a minute. */
  verify(): Promise<void>;
  close(): Promise<void>;
};

const TIMEOUT_MS = 20_000;
/** People wait for the checks. */
const VERIFY_WITHIN_MS = 5_000;
/** A refused password counts too: some servers lock out whoever repeats it. */
const VERIFIED_FOR_MS = 60_000;

/** The address as an object: inside a string a comma would make it two. */
const bare = (address: string) => ({ name: "", address });

/** Greeting, encryption and log-in, over a connection of its own. */
const signIn = async (smtpUrl: string): Promise<void> => {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: VERIFY_WITHIN_MS,
    greetingTimeout: VERIFY_WITHIN_MS,
    socketTimeout: VERIFY_WITHIN_MS,
  });
  await within(VERIFY_WITHIN_MS, "the mail server", () => transport.verify());
};

/** `smtpUrl` as `smtp://user:password@host:port` or `smtps://…`. Loads its library and connects with the first mail. */
export const createMailer = (smtpUrl: string, from: string): Mailer => {
  let opening: Promise<Transporter> | undefined;
  let verified: { at: number; answer: Promise<void> } | undefined;
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
    verify() {
      const now = performance.now();
      if (verified === undefined || now - verified.at > VERIFIED_FOR_MS) {
        verified = { at: now, answer: signIn(smtpUrl) };
      }
      return verified.answer;
    },
    async close() {
      (await opening)?.close();
    },
  };
};
