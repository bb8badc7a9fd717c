// Shows a PDF: pages drawn as they come into view, zoom, and a page counter.
import { Minus, Plus, StretchHorizontal } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";
import type { PDFDocumentProxy } from "./engine.ts";
import { LazyPage } from "./lazy-page.tsx";
import type { ScrollSync } from "./scroll-sync.ts";
import "./text-layer.css";
import { type PdfSource, usePdf } from "./use-pdf.ts";
import { useWidth } from "./use-width.ts";

export interface PdfViewerProps {
  source: PdfSource;
  label: string;
  /** Scrolls this viewer together with others. */
  sync?: ScrollSync;
}

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

export default function PdfViewer({ source, label, sync }: PdfViewerProps) {
  const { state, reload } = usePdf(source);
  if (state.status === "failed") {
    return (
      <div className="min-w-0 flex-1">
        <FailureState title="The PDF could not be shown" error={state.error} onRetry={reload} />
      </div>
    );
  }
  if (state.status === "loading") {
    return (
      <div className="min-w-0 flex-1">
        <Loading label="Loading the PDF">
          <Skeleton className="h-[36rem] w-full rounded-none" />
        </Loading>
      </div>
    );
  }
  return <Pages pdf={state.pdf} label={label} sync={sync} />;
}

interface PagesProps {
  pdf: PDFDocumentProxy;
  label: string;
  sync: ScrollSync | undefined;
}

function Pages({ pdf, label, sync }: PagesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const [zoom, setZoom] = useState(1);
  const [current, setCurrent] = useState(1);
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const listen = () => {
      const middle = element.scrollTop + element.clientHeight / 2;
      const pages = [...element.querySelectorAll<HTMLElement>("[data-page]")];
      const at = pages.findLast((page) => page.offsetTop <= middle);
      setCurrent(Number(at?.dataset.page ?? 1));
    };
    element.addEventListener("scroll", listen, { passive: true });
    return () => element.removeEventListener("scroll", listen);
  }, []);

  useEffect(() => {
    if (scroller.current !== null) return sync?.join(scroller.current);
    return undefined;
  }, [sync]);

  const step = (by: 1 | -1) => {
    const at = ZOOMS.indexOf(zoom);
    setZoom(ZOOMS[Math.min(Math.max(at + by, 0), ZOOMS.length - 1)] ?? 1);
  };

  return (
    <section aria-label={label} className="flex h-[min(44rem,78dvh)] min-w-0 flex-1 flex-col bg-sunken">
      <div className="flex items-center gap-1 border-b bg-surface px-2 py-1 text-sm">
        <span className="tnum px-2 text-muted">
          Page {current} of {pdf.numPages}
        </span>
        <span className="ml-auto flex items-center">
          <Button weight="quiet" size="sm" icon={Minus} label="Zoom out" onClick={() => step(-1)} />
          <span className="tnum w-12 text-center text-muted">{Math.round(zoom * 100)}%</span>
          <Button weight="quiet" size="sm" icon={Plus} label="Zoom in" onClick={() => step(1)} />
          <Button
            weight="quiet"
            size="sm"
            icon={StretchHorizontal}
            label="Fit to width"
            onClick={() => setZoom(1)}
          />
        </span>
      </div>
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        tabIndex={0}
        aria-label={`Pages of ${label}`}
        className="relative flex-1 overflow-auto p-3 focus-visible:-outline-offset-2"
      >
        {width > 0 && (
          <div className="mx-auto flex w-fit flex-col gap-3">
            {numbers.map((number) => (
              <LazyPage
                key={number}
                pdf={pdf}
                number={number}
                width={Math.min(width - 24, 860) * zoom}
                scroller={scroller}
              />
            ))}
          </div>
        )}
      </section>
    </section>
  );
}
