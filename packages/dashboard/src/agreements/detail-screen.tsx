// One agreement: where it stands, who must sign, its documents, and everything that happened.
import { useParams } from "@tanstack/react-router";
import { Page } from "../shell/page.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { StaleNotice } from "../ui/stale-notice.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";
import { DetailActions } from "./detail-actions.tsx";
import { DetailHeading } from "./detail-heading.tsx";
import { DocumentsPanel } from "./documents-panel.tsx";
import { EvidencePanel } from "./evidence-panel.tsx";
import { SignersPanel } from "./signers-panel.tsx";
import { TimelinePanel } from "./timeline-panel.tsx";
import { useLiveSignature } from "./use-live-signature.ts";
import { Warnings } from "./warnings.tsx";

export function DetailScreen() {
  const { signatureId } = useParams({ from: "/desk/agreements/$signatureId" });
  const { signature, timeline, liveness } = useLiveSignature(signatureId);
  if (signature.data === undefined) {
    return (
      <Page title="Agreement" heading={back}>
        {signature.isPending ? (
          <DetailSkeleton />
        ) : (
          <FailureState
            title="The agreement could not be loaded"
            error={signature.error}
            onRetry={() => void signature.refetch()}
          />
        )}
      </Page>
    );
  }
  const { data } = signature;
  return (
    <Page
      title={data.title}
      heading={
        <>
          {back}
          <DetailHeading signature={data} liveness={liveness} />
        </>
      }
      actions={<DetailActions key={data.signature_id} signature={data} />}
    >
      <Warnings signature={data} />
      {signature.isError && (
        <div className="mb-4">
          <StaleNotice since={signature.dataUpdatedAt} error={signature.error} />
        </div>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <SignersPanel signature={data} />
          <DocumentsPanel signature={data} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <TimelinePanel timeline={timeline} />
          <EvidencePanel signature={data} entries={timeline.data} />
        </div>
      </div>
    </Page>
  );
}

const back = <BackLink to="/" label="Agreements" />;

function DetailSkeleton() {
  return (
    <Loading label="Loading the agreement">
      <Skeleton className="mb-3 h-8 w-96 max-w-full" />
      <Skeleton className="mb-8 w-64" />
      <div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-80 rounded-lg" />
      </div>
    </Loading>
  );
}
