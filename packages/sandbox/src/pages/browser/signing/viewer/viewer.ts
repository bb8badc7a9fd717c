// All pages of all documents in one scrolling column, drawn when near, with zoom.
import type { PDFDocumentProxy } from "pdfjs-dist";
import type { SessionDocument, SigningSession } from "../../../../signing/session.ts";
import { h } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import type { SigningApi } from "../api.ts";
import { shownSize } from "../geometry.ts";
import { createPage, type PageView } from "./page.ts";
import { openPdf } from "./pdf.ts";

/** One page with where it belongs. */
export interface ViewedPage extends PageView {
  document: SessionDocument;
  /** 0-based. */
  number: number;
}

/** The column of pages. */
export interface Viewer {
  element: HTMLElement;
  pages: ViewedPage[];
  /** Multiplies the fit to the width; between 0.5 and 3. */
  zoomTo(factor: number): void;
  zoom(): number;
  /** The page in the middle of the screen. */
  pageInView(): ViewedPage | undefined;
}

// Pixels per point: larger than this a page on a wide screen is tiring to read.
const MOST_PIXELS_PER_POINT = 1.45;

/** Lays out the documents; the pages draw themselves while they are near the screen. */
export function createViewer(t: Messages, api: SigningApi, session: SigningSession): Viewer {
  const element = h("div", { class: "viewer", tabindex: 0, role: "region", "aria-label": t.documents });
  const pages: ViewedPage[] = [];
  let factor = 1;

  for (const document of session.documents) {
    const section = h("article", { class: "document", "aria-label": document.title });
    if (session.documents.length > 1) section.append(h("h2", { class: "document-title" }, document.title));
    element.append(section);
    if (document.cancelled) {
      section.append(h("p", { class: "document-notice" }, t.documentCancelled));
      continue;
    }
    for (const page of pagesOf(t, api, document, section)) pages.push(page);
  }

  const near = new IntersectionObserver(
    (changes) => {
      for (const change of changes) {
        const page = pages.find((candidate) => candidate.element === change.target);
        if (change.isIntersecting) void page?.draw();
        else page?.forget();
      }
    },
    { root: element, rootMargin: "120% 0px" },
  );
  for (const page of pages) near.observe(page.element);

  const widest = Math.max(
    ...session.documents.flatMap(({ pages: all }) => all.map((page) => shownSize(page).width)),
    1,
  );
  let settled: ReturnType<typeof setTimeout> | undefined;
  function layOut(): void {
    const room = element.clientWidth - 2 * Number.parseFloat(getComputedStyle(element).paddingLeft);
    const point = Math.min(room / widest, MOST_PIXELS_PER_POINT) * factor;
    element.style.setProperty("--point", String(point));
    clearTimeout(settled);
    settled = setTimeout(redraw, 150);
  }
  function redraw(): void {
    const frame = element.getBoundingClientRect();
    for (const page of pages) {
      const { top, bottom } = page.element.getBoundingClientRect();
      if (bottom > frame.top - frame.height && top < frame.bottom + frame.height) void page.draw();
    }
  }
  new ResizeObserver(layOut).observe(element);

  return {
    element,
    pages,
    zoom: () => factor,
    zoomTo(wanted) {
      factor = Math.min(3, Math.max(0.5, wanted));
      keepingPlace(element, layOut);
    },
    pageInView() {
      const frame = element.getBoundingClientRect();
      const middle = frame.top + frame.height / 2;
      return pages.find((page) => page.element.getBoundingClientRect().bottom > middle) ?? pages.at(-1);
    },
  };
}

function pagesOf(
  t: Messages,
  api: SigningApi,
  document: SessionDocument,
  section: HTMLElement,
): ViewedPage[] {
  let opening: Promise<PDFDocumentProxy> | undefined;
  const failure = h("div", { class: "document-notice", role: "alert", hidden: true });
  section.append(failure);
  function pdf(): Promise<PDFDocumentProxy> {
    opening ??= openPdf(api.contentUrl(document.document_id)).catch((error: unknown) => {
      opening = undefined;
      failure.hidden = false;
      failure.replaceChildren(
        h("p", {}, t.documentFailed),
        h("button", { type: "button", class: "button secondary", on: { click: again } }, t.retry),
      );
      throw error;
    });
    return opening;
  }
  function again(): void {
    failure.hidden = true;
    for (const page of views) void page.draw();
  }
  const views = document.pages.map((page, number) => ({
    ...createPage(t, page, number + 1, document.pages.length, pdf),
    document,
    number,
  }));
  section.append(...views.map((view) => view.element));
  return views;
}

// The point in the middle of the screen stays there while the pages around it grow.
function keepingPlace(scroller: HTMLElement, change: () => void): void {
  const middle = (scroller.scrollTop + scroller.clientHeight / 2) / scroller.scrollHeight;
  change();
  scroller.scrollTop = middle * scroller.scrollHeight - scroller.clientHeight / 2;
}
