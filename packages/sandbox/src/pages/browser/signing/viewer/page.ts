// One page of a document: its paper at once, its picture when it comes into view, its text for screen readers.
import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from "pdfjs-dist";
import type { SessionPage } from "../../../../signing/session.ts";
import { h } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import { shownSize } from "../geometry.ts";
import { pdfJs } from "./pdf.ts";

// Phones refuse larger canvases, and nobody sees the difference.
const MOST_PIXELS = 16_000_000;

/** A page in the viewer. */
export interface PageView {
  element: HTMLElement;
  /** Where fields and placed signatures are put; as large as the page. */
  layer: HTMLElement;
  /** Draws the page at its present size, unless it is drawn so already. */
  draw(): Promise<void>;
  /** Gives the memory of the picture back. */
  forget(): void;
}

/** Lays the empty page out. */
export function createPage(
  t: Messages,
  page: SessionPage,
  number: number,
  count: number,
  pdf: () => Promise<PDFDocumentProxy>,
): PageView {
  const size = shownSize(page);
  const canvas = h("canvas", { class: "page-picture", "aria-hidden": "true" });
  const text = h("div", { class: "textLayer" });
  const layer = h("div", { class: "page-layer" });
  const failure = h("p", { class: "page-failure", hidden: true }, t.pageFailed);
  const element = h(
    "section",
    { class: "page is-loading", "aria-label": t.pageOf(number, count) },
    canvas,
    text,
    failure,
    layer,
  );
  element.style.setProperty("--width-points", String(size.width));
  element.style.aspectRatio = `${size.width} / ${size.height}`;

  let drawnWidth = 0;
  let task: RenderTask | undefined;
  let textReady = false;

  async function draw(): Promise<void> {
    const width = element.clientWidth * Math.min(3, Math.max(1, devicePixelRatio));
    if (width === 0 || Math.abs(width - drawnWidth) < 2) return;
    drawnWidth = width;
    try {
      const proxy = await (await pdf()).getPage(number);
      task?.cancel();
      await paint(proxy, width);
      if (!textReady) await addText(proxy);
      element.classList.remove("is-loading");
    } catch (error) {
      if (error instanceof Error && error.name === "RenderingCancelledException") return;
      drawnWidth = 0;
      failure.hidden = false;
      element.classList.remove("is-loading");
      console.warn("a page could not be drawn", error);
    }
  }

  // Drawn aside and swapped in, so that zooming never shows an empty page.
  async function paint(proxy: PDFPageProxy, width: number): Promise<void> {
    const natural = proxy.getViewport({ scale: 1 });
    const most = Math.sqrt(MOST_PIXELS / (natural.width * natural.height));
    const viewport = proxy.getViewport({ scale: Math.min(width / natural.width, most) });
    const aside = document.createElement("canvas");
    aside.width = Math.round(viewport.width);
    aside.height = Math.round(viewport.height);
    task = proxy.render({ canvas: aside, viewport });
    await task.promise;
    canvas.width = aside.width;
    canvas.height = aside.height;
    canvas.getContext("2d")?.drawImage(aside, 0, 0);
    aside.width = aside.height = 0;
  }

  async function addText(proxy: PDFPageProxy): Promise<void> {
    textReady = true;
    const { TextLayer } = await pdfJs();
    const viewport = proxy.getViewport({ scale: 1 });
    const layerOfText = new TextLayer({
      textContentSource: proxy.streamTextContent(),
      container: text,
      viewport,
    });
    await layerOfText.render();
  }

  return {
    element,
    layer,
    draw,
    forget() {
      task?.cancel();
      drawnWidth = 0;
      canvas.width = canvas.height = 0;
    },
  };
}
