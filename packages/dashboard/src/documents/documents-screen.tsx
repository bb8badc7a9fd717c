// The documents: the PDFs that were or will be sent.
import type { Document } from "@creditnexus/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { FileText, SearchX } from "lucide-react";
import { formatBytes, plural } from "../format/size.ts";
import { Page } from "../shell/page.tsx";
import { MoreRows } from "../ui/more-rows.tsx";
import { Rows, type RowsColumn } from "../ui/rows.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { EmptyState, FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { documentsQuery } from "./queries.ts";

const columns: RowsColumn<Document>[] = [
  {
    head: "Document",
    main: true,
    cell: (document) => (
      <>
        <Link
          data-row
          to="/documents/$documentId"
          params={{ documentId: document.document_id }}
          className="row-link font-medium"
        >
          {document.title}
        </Link>
        <span className="block truncate text-sm text-faint">{document.file_name}</span>
      </>
    ),
  },
  {
    head: "Pages",
    width: "w-28",
    cell: ({ page_count }) => <span className="tnum text-sm text-muted">{plural(page_count, "page")}</span>,
  },
  {
    head: "Size",
    width: "w-28",
    wideOnly: true,
    cell: ({ size }) => <span className="tnum text-sm text-muted">{formatBytes(size)}</span>,
  },
  {
    head: "SHA-256",
    width: "w-40",
    wideOnly: true,
    cell: ({ sha256 }) => <code className="font-mono text-xs text-faint">{sha256.slice(0, 12)}…</code>,
  },
  {
    head: "Stored",
    width: "w-36",
    cell: ({ created_at }) => <RelativeTime at={created_at} className="text-sm text-muted" />,
  },
];

export function DocumentsScreen() {
  const { q } = useSearch({ from: "/desk/documents" });
  const navigate = useNavigate({ from: "/documents" });
  const list = useInfiniteQuery(documentsQuery(q));
  const documents = list.data?.pages.flatMap((page) => page.documents) ?? [];
  return (
    <Page
      title="Documents"
      description="The PDFs as they were stored. A document can be sent any number of times."
      actions={
        <SearchField
          label="Search documents"
          placeholder="Title or file name"
          value={q}
          onChange={(value) =>
            void navigate({ search: value === undefined ? {} : { q: value }, replace: true })
          }
        />
      }
    >
      {list.isPending ? (
        <TableSkeleton label="Loading the documents" />
      ) : list.data === undefined ? (
        <FailureState
          title="The documents could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : documents.length === 0 ? (
        <EmptyState
          icon={q === undefined ? FileText : SearchX}
          title={q === undefined ? "No documents yet" : "No document matches"}
        >
          {q === undefined ? "A document is stored when you send a request." : "Try fewer words."}
        </EmptyState>
      ) : (
        <>
          <Rows
            caption="Documents"
            columns={columns}
            rows={documents}
            rowKey={({ document_id }) => document_id}
          />
          <MoreRows query={list} />
        </>
      )}
    </Page>
  );
}
