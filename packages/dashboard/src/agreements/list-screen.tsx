// The agreements: what needs a person first, then everything, filtered and searched.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { FilePen, FilePlus2, PenLine, SearchX } from "lucide-react";
import { lazy, Suspense } from "react";
import { useReason } from "../session/use-session.ts";
import { Page } from "../shell/page.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { MoreRows } from "../ui/more-rows.tsx";
import { StaleNotice } from "../ui/stale-notice.tsx";
import { EmptyState, FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { AttentionPanel } from "./attention-panel.tsx";
import { ListFilters } from "./list-filters.tsx";
import { isFiltered } from "./list-search.ts";
import { ListTable } from "./list-table.tsx";
import { listQuery } from "./queries.ts";
import { useSelection } from "./selection.ts";
import { useLiveList } from "./use-live-list.ts";

const BulkBar = lazy(() => import("./bulk-bar.tsx"));

export function ListScreen() {
  const search = useSearch({ from: "/desk/" });
  const list = useInfiniteQuery(listQuery(search));
  const notFollowed = useLiveList(search);
  const selection = useSelection();
  const filtered = isFiltered(search);
  const signatures = list.data?.pages.flatMap((page) => page.signatures) ?? [];

  const stale =
    list.isError && !list.isFetchNextPageError
      ? { since: list.dataUpdatedAt, error: list.error }
      : // Before the first look for changes, the list is as old as its own reading.
        notFollowed && { ...notFollowed, since: notFollowed.since || list.dataUpdatedAt };

  const chosen = signatures.filter(({ signature_id }) => selection.ids.has(signature_id));

  return (
    <Page
      title="Agreements"
      actions={
        <>
          <DraftsLink />
          <NewRequestLink />
        </>
      }
    >
      {!filtered && <AttentionPanel isToldStale={stale !== undefined && list.data !== undefined} />}
      {(filtered || signatures.length > 0 || list.isPending) && (
        <div className="mb-4">
          <ListFilters search={search} />
        </div>
      )}
      {list.isPending ? (
        <TableSkeleton label="Loading the agreements" />
      ) : list.data === undefined ? (
        <FailureState
          title="The agreements could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : (
        <>
          {stale !== undefined && (
            <div className="mb-3">
              <StaleNotice {...stale} />
            </div>
          )}
          {signatures.length === 0 ? (
            <Nothing filtered={filtered} />
          ) : (
            <div className={list.isPlaceholderData ? "opacity-60 transition-opacity" : "transition-opacity"}>
              <ListTable signatures={signatures} selection={selection} />
              <MoreRows query={list} />
              {chosen.length > 0 && (
                <Suspense>
                  <BulkBar chosen={chosen} onDone={selection.clear} />
                </Suspense>
              )}
            </div>
          )}
        </>
      )}
    </Page>
  );
}

function DraftsLink() {
  const reason = useReason("sender");
  if (reason !== undefined) {
    return (
      <Button weight="quiet" icon={FilePen} reason={reason}>
        Drafts
      </Button>
    );
  }
  return (
    <Link to="/drafts" className={buttonClass("quiet")}>
      <FilePen aria-hidden className="size-4" strokeWidth={1.9} />
      Drafts
    </Link>
  );
}

function NewRequestLink() {
  const reason = useReason("sender");
  if (reason !== undefined) {
    return (
      <Button weight="primary" icon={FilePlus2} reason={reason}>
        New request
      </Button>
    );
  }
  return (
    <Link to="/new" className={buttonClass("primary")}>
      <FilePlus2 aria-hidden className="size-4" strokeWidth={1.9} />
      New request
    </Link>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No agreement matches"
        action={
          <Link to="/" className={buttonClass()}>
            Clear all filters
          </Link>
        }
      >
        Try fewer words, or another status.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={PenLine} title="No agreements yet" action={<NewRequestLink />}>
      Upload a PDF, say who signs and in which order. You follow every step here, live.
    </EmptyState>
  );
}
