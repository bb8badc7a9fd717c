// The list of mails.
import type { MailItem } from "../../../pages-deps.ts";
import { h } from "../dom.ts";
import { shortTime } from "../live.ts";

/** One line per mail; the one being read is marked. */
export function mailList({ mails, shown }: { mails: MailItem[]; shown: string | undefined }): Node[] {
  return mails.map((mail) =>
    h(
      "a",
      {
        class: "mail-line",
        href: `#${encodeURIComponent(mail.id)}`,
        "data-key": mail.id,
        "aria-current": mail.id === shown ? "true" : undefined,
      },
      h("span", { class: "mail-to" }, mail.to.join(", ")),
      h("time", { class: "mail-time", datetime: mail.at }, shortTime(mail.at)),
      h("span", { class: "mail-subject" }, mail.subject || "(no subject)"),
      h("span", { class: "mail-start" }, mail.text.replace(/https?:\S+|\s+/g, " ").slice(0, 120)),
    ),
  );
}
