// The drafts of whoever is signed in: requests that were begun and not sent.
import type { DraftSummary } from "@creditnexus/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FilePen, FilePlus2 } from "lucide-react";
import { listNames, plural } from "../../format/size.ts";
import { OnlyFor } from "../../session/only-for.tsx";
import { Page } from "../../shell/page.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { MoreRows } from "../../ui/more-rows.tsx";
import { Rows, type RowsColumn } from "../../ui/rows.tsx";
import { EmptyState, FailureState } from "../../ui/states.tsx";
import { TableSkeleton } from "../../ui/table-skeleton.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import { DeleteDraft } from "./delete-draft.tsx";
import { draftsQuery } from "./queries.ts";

const nameOf = ({ title }: Pick<DraftSummary, "title">): string => title || "Without a title";

function NameCell({ draft }: { draft: DraftSummary }) {
  return (
    <>
      <Link data-row to="/new" search={{ draft: draft.draft_id }} className="row-link font-medium">
        {nameOf(draft)}
      </Link>
      <span className="block truncate text-sm text-faint">
        {draft.signers.length === 0 ? "No signers yet" : `For ${listNames(draft.signers, 3)}`}
      </span>
    </>
  );
}

const columns: RowsColumn<DraftSummary>[] = [
  {
    head: "Draft",
    main: true,
    cell: (draft) => <NameCell draft={draft} />,
  },
  {
    head: "Documents",
    width: "w-32",
    cell: ({ documents }) => (
      <span className="tnum text-sm text-muted">{plural(documents.length, "document")}</span>
    ),
  },
  {
    head: "Saved",
    width: "w-36",
    cell: ({ updated_at }) => <RelativeTime at={updated_at} className="text-sm text-muted" />,
  },
  { head: "Actions", width: "w-20", cell: (draft) => <DeleteDraft draft={draft} /> },
];

export function DraftsScreen() {
  return (
    <OnlyFor needs="sender" who="those who may send" title="Drafts">
      <List />
    </OnlyFor>
  );
}

function List() {
  const list = useInfiniteQuery(draftsQuery);
  const drafts = list.data?.pages.flatMap((page) => page.drafts) ?? [];
  return (
    <Page
      title="Drafts"
      description="Yours alone. A draft keeps its documents, but no access codes."
      actions={
        <Link to="/new" className={buttonClass("primary")}>
          <FilePlus2 aria-hidden className="size-4" strokeWidth={1.9} />
          New request
        </Link>
      }
    >
      {list.isPending ? (
        <TableSkeleton label="Loading the drafts" />
      ) : list.data === undefined ? (
        <FailureState
          title="The drafts could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : drafts.length === 0 ? (
        <EmptyState icon={FilePen} title="No drafts">
          Choose “Save as draft” in a new request, and go on with it from any browser.
        </EmptyState>
      ) : (
        <>
          <Rows
            caption="Drafts"
            columns={columns}
            rows={drafts}
            rowKey={({ draft_id }) => draft_id}
            card={(draft) => (
              <div className="flex items-start gap-3">
                <div className="min-w-0 flex-1">
                  <NameCell draft={draft} />
                  <p className="text-sm text-muted">
                    {plural(draft.documents.length, "document")} · <RelativeTime at={draft.updated_at} />
                  </p>
                </div>
                <DeleteDraft draft={draft} />
              </div>
            )}
          />
          <MoreRows query={list} />
        </>
      )}
    </Page>
  );
}
