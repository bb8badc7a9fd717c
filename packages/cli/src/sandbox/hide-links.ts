// Takes signing links out of what is shown: whoever has one can sign.
import type { Invitation, Mail } from "./shapes.ts";

const HIDDEN = "(hidden; --links shows it)";

/** The invitation without its link. */
export const withoutLink = (invitation: Invitation): Omit<Invitation, "sign_document_url"> => {
  const { sign_document_url: _link, ...rest } = invitation;
  return rest;
};

/** The mail with every link replaced wherever it stands, in its text, its HTML and its list. */
export const withoutLinks = (mail: Mail): Mail => {
  const hide = (text: string) =>
    mail.links
      // Longest first: a link may be the beginning of another.
      .toSorted((a, b) => b.length - a.length)
      .reduce(
        (left, link) => left.replaceAll(link, HIDDEN).replaceAll(link.replaceAll("&", "&amp;"), HIDDEN),
        text,
      );
  const { html } = mail;
  return {
    ...mail,
    text: hide(mail.text),
    links: mail.links.map(() => HIDDEN),
    ...(typeof html === "string" ? { html: hide(html) } : {}),
  };
};
