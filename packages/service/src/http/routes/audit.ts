// The route of the audit log.
import { listAudit } from "../../domain/audit/list-audit.ts";
import { auditEntryToWire } from "../../domain/audit/wire.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";

export const auditRoutes = (context: HttpContext): Pick<Handlers, "listAudit"> => ({
  listAudit: async ({ actor, query }) => {
    const { entries, nextCursor } = await listAudit(context, actor.workspaceId, {
      limit: query.limit,
      cursor: query.cursor,
      actor: query.actor,
      action: query.action,
      subjectId: query.subject,
      from: query.from === undefined ? undefined : new Date(query.from),
      to: query.to === undefined ? undefined : new Date(query.to),
    });
    return { entries: entries.map(auditEntryToWire), next_cursor: nextCursor };
  },
});
