// Who did what, newest first; for administrators.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { RotateCw, ScrollText } from "lucide-react";
import { useReason } from "../session/use-session.ts";
import { SettingsNav } from "../settings/settings-nav.tsx";
import { Page } from "../shell/page.tsx";
import { Button } from "../ui/button.tsx";
import { MoreRows } from "../ui/more-rows.tsx";
import { Notice } from "../ui/notice.tsx";
import { StaleQuery } from "../ui/stale-notice.tsx";
import { EmptyState, FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditTable } from "./audit-table.tsx";
import { auditQuery } from "./queries.ts";

export function AuditScreen() {
  const reason = useReason("admin");
  return (
    <Page
      title="Audit"
      description="Who did what, and from where. Entries are kept for ever and never change."
    >
      <SettingsNav />
      {reason === undefined ? (
        <AuditLog />
      ) : (
        <Notice tone="info" title="Only for administrators">
          {reason}
        </Notice>
      )}
    </Page>
  );
}

function AuditLog() {
  const search = useSearch({ from: "/desk/settings/audit" });
  const list = useInfiniteQuery(auditQuery(search));
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <AuditFilters search={search} />
      <StaleQuery query={list} />
      {list.isPending ? (
        <TableSkeleton label="Loading the audit log" />
      ) : list.data === undefined ? (
        <FailureState
          title="The audit log could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : entries.length === 0 ? (
        <EmptyState
          icon={ScrollText}
          title={Object.keys(search).length === 0 ? "Nothing was done yet" : "Nothing matches these filters"}
        >
          Sign-ins, keys, agreements, downloads, webhooks and replays are written down as they happen.
        </EmptyState>
      ) : (
        <>
          <div className="mb-2 flex justify-end">
            <Button
              size="sm"
              weight="quiet"
              icon={RotateCw}
              busy={list.isRefetching}
              onClick={() => void list.refetch()}
            >
              Refresh
            </Button>
          </div>
          <AuditTable entries={entries} />
          <MoreRows query={list} />
        </>
      )}
    </>
  );
}
