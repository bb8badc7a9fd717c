// Whether everything is well: what was checked, what to do about it, and the jobs that gave up.
import { ApiError, Readiness } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import { SettingsNav } from "../settings/settings-nav.tsx";
import { Page } from "../shell/page.tsx";
import { Panel } from "../ui/panel.tsx";
import { FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { DeadLetters } from "./dead-letters.tsx";

type Check = Readiness["checks"][number];

const looks: Record<Check["outcome"], { icon: LucideIcon; className: string; word: string }> = {
  pass: { icon: CircleCheck, className: "text-good", word: "Well" },
  warn: { icon: TriangleAlert, className: "text-warn", word: "Look at this" },
  fail: { icon: CircleX, className: "text-bad", word: "Not well" },
};

/** A service that is not ready says so with 503 and the same body, which is an answer and no failure here. */
const readReadiness = async (): Promise<Readiness> => {
  const response = await fetch("/readyz", { headers: { accept: "application/json" } }).catch(
    (cause: unknown) => {
      throw ApiError.fromConnection("GET", "/readyz", cause);
    },
  );
  return Readiness.parse(await response.json());
};

export function HealthScreen() {
  const readiness = useQuery({ queryKey: ["readiness"], queryFn: readReadiness, refetchInterval: 5_000 });
  return (
    <Page title="Health" description="What the service checks about itself, and how to put it right.">
      <SettingsNav />
      <div className="flex flex-col gap-5">
        {readiness.data !== undefined ? (
          <Panel title={readiness.data.status === "ready" ? "Ready" : "Not ready"}>
            <ul className="divide-y">
              {readiness.data.checks.map((check) => (
                <CheckRow key={check.name} check={check} />
              ))}
            </ul>
          </Panel>
        ) : readiness.isPending ? (
          <TableSkeleton label="Loading the checks" />
        ) : (
          <FailureState
            title="The checks could not be read"
            error={readiness.error}
            onRetry={() => void readiness.refetch()}
          />
        )}
        <DeadLetters />
      </div>
    </Page>
  );
}

function CheckRow({ check }: { check: Check }) {
  const { icon: Icon, className, word } = looks[check.outcome];
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${className}`} />
      <div className="min-w-0 flex-1">
        <p>
          <span className="inline-block font-medium first-letter:uppercase">
            {check.name.replaceAll("_", " ")}
          </span>
          <span className={`ml-2 text-sm ${className}`}>{word}</span>
        </p>
        <p className="text-muted">{check.detail}</p>
        {check.fix !== null && <p className="mt-1 text-sm">What to do: {check.fix}</p>}
      </div>
    </li>
  );
}
