// The notices for every state of an invitation in which there is nothing to sign.
import type { SigningSession } from "../../../../signing/session.ts";
import { h, icon } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import { Refused, type SigningApi } from "../api.ts";
import { notice } from "./notice.ts";

/** Others have to sign first. */
export function waitingScreen(t: Messages, session: SigningSession, again: () => void): HTMLElement {
  const others = session.waiting_for ?? [];
  return notice({
    symbol: "clock",
    tone: "calm",
    title: t.waitingTitle,
    text: t.waitingText,
    more: [
      others.length > 0
        ? h(
            "div",
            { class: "notice-list" },
            h("p", {}, t.waitingFor),
            h("ul", {}, ...others.map((email) => h("li", {}, email))),
          )
        : undefined,
      h("button", { type: "button", class: "button secondary", on: { click: again } }, t.waitingCheck),
    ],
  });
}

/** Signed earlier. */
export function signedScreen(t: Messages, api: SigningApi, session: SigningSession): HTMLElement {
  return notice({
    symbol: "check",
    tone: "good",
    title: t.signedTitle,
    text: t.signedText,
    more: [downloads(t, api, session)],
  });
}

/** Withdrawn by the sender. */
export function cancelledScreen(t: Messages): HTMLElement {
  return notice({ symbol: "close", tone: "bad", title: t.cancelledTitle, text: t.cancelledText });
}

/** Just signed; leads on when the sender wants that. */
export function doneScreen(
  t: Messages,
  api: SigningApi,
  session: SigningSession,
  redirect: string | undefined,
): HTMLElement {
  const onward =
    redirect === undefined
      ? undefined
      : h("a", { class: "button primary", href: redirect, target: "_self" }, t.doneContinue);
  return notice({
    symbol: "check",
    tone: "good",
    title: t.doneTitle,
    text: redirect === undefined ? t.doneText : t.doneRedirect,
    more: [onward ?? downloads(t, api, session)],
  });
}

/** The page could not be opened: a wrong link, or trouble that may pass. */
export function failureScreen(t: Messages, error: unknown, again: () => void): HTMLElement {
  if (error instanceof Refused && error.status === 404) {
    return notice({ symbol: "warning", tone: "bad", title: t.unknownTitle, text: t.unknownText });
  }
  const text = error instanceof Refused ? error.problem.message : t.offline;
  const retry = h("button", { type: "button", class: "button primary", on: { click: again } }, t.retry);
  return notice({ symbol: "warning", tone: "bad", title: t.brokenTitle, text, more: [retry] });
}

function downloads(t: Messages, api: SigningApi, session: SigningSession): HTMLElement | undefined {
  const documents = session.documents.filter((document) => !document.cancelled);
  if (documents.length === 0) return undefined;
  return h(
    "p",
    { class: "notice-actions" },
    ...documents.map((document) =>
      h(
        "a",
        {
          class: "button secondary",
          href: api.contentUrl(document.document_id),
          download: `${document.title}.pdf`,
        },
        icon("download"),
        t.download(document.title),
      ),
    ),
  );
}
