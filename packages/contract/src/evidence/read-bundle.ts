// Parses the JSON files of a bundle; a file that cannot be read is a finding, not an exception.
import type { z } from "zod";
import { EVIDENCE_PATHS, EvidenceManifest } from "../evidence.ts";
import { TimelineEntry } from "../signatures.ts";
import { type EvidenceFinding, fail } from "./finding.ts";

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

const textOf = (bytes: Uint8Array): string => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** The parsed file, or why it cannot be read. */
export const parseJson = <T extends z.ZodType>(schema: T, bytes: Uint8Array): z.output<T> | string => {
  let value: unknown;
  try {
    value = JSON.parse(textOf(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return `is not JSON: ${error.message}`;
    throw error;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `has an unexpected shape at /${issue?.path.join("/") ?? ""}: ${issue?.message ?? ""}`;
};

export const readManifest = (files: BundleFiles): EvidenceManifest | EvidenceFinding => {
  const path = EVIDENCE_PATHS.manifest;
  const bytes = files.get(path);
  if (bytes === undefined) return fail("manifest", `${path} is missing: this is no evidence bundle`, path);
  const parsed = parseJson(EvidenceManifest, bytes);
  return typeof parsed === "string" ? fail("manifest", `${path} ${parsed}`, path) : parsed;
};

export const readEntries = (files: BundleFiles): TimelineEntry[] | EvidenceFinding => {
  const path = EVIDENCE_PATHS.timeline;
  const bytes = files.get(path);
  if (bytes === undefined) return fail("chain", `${path} is missing`, path);
  const entries: TimelineEntry[] = [];
  for (const [index, line] of new TextDecoder().decode(bytes).split("\n").entries()) {
    if (line === "") continue;
    const entry = parseJson(TimelineEntry, new TextEncoder().encode(line));
    if (typeof entry === "string") return fail("chain", `Line ${index + 1} of ${path} ${entry}`, path);
    entries.push(entry);
  }
  return entries;
};
