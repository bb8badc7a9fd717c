// The pages of a document under their fields.
import { Minus, Plus } from "lucide-react";
import { type Ref, useImperativeHandle, useRef, useState } from "react";
import type { PDFDocumentProxy, PDFPageProxy } from "../../pdf/engine.ts";
import { LazyPage } from "../../pdf/lazy-page.tsx";
import { useWidth } from "../../pdf/use-width.ts";
import { Button } from "../../ui/button.tsx";
import type { FieldType } from "./field-types.ts";
import type { Rectangle, Viewport } from "./geometry.ts";
import { PageFields, type PageFieldsProps, rectangleAround } from "./page-fields.tsx";

export interface FieldPagesHandle {
  /** The middle of what is in view: where a field goes that was not dragged. */
  middle(type: FieldType): Promise<{ page: number; rectangle: Rectangle } | undefined>;
  focus(): void;
}

export interface FieldPagesProps extends Omit<PageFieldsProps, "page" | "viewport"> {
  pdf: PDFDocumentProxy;
  ref: Ref<FieldPagesHandle>;
}

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2];

export function FieldPages({ pdf, ref, ...layer }: FieldPagesProps) {
  const scroller = useRef<HTMLElement>(null);
  const width = useWidth(scroller);
  const [zoom, setZoom] = useState(1);
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  const pageWidth = Math.min(width - 32, 820) * zoom;
  const step = (by: 1 | -1) =>
    setZoom(ZOOMS[Math.min(Math.max(ZOOMS.indexOf(zoom) + by, 0), ZOOMS.length - 1)] ?? 1);

  const viewportOf = (page: PDFPageProxy): Viewport =>
    page.getViewport({ scale: pageWidth / page.getViewport({ scale: 1 }).width });

  useImperativeHandle(ref, () => ({
    async middle(type) {
      const element = scroller.current;
      if (element === null) return undefined;
      const line = element.scrollTop + element.clientHeight / 2;
      const pages = [...element.querySelectorAll<HTMLElement>("[data-page]")];
      const found = pages.findLast((page) => page.offsetTop <= line);
      const viewport = viewportOf(await pdf.getPage(Number(found?.dataset.page ?? 1)));
      const y = Math.min(line - (found?.offsetTop ?? 0), viewport.height);
      return {
        page: Number(found?.dataset.page ?? 1) - 1,
        rectangle: rectangleAround(type, viewport.width / 2, y, viewport),
      };
    },
    focus: () => scroller.current?.focus(),
  }));

  const layerOf = (page: PDFPageProxy) => (
    <PageFields {...layer} page={page.pageNumber - 1} viewport={viewportOf(page)} />
  );

  return (
    <div className="flex h-[min(56rem,calc(100dvh-15.5rem))] min-h-96 flex-col bg-sunken">
      <div className="flex items-center justify-end border-b bg-surface px-2 py-1 text-sm">
        <Button weight="quiet" size="sm" icon={Minus} label="Zoom out" onClick={() => step(-1)} />
        <span className="tnum w-12 text-center text-muted">{Math.round(zoom * 100)}%</span>
        <Button weight="quiet" size="sm" icon={Plus} label="Zoom in" onClick={() => step(1)} />
      </div>
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        tabIndex={0}
        aria-label="Pages"
        className="relative flex-1 overflow-auto p-4 focus-visible:-outline-offset-2"
      >
        {width > 0 && (
          <div className="mx-auto flex w-fit flex-col gap-4">
            {numbers.map((number) => (
              <LazyPage
                key={`${layer.documentId}-${number}`}
                pdf={pdf}
                number={number}
                width={pageWidth}
                scroller={scroller}
              >
                {layerOf}
              </LazyPage>
            ))}
          </div>
        )}
      </section>
    </div>
  );
}
