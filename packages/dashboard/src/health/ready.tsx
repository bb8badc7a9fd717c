// Whether the service can serve, for those who may not see the rest.
import { ApiError, Readiness } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { Panel } from "../ui/panel.tsx";
import { StaleNotice } from "../ui/stale-notice.tsx";
import { FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { FindingRow } from "./finding-row.tsx";

/** A service that is not ready says so with 503 and the same body, which is an answer and no failure here. */
const readReadiness = async (): Promise<Readiness> => {
  const response = await fetch("/readyz", { headers: { accept: "application/json" } }).catch(
    (cause: unknown) => {
      throw ApiError.fromConnection("GET", "/readyz", cause);
    },
  );
  const readiness = Readiness.safeParse(
    await response
      .clone()
      .json()
      .catch(() => undefined),
  );
  // A proxy that stands in for a service that is away answers something of its own.
  if (!readiness.success) throw await ApiError.fromResponse("GET", "/readyz", response);
  return readiness.data;
};

export function Ready() {
  const readiness = useQuery({ queryKey: ["readiness"], queryFn: readReadiness, refetchInterval: 5_000 });
  if (readiness.data === undefined) {
    return readiness.isPending ? (
      <TableSkeleton label="Loading the checks" />
    ) : (
      <FailureState
        title="The checks could not be read"
        error={readiness.error}
        onRetry={() => void readiness.refetch()}
      />
    );
  }
  const isOld = readiness.isRefetchError;
  const { status, checks } = readiness.data;
  return (
    <>
      {isOld && <StaleNotice since={readiness.dataUpdatedAt} error={readiness.error} />}
      <Panel title={isOld ? "As it was" : status === "ready" ? "Ready" : "Not ready"}>
        <ul className="divide-y">
          {checks.map(({ name, ...rest }) => (
            <FindingRow key={name} finding={{ check: name, ...rest }} isOld={isOld} />
          ))}
        </ul>
      </Panel>
    </>
  );
}
