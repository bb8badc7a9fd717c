// A page that is read and drawn when it comes near the view, and holds its place before.
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import type { PDFDocumentProxy, PDFPageProxy } from "./engine.ts";
import { PageCanvas } from "./page-canvas.tsx";
import { PageFault } from "./page-fault.tsx";

export interface LazyPageProps {
  pdf: PDFDocumentProxy;
  /** From 1, as readers count. */
  number: number;
  /** CSS pixels. */
  width: number;
  scroller: RefObject<HTMLElement | null>;
  /** What lies over the page in place of its text, such as fields. */
  children?: (page: PDFPageProxy) => ReactNode;
}

const A4 = 297 / 210;

export function LazyPage({ pdf, number, width, scroller, children }: LazyPageProps) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [page, setPage] = useState<PDFPageProxy>();
  const [isFailed, setFailed] = useState(false);

  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: scroller.current,
      rootMargin: "800px",
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [scroller]);

  useEffect(() => {
    if (!near || page !== undefined || isFailed) return;
    let ended = false;
    pdf.getPage(number).then(
      (got) => {
        if (!ended) setPage(got);
      },
      (error: unknown) => {
        console.warn(`Page ${number} could not be read`, error);
        if (!ended) setFailed(true);
      },
    );
    return () => {
      ended = true;
    };
  }, [near, page, isFailed, pdf, number]);

  const viewport = page?.getViewport({ scale: 1 });
  const height = viewport === undefined ? width * A4 : width * (viewport.height / viewport.width);
  return (
    <div ref={place} data-page={number} className="relative bg-white" style={{ width, height }}>
      {near && page !== undefined && !isFailed && (
        <>
          <PageCanvas
            page={page}
            width={width}
            withText={children === undefined}
            onFailed={() => setFailed(true)}
          />
          {children?.(page)}
        </>
      )}
      {near && isFailed && <PageFault number={number} onRetry={() => setFailed(false)} />}
    </div>
  );
}
