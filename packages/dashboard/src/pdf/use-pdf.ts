// A PDF opened for as long as a component shows it.
import { useEffect, useState } from "react";
import { openPdf, type PDFDocumentProxy } from "./engine.ts";

export interface PdfSource {
  /** Changes when the bytes change. */
  id: string;
  load: () => Promise<ArrayBuffer>;
}

export type PdfState =
  | { status: "loading" }
  | { status: "ready"; pdf: PDFDocumentProxy }
  | { status: "failed"; error: unknown };

/** Opens `source`, and again after `reload` is called; closes what it opened. */
export const usePdf = (source: PdfSource): { state: PdfState; reload: () => void } => {
  const [state, setState] = useState<PdfState>({ status: "loading" });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the source is its id; a new attempt opens it again
  useEffect(() => {
    let ended = false;
    let opened: PDFDocumentProxy | undefined;
    setState({ status: "loading" });
    source
      .load()
      .then(openPdf)
      .then((pdf) => {
        opened = pdf;
        if (ended) void pdf.loadingTask.destroy();
        else setState({ status: "ready", pdf });
      })
      .catch((error: unknown) => {
        if (!ended) setState({ status: "failed", error });
      });
    return () => {
      ended = true;
      void opened?.loadingTask.destroy();
    };
  }, [source.id, attempt]);
  return { state, reload: () => setAttempt((count) => count + 1) };
};
