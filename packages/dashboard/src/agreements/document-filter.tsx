// Narrows the list to the agreements on one document: shows it, or finds one by its title or file name.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { FileText, X } from "lucide-react";
import { useEffect, useState } from "react";
import { documentQuery, documentsQuery } from "../documents/queries.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";

const MOST = 5;
const TYPING_PAUSE = 220;

export interface DocumentFilterProps {
  documentId: string | undefined;
  onChange: (documentId: string | undefined) => void;
  className?: string;
}

export function DocumentFilter({ documentId, onChange, className }: DocumentFilterProps) {
  return (
    <div className={className}>
      {documentId === undefined ? (
        <FindDocument onChange={onChange} />
      ) : (
        <ChosenDocument documentId={documentId} onClear={() => onChange(undefined)} />
      )}
    </div>
  );
}

function ChosenDocument({ documentId, onClear }: { documentId: string; onClear: () => void }) {
  const { data, isError } = useQuery(documentQuery(documentId));
  const name = data?.title ?? documentId;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">Document</legend>
      <div className="flex items-center gap-2 rounded-md border bg-sunken py-0.5 pr-0.5 pl-2.5">
        <FileText aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="min-w-0 flex-1 truncate">{name}</span>
        <Button
          weight="quiet"
          size="sm"
          icon={X}
          label={`Any document, not only ${name}`}
          onClick={onClear}
        />
      </div>
      {isError && <p className="mt-1 text-sm text-warn">This document could not be read.</p>}
    </fieldset>
  );
}

function FindDocument({ onChange }: { onChange: (documentId: string) => void }) {
  const [text, setText] = useState("");
  const [search, setSearch] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const list = useInfiniteQuery({ ...documentsQuery(search), enabled: search !== "" });
  const found = search === "" ? [] : (list.data?.pages[0]?.documents ?? []).slice(0, MOST);
  const isNothing = search !== "" && list.isSuccess && !list.isPlaceholderData && found.length === 0;
  return (
    <>
      <TextField
        label="Document"
        placeholder="Title or file name"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div aria-live="polite" className="text-sm">
        {isNothing && <p className="mt-1 text-muted">No document matches.</p>}
        {list.isError && <p className="mt-1 text-bad">The documents could not be searched.</p>}
      </div>
      {found.length > 0 && (
        <ul aria-label="Documents found" className="mt-1 divide-y rounded-md border">
          {found.map(({ document_id, title, file_name }) => (
            <li key={document_id}>
              <button
                type="button"
                className="block w-full px-2.5 py-1.5 text-left hover:bg-hover"
                onClick={() => onChange(document_id)}
              >
                <span className="block truncate">{title}</span>
                <span className="block truncate text-sm text-faint">{file_name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
