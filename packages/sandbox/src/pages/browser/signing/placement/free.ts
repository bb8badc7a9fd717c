// Lets a signer without fields put signatures anywhere: by a click on the page or a button on each page.
import { announce } from "../../announce.ts";
import { h, icon } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import type { Entries, MadeSignature, Placement } from "../entries.ts";
import { type Box, clamped, shownSize } from "../geometry.ts";
import type { ViewedPage, Viewer } from "../viewer/viewer.ts";
import { placedSignature } from "./placed.ts";

const WIDTH_IN_POINTS = 160;
const MOST_HEIGHT_IN_POINTS = 64;

/** What free placement works with. */
export interface FreeDeps {
  t: Messages;
  entries: Entries;
  viewer: Viewer;
  /** The adopted signature, asked for if there is none yet. */
  signature(): Promise<MadeSignature | undefined>;
}

/** Prepares the pages and returns what stands in the guide instead of a list of fields. */
export function enableFreePlacement({ t, entries, viewer, signature }: FreeDeps): HTMLElement {
  let armed = entries.current().placements.length === 0;
  const place = h("button", { type: "button", class: "button secondary", on: { click: toggle } });

  for (const page of viewer.pages) {
    page.layer.addEventListener("click", (event) => {
      if (armed && event.target === page.layer) void putAt(page, pointOn(page, event));
    });
    page.element.append(
      h(
        "button",
        {
          type: "button",
          class: "button secondary place-here",
          "aria-label": `${t.freePlaceHere}, ${t.page(page.number + 1)}`,
          on: { click: () => void putAt(page, { x: 0.5, y: 0.75 }) },
        },
        icon("pen"),
        t.freePlaceHere,
      ),
    );
    for (const placement of entries.current().placements) if (isOn(page, placement)) show(page, placement);
  }

  function toggle(): void {
    armed = !armed;
    update();
    if (armed) announce(t.freeArmed);
  }

  async function putAt(page: ViewedPage, point: { x: number; y: number }): Promise<void> {
    const made = await signature();
    if (!made) return;
    armed = false;
    const placement: Placement = {
      id: crypto.randomUUID(),
      document_id: page.document.document_id,
      page: page.number,
      box: boxAround(page, made, point),
      signature: made,
    };
    entries.place(placement);
    show(page, placement)?.querySelector("button")?.focus();
    announce(t.signaturePlaced);
  }

  function show(page: ViewedPage, placement: Placement): HTMLElement | undefined {
    const measures = page.document.pages[page.number];
    if (!measures) return undefined;
    const element = placedSignature(t, entries, measures, placement);
    page.layer.append(element);
    return element;
  }

  function update(): void {
    const any = entries.current().placements.length > 0;
    place.setAttribute("aria-pressed", String(armed));
    place.textContent = armed ? t.freeArmed : any ? t.freePlaceAnother : t.freePlace;
    viewer.element.classList.toggle("is-placing", armed);
  }

  entries.onChange(update);
  update();
  return h("div", { class: "guide-free" }, h("h2", {}, t.freeTitle), h("p", {}, t.freeHint), place);
}

function isOn(page: ViewedPage, placement: Placement): boolean {
  return placement.document_id === page.document.document_id && placement.page === page.number;
}

function pointOn(page: ViewedPage, event: MouseEvent): { x: number; y: number } {
  const frame = page.layer.getBoundingClientRect();
  return { x: (event.clientX - frame.left) / frame.width, y: (event.clientY - frame.top) / frame.height };
}

// The point chosen becomes the middle of the signature.
function boxAround(page: ViewedPage, { ratio }: MadeSignature, point: { x: number; y: number }): Box {
  const measures = page.document.pages[page.number];
  const size = measures ? shownSize(measures) : { width: 1, height: 1 };
  const wide = Math.min(WIDTH_IN_POINTS, MOST_HEIGHT_IN_POINTS * ratio);
  const width = wide / size.width;
  const height = wide / ratio / size.height;
  return clamped({ left: point.x - width / 2, top: point.y - height / 2, width, height });
}
