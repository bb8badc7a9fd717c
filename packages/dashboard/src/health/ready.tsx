// Whether the service can serve, for those who may not see the rest.
import { ApiError, Readiness } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { Panel } from "../ui/panel.tsx";
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
  return Readiness.parse(await response.json());
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
  return (
    <Panel title={readiness.data.status === "ready" ? "Ready" : "Not ready"}>
      <ul className="divide-y">
        {readiness.data.checks.map(({ name, ...rest }) => (
          <FindingRow key={name} finding={{ check: name, ...rest }} />
        ))}
      </ul>
    </Panel>
  );
}
