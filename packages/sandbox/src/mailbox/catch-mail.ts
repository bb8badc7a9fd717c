// An SMTP server that accepts everything and delivers it to the mailbox alone.
import type { AddressInfo } from "node:net";
import type { AddressObject, ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import type { Deps } from "../deps.ts";
import { insertMail } from "./store.ts";

const LARGEST_MAIL_BYTES = 30 * 1024 * 1024;

export interface MailCatcher {
  port: number;
  close(): Promise<void>;
}

/** Loaded with the first mail: the parser and its character sets take a good part of a start. */
async function parse(stream: SMTPServerDataStream): Promise<ParsedMail> {
  const { simpleParser } = await import("mailparser");
  return simpleParser(stream);
}

/** @throws Error when the port is taken. */
export async function catchMail(deps: Deps, where: { host: string; port: number }): Promise<MailCatcher> {
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ["STARTTLS"],
    size: LARGEST_MAIL_BYTES,
    // A mailer that keeps its connection open must not hold up the stop.
    closeTimeout: 200,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "anybody" }),
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
      parse(stream).then(
        (mail) => {
          insertMail(deps.db, deps.clock.now(), {
            from: mail.from?.text ?? "",
            ...(mail.replyTo ? { reply_to: mail.replyTo.text } : {}),
            to: recipients.length > 0 ? recipients : addresses(mail.to),
            subject: mail.subject ?? "",
            text: mail.text ?? "",
            ...(mail.html ? { html: mail.html } : {}),
            source: "smtp",
          });
          done();
        },
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  server.on("error", (error: Error) => deps.log("the mail catcher had a fault", { error: error.message }));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", (cause: Error) => {
      reject(
        new Error(`The SMTP port ${where.port} on ${where.host} cannot be used: ${cause.message}.`, {
          cause,
        }),
      );
    });
    server.listen(where.port, where.host, resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  // The library can forget to call back when its last connection ends while it waits for it.
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      const patience = setTimeout(resolve, 1_000);
      server.close(() => {
        clearTimeout(patience);
        resolve();
      });
    });
  return { port, close };
}

function addresses(to: AddressObject | AddressObject[] | undefined): string[] {
  const lists = to === undefined ? [] : Array.isArray(to) ? to : [to];
  return lists.flatMap((list) => list.value.map((item) => item.address ?? ""));
}
