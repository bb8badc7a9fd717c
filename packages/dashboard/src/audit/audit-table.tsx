// The entries of the audit log as rows; a row opens its details.
import type { AuditEntry } from "@creditnexus/contract";
import { clsx } from "clsx";
import { useState } from "react";
import { Rows, type RowsColumn } from "../ui/rows.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { actionWords } from "./action-words.ts";
import { actorName, kindWords } from "./actor-words.ts";
import { detailLine } from "./detail-text.ts";
import { EntryDialog } from "./entry-dialog.tsx";
import { SubjectLink } from "./subject-link.tsx";

const columnsWith = (open: (entry: AuditEntry) => void): RowsColumn<AuditEntry>[] => [
  {
    head: "When",
    width: "w-36",
    cell: ({ at }) => <RelativeTime at={at} className="text-sm text-muted" />,
  },
  {
    head: "Who",
    width: "w-48",
    cell: ({ actor }) => (
      <div className="max-w-48">
        <span className="block truncate font-medium">{actorName(actor)}</span>
        <span className="block truncate text-sm text-faint">{kindWords[actor.kind]}</span>
      </div>
    ),
  },
  {
    head: "What",
    main: true,
    cell: (entry) => (
      <>
        <button
          type="button"
          data-row
          className={clsx(
            "row-link w-full text-left font-medium",
            entry.action.endsWith(".refused") && "text-bad",
          )}
          onClick={() => open(entry)}
        >
          {actionWords[entry.action]}
        </button>
        <span className="block truncate text-sm text-faint">{detailLine(entry)}</span>
      </>
    ),
  },
  {
    head: "Subject",
    width: "w-56",
    cell: ({ subject }) =>
      subject === null ? (
        <span className="text-sm text-faint">–</span>
      ) : (
        <SubjectLink subject={subject} className="relative z-1 block max-w-56 text-sm" />
      ),
  },
  {
    head: "From",
    width: "w-36",
    wideOnly: true,
    cell: ({ source_address }) => (
      <span className="font-mono text-xs break-all text-muted">{source_address ?? "–"}</span>
    ),
  },
];

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const [opened, setOpened] = useState<AuditEntry>();
  return (
    <>
      <Rows
        caption="Audit log"
        columns={columnsWith(setOpened)}
        rows={entries}
        rowKey={({ audit_id }) => audit_id}
      />
      <EntryDialog entry={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}
