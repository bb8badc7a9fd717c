// The first page of a PDF, small.
import { FileText } from "lucide-react";
import { useEffect, useState } from "react";
import type { PDFPageProxy } from "./engine.ts";
import { PageCanvas } from "./page-canvas.tsx";
import { type PdfSource, usePdf } from "./use-pdf.ts";

export interface ThumbnailProps {
  source: PdfSource;
  /** CSS pixels; the height is that of an upright A4 page. */
  width: number;
}

export default function Thumbnail({ source, width }: ThumbnailProps) {
  const { state } = usePdf(source);
  const [page, setPage] = useState<PDFPageProxy>();
  const pdf = state.status === "ready" ? state.pdf : undefined;
  useEffect(() => {
    if (pdf === undefined) return;
    let ended = false;
    pdf.getPage(1).then(
      (first) => {
        if (!ended) setPage(first);
      },
      (error: unknown) => console.warn("The first page could not be read", error),
    );
    return () => {
      ended = true;
    };
  }, [pdf]);
  return (
    <span
      aria-hidden
      className="grid shrink-0 place-items-center overflow-hidden rounded-sm border bg-sunken"
      style={{ width, height: (width * 4) / 3 }}
    >
      {page === undefined ? (
        <FileText className="size-5 text-faint" strokeWidth={1.6} />
      ) : (
        <PageCanvas page={page} width={width} withText={false} />
      )}
    </span>
  );
}
