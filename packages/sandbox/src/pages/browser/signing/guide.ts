// The panel that leads the signer from field to field, shows what is left and finishes.

import type { SigningSession } from "../../../signing/session.ts";
import { h, icon } from "../dom.ts";
import type { Messages } from "../messages/en.ts";
import type { Entries } from "./entries.ts";
import { createStepList, titleOf } from "./step-list.ts";
import { missingSteps, nextStep, type Step, stepsOf } from "./steps.ts";

/** What the guide asks of the screen around it. */
export interface GuideDeps {
  t: Messages;
  session: SigningSession;
  entries: Entries;
  /** Leads to the field and focuses it. */
  goTo(step: Step): void;
  finish(): Promise<void>;
  /** Marks the fields of these steps as missing, and no others. */
  markMissing(steps: Step[]): void;
  /** Stands in for the list of fields when there are none. */
  placing?: HTMLElement;
}

/** The panel. */
export interface Guide {
  element: HTMLElement;
  /** Says in the panel why it did not work. */
  showProblem(...content: (Node | string)[]): void;
}

/** Builds the panel and keeps it true while entries change. */
export function createGuide({ t, session, entries, goTo, finish, markMissing, placing }: GuideDeps): Guide {
  const steps = stepsOf(session);
  const required = steps.filter((step) => step.required);
  let current: Step | undefined;
  let busy = false;
  // Nothing is called missing before somebody tried to finish without it.
  let insisting = false;

  const summary = h("p", { class: "guide-summary", role: "status" });
  const bar = h("div", { class: "guide-bar", "aria-hidden": "true" }, h("span"));
  const problem = h("div", { class: "guide-problem", role: "alert" });
  const list = createStepList({ t, session, steps, entries, open });
  const next = h("button", { type: "button", class: "button primary guide-next", on: { click: advance } });
  const end = h("button", {
    type: "button",
    class: "button guide-finish",
    on: { click: () => void tryToFinish() },
  });
  const toggle = h(
    "button",
    {
      type: "button",
      class: "button icon-only guide-toggle",
      "aria-expanded": "false",
      "aria-label": t.showFields,
      on: { click: unfold },
    },
    icon("expand"),
  );
  const details = h(
    "div",
    { class: "guide-details" },
    session.message !== undefined &&
      h(
        "figure",
        { class: "guide-message" },
        h("figcaption", {}, t.senderMessage),
        h("blockquote", {}, session.message),
      ),
    placing ?? list.element,
  );
  const element = h(
    "aside",
    { class: "guide", "aria-label": t.guide },
    h("div", { class: "guide-head" }, h("div", { class: "guide-progress" }, summary, bar), toggle),
    problem,
    details,
    h("p", { class: "guide-consent" }, t.consent),
    h("div", { class: "guide-actions" }, next, end),
  );

  function advance(): void {
    const step = nextStep(steps, entries, current);
    if (step) open(step);
  }
  function open(step: Step): void {
    current = step;
    fold();
    goTo(step);
    update();
  }
  function unfold(): void {
    const open = element.classList.toggle("is-open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-label", open ? t.hideFields : t.showFields);
  }
  function fold(): void {
    if (element.classList.contains("is-open")) unfold();
  }

  async function tryToFinish(): Promise<void> {
    if (busy) return;
    const missing = missingSteps(steps, entries);
    const [first] = missing;
    insisting = true;
    if (first) {
      showProblem(
        h("p", {}, t.missing(missing.length)),
        h("ul", {}, ...missing.slice(0, 6).map((step) => h("li", {}, titleOf(t, step)))),
      );
      return open(first);
    }
    if (session.free_placement && entries.current().placements.length === 0)
      return showProblem(t.freeMissing);
    busy = true;
    showProblem();
    update();
    await finish();
    busy = false;
    update();
  }

  function showProblem(...content: (Node | string)[]): void {
    problem.replaceChildren(...content);
  }

  function update(): void {
    const missing = missingSteps(steps, entries);
    const open = missing.length;
    markMissing(insisting ? missing : []);
    const done = required.length - open;
    const placed = entries.current().placements.length;
    const ready = session.free_placement ? placed > 0 : open === 0;
    const text = session.free_placement ? t.freeProgress(placed) : progressText(done);
    if (summary.textContent !== text) summary.textContent = text;
    const fraction = required.length === 0 ? Number(ready) : done / required.length;
    bar.style.setProperty("--done", String(fraction));
    list.show(current);
    next.hidden = session.free_placement || open === 0;
    next.replaceChildren(current || done > 0 ? t.next : t.start, icon("arrow"));
    end.className = `button guide-finish ${ready ? "primary" : "secondary"}`;
    end.textContent = busy ? t.finishing : t.finish;
    end.setAttribute("aria-disabled", String(busy));
    element.classList.toggle("is-ready", ready);
  }

  function progressText(done: number): string {
    if (required.length === 0) return t.nothingRequired;
    return done === required.length ? t.allDone : t.progress(done, required.length);
  }

  entries.onChange(() => {
    // What was said about the state before is out of date.
    if (problem.textContent !== "") showProblem();
    update();
  });
  update();
  return { element, showProblem };
}
