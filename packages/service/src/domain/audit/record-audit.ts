// Writes an entry of the audit log; in the transaction of the change, where there is one.
import type { Insertable, Kysely } from "kysely";
import type { AuditLogTable, Schema } from "../../db/schema.ts";
import { newId } from "../ids.ts";
import type { AuditActor, NewAuditEntry } from "./entry.ts";

const toRow = (
  actor: AuditActor,
  { at, action, subject, details }: NewAuditEntry,
): Insertable<AuditLogTable> => ({
  workspace_id: actor.workspaceId,
  audit_id: newId("auditEntry", at),
  at,
  action,
  actor_kind: actor.kind,
  actor_id: actor.personId ?? actor.keyId,
  actor_name: actor.name,
  actor_role: actor.role,
  subject_type: subject?.type ?? null,
  subject_id: subject?.id ?? null,
  details: JSON.stringify(details ?? {}),
  source_address: actor.origin?.address ?? null,
  request_id: actor.origin?.requestId ?? null,
});

/** `db` is the transaction of the change, so that both exist or neither. */
export const recordAudit = async (
  db: Kysely<Schema>,
  actor: AuditActor,
  entry: NewAuditEntry,
): Promise<void> => {
  await db.insertInto("audit_log").values(toRow(actor, entry)).execute();
};
