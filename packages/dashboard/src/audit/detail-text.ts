// Details of an entry as text: each fact by its name, and all of them in a line.
import type { AuditEntry } from "@creditnexus/contract";

const valueText = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value.join(", ");
  return JSON.stringify(value);
};

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === "object" && Object.keys(value).length === 0);

/** `status_before` → `Status before`; what is empty is left out. */
export const detailFacts = ({ details }: Pick<AuditEntry, "details">): [string, string][] =>
  Object.entries(details).flatMap(([name, value]) => {
    if (isEmpty(value)) return [];
    const words = name.replaceAll("_", " ");
    return [[words.charAt(0).toUpperCase() + words.slice(1), valueText(value)]];
  });

/** What tells an entry from its neighbours, in a line. */
export const detailLine = (entry: Pick<AuditEntry, "details">): string =>
  detailFacts(entry)
    .map(([name, text]) => (name === "Title" || name === "Name" ? text : `${name.toLowerCase()}: ${text}`))
    .join(" · ");
