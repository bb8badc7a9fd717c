// The rows of the agreements list.
import type { Signature } from "@creditnexus/contract";
import { Link } from "@tanstack/react-router";
import { plural } from "../format/size.ts";
import { Rows, type RowsColumn } from "../ui/rows.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { Expiry } from "./expiry.tsx";
import type { Selection } from "./selection.ts";
import { SignerStack } from "./signer-stack.tsx";
import { isOpen } from "./status.ts";
import { StatusBadge } from "./status-badge.tsx";

const documentsLine = ({ documents }: Signature): string => {
  const pages = documents.reduce((sum, each) => sum + each.page_count, 0);
  return documents.length === 1
    ? plural(pages, "page")
    : `${plural(documents.length, "document")}, ${plural(pages, "page")}`;
};

function TitleLink({ signature }: { signature: Signature }) {
  return (
    <Link
      data-row
      to="/agreements/$signatureId"
      params={{ signatureId: signature.signature_id }}
      className="row-link font-medium"
    >
      {signature.title}
    </Link>
  );
}

const columns: RowsColumn<Signature>[] = [
  { head: "Status", width: "w-36", cell: ({ status }) => <StatusBadge status={status} /> },
  {
    head: "Agreement",
    main: true,
    cell: (signature) => (
      <>
        <TitleLink signature={signature} />
        <span className="block truncate text-sm text-faint">{documentsLine(signature)}</span>
      </>
    ),
  },
  { head: "Signers", width: "w-72", cell: (signature) => <SignerStack signature={signature} /> },
  {
    head: "Requested",
    width: "w-32",
    cell: ({ requested_at }) => <RelativeTime at={requested_at} className="text-sm text-muted" />,
  },
  { head: "Expires", width: "w-32", cell: (signature) => <Expiry signature={signature} /> },
];

function Card({ signature }: { signature: Signature }) {
  return (
    <>
      <div className="mb-2 flex items-center justify-between gap-3">
        <StatusBadge status={signature.status} />
        {isOpen(signature) && <Expiry signature={signature} />}
      </div>
      <TitleLink signature={signature} />
      <p className="mb-3 truncate text-sm text-faint">
        {documentsLine(signature)} · <RelativeTime at={signature.requested_at} />
      </p>
      <SignerStack signature={signature} />
    </>
  );
}

export interface ListTableProps {
  signatures: readonly Signature[];
  selection: Selection;
}

export function ListTable({ signatures, selection }: ListTableProps) {
  return (
    <Rows
      caption="Agreements"
      columns={columns}
      rows={signatures}
      rowKey={({ signature_id }) => signature_id}
      card={(signature) => <Card signature={signature} />}
      choice={{
        isChosen: (id) => selection.ids.has(id),
        nameOf: ({ title }) => title,
        onToggle: selection.toggle,
        onToggleAll: () => selection.toggleAll(signatures.map(({ signature_id }) => signature_id)),
      }}
    />
  );
}
