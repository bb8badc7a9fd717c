// `creditnexus documents list`: the stored PDFs.
import { z } from "zod";
import { command } from "../command/command.ts";
import { cursorFlag, limitFlag } from "../status/list-signatures.ts";
import { documentTable } from "./document-text.ts";

export const list = command({
  name: "documents list",
  summary: "List stored PDFs, newest first",
  arguments: {},
  flags: {
    search: {
      value: "TEXT",
      summary: "only titles and file names with this text",
      schema: z.string().optional(),
    },
    limit: limitFlag,
    cursor: cursorFlag,
  },
  examples: [{ does: "by title", line: "creditnexus documents list --search facility" }],
  errors: ["unauthenticated", "connection_failed"],
  run: async ({ limit, search, cursor }, context) => {
    const found = await context.desk.documents.list({
      limit,
      ...(search === undefined ? {} : { search }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return {
      data: found,
      text: () =>
        found.documents.length === 0 ? "No documents." : documentTable(found.documents, context.terminal),
    };
  },
});
