// Keeps parts of a page true: asks again every few seconds and rebuilds only what changed.
import { h } from "./dom.ts";

const EVERY_MS = 2000;

/** A page that refreshes itself. */
export interface Live {
  /** Asks at once, after an action. */
  refresh(): Promise<void>;
}

/** Calls `load` now and then again and again while the page is visible; a failure shows as a line on top. */
export function keepLive(load: () => Promise<void>): Live {
  const trouble = h("p", { class: "trouble", role: "status", hidden: true });
  document.body.prepend(trouble);
  let running: Promise<void> | undefined;

  function refresh(): Promise<void> {
    running ??= load()
      .then(() => {
        trouble.hidden = true;
      })
      .catch((error: unknown) => {
        trouble.textContent = error instanceof Error ? error.message : String(error);
        trouble.hidden = false;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  setInterval(() => {
    if (document.visibilityState === "visible") void refresh();
  }, EVERY_MS);
  document.addEventListener("visibilitychange", () => void refresh());
  void refresh();
  return { refresh };
}

let isPressed = false;
const postponed = new Map<HTMLElement, () => void>();
document.addEventListener(
  "pointerdown",
  () => {
    isPressed = true;
  },
  { capture: true },
);
/** The click comes right after, and finds what was pressed. */
function release(): void {
  setTimeout(() => {
    isPressed = false;
    for (const rebuild of postponed.values()) rebuild();
    postponed.clear();
  });
}
for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, release, { capture: true });
// Of the window alone: pressing one thing takes the focus from another, which is no release.
window.addEventListener("blur", release);

/** Between press and release the pressed thing stays where it is: replaced, it would never be clicked. */
function whenReleased(element: HTMLElement, rebuild: () => void): void {
  if (isPressed) postponed.set(element, rebuild);
  else rebuild();
}

/** Rebuilds the content of an element only when the data behind it changed, keeping focus and open details. */
export function part<Data>(element: HTMLElement, build: (data: Data) => Node[]): (data: Data) => void {
  let shown: string | undefined;
  const rebuild = (data: Data): void => {
    const focused = document.activeElement?.closest<HTMLElement>("[data-key]")?.dataset.key;
    const open = new Set(
      [...element.querySelectorAll<HTMLElement>("details[open]")].map((each) => each.dataset.key),
    );
    element.replaceChildren(...build(data));
    for (const details of element.querySelectorAll("details")) details.open = open.has(details.dataset.key);
    if (focused !== undefined)
      element.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  };
  return (data) => {
    const key = JSON.stringify(data);
    if (key === shown) return;
    shown = key;
    whenReleased(element, () => rebuild(data));
  };
}

/** "14:05:09", with the date when it is not the given day. */
export function shortTime(at: string, now: Date = new Date()): string {
  const time = new Date(at);
  const clock = time.toLocaleTimeString("en-GB");
  if (time.toDateString() === now.toDateString()) return clock;
  return `${time.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })}, ${clock}`;
}
