// One entry of the audit log with everything that is known of it.
import { AUDIT_ACTION_MEANINGS, type AuditEntry } from "@creditnexus/contract";
import type { ReactNode } from "react";
import { formatDateTime, formatTime } from "../format/time.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Facts } from "../ui/facts.tsx";
import { actionWords } from "./action-words.ts";
import { actorName, kindWords } from "./actor-words.ts";
import { detailFacts } from "./detail-text.ts";
import { SubjectLink } from "./subject-link.tsx";

const factsOf = (entry: AuditEntry): [string, ReactNode][] => {
  const { actor, subject, source_address, request_id } = entry;
  return [
    ["When", `${formatDateTime(entry.at)} (${formatTime(entry.at)})`],
    ["Who", actorName(actor)],
    ["How", kindWords[actor.kind]],
    ...(actor.role === null ? [] : [["Role", actor.role] satisfies [string, ReactNode]]),
    ...(actor.id === null ? [] : [["Key", <code key="key">{actor.id}</code>] satisfies [string, ReactNode]]),
    ...(subject === null
      ? []
      : [["Subject", <SubjectLink key="subject" subject={subject} />] satisfies [string, ReactNode]]),
    ...detailFacts(entry),
    ["From", source_address ?? "Inside the service"],
    ...(request_id === null
      ? []
      : [["Request", <code key="request">{request_id}</code>] satisfies [string, ReactNode]]),
    ["Entry", <code key="entry">{entry.audit_id}</code>],
  ];
};

export function EntryDialog({ entry, onClose }: { entry: AuditEntry | undefined; onClose: () => void }) {
  return (
    <Dialog
      open={entry !== undefined}
      onClose={onClose}
      title={entry === undefined ? "" : actionWords[entry.action]}
      description={entry === undefined ? undefined : AUDIT_ACTION_MEANINGS[entry.action]}
      actions={<Button onClick={onClose}>Back</Button>}
      wide
    >
      {entry !== undefined && (
        <div className="-mx-4">
          <Facts facts={factsOf(entry)} />
        </div>
      )}
    </Dialog>
  );
}
