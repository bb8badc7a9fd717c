// Writes all signatures that a filter finds as CSV, piece by piece, so that any number of them takes the same memory.
import { signatureCsvHead, signatureCsvLine } from "@creditnexus/contract";
import type { Kysely } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { SignatureFilter } from "./list-filter.ts";
import { listSignatures } from "./list-signatures.ts";
import { signatureToWire } from "./wire.ts";

const BATCH = 500;

/**
 * Yields the head with the first rows, then the rest in batches, each read when it is asked for. What is requested or
 * changed meanwhile may be missing or shown as it was when its batch was read. "Changed last" is exported newest first: a
 * row that moved up between two batches would be in none of them.
 */
export async function* exportSignatures(
  deps: { db: Kysely<Schema> },
  workspaceId: string,
  filter: SignatureFilter,
): AsyncGenerator<string, void> {
  const sort = filter.sort === "-updated_at" ? "-requested_at" : filter.sort;
  let cursor: string | undefined;
  do {
    const batch = await listSignatures(deps, workspaceId, { ...filter, sort, cursor, limit: BATCH });
    const lines = batch.signatures.map((signature) => signatureCsvLine(signatureToWire(signature))).join("");
    yield cursor === undefined ? signatureCsvHead + lines : lines;
    cursor = batch.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
