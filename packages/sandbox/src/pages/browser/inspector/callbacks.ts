// Callbacks with every attempt, what was answered, and a button to send them again.
import type { CallbackAttempt, CallbackItem } from "../../../pages-deps.ts";
import { control } from "../control.ts";
import { h } from "../dom.ts";
import { shortTime } from "../live.ts";
import type { Act } from "./act.ts";
import { chip, nothingYet, shortId } from "./parts.ts";

const STATES = {
  pending: ["waiting for a retry", "calm"],
  accepted: ["accepted", "good"],
  gave_up: ["given up", "bad"],
  no_url: ["no URL set", "quiet"],
  dropped: ["dropped by a fault", "bad"],
} as const;

/** One card per callback, newest first. */
export function callbackCards(callbacks: CallbackItem[], act: Act): Node[] {
  if (callbacks.length === 0) return [nothingYet("No callback yet. They are sent when somebody signs.")];
  return callbacks.map((callback) => card(callback, act));
}

function card(callback: CallbackItem, act: Act): HTMLElement {
  const [state, tone] = STATES[callback.state];
  const again = () =>
    act("Callback sent again", () =>
      control("POST", `callbacks/${encodeURIComponent(callback.id)}/redeliver`),
    );
  return h(
    "article",
    { class: "card-row" },
    h("header", {}, h("h3", {}, callback.event_type), chip(state, tone)),
    h(
      "p",
      { class: "row-note" },
      shortId(callback.document_id ?? callback.signature_request_id),
      h("time", { datetime: callback.created_at }, shortTime(callback.created_at)),
      callback.signer_email !== undefined && h("span", {}, callback.signer_email),
      callback.next_due !== undefined && h("span", {}, `next attempt ${shortTime(callback.next_due)}`),
    ),
    h(
      "div",
      { class: "row-actions" },
      h(
        "details",
        { "data-key": `details ${callback.id}` },
        h("summary", { "data-key": `summary ${callback.id}` }, attemptsText(callback.attempts.length)),
        h("ol", { class: "attempts" }, ...callback.attempts.map(attemptLine)),
        h("pre", { class: "payload", tabindex: 0, "aria-label": "Body sent" }, callback.payload),
      ),
      h(
        "button",
        {
          type: "button",
          class: "button secondary small",
          "data-key": `again ${callback.id}`,
          on: { click: () => void again() },
        },
        "Redeliver",
      ),
    ),
  );
}

function attemptsText(count: number): string {
  return count === 1 ? "1 attempt" : `${count} attempts`;
}

function attemptLine(attempt: CallbackAttempt): HTMLElement {
  const answer = attempt.error ?? `${attempt.status ?? "no answer"} ${attempt.body ?? ""}`.trim();
  return h(
    "li",
    {},
    h("time", { datetime: attempt.at }, shortTime(attempt.at)),
    h("span", { class: "attempt-url" }, attempt.url),
    h("span", { class: "attempt-answer" }, answer),
  );
}
