// `creditnexus download`: the signed PDF, written whole or not at all.
import { DocumentId, SignatureId } from "@creditnexus/contract";
import { command } from "../command/command.ts";
import { deliver, outputFlags } from "./deliver.ts";

export const download = command({
  name: "download",
  summary: "Download the signed PDF",
  details:
    "Downloads the signed PDF once it was collected and verified; a zip when there are several documents and --document names none.",
  arguments: { id: { schema: SignatureId, summary: "signature id (sig_…)" } },
  flags: {
    ...outputFlags,
    document: { value: "ID", summary: "only this document (doc_…)", schema: DocumentId.optional() },
  },
  examples: [
    { does: "under its own name", line: "creditnexus download sig_01jabc" },
    { does: "into another program", line: "creditnexus download sig_01jabc -o - | pdfsig -" },
  ],
  errors: ["not_found", "not_ready", "suspect_document", "unauthenticated", "connection_failed"],
  run: async ({ id, document, output, force }, context) => {
    const query = document === undefined ? {} : { document_id: document };
    const response = await context.desk.signatures.download(id, query);
    return deliver(response, { output, force, id, about: { signature_id: id } }, context);
  },
});
