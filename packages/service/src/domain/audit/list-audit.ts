// Reads the audit log, newest first.
import type { AuditAction } from "@creditnexus/contract";
import type { Kysely, Selectable } from "kysely";
import type { AuditLogTable, Schema } from "../../db/schema.ts";
import { page, readCursor } from "../cursor.ts";
import { idFloor } from "../ids.ts";
import { containing } from "../sql.ts";
import type { AuditEntry, AuditSubject } from "./entry.ts";

export type AuditQuery = {
  limit: number;
  cursor?: string | undefined;
  /** A key's id, or part of a name. */
  actor?: string | undefined;
  action?: AuditAction[] | undefined;
  subjectId?: string | undefined;
  from?: Date | undefined;
  /** Not included. */
  to?: Date | undefined;
};

const fromRow = (row: Selectable<AuditLogTable>): AuditEntry => ({
  auditId: row.audit_id,
  at: row.at,
  // Actions and types of subjects come from the contract's lists, the only writer is record-audit.ts.
  action: row.action as AuditAction,
  actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name, role: row.actor_role },
  subject:
    row.subject_type === null || row.subject_id === null
      ? null
      : { type: row.subject_type as AuditSubject["type"], id: row.subject_id },
  details: row.details,
  sourceAddress: row.source_address,
  requestId: row.request_id,
});

export const listAudit = async (
  deps: { db: Kysely<Schema> },
  workspaceId: string,
  query: AuditQuery,
): Promise<{ entries: AuditEntry[]; nextCursor: string | null }> => {
  let select = deps.db.selectFrom("audit_log").selectAll().where("workspace_id", "=", workspaceId);
  const { actor } = query;
  if (actor !== undefined) {
    select = select.where((where) =>
      where.or([where("actor_id", "=", actor), where("actor_name", "ilike", containing(actor))]),
    );
  }
  if (query.action && query.action.length > 0) select = select.where("action", "in", query.action);
  if (query.subjectId !== undefined) select = select.where("subject_id", "=", query.subjectId);
  // An id starts with its time, so a range of time is a range of the key.
  if (query.from) select = select.where("audit_id", ">=", idFloor("auditEntry", query.from));
  if (query.to) select = select.where("audit_id", "<", idFloor("auditEntry", query.to));
  if (query.cursor !== undefined) select = select.where("audit_id", "<", readCursor(query.cursor).id);
  const found = await select
    .orderBy("audit_id", "desc")
    .limit(query.limit + 1)
    .execute();
  const { rows, nextCursor } = page(found, query.limit, (row) => ({ at: row.at, id: row.audit_id }));
  return { entries: rows.map(fromRow), nextCursor };
};
