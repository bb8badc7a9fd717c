// A signature that the signer put on a page: drag it, resize it, or do both with the keyboard.
import type { SessionPage } from "../../../../signing/session.ts";
import { announce } from "../../announce.ts";
import { h, icon } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import type { Entries, Placement } from "../entries.ts";
import { type Box, clamped, shownSize } from "../geometry.ts";
import { sourceOf } from "../signature/picture.ts";

const STEP = { coarse: 0.02, fine: 0.0025, size: 1.12 };
// In points: the sandbox sets a line below the signature that says whose it is.
const ROOM_BELOW = 8;
const WIDTHS = { smallest: 40, largest: 400 };

/** Shows a placement on its page. */
export function placedSignature(
  t: Messages,
  entries: Entries,
  page: SessionPage,
  start: Placement,
): HTMLElement {
  let placement = start;
  const size = shownSize(page);
  const mover = h("button", {
    type: "button",
    class: "placed-mover",
    "aria-label": t.freePlacedOn(placement.page + 1),
    "aria-describedby": `keys-${placement.id}`,
    on: { keydown: byKey, pointerdown: drag },
  });
  const tool = (name: string, symbol: "minus" | "plus" | "trash", click: () => void) =>
    h(
      "button",
      { type: "button", class: "placed-tool", "aria-label": name, title: name, on: { click } },
      icon(symbol),
    );
  const corner = h("span", { class: "placed-corner", "aria-hidden": "true", on: { pointerdown: resize } });
  const element = h(
    "div",
    { class: "placed", role: "group", "aria-label": t.freePlacedOn(placement.page + 1) },
    h("img", { alt: "", src: sourceOf(placement.signature), draggable: "false" }),
    mover,
    corner,
    h(
      "div",
      { class: "placed-tools" },
      tool(t.freeSmaller, "minus", () => scale(1 / STEP.size)),
      tool(t.freeLarger, "plus", () => scale(STEP.size)),
      tool(t.remove, "trash", remove),
    ),
    h("span", { class: "visually-hidden", id: `keys-${placement.id}` }, t.freeKeys),
  );

  function show(box: Box): void {
    placement = { ...placement, box: clamped(box, ROOM_BELOW / size.height) };
    element.style.left = `${placement.box.left * 100}%`;
    element.style.top = `${placement.box.top * 100}%`;
    element.style.width = `${placement.box.width * 100}%`;
    element.style.height = `${placement.box.height * 100}%`;
    element.classList.toggle("is-high", placement.box.top < 0.06);
  }
  function settle(): void {
    entries.place(placement);
    const { left, top } = placement.box;
    announce(t.freeMoved(Math.round(left * 100), Math.round(top * 100)));
  }
  function move(byX: number, byY: number): void {
    show({ ...placement.box, left: placement.box.left + byX, top: placement.box.top + byY });
    settle();
  }
  function sized(widthInPoints: number): Box {
    const wide = Math.min(WIDTHS.largest, Math.max(WIDTHS.smallest, widthInPoints));
    const { left, top, height } = placement.box;
    const tall = wide / placement.signature.ratio / size.height;
    // Signatures stand on a line: the lower edge stays while the size changes.
    return { left, top: top + height - tall, width: wide / size.width, height: tall };
  }
  function scale(factor: number): void {
    show(sized(placement.box.width * size.width * factor));
    settle();
  }
  function remove(): void {
    entries.unplace(placement.id);
    element.remove();
    announce(t.signatureRemoved);
  }

  function byKey(event: KeyboardEvent): void {
    const step = event.shiftKey ? STEP.fine : STEP.coarse;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => move(-step, 0),
      ArrowRight: () => move(step, 0),
      ArrowUp: () => move(0, -step),
      ArrowDown: () => move(0, step),
      "+": () => scale(STEP.size),
      "-": () => scale(1 / STEP.size),
      Delete: remove,
      Backspace: remove,
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }
  function drag(event: PointerEvent): void {
    const from = placement.box;
    follow(event, (byX, byY) => show({ ...from, left: from.left + byX, top: from.top + byY }));
  }
  function resize(event: PointerEvent): void {
    const from = placement.box;
    follow(event, (byX) => {
      const box = sized((from.width + byX) * size.width);
      show({ ...box, top: from.top });
    });
  }
  function follow(event: PointerEvent, moved: (byX: number, byY: number) => void): void {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    const handle = event.currentTarget;
    const frame = element.parentElement?.getBoundingClientRect();
    if (!frame) return;
    event.stopPropagation();
    handle.setPointerCapture(event.pointerId);
    const onMove = (to: PointerEvent) =>
      moved((to.clientX - event.clientX) / frame.width, (to.clientY - event.clientY) / frame.height);
    const onEnd = () => {
      handle.removeEventListener("pointermove", onMove);
      settle();
    };
    handle.addEventListener("pointermove", onMove);
    handle.addEventListener("lostpointercapture", onEnd, { once: true });
  }

  show(placement.box);
  return element;
}
