// Builds DOM nodes; the pages use no framework, so this is all the templating there is.

/** What may stand inside an element; falsy children are left out. */
export type Child = Node | string | false | null | undefined;

type Handlers = { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void };

/** Attributes as written in HTML, and event handlers under `on`. `true` is a bare attribute, `false` none. */
export interface Attributes {
  on?: Handlers;
  [name: string]: string | number | boolean | undefined | Handlers;
}

/** Creates an element: `h("button", { type: "button", on: { click } }, "Next")`. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

function setAttribute(element: HTMLElement, name: string, value: Attributes[string]): void {
  if (value === undefined || value === false) return;
  if (typeof value !== "object") {
    element.setAttribute(name, value === true ? "" : String(value));
    return;
  }
  for (const [event, handler] of Object.entries(value)) {
    // The map pairs each name with its own event type, which Object.entries forgets.
    element.addEventListener(event, handler as EventListener);
  }
}

const ICONS = {
  check: "M4.5 12.5l5 5 10-11",
  close: "M6 6l12 12M18 6L6 18",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  minus: "M5 12h14",
  plus: "M12 5v14M5 12h14",
  pen: "M4 20l1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19 4 20zM14.5 6l3.5 3.5",
  text: "M5 7V5h14v2M12 5v14M9 19h6",
  calendar: "M5 6h14v13H5zM5 10h14M9 4v3M15 4v3",
  box: "M5 5h14v14H5zM8.5 12l2.5 2.5 4.5-5",
  dot: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z",
  clip: "M19 11.5l-7.2 7.2a4.6 4.6 0 0 1-6.5-6.5l7.7-7.7a3 3 0 0 1 4.3 4.3l-7.7 7.6a1.5 1.5 0 0 1-2.1-2.1l7-7",
  arrow: "M5 12h14M13 6l6 6-6 6",
  fit: "M4 9V5h5M20 9V5h-5M4 15v4h5M20 15v4h-5",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4.5l3 2",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  warning: "M12 4l9 16H3zM12 10v4.5M12 17.2v.1",
  undo: "M9 7L5 11l4 4M5 11h9a5 5 0 0 1 0 10h-2",
  trash: "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12",
  mail: "M4 6h16v12H4zM4 7l8 6 8-6",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
  expand: "M6 15l6-6 6 6",
} as const;

/** Name of a drawing in the icon set. */
export type IconName = keyof typeof ICONS;

/** A decorative line icon in the colour of its text. */
export function icon(name: IconName): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** True when the person asked their system for less motion. */
export function prefersReducedMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Brings an element to the middle of its scroller and focuses it without a second jump. */
export function reveal(element: HTMLElement): void {
  element.scrollIntoView({
    block: "center",
    inline: "nearest",
    behavior: prefersReducedMotion() ? "auto" : "smooth",
  });
  element.focus({ preventScroll: true });
}
