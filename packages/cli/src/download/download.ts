// `creditnexus download`: the signed PDF, written whole or not at all.
import { DocumentId, SignatureId } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { findSuspect } from "../requests/accept.ts";
import { deliver, outputFlags } from "./deliver.ts";

export const download = command({
  name: "download",
  summary: "Download the signed PDF",
  details:
    "Downloads the signed PDF once it was collected and verified; a zip when there are several documents and --document names none.",
  arguments: { id: { schema: SignatureId, summary: "signature id (sig_…)" } },
  flags: {
    ...outputFlags,
    suspect: {
      summary: "a PDF that did not pass verification, to be judged; needs the role operator",
      schema: z.boolean().default(false),
    },
    document: { value: "ID", summary: "only this document (doc_…)", schema: DocumentId.optional() },
  },
  examples: [
    { does: "under its own name", line: "creditnexus download sig_01jabc" },
    { does: "into another program", line: "creditnexus download sig_01jabc -o - | pdfsig -" },
  ],
  errors: [
    "not_found",
    "not_ready",
    "suspect_document",
    "conflict",
    "unknown_document",
    "file_exists",
    "file_not_written",
    "forbidden",
    "unauthenticated",
    "connection_failed",
  ],
  run: async ({ id, document, output, force, suspect }, context) => {
    if (suspect) {
      const { document_id } = findSuspect(await context.desk.signatures.get(id), document);
      const response = await context.desk.signatures.downloadSuspect(id, document_id);
      return deliver(response, { output, force, id, about: { signature_id: id, document_id } }, context);
    }
    const query = document === undefined ? {} : { document_id: document };
    const response = await context.desk.signatures.download(id, query);
    return deliver(response, { output, force, id, about: { signature_id: id } }, context);
  },
});
