// The routes of evidence: the bundle of one signature, and the key that bundles are signed with.
import { downloadEvidence } from "../../domain/evidence/download-evidence.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";
import { contentDisposition } from "../headers.ts";
import { zipStream } from "../zip.ts";

export const evidenceRoutes = (
  context: HttpContext,
  version: string,
): Pick<Handlers, "getEvidence" | "getEvidenceKey"> => ({
  getEvidence: async ({ actor, params, reply }) => {
    const files = await downloadEvidence({ ...context, version }, actor, params.signature_id);
    return reply
      .header("content-type", "application/zip")
      .header("content-disposition", contentDisposition("attachment", `evidence-${params.signature_id}.zip`))
      .header("cache-control", "private, no-store")
      .send(zipStream(files.map(({ path, open }) => ({ name: path, open }))));
  },

  getEvidenceKey: async () => context.evidence.key,
});
