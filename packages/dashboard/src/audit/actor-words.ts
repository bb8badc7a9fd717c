// How the kinds of actors read.
import type { AuditEntry } from "@creditnexus/contract";

export const kindWords: Record<AuditEntry["actor"]["kind"], string> = {
  person: "At the dashboard",
  key: "With an API key",
  library: "In process",
  desk: "The desk itself",
  unknown: "Not recognised",
};

/** A name for people: nobody is called `unknown`. */
export const actorName = ({ kind, name }: AuditEntry["actor"]): string =>
  kind === "unknown" ? "Somebody" : name;
