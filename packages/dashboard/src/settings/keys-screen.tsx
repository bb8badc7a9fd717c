// API keys: who may call the desk, made and revoked here.
import type { Key } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { useReason } from "../session/use-session.ts";
import { Page } from "../shell/page.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Rows, type RowsColumn } from "../ui/rows.tsx";
import { EmptyState, FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { NewKeyDialog } from "./new-key-dialog.tsx";
import { RevokeKeyDialog } from "./revoke-key-dialog.tsx";
import { SettingsNav } from "./settings-nav.tsx";

export function KeysScreen() {
  const reason = useReason("admin");
  const keys = useQuery({
    queryKey: ["keys"],
    queryFn: () => desk.keys.list(),
    enabled: reason === undefined,
  });
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Key>();
  const columns: RowsColumn<Key>[] = [
    {
      head: "Name",
      main: true,
      cell: (key) => (
        <>
          <span className={key.revoked_at === null ? "font-medium" : "font-medium text-faint line-through"}>
            {key.name}
          </span>
          <code className="block font-mono text-xs text-faint">{key.prefix}…</code>
        </>
      ),
    },
    { head: "Role", width: "w-28", cell: ({ role }) => <Badge tone="quiet">{role}</Badge> },
    {
      head: "Made",
      width: "w-36",
      wideOnly: true,
      cell: ({ created_at }) => <RelativeTime at={created_at} className="text-sm text-muted" />,
    },
    {
      head: "Last used",
      width: "w-36",
      cell: ({ last_used_at }) =>
        last_used_at === null ? (
          <span className="text-sm text-faint">Never</span>
        ) : (
          <RelativeTime at={last_used_at} className="text-sm text-muted" />
        ),
    },
    {
      head: "Action",
      width: "w-28",
      cell: (key) =>
        key.revoked_at === null ? (
          <Button size="sm" aria-label={`Revoke ${key.name}`} onClick={() => setRevoking(key)}>
            Revoke
          </Button>
        ) : (
          <span className="text-sm text-faint">
            Revoked <RelativeTime at={key.revoked_at} />
          </span>
        ),
    },
  ];

  return (
    <Page
      title="API keys"
      description="A key is for one application or one person, with the least role that does."
      actions={
        <Button weight="primary" icon={Plus} reason={reason} onClick={() => setMaking(true)}>
          New key
        </Button>
      }
    >
      <SettingsNav />
      {reason !== undefined ? (
        <Notice tone="info" title="Only for administrators">
          {reason}
        </Notice>
      ) : keys.data === undefined ? (
        keys.isPending ? (
          <TableSkeleton label="Loading the keys" />
        ) : (
          <FailureState
            title="The keys could not be loaded"
            error={keys.error}
            onRetry={() => void keys.refetch()}
          />
        )
      ) : keys.data.keys.length === 0 ? (
        <EmptyState icon={KeyRound} title="No keys" />
      ) : (
        <Rows caption="API keys" columns={columns} rows={keys.data.keys} rowKey={({ key_id }) => key_id} />
      )}
      <NewKeyDialog open={making} onClose={() => setMaking(false)} />
      <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(undefined)} />
    </Page>
  );
}
