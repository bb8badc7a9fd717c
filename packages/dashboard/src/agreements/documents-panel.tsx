// The documents of an agreement: original and signed PDF, and what proved the signed one.
import type { Signature } from "@creditnexus/contract";
import { useMutation } from "@tanstack/react-query";
import {
  CircleCheck,
  Clock,
  CloudDownload,
  Columns2,
  Download,
  FileCheck2,
  FileText,
  type LucideIcon,
  Minus,
  ShieldAlert,
  TriangleAlert,
} from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { saveResponse } from "../api/save-file.ts";
import { plural } from "../format/size.ts";
import { createScrollSync } from "../pdf/scroll-sync.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { Segments } from "../ui/segments.tsx";
import { Loading, Skeleton } from "../ui/states.tsx";
import { notifyFailure } from "../ui/toasts.tsx";
import { Checks } from "./checks.tsx";
import { FailedNotice } from "./failed-notice.tsx";
import { isOpen, isReady } from "./status.ts";
import { SuspectNotice } from "./suspect-notice.tsx";

const PdfViewer = lazy(() => import("../pdf/viewer.tsx"));

type SignatureDocument = Signature["documents"][number];
type View = "original" | "signed" | "both";

const states: Record<SignatureDocument["signed"]["state"], { word: string; tone: Tone; icon: LucideIcon }> = {
  waiting: { word: "Waits for signatures", tone: "quiet", icon: Clock },
  collecting: { word: "Fetching and proving", tone: "info", icon: CloudDownload },
  verified: { word: "Verified", tone: "good", icon: CircleCheck },
  suspect: { word: "Suspect", tone: "bad", icon: ShieldAlert },
  failed: { word: "Could not be fetched", tone: "bad", icon: TriangleAlert },
};

const neverSigned = { word: "Not signed", tone: "quiet", icon: Minus } as const;

const lookOf = (signature: Signature, { state }: SignatureDocument["signed"]) =>
  state === "waiting" && !isOpen(signature) && signature.status !== "completed" ? neverSigned : states[state];

export function DocumentsPanel({ signature }: { signature: Signature }) {
  const [chosen, setChosen] = useState(0);
  const document = signature.documents[chosen] ?? signature.documents[0];
  if (document === undefined) return null;
  const many = signature.documents.length > 1;
  return (
    <Panel
      title={many ? "Documents" : "Document"}
      aside={
        many ? (
          <Segments
            label="Document"
            value={String(chosen)}
            onChange={(value) => setChosen(Number(value))}
            options={signature.documents.map((each, index) => ({ value: String(index), label: each.title }))}
          />
        ) : null
      }
    >
      <One key={document.document_id} signature={signature} document={document} />
    </Panel>
  );
}

interface OneProps {
  signature: Signature;
  document: SignatureDocument;
}

function One({ signature, document }: OneProps) {
  const { signed } = document;
  const ready = isReady(document);
  const [chosen, setView] = useState<View>();
  const view = ready ? (chosen ?? "signed") : "original";
  const [sync] = useState(createScrollSync);
  const look = lookOf(signature, signed);
  const original = {
    id: document.document_id,
    load: async () => (await desk.documents.content(document.document_id)).arrayBuffer(),
  };
  const final = {
    id: `${signature.signature_id}/${document.document_id}/${signed.sha256 ?? ""}`,
    load: async () =>
      (
        await desk.signatures.download(signature.signature_id, { document_id: document.document_id })
      ).arrayBuffer(),
  };
  const download = useMutation({
    mutationFn: async () =>
      saveResponse(
        await desk.signatures.download(signature.signature_id, { document_id: document.document_id }),
        `${document.title}-signed.pdf`,
      ),
    onError: (error) => notifyFailure("Not downloaded", describeFailure(error).detail),
  });
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
        <div className="min-w-0 flex-auto sm:flex-1">
          <p className="truncate font-medium">{document.title}</p>
          <p className="text-sm text-faint">
            {plural(document.page_count, "page")} · SHA-256{" "}
            <code className="font-mono text-xs">{document.sha256.slice(0, 12)}…</code>
          </p>
        </div>
        <Badge tone={look.tone} icon={look.icon}>
          {look.word}
        </Badge>
        {ready && signature.documents.length > 1 && (
          <Button
            size="sm"
            icon={Download}
            label={`Download ${document.title}, signed`}
            busy={download.isPending}
            onClick={() => download.mutate()}
          />
        )}
        {ready && (
          <Segments
            label="View"
            value={view}
            onChange={(value) => setView(value as View)}
            options={[
              { value: "original", label: "Original", icon: FileText },
              { value: "signed", label: "Signed", icon: FileCheck2 },
              { value: "both", label: "Side by side", icon: Columns2, className: "max-lg:hidden" },
            ]}
          />
        )}
      </div>
      {signed.state === "suspect" && (
        <div className="px-4 pb-3">
          <SuspectNotice signatureId={signature.signature_id} document={document} />
        </div>
      )}
      {signed.state === "failed" && (
        <div className="px-4 pb-3">
          <FailedNotice signatureId={signature.signature_id} />
        </div>
      )}
      {signed.checks.length > 0 && <Checks checks={signed.checks} />}
      <Suspense
        fallback={
          <Loading label="Loading the PDF viewer">
            <Skeleton className="h-[34rem] w-full rounded-none" />
          </Loading>
        }
      >
        <div className="flex border-t">
          {view !== "signed" && (
            <PdfViewer source={original} label={`${document.title}, original`} sync={sync} />
          )}
          {view === "both" && <div className="w-px bg-line" />}
          {view !== "original" && (
            <PdfViewer source={final} label={`${document.title}, signed`} sync={sync} />
          )}
        </div>
      </Suspense>
    </>
  );
}
