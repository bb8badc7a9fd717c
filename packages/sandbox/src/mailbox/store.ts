// The mailbox: mails the sandbox wrote itself and those its SMTP server caught. Nothing leaves it.
import { randomUUID } from "node:crypto";
import { defined, number, optionalText, text } from "../db/columns.ts";
import type { Db, Row } from "../db/open.ts";
import type { MailItem } from "../pages-deps.ts";

function toMail(row: Row): MailItem {
  return defined({
    id: text(row, "mail_id"),
    at: new Date(number(row, "at")).toISOString(),
    from: text(row, "sender"),
    reply_to: optionalText(row, "reply_to"),
    to: JSON.parse(text(row, "recipients")) as string[],
    subject: text(row, "subject"),
    text: text(row, "text"),
    html: optionalText(row, "html"),
    links: JSON.parse(text(row, "links")) as string[],
    source: text(row, "source") === "smtp" ? ("smtp" as const) : ("sandbox" as const),
  });
}

export function insertMail(db: Db, at: number, mail: Omit<MailItem, "id" | "at" | "links">): void {
  db.run(
    `INSERT INTO mails (mail_id, at, sender, reply_to, recipients, subject, text, html, links, source)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    randomUUID(),
    at,
    mail.from,
    mail.reply_to ?? null,
    JSON.stringify(mail.to),
    mail.subject,
    mail.text,
    mail.html ?? null,
    JSON.stringify(findLinks(mail.text, mail.html)),
    mail.source,
  );
}

/** Newest first. */
export function listMails(db: Db): MailItem[] {
  return db.all("SELECT * FROM mails ORDER BY seq DESC LIMIT 500").map(toMail);
}

export function findMail(db: Db, mailId: string): MailItem | undefined {
  const row = db.get("SELECT * FROM mails WHERE mail_id = ?", mailId);
  return row && toMail(row);
}

/** Absolute http(s) URLs of text and HTML links, each once, in order. */
export function findLinks(plain: string, html?: string): string[] {
  const fromText = plain.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
  const fromHtml = [...(html ?? "").matchAll(/href\s*=\s*["'](https?:\/\/[^"']+)["']/gi)].map((match) =>
    (match[1] ?? "").replaceAll("&amp;", "&"),
  );
  return [...new Set([...fromText.map((link) => link.replace(/[.,;:!?]+$/, "")), ...fromHtml])];
}
