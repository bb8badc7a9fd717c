// Starts the mailbox: a list of mails, newest first, beside the mail that is read.
import type { MailItem } from "../../../pages-deps.ts";
import { control } from "../control.ts";
import { h } from "../dom.ts";
import { keepLive, part } from "../live.ts";
import { toolHeader } from "../tool-header.ts";
import { mailList } from "./list.ts";
import { readingPane } from "./reading.ts";

const stage = document.getElementById("stage") ?? document.body;
const list = h("nav", { class: "mail-list", "aria-label": "Mails" });
const pane = h("main", { class: "mail-pane", tabindex: -1 });
const frame = h("div", { class: "mailbox" }, list, pane);
stage.replaceChildren(toolHeader("mailbox"), frame);

let mails: MailItem[] = [];
const showList = part(list, mailList);
const showMail = part(pane, readingPane);

function show(): void {
  const chosen = decodeURIComponent(location.hash.slice(1));
  const mail = mails.find(({ id }) => id === chosen);
  // A wide screen has room for the newest mail at once; a phone starts with the list.
  const shown = mail ?? (matchMedia("(min-width: 720px)").matches ? mails[0] : undefined);
  frame.classList.toggle("is-reading", mail !== undefined);
  showList({ mails, shown: shown?.id });
  showMail(shown ?? (mails.length === 0 ? "empty" : "none"));
}

window.addEventListener("hashchange", () => {
  show();
  if (location.hash !== "") pane.focus();
});
keepLive(async () => {
  mails = (await control<{ mails: MailItem[] }>("GET", "mailbox")).mails;
  show();
});
