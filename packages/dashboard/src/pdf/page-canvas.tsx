// One page of a PDF drawn at a width, with its text above it for reading, searching and copying.
import { TextLayer } from "pdfjs-dist";
import { useEffect, useRef } from "react";
import type { PDFPageProxy } from "./engine.ts";

export interface PageCanvasProps {
  page: PDFPageProxy;
  /** CSS pixels. */
  width: number;
  /** Thumbnails need no text. */
  withText?: boolean;
  /** It could not be drawn. */
  onFailed?: () => void;
}

// Beyond this a page gains nothing visible and costs memory, most of all on phones.
const MOST_PIXELS = 12_000_000;

export function PageCanvas({ page, width, withText = true, onFailed }: PageCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const failed = useRef(onFailed);
  failed.current = onFailed;
  const natural = page.getViewport({ scale: 1 });
  const scale = width / natural.width;
  const height = natural.height * scale;

  useEffect(() => {
    if (canvas.current === null) return;
    const density = Math.min(window.devicePixelRatio || 1, 2, Math.sqrt(MOST_PIXELS / (width * height)));
    const target = canvas.current;
    // Drawn aside and then shown at once, so that zooming never flashes white.
    const aside = document.createElement("canvas");
    aside.width = Math.max(1, Math.floor(width * density));
    aside.height = Math.max(1, Math.floor(height * density));
    const task = page.render({ canvas: aside, viewport: page.getViewport({ scale: scale * density }) });
    task.promise
      .then(() => {
        target.width = aside.width;
        target.height = aside.height;
        target.getContext("2d")?.drawImage(aside, 0, 0);
      })
      .catch((error: unknown) => {
        if (!(error instanceof Error && error.name === "RenderingCancelledException")) {
          console.warn("A page could not be drawn", error);
          failed.current?.();
        }
      });
    return () => task.cancel();
  }, [page, scale, width, height]);

  useEffect(() => {
    const container = text.current;
    if (!withText || container === null) return;
    const viewport = page.getViewport({ scale });
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
    layer.render().catch((error: unknown) => {
      if (!(error instanceof Error && error.name === "AbortException")) {
        console.warn("The text of a page could not be laid out", error);
      }
    });
    return () => {
      layer.cancel();
      container.replaceChildren();
    };
  }, [page, scale, withText]);

  return (
    <div
      className="relative bg-white shadow-raised"
      style={{ width, height, "--total-scale-factor": String(scale) } as React.CSSProperties}
    >
      <canvas ref={canvas} className="absolute inset-0 size-full" />
      {withText && <div ref={text} className="textLayer" />}
    </div>
  );
}
