// File bytes inside the state, stored once per content and dropped when nothing points to them.
import { createHash } from "node:crypto";
import { bytes, number } from "../db/columns.ts";
import type { Db } from "../db/open.ts";

/** Stores bytes and returns their id (SHA-256 in hex). */
export function putContent(db: Db, content: Uint8Array): string {
  const contentId = createHash("sha256").update(content).digest("hex");
  db.run("INSERT OR IGNORE INTO contents VALUES (?, ?, ?)", contentId, content.byteLength, content);
  return contentId;
}

export function getContent(db: Db, contentId: string): Uint8Array {
  const row = db.get("SELECT bytes FROM contents WHERE content_id = ?", contentId);
  if (!row) throw new Error(`content ${contentId} is missing from the sandbox state`);
  return bytes(row, "bytes");
}

/** Drops `contentId` when no document, request or attachment points to it any more. */
export function dropUnusedContent(db: Db, contentId: string): void {
  db.run(
    `DELETE FROM contents WHERE content_id = ?1
       AND NOT EXISTS (SELECT 1 FROM documents WHERE base_content = ?1 OR current_content = ?1)
       AND NOT EXISTS (SELECT 1 FROM request_documents WHERE content = ?1)
       AND NOT EXISTS (SELECT 1 FROM attachments WHERE content = ?1)`,
    contentId,
  );
}

/** How many different files the state holds. */
export function countContents(db: Db): number {
  const row = db.get("SELECT count(*) AS files FROM contents");
  return row ? number(row, "files") : 0;
}
