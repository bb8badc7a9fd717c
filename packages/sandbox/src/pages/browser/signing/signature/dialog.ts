// The dialog in which a signature or initials are made: draw, type or upload, then use it everywhere.
import { h, icon } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import type { MadeSignature } from "../entries.ts";
import { drawMaker } from "./draw.ts";
import type { Maker, SignatureType } from "./maker.ts";
import { typeMaker } from "./type.ts";
import { uploadMaker } from "./upload.ts";

type TabName = "draw" | "type" | "upload";

// Whoever typed the signature will want to type the initials.
let preferred: TabName = "draw";

/** Asks for a signature or initials; undefined when the person closes the dialog. */
export function askForSignature(t: Messages, type: SignatureType): Promise<MadeSignature | undefined> {
  const makers: Record<TabName, Maker> = {
    draw: drawMaker(t, type),
    type: typeMaker(t, type),
    upload: uploadMaker(t, type),
  };
  const names: Record<TabName, string> = { draw: t.tabDraw, type: t.tabType, upload: t.tabUpload };
  const problem = h("p", { class: "field-error", role: "alert" });
  const tabs = tabList(makers, names, () => {
    problem.textContent = "";
  });
  const use = h(
    "button",
    { class: "button primary", type: "submit" },
    type === "SIGNATURE" ? t.signatureUse : t.initialsUse,
  );
  const cancel = h(
    "button",
    { class: "button secondary", type: "button", on: { click: () => dialog.close() } },
    t.cancel,
  );
  const form = h(
    "form",
    { method: "dialog", class: "dialog-body" },
    tabs.element,
    problem,
    h("div", { class: "dialog-actions" }, cancel, use),
  );
  const dialog = h(
    "dialog",
    { class: "dialog signature-dialog", "aria-labelledby": "signature-title" },
    h(
      "header",
      { class: "dialog-head" },
      h("h2", { id: "signature-title" }, type === "SIGNATURE" ? t.signatureTitle : t.initialsTitle),
      h(
        "button",
        {
          class: "button icon-only",
          type: "button",
          "aria-label": t.close,
          on: { click: () => dialog.close() },
        },
        icon("close"),
      ),
    ),
    form,
  );

  return new Promise((resolve) => {
    let made: MadeSignature | undefined;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const maker = makers[tabs.current()];
      made = await maker.make();
      if (made) return dialog.close();
      problem.textContent = maker.emptyMessage;
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(made);
    });
    document.body.append(dialog);
    dialog.showModal();
    tabs.open(preferred);
    if (!makers[preferred].focusTarget) tabs.focus();
  });
}

function tabList(makers: Record<TabName, Maker>, names: Record<TabName, string>, changed: () => void) {
  const order: TabName[] = ["draw", "type", "upload"];
  let current: TabName = preferred;
  const buttons = Object.fromEntries(order.map((name) => [name, tab(name)])) as Record<
    TabName,
    HTMLButtonElement
  >;
  const panels = order.map((name) => {
    const panel = makers[name].element;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `tab-${name}`);
    panel.id = `panel-${name}`;
    return panel;
  });

  function tab(name: TabName): HTMLButtonElement {
    return h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        class: "tab",
        "aria-controls": `panel-${name}`,
        on: { click: () => open(name), keydown: byArrow },
      },
      names[name],
    );
  }
  function byArrow(event: KeyboardEvent): void {
    const turn = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (turn === undefined) return;
    event.preventDefault();
    const next = order[(order.indexOf(current) + turn + order.length) % order.length] ?? "draw";
    open(next);
    buttons[next].focus();
  }
  function open(name: TabName): void {
    current = preferred = name;
    for (const other of order) {
      const chosen = other === name;
      buttons[other].setAttribute("aria-selected", String(chosen));
      buttons[other].tabIndex = chosen ? 0 : -1;
      makers[other].element.hidden = !chosen;
    }
    makers[name].shown?.();
    makers[name].focusTarget?.focus();
    changed();
  }

  const list = h("div", { role: "tablist", class: "tabs" }, ...order.map((name) => buttons[name]));
  return {
    element: h("div", { class: "stack" }, list, ...panels),
    open,
    focus: () => buttons[current].focus(),
    current: () => current,
  };
}
