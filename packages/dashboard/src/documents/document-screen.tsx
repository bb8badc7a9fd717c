// One document: the PDF as it was stored, and every request made with it.
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { FilePlus2 } from "lucide-react";
import { lazy, Suspense } from "react";
import { StatusBadge } from "../agreements/status-badge.tsx";
import { formatBytes, plural } from "../format/size.ts";
import { useReason } from "../session/use-session.ts";
import { Page } from "../shell/page.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { documentQuery, documentSignaturesQuery, loadContent } from "./queries.ts";

const PdfViewer = lazy(() => import("../pdf/viewer.tsx"));

export function DocumentScreen() {
  const { documentId } = useParams({ from: "/desk/documents/$documentId" });
  const document = useQuery(documentQuery(documentId));
  const back = <BackLink to="/documents" label="Documents" />;
  const waiting = (
    <Loading label="Loading the document">
      <Skeleton className="h-[36rem] rounded-lg" />
    </Loading>
  );
  if (document.data === undefined) {
    return (
      <Page title="Document" heading={back}>
        {document.isPending ? (
          waiting
        ) : (
          <FailureState
            title="The document could not be loaded"
            error={document.error}
            onRetry={() => void document.refetch()}
          />
        )}
      </Page>
    );
  }
  const { title, page_count, size, sha256 } = document.data;
  return (
    <Page
      title={title}
      heading={
        <>
          {back}
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 text-muted">
            {plural(page_count, "page")} · {formatBytes(size)}
          </p>
        </>
      }
      actions={<Send documentId={documentId} />}
    >
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="overflow-hidden rounded-lg border bg-surface shadow-raised">
          <Suspense fallback={waiting}>
            <div className="flex">
              <PdfViewer source={{ id: documentId, load: () => loadContent(documentId) }} label={title} />
            </div>
          </Suspense>
        </div>
        <div className="flex flex-col gap-5">
          <Requests documentId={documentId} />
          <Panel title="Fingerprint">
            <p className="px-4 py-3 font-mono text-xs break-all text-muted">
              <span className="mb-1 block font-sans text-faint">SHA-256</span>
              {sha256}
            </p>
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function Send({ documentId }: { documentId: string }) {
  const reason = useReason("sender");
  if (reason !== undefined) {
    return (
      <Button weight="primary" icon={FilePlus2} reason={reason}>
        Request signatures
      </Button>
    );
  }
  return (
    <Link to="/new" search={{ document: [documentId] }} className={buttonClass("primary")}>
      <FilePlus2 aria-hidden className="size-4" />
      Request signatures
    </Link>
  );
}

function Requests({ documentId }: { documentId: string }) {
  const list = useQuery(documentSignaturesQuery(documentId));
  return (
    <Panel title="Requests">
      {list.data === undefined ? (
        list.isPending ? (
          <Loading label="Loading the requests">
            <div className="p-4">
              <Skeleton />
            </div>
          </Loading>
        ) : (
          <FailureState title="Not loaded" error={list.error} onRetry={() => void list.refetch()} />
        )
      ) : list.data.signatures.length === 0 ? (
        <p className="px-4 py-3 text-muted">It has not been sent yet.</p>
      ) : (
        <ul>
          {list.data.signatures.map((signature) => (
            <li
              key={signature.signature_id}
              className="relative flex items-center gap-3 border-b px-4 py-2.5 last:border-b-0 hover:bg-hover"
            >
              <div className="min-w-0 flex-1">
                <Link
                  to="/agreements/$signatureId"
                  params={{ signatureId: signature.signature_id }}
                  className="row-link font-medium"
                >
                  {signature.title}
                </Link>
                <RelativeTime at={signature.requested_at} className="text-sm text-faint" />
              </div>
              <StatusBadge status={signature.status} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
