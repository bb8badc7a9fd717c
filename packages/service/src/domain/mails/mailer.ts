// Sends mails through SMTP.
import { createTransport } from "nodemailer";

export type Mail = { to: string; subject: string; text: string };

export type Mailer = {
  /** Resolves when the server has taken it. */
  send(mail: Mail): Promise<void>;
  close(): void;
};

const TIMEOUT_MS = 20_000;

/** `smtpUrl` as `smtp://user:password@host:port` or `smtps://…`. Connects with the first mail. */
export const createMailer = (smtpUrl: string, from: string): Mailer => {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    async send({ to, subject, text }) {
      // The address as an object: inside a string a comma would make it two.
      await transport.sendMail({ from, to: { name: "", address: to }, subject, text });
    },
    close: () => transport.close(),
  };
};
