// Writes down an attempt that was refused; within bounds, since nobody needs a valid key to cause one.
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Deps } from "../deps.ts";
import { idFloor } from "../ids.ts";
import type { AuditActor, NewAuditEntry } from "./entry.ts";
import { recordAudit } from "./record-audit.ts";

const WINDOW_MS = 3_600_000;
/** Of one kind, by the same caller from the same address. */
export const REFUSALS_PER_SOURCE = 10;
/** Of one kind, by everybody: at worst some 50 MB a year and kind. */
export const REFUSALS_IN_ALL = 60;

type Recent = { total: number; same: number };

const countRecent = async (
  db: Kysely<Schema>,
  actor: AuditActor,
  { action, at }: Pick<NewAuditEntry, "action" | "at">,
): Promise<Recent> => {
  const isSame = sql<boolean>`source_address is not distinct from ${actor.origin?.address ?? null}::text
    and actor_id is not distinct from ${actor.personId ?? actor.keyId}::text`;
  return db
    .selectFrom("audit_log")
    .select((select) => [
      select.fn.countAll<number>().as("total"),
      select.fn.countAll<number>().filterWhere(isSame).as("same"),
    ])
    .where("workspace_id", "=", actor.workspaceId)
    .where("action", "=", action)
    .where("audit_id", ">=", idFloor("auditEntry", new Date(at.getTime() - WINDOW_MS)))
    .executeTakeFirstOrThrow();
};

/**
 * Keeps the first ones of each hour; the last that is kept says so in `limit_reached`. Calls at the same instant may
 * exceed the bound by their number.
 */
export const recordRefusal = async (
  deps: Pick<Deps, "db" | "clock">,
  actor: AuditActor,
  {
    action,
    details,
  }: Required<Pick<NewAuditEntry, "details">> & { action: `${string}.refused` & NewAuditEntry["action"] },
): Promise<void> => {
  const at = deps.clock.now();
  const { total, same } = await countRecent(deps.db, actor, { action, at });
  if (same >= REFUSALS_PER_SOURCE || total >= REFUSALS_IN_ALL) return;
  const isLast = same + 1 === REFUSALS_PER_SOURCE || total + 1 === REFUSALS_IN_ALL;
  await recordAudit(deps.db, actor, {
    at,
    action,
    details: isLast ? { ...details, limit_reached: true } : details,
  });
};
