// Signature requests with their documents, signers and the links to sign.
import type { InvitationItem, RequestItem } from "../../../pages-deps.ts";
import { h, icon } from "../dom.ts";
import { shortTime } from "../live.ts";
import { chip, nothingYet, shortId } from "./parts.ts";

/** One card per request, newest first. */
export function requestCards({
  requests,
  invitations,
}: {
  requests: RequestItem[];
  invitations: InvitationItem[];
}): Node[] {
  if (requests.length === 0)
    return [nothingYet("No signature request yet. Send one to /v1/signature_requests.")];
  return requests.map((request) => {
    const own = invitations.filter(
      (invitation) => invitation.signature_request_id === request.signature_request_id,
    );
    return card(request, own);
  });
}

function card(request: RequestItem, invitations: InvitationItem[]): HTMLElement {
  const titles = request.documents.map((document) => document.title).join(", ");
  const cancelled = request.documents.every((document) => document.cancelled);
  const state = cancelled
    ? chip("cancelled", "bad")
    : request.is_completed
      ? chip("completed", "good")
      : chip("in progress", "calm");
  const notes = [
    request.bundle && "bundle",
    request.embedded && "embedded",
    !request.send_emails && "no mails",
  ].filter(Boolean);
  return h(
    "article",
    { class: "card-row" },
    h("header", {}, h("h3", {}, titles || "(no title)"), state),
    h(
      "p",
      { class: "row-note" },
      shortId(request.signature_request_id),
      h("time", { datetime: request.created_at }, shortTime(request.created_at)),
      notes.length > 0 && h("span", {}, notes.join(", ")),
    ),
    h("ul", { class: "signers" }, ...invitations.map(signerLine)),
  );
}

function signerLine(invitation: InvitationItem): HTMLElement {
  const tones = { open: "calm", waiting: "quiet", signed: "good", cancelled: "bad" } as const;
  return h(
    "li",
    {},
    h("span", { class: "signer-order" }, invitation.order === undefined ? "" : String(invitation.order)),
    h(
      "span",
      { class: "signer-name" },
      invitation.email,
      invitation.role !== undefined && h("span", { class: "signer-role" }, invitation.role),
    ),
    chip(invitation.status, tones[invitation.status]),
    h(
      "a",
      {
        class: "button secondary small",
        href: invitation.sign_document_url,
        target: "_blank",
        rel: "noopener noreferrer",
        "data-key": invitation.invitation_id,
        "aria-label": `Open signing page of ${invitation.email}`,
      },
      icon("pen"),
      "Open signing page",
    ),
  );
}
