// Chooses from the documents that are already stored.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Check, Plus } from "lucide-react";
import { useState } from "react";
import { documentsQuery } from "../documents/queries.ts";
import { plural } from "../format/size.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { MoreRows } from "../ui/more-rows.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import type { DraftDocument } from "./draft.ts";

export interface DocumentPickerProps {
  open: boolean;
  onClose: () => void;
  chosen: readonly string[];
  onChoose: (document: DraftDocument) => void;
}

export function DocumentPicker({ open, onClose, chosen, onChoose }: DocumentPickerProps) {
  const [search, setSearch] = useState<string>();
  const list = useInfiniteQuery({ ...documentsQuery(search), enabled: open });
  const documents = list.data?.pages.flatMap((page) => page.documents) ?? [];
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Stored documents"
      wide
      actions={
        <Button weight="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <SearchField
        label="Search stored documents"
        placeholder="Title or file name"
        value={search}
        onChange={setSearch}
      />
      <div className="mt-3 h-80 overflow-y-auto">
        {list.data === undefined ? (
          list.isPending ? (
            <Loading label="Loading the documents">
              <Skeleton className="mb-2 h-12" />
              <Skeleton className="mb-2 h-12" />
              <Skeleton className="h-12" />
            </Loading>
          ) : (
            <FailureState
              title="The documents could not be loaded"
              error={list.error}
              onRetry={() => void list.refetch()}
            />
          )
        ) : documents.length === 0 ? (
          <p className="py-10 text-center text-muted">
            {search === undefined ? "No document is stored yet." : "No document matches."}
          </p>
        ) : (
          <>
            <ul className="divide-y">
              {documents.map(({ document_id, title, page_count, size, created_at }) => {
                const added = chosen.includes(document_id);
                return (
                  <li key={document_id} className="flex items-center gap-3 py-2 pr-1">
                    <div className="min-w-0 flex-1">
                      <p className="truncate font-medium">{title}</p>
                      <p className="text-sm text-faint">
                        {plural(page_count, "page")} · <RelativeTime at={created_at} />
                      </p>
                    </div>
                    <Button
                      size="sm"
                      icon={added ? Check : Plus}
                      aria-label={`${added ? "Added" : "Add"} ${title}`}
                      reason={added ? "Already part of this request." : undefined}
                      onClick={() =>
                        onChoose({ documentId: document_id, title, pageCount: page_count, size })
                      }
                    >
                      {added ? "Added" : "Add"}
                    </Button>
                  </li>
                );
              })}
            </ul>
            <MoreRows query={list} />
          </>
        )}
      </div>
    </Dialog>
  );
}
