// The mail being read: who, when, its links, its HTML in a sealed frame or its text.
import type { MailItem } from "../../../pages-deps.ts";
import { h, icon } from "../dom.ts";
import { shortTime } from "../live.ts";

/** The mail, or what stands there when there is none. */
export function readingPane(mail: MailItem | "empty" | "none"): Node[] {
  if (mail === "empty")
    return [
      nothing("No mail yet", "Invitations and everything sent to the sandbox's mail server arrive here."),
    ];
  if (mail === "none") return [nothing("No mail chosen", "Choose a mail from the list.")];
  return [
    h("a", { class: "button quiet mail-back", href: "#" }, "Back to the list"),
    h(
      "header",
      { class: "mail-head" },
      h("h1", {}, mail.subject || "(no subject)"),
      h(
        "dl",
        {},
        h("dt", {}, "From"),
        h("dd", {}, mail.from),
        ...(mail.reply_to === undefined ? [] : [h("dt", {}, "Reply to"), h("dd", {}, mail.reply_to)]),
        h("dt", {}, "To"),
        h("dd", {}, mail.to.join(", ")),
        h("dt", {}, "At"),
        h("dd", {}, h("time", { datetime: mail.at }, shortTime(mail.at))),
        h("dt", {}, "Came by"),
        h("dd", {}, mail.source === "smtp" ? "SMTP" : "the sandbox itself"),
      ),
    ),
    mail.html === undefined ? h("p", { class: "mail-text" }, ...linked(mail.text)) : htmlPart(mail),
    ...links(mail),
  ];
}

// No scripts, no forms, no same origin: a mail may only be looked at, and its links open elsewhere.
function htmlPart(mail: MailItem): HTMLElement {
  return h("iframe", {
    class: "mail-frame",
    title: `Content of the mail "${mail.subject}"`,
    sandbox: "allow-popups allow-popups-to-escape-sandbox",
    src: `mailbox/${encodeURIComponent(mail.id)}/html`,
  });
}

function links(mail: MailItem): Node[] {
  if (mail.links.length === 0) return [];
  const items = [...new Set(mail.links)].map((link) => h("li", {}, anchor(link)));
  return [h("section", { class: "mail-links" }, h("h2", {}, "Links in this mail"), h("ul", {}, ...items))];
}

/** Text with its addresses made clickable. */
function linked(text: string): (Node | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, index) => (index % 2 === 1 ? anchor(piece) : piece));
}

function anchor(link: string): HTMLElement {
  const safe = /^https?:\/\//i.test(link);
  return safe
    ? h("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, link)
    : h("span", {}, link);
}

function nothing(title: string, text: string): HTMLElement {
  return h("div", { class: "nothing" }, icon("mail"), h("h1", {}, title), h("p", {}, text));
}
