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
  /**
   * Resolves when the server has taken it.
   *
   * @throws MailOutcomeUnknown when it may have gone out all the same; any other error says that it has not.
   */
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

/** The connection broke, or the server fell silent, when the mail may have been handed over already. */
export class MailOutcomeUnknown extends Error {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The mail server did not say whether it took the mail (${reason})`, { cause });
  }
}

/** nodemailer's codes for what goes wrong before there is a session in which a mail could be handed over. */
const BEFORE_ANY_MAIL = new Set([
  "EDNS",
  "EAUTH",
  "ENOAUTH",
  "EOAUTH2",
  "ETLS",
  "EPROXY",
  "EENVELOPE",
  "EMESSAGE",
]);

/** A reply of the server is a refusal; without one, only what failed while connecting is known to have sent nothing. */
const hasNotGoneOut = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, responseCode, syscall, timeoutType } = error as Error & {
    code?: string;
    responseCode?: number;
    syscall?: string;
    timeoutType?: string;
  };
  if (responseCode !== undefined || syscall === "connect" || syscall === "getaddrinfo") return true;
  if (code !== undefined && BEFORE_ANY_MAIL.has(code)) return true;
  return timeoutType !== undefined && timeoutType !== "SOCKET_TIMEOUT";
};

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
export const createMailer = (smtpUrl: string, from: string, timeoutMs = TIMEOUT_MS): Mailer => {
  let opening: Promise<Transporter> | undefined;
  let verified: { at: number; answer: Promise<void> } | undefined;
  const open = async (): Promise<Transporter> => {
    const { createTransport } = await import("nodemailer");
    return createTransport({
      url: smtpUrl,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    });
  };
  return {
    async send({ to, replyTo, language, subject, text, html }) {
      opening ??= open();
      const transport = await opening;
      const sending = transport.sendMail({
        from,
        to: bare(to),
        ...(replyTo === undefined ? {} : { replyTo: bare(replyTo) }),
        subject,
        text,
        html,
        // RFC 3834: keeps automatic answers away.
        headers: { "Auto-Submitted": "auto-generated", "Content-Language": language },
      });
      await sending.catch((error: unknown) => {
        throw hasNotGoneOut(error) ? error : new MailOutcomeUnknown(error);
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
