// The audit log's filters as they stand in the address bar, and as the API takes them.
import { AUDIT_ACTIONS, type AuditAction, type AuditQuery } from "@creditnexus/contract";

export interface AuditSearch {
  /** A key's id, or part of a name. */
  actor?: string;
  action?: AuditAction[];
  /** An id. */
  subject?: string;
  /** Days, `2026-05-04`, in the reader's zone; both included. */
  from?: string;
  to?: string;
}

const text = (value: unknown, most: number): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, most) : undefined;

const startOf = (day: string): Date => new Date(`${day}T00:00:00`);

const startOfNext = (day: string): Date => {
  const start = startOf(day);
  start.setDate(start.getDate() + 1);
  return start;
};

const day = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(startOf(value).getTime())
    ? value
    : undefined;

const drop = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Partial<T>;

/** Reads the address; what it does not understand is left out, since old links must keep working. */
export const parseAuditSearch = (search: Record<string, unknown>): AuditSearch => {
  const asked = [search.action].flat();
  const action = AUDIT_ACTIONS.filter((each) => asked.includes(each));
  return drop({
    actor: text(search.actor, 200),
    action: action.length === 0 ? undefined : action,
    subject: text(search.subject, 100),
    from: day(search.from),
    to: day(search.to),
  }) as AuditSearch;
};

/** What the API is asked for this address. */
export const auditQueryOf = ({ from, to, ...rest }: AuditSearch): AuditQuery => ({
  ...rest,
  ...(from === undefined ? {} : { from: startOf(from).toISOString() }),
  ...(to === undefined ? {} : { to: startOfNext(to).toISOString() }),
});

/** The same filters with some changed; an empty one is taken away. */
export const withFilters = (
  before: AuditSearch,
  change: { [Name in keyof AuditSearch]?: AuditSearch[Name] | undefined },
): AuditSearch => parseAuditSearch({ ...before, ...change });
