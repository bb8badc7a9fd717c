// Recomputes the audit chain from its published rule, without the service's own code.
import { createHash } from "node:crypto";

export interface EntryRow {
  signature_id: string;
  sequence: number;
  entry_id: string;
  at: Date;
  kind: string;
  source: string;
  actor: string;
  summary: string;
  data: unknown;
  callback_id: string | null;
  previous_hash: string | null;
  hash: string;
}

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(",")}}`;
};

/** Sentences about gaps, forks and changed entries. */
export const chainFaults = (entries: readonly EntryRow[]): string[] => {
  let previous: string | null = null;
  const faults: string[] = [];
  for (const [index, { hash, at, ...entry }] of entries.entries()) {
    const expected = createHash("sha256")
      .update(canonical({ ...entry, at: at.toISOString() }))
      .digest("hex");
    const isRight = entry.sequence === index + 1 && entry.previous_hash === previous && hash === expected;
    if (!isRight) faults.push(`${entry.signature_id}: entry ${entry.sequence} breaks the chain`);
    previous = hash;
  }
  return faults;
};
