// The zoom buttons in the header.
import { announce } from "../../announce.ts";
import { h, icon } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import type { Viewer } from "./viewer.ts";

const STEP = 1.25;

/** Smaller, fit, larger. */
export function zoomButtons(t: Messages, viewer: Viewer): HTMLElement {
  function to(factor: number): void {
    viewer.zoomTo(factor);
    announce(t.zoomLevel(Math.round(viewer.zoom() * 100)));
  }
  const button = (name: string, symbol: "minus" | "plus" | "fit", click: () => void) =>
    h(
      "button",
      { type: "button", class: "button icon-only", "aria-label": name, title: name, on: { click } },
      icon(symbol),
    );
  return h(
    "div",
    { class: "zoom" },
    button(t.zoomOut, "minus", () => to(viewer.zoom() / STEP)),
    button(t.zoomFit, "fit", () => to(1)),
    button(t.zoomIn, "plus", () => to(viewer.zoom() * STEP)),
  );
}
