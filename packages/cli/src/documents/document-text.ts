// How documents look on a terminal.
import type { Document } from "@creditnexus/contract";
import { shortTime } from "../status/columns.ts";
import { safeText } from "../terminal/safe-text.ts";
import { table } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

export const documentTable = (documents: readonly Document[], terminal: Terminal): string =>
  table(
    documents,
    [
      { title: "ID", value: (one) => one.document_id },
      { title: "TITLE", value: (one) => safeText(one.title), flexible: true },
      { title: "PAGES", value: (one) => String(one.page_count), align: "right" },
      { title: "BYTES", value: (one) => String(one.size), align: "right" },
      { title: "STORED", value: (one) => shortTime(one.created_at) },
      { title: "SHA-256", value: (one) => one.sha256.slice(0, 12) },
    ],
    { width: terminal.width, heading: terminal.style.dim },
  );
