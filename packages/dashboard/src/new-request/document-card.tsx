// A document of the request with its first page, or an upload on its way to becoming one.
import { CircleAlert, Eye, FileText, RotateCw, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { loadContent } from "../documents/queries.ts";
import { formatBytes, plural } from "../format/size.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Loading, Skeleton } from "../ui/states.tsx";
import type { DraftDocument } from "./draft.ts";
import type { Upload } from "./use-uploads.ts";

const Thumbnail = lazy(() => import("../pdf/thumbnail.tsx"));
const PdfViewer = lazy(() => import("../pdf/viewer.tsx"));

export interface DocumentCardProps {
  document: DraftDocument;
  onRemove: () => void;
}

export function DocumentCard({ document, onRemove }: DocumentCardProps) {
  const [looking, setLooking] = useState(false);
  const { documentId, title, pageCount, size } = document;
  const source = { id: documentId, load: () => loadContent(documentId) };
  return (
    <li className="flex items-center gap-3 rounded-md border p-2.5">
      <Suspense fallback={<Skeleton className="h-16 w-12" />}>
        <Thumbnail source={source} width={48} />
      </Suspense>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{title}</p>
        <p className="text-sm text-faint">
          {plural(pageCount, "page")} · {formatBytes(size)}
        </p>
      </div>
      <Button weight="quiet" icon={Eye} label={`Look at ${title}`} onClick={() => setLooking(true)} />
      <Button weight="quiet" icon={X} label={`Remove ${title}`} onClick={onRemove} />
      <Dialog open={looking} onClose={() => setLooking(false)} title={title} wide>
        <div className="-mx-5 border-t">
          <Suspense
            fallback={
              <Loading label="Loading the PDF">
                <Skeleton className="h-96 rounded-none" />
              </Loading>
            }
          >
            <PdfViewer source={source} label={title} />
          </Suspense>
        </div>
      </Dialog>
    </li>
  );
}

export interface UploadCardProps {
  upload: Upload;
  onRemove: () => void;
  onRetry: () => void;
}

export function UploadCard({ upload, onRemove, onRetry }: UploadCardProps) {
  const { name, share, problem, retryable = false } = upload;
  const percent = Math.round(share * 100);
  return (
    <li
      className={`flex items-center gap-3 rounded-md border p-2.5 ${problem === undefined ? "" : "border-bad-solid/50 bg-bad-soft"}`}
    >
      <span className="grid h-16 w-12 shrink-0 place-items-center rounded-sm bg-sunken text-faint">
        {problem === undefined ? (
          <FileText aria-hidden className="size-5" />
        ) : (
          <CircleAlert aria-hidden className="size-5 text-bad" />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        {problem === undefined ? (
          <>
            <p className="tnum text-sm text-faint">
              {share < 1 ? `Uploading, ${percent} %` : "Checking the PDF…"}
            </p>
            <div
              role="progressbar"
              aria-label={`Upload of ${name}`}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={percent}
              className="mt-1.5 h-1 overflow-hidden rounded-full bg-line"
            >
              <div
                className={`h-full rounded-full bg-accent transition-[width] ${share === 1 ? "animate-pulse" : ""}`}
                style={{ width: `${percent}%` }}
              />
            </div>
          </>
        ) : (
          <p role="alert" className="text-sm text-bad">
            {problem}
          </p>
        )}
      </div>
      {problem !== undefined && retryable && (
        <Button size="sm" icon={RotateCw} onClick={onRetry}>
          Try again
        </Button>
      )}
      <Button
        weight="quiet"
        icon={X}
        label={problem === undefined ? `Stop the upload of ${name}` : `Dismiss ${name}`}
        onClick={onRemove}
      />
    </li>
  );
}
