// Everything the service finds about itself, under the headings that the doctor uses too.
import type { Checks, Finding, FindingOutcome } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import { plural } from "../format/size.ts";
import { Notice } from "../ui/notice.tsx";
import { Panel } from "../ui/panel.tsx";
import { StaleNotice } from "../ui/stale-notice.tsx";
import { FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { FindingRow } from "./finding-row.tsx";

const verdict = ({ outcome, findings }: Checks): { tone: "good" | "warn" | "bad"; title: string } => {
  const count = (of: FindingOutcome) => findings.filter((one) => one.outcome === of).length;
  if (outcome === "pass") return { tone: "good", title: "Everything is in order" };
  if (outcome === "warn") return { tone: "warn", title: `${plural(count("warn"), "thing")} to look at` };
  return { tone: "bad", title: `${plural(count("fail"), "thing")} to mend` };
};

/** What is wrong first; otherwise as the checks tell it. */
const byOutcome = (findings: readonly Finding[]): Finding[] =>
  (["fail", "warn", "pass"] as const).flatMap((outcome) => findings.filter((one) => one.outcome === outcome));

export function Findings() {
  const checks = useQuery({
    queryKey: ["checks"],
    queryFn: ({ signal }) => desk.checks({ signal }),
    refetchInterval: 10_000,
  });
  if (checks.data === undefined) {
    return checks.isPending ? (
      <TableSkeleton label="Loading the checks" />
    ) : (
      <FailureState
        title="The checks could not be read"
        error={checks.error}
        onRetry={() => void checks.refetch()}
      />
    );
  }
  const groups = Map.groupBy(checks.data.findings, ({ group }) => group);
  return (
    <>
      {checks.isRefetchError ? (
        <StaleNotice since={checks.dataUpdatedAt} error={checks.error} />
      ) : (
        <Notice {...verdict(checks.data)} live />
      )}
      {[...groups].map(([group, findings]) => (
        <Panel key={group} title={group}>
          <ul className="divide-y">
            {byOutcome(findings).map((finding) => (
              <FindingRow
                key={`${finding.check} ${finding.cause} ${finding.detail}`}
                finding={finding}
                isOld={checks.isRefetchError}
              />
            ))}
          </ul>
        </Panel>
      ))}
    </>
  );
}
