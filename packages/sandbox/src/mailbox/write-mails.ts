// The mails DigiSigner would send: invitations, and notices that somebody signed or all have.
import { accountById } from "../accounts/store.ts";
import { recordAudit } from "../audit/record.ts";
import { MAIL_ADDRESS } from "../choices.ts";
import type { Deps } from "../deps.ts";
import { mailLink, signDocumentUrl } from "../invitations/sign-url.ts";
import type { Invitation } from "../invitations/store.ts";
import type { RequestDocument, SignatureRequest } from "../requests/store.ts";
import { insertMail } from "./store.ts";

const NOTE = "This mail comes from a DigiSigner sandbox. Signatures made with it bind nobody.";

/** Asks somebody to sign; `documents` are those of the invitation. */
export function writeInvitation(
  deps: Deps,
  request: SignatureRequest,
  invitation: Invitation,
  documents: readonly RequestDocument[],
): void {
  const { options } = request;
  const [first] = documents;
  if (!first) return;
  const url = signDocumentUrl(deps.publicUrl(), first.documentId, invitation.invitationId);
  const link = mailLink(url, options.redirectForSigningToUrl);
  const title = options.bundle ? (options.bundleTitle ?? first.title) : first.title;
  const subject = options.bundle ? (options.bundleSubject ?? first.subject) : first.subject;
  const message = options.bundle ? (options.bundleMessage ?? first.message) : first.message;
  const titles = documents.map((document) => `- ${document.title}`).join("\n");
  const what = documents.length > 1 ? `${title}\n${titles}` : title;
  const text = `${message}\n\n${what}\n\nReview and sign: ${link}\n\n${NOTE}\n`;
  const html =
    `<p>${escapeHtml(message)}</p><p><strong>${escapeHtml(what).replaceAll("\n", "<br>")}</strong></p>` +
    `<p><a href="${escapeHtml(link)}">Review and sign</a></p><p><small>${NOTE}</small></p>`;
  send(deps, request, [invitation.email], subject, text, html);
}

/** Tells a signer that the signature has arrived. */
export function writeSigned(deps: Deps, request: SignatureRequest, email: string, titles: string[]): void {
  const what = titles.join(", ");
  const text = `You have signed: ${what}\n\n${NOTE}\n`;
  const html = `<p>You have signed: ${escapeHtml(what)}</p><p><small>${NOTE}</small></p>`;
  send(deps, request, [email], `Signed: ${what}`, text, html);
}

/** Tells every signer that all have signed. */
export function writeCompleted(
  deps: Deps,
  request: SignatureRequest,
  emails: string[],
  titles: string[],
): void {
  const what = titles.join(", ");
  const text = `All signers have signed: ${what}\n\n${NOTE}\n`;
  const html = `<p>All signers have signed: ${escapeHtml(what)}</p><p><small>${NOTE}</small></p>`;
  for (const email of emails) send(deps, request, [email], `Completed: ${what}`, text, html);
}

function send(
  deps: Deps,
  request: SignatureRequest,
  to: string[],
  subject: string,
  text: string,
  html: string,
): void {
  const name = request.options.emailFromField ?? accountById(deps.db, request.accountId).fromName;
  const from = `"${name.replace(/["\\\r\n]/g, "")}" <${MAIL_ADDRESS}>`;
  const { requestId, options } = request;
  const replyTo = options.replyToEmail === undefined ? {} : { reply_to: options.replyToEmail };
  insertMail(deps.db, deps.clock.now(), { from, ...replyTo, to, subject, text, html, source: "sandbox" });
  recordAudit(deps.db, deps.clock.now(), { action: "mail_sent", requestId, email: to.join(", ") });
}

function escapeHtml(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
