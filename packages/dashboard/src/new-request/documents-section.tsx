// The documents of a request: dropped, chosen from the disk, or taken from those already stored.
import { clsx } from "clsx";
import { FileUp, Library } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { formatLimit } from "../format/size.ts";
import { useSession } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Toggle } from "../ui/toggle.tsx";
import { DocumentCard, UploadCard } from "./document-card.tsx";
import { DocumentPicker } from "./document-picker.tsx";
import type { Draft, DraftDocument } from "./draft.ts";
import { Section } from "./section.tsx";
import { TagsNotice } from "./tags-notice.tsx";
import type { FoundTags } from "./use-text-tags.ts";
import type { useUploads } from "./use-uploads.ts";

export interface DocumentsSectionProps {
  draft: Draft;
  tags: FoundTags;
  uploads: ReturnType<typeof useUploads>;
  patch: (part: (draft: Draft) => Partial<Draft>) => void;
  onAdd: (document: DraftDocument) => void;
  error: string | undefined;
}

export function DocumentsSection(props: DocumentsSectionProps) {
  const { draft, tags, uploads, patch, onAdd, error } = props;
  const { max_upload_bytes } = useSession();
  const [picking, setPicking] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const over = useFileDrop((files) => uploads.add(files));
  const remove = (documentId: string) =>
    patch(({ documents, fields }) => ({
      documents: documents.filter((each) => each.documentId !== documentId),
      fields: fields.filter((field) => field.documentId !== documentId),
    }));
  const bare = draft.documents.length === 0 && uploads.uploads.length === 0;

  return (
    <Section number={1} title="Documents" error={error}>
      {!bare && (
        <ul className="mb-3 flex flex-col gap-2">
          {draft.documents.map((document) => (
            <DocumentCard
              key={document.documentId}
              document={document}
              onRemove={() => remove(document.documentId)}
            />
          ))}
          {uploads.uploads.map((upload) => (
            <UploadCard
              key={upload.key}
              upload={upload}
              onRemove={() => uploads.remove(upload.key)}
              onRetry={() => uploads.retry(upload.key)}
            />
          ))}
        </ul>
      )}
      <div
        className={clsx(
          "flex items-center gap-x-4 gap-y-3 rounded-lg border-2 border-dashed px-5 transition-colors max-sm:flex-col max-sm:text-center",
          bare ? "py-9" : "py-4",
          over ? "border-accent bg-accent-soft" : "border-line",
        )}
      >
        <span className="grid size-10 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-ink">
          <FileUp aria-hidden className="size-5" strokeWidth={1.8} />
        </span>
        <p className="min-w-0 flex-1">
          <span className="block font-medium">
            {over ? "Let go to add" : "Drop PDFs anywhere on this page"}
          </span>
          <span className="block text-sm text-faint">Up to {formatLimit(max_upload_bytes)} each</span>
        </p>
        <div className="flex flex-wrap justify-center gap-2">
          <Button onClick={() => chooser.current?.click()}>Choose files</Button>
          <Button weight="quiet" icon={Library} onClick={() => setPicking(true)}>
            Stored documents
          </Button>
        </div>
        <input
          ref={chooser}
          type="file"
          accept="application/pdf,.pdf"
          multiple
          hidden
          aria-label="PDF files"
          onChange={(event) => {
            uploads.add([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      <TagsNotice found={tags} draft={draft} patch={(part) => patch(() => part)} />
      {draft.documents.length > 1 && (
        <div className="mt-3">
          <Toggle
            label="One invitation for all documents"
            hint="Each signer gets one mail and signs them together."
            checked={draft.bundle}
            onChange={(bundle) => patch(() => ({ bundle }))}
          />
        </div>
      )}
      <DocumentPicker
        open={picking}
        onClose={() => setPicking(false)}
        chosen={draft.documents.map(({ documentId }) => documentId)}
        onChoose={onAdd}
      />
    </Section>
  );
}

/** Takes files dropped anywhere on the page; true while some hover over it. */
const useFileDrop = (onDrop: (files: File[]) => void): boolean => {
  const [over, setOver] = useState(false);
  const latest = useRef(onDrop);
  latest.current = onDrop;
  useEffect(() => {
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop };
    for (const [name, listener] of Object.entries(listeners)) {
      window.addEventListener(name, listener as EventListener);
    }
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        window.removeEventListener(name, listener as EventListener);
      }
    };
  }, []);
  return over;
};
