// The screen to sign on: header, pages with their fields, and the guide beside them.
import type { SigningSession } from "../../../../signing/session.ts";
import { announce } from "../../announce.ts";
import { h, reveal } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import { Refused, type SigningApi } from "../api.ts";
import type { Entries, Entry, MadeSignature } from "../entries.ts";
import type { FieldDeps, FieldView } from "../fields/field.ts";
import { fillPage } from "../fields/index.ts";
import { createGuide } from "../guide.ts";
import { enableFreePlacement } from "../placement/free.ts";
import { askForSignature } from "../signature/dialog.ts";
import type { SignatureType } from "../signature/maker.ts";
import type { Step } from "../steps.ts";
import { submissionOf } from "../submission.ts";
import { createViewer } from "../viewer/viewer.ts";
import { zoomButtons } from "../viewer/zoom.ts";

/** What the screen works with. */
export interface SigningDeps {
  t: Messages;
  api: SigningApi;
  session: SigningSession;
  entries: Entries;
  /** Called once the sandbox has recorded the signature. */
  signed(redirect: string | undefined): void;
  /** Called when the invitation is no longer open, or its access code no longer remembered, so that the page shows its new state. */
  outdated(): void;
}

/** Builds the screen. */
export function signingScreen({ t, api, session, entries, signed, outdated }: SigningDeps): HTMLElement {
  const viewer = createViewer(t, api, session);
  const small = matchMedia("(max-width: 719px)");
  let views: FieldView[] = [];
  const shown = new WeakMap<FieldView, Entry | undefined>();

  function fill(): void {
    const deps: FieldDeps = { t, api, entries, compact: small.matches, sign };
    for (const view of views) view.element.remove();
    views = viewer.pages.flatMap((page) => {
      for (const stale of page.layer.querySelectorAll(".field")) stale.remove();
      return fillPage(deps, page.document, page.number, page.layer);
    });
    for (const view of views) shown.set(view, entries.of(view.field));
  }

  async function sign(field: { field_id: string }, type: SignatureType, again: boolean): Promise<void> {
    const signature = await adopted(type, again);
    if (!signature) return;
    entries.set(field.field_id, { kind: "signature", signature });
    announce(type === "SIGNATURE" ? t.signaturePlaced : t.initialsPlaced);
  }

  async function adopted(type: SignatureType, again: boolean): Promise<MadeSignature | undefined> {
    const known = entries.current().adopted[type];
    if (known && !again) return known;
    const made = await askForSignature(t, type);
    if (made) entries.adopt(type, made);
    return made;
  }

  function goTo(fieldId: string): void {
    for (const view of views) view.element.classList.toggle("is-current", view.field.field_id === fieldId);
    const view = views.find((candidate) => candidate.field.field_id === fieldId);
    if (view) reveal(view.control);
  }

  function markMissing(steps: Step[]): void {
    const missing = new Set(steps.flatMap((step) => step.fields.map((field) => field.field_id)));
    for (const { field, element, control } of views) {
      const marked = element.classList.toggle("is-missing", missing.has(field.field_id));
      if (marked) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  async function finish(): Promise<void> {
    try {
      const result = await api.sign(submissionOf(session, entries));
      signed(result.redirect_url);
    } catch (error) {
      if (error instanceof Refused && [403, 409].includes(error.status)) return outdated();
      if (!(error instanceof Refused)) return guide.showProblem(h("p", {}, t.offline));
      const errors = error.problem.errors ?? [];
      const lines = errors.length > 0 ? errors.map(({ message }) => message) : [error.problem.message];
      guide.showProblem(
        h("p", {}, t.refused),
        h("ul", {}, ...lines.map((line) => h("li", {}, line))),
        h("p", {}, t.kept),
      );
      const first = errors.find(({ field_id }) => field_id !== undefined);
      if (first?.field_id !== undefined) goTo(first.field_id);
    }
  }

  fill();
  small.addEventListener("change", fill);
  entries.onChange(() => {
    for (const view of views) {
      const entry = entries.of(view.field);
      if (shown.get(view) === entry) continue;
      shown.set(view, entry);
      view.update();
    }
  });
  const placing = session.free_placement
    ? enableFreePlacement({ t, entries, viewer, signature: () => adopted("SIGNATURE", false) })
    : undefined;
  const guide = createGuide({
    t,
    session,
    entries,
    goTo: (step) => goTo(step.field.field_id),
    finish,
    markMissing,
    ...(placing ? { placing } : {}),
  });

  return h(
    "div",
    { class: "signing" },
    h(
      "header",
      { class: "signing-head" },
      h(
        "div",
        { class: "signing-title" },
        h("h1", { tabindex: -1 }, session.title),
        h("p", {}, subtitle(t, session)),
      ),
      zoomButtons(t, viewer),
    ),
    h("main", { class: "signing-main" }, viewer.element),
    guide.element,
  );
}

function subtitle(t: Messages, { signer, branding }: SigningSession): string {
  const sender = branding?.email_from_field;
  return [t.signingFor(signer.email), sender && t.sentBy(sender)].filter(Boolean).join(" · ");
}
