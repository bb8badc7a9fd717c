// `creditnexus documents upload`: stores PDFs without sending them yet.
import { randomUUID } from "node:crypto";
import type { Document } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { UsageError } from "../command/errors.ts";
import { openFile } from "../send/read-file.ts";
import { documentTable } from "./document-text.ts";

export const upload = command({
  name: "documents upload",
  summary: "Store PDFs, to be sent later",
  arguments: {
    file: { schema: z.array(z.string()).min(1), summary: "PDFs to store", many: true, completes: "file" },
  },
  flags: {
    title: {
      value: "TEXT",
      summary: "title; the file's name otherwise",
      schema: z.string().min(1).optional(),
    },
  },
  examples: [
    {
      does: "its id, for a script",
      line: "creditnexus documents upload loan.pdf | jq -r '.documents[0].document_id'",
    },
  ],
  errors: [
    "file_not_found",
    "not_a_file",
    "empty_file",
    "not_a_pdf",
    "encrypted_pdf",
    "damaged_pdf",
    "pdf_too_costly",
    "file_too_large",
    "forbidden",
    "unauthenticated",
    "connection_failed",
  ],
  run: async (input, context) => {
    if (input.title !== undefined && input.file.length > 1) {
      throw new UsageError("--title is for one file: upload several one by one, or leave it out.");
    }
    const files = await Promise.all(input.file.map((path) => openFile(path, context.cwd)));
    const documents = await context.terminal.bar("Uploading", files.length, async (onProgress) => {
      const stored: Document[] = [];
      for (const [index, file] of files.entries()) {
        onProgress(index);
        const document = await context.desk.documents.upload(file.blob, {
          fileName: file.fileName,
          idempotencyKey: randomUUID(),
          signal: context.signal,
          ...(input.title === undefined ? {} : { title: input.title }),
        });
        stored.push(document);
      }
      return stored;
    });
    return { data: { documents }, text: () => documentTable(documents, context.terminal) };
  },
});
