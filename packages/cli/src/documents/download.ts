// `creditnexus documents download`: the PDF as it was stored, before anybody signed.
import { DocumentId } from "@creditnexus/contract";
import { command } from "../command/command.ts";
import { deliver, outputFlags } from "../download/deliver.ts";

export const download = command({
  name: "documents download",
  summary: "Download a PDF as it was stored, before anybody signed",
  arguments: { id: { schema: DocumentId, summary: "document id (doc_…)" } },
  flags: outputFlags,
  examples: [{ does: "to a name", line: "creditnexus documents download doc_01jabc -o loan.pdf" }],
  errors: ["not_found", "file_exists", "file_not_written", "unauthenticated", "connection_failed"],
  run: async ({ id, output, force }, context) => {
    const response = await context.desk.documents.content(id);
    return deliver(response, { output, force, id, about: { document_id: id } }, context);
  },
});
