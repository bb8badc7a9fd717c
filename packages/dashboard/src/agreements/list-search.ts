// The list's filters as they stand in the address bar, and as the API takes them.
import {
  ATTENTION_KINDS,
  type AttentionKind,
  SIGNATURE_SORTS,
  SIGNATURE_STATUSES,
  type SignatureListQuery,
  type SignatureStatus,
} from "@creditnexus/contract";

export type SignatureSort = (typeof SIGNATURE_SORTS)[number];

export interface ListSearch {
  q?: string;
  status?: SignatureStatus[];
  attention?: AttentionKind[];
  signer?: string;
  role?: string;
  document?: string;
  /** Days, `2026-05-04`, in the reader's zone. */
  from?: string;
  to?: string;
  sort?: SignatureSort;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.slice(0, 200) : undefined;

const day = (value: unknown): string | undefined =>
  typeof value === "string" &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(Date.parse(`${value}T00:00:00`))
    ? value
    : undefined;

const drop = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Partial<T>;

const known = <T extends string>(all: readonly T[], asked: unknown): T[] | undefined => {
  const found = all.filter((each) => [asked].flat().includes(each));
  return found.length === 0 ? undefined : found;
};

/** Reads the address; what it does not understand is left out, since old links must keep working. */
export const parseListSearch = (search: Record<string, unknown>): ListSearch => {
  const status = known(SIGNATURE_STATUSES, search.status);
  return drop({
    q: text(search.q),
    status,
    attention: known(ATTENTION_KINDS, search.attention),
    signer: text(search.signer),
    role: text(search.role),
    document: text(search.document),
    from: day(search.from),
    to: day(search.to),
    sort: SIGNATURE_SORTS.find((each) => each === search.sort && each !== "-requested_at"),
  }) as ListSearch;
};

/** What the API is asked for this address. A day's end is the next day's start. */
export const listQueryOf = (search: ListSearch): SignatureListQuery =>
  drop({
    search: search.q,
    status: search.status,
    attention: search.attention,
    signer: search.signer,
    role: search.role,
    document_id: search.document,
    requested_from: search.from === undefined ? undefined : new Date(`${search.from}T00:00:00`).toISOString(),
    requested_to: search.to === undefined ? undefined : new Date(`${search.to}T23:59:59.999`).toISOString(),
    sort: search.sort,
  }) as SignatureListQuery;

export const isFiltered = ({ sort: _sort, ...filters }: ListSearch): boolean =>
  Object.keys(filters).length > 0;
