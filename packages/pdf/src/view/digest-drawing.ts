// A digest of something pdf.js draws with, for comparing it between two documents.
import { createHash } from "node:crypto";

/** The same for the same drawing in two documents, although pdf.js numbers documents as it opens them. */
export function digestDrawing(drawing: unknown): string {
  const text = JSON.stringify(drawing) ?? "";
  // g_d0_f1 in one document is g_d1_f1 in the other, and images are numbered by page.
  const plain = text
    .replaceAll(/g_d\d+_/g, "")
    .replaceAll(/img_p\d+_\d+/g, "")
    .replaceAll(/pattern_p\d+_\d+/g, "");
  return createHash("sha1").update(plain).digest("base64url");
}
