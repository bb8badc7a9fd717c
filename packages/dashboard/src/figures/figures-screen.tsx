// Figures to look at: how far agreements get, how long signing takes, and what lies open.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ChartNoAxesColumn } from "lucide-react";
import type { ReactNode } from "react";
import { plural } from "../format/size.ts";
import { useNow } from "../format/use-now.ts";
import { Page } from "../shell/page.tsx";
import { Notice } from "../ui/notice.tsx";
import { Panel } from "../ui/panel.tsx";
import { Segments } from "../ui/segments.tsx";
import { EmptyState, FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { Bars } from "./bars.tsx";
import { figuresOf } from "./figures.ts";
import { PERIODS } from "./periods.ts";
import { periodQuery } from "./queries.ts";

const days = (value: number): string =>
  value < 1 ? `${Math.round(value * 24)} h` : `${value.toFixed(1)} days`;

export function FiguresScreen() {
  const { days: chosen = 30 } = useSearch({ from: "/desk/figures" });
  const navigate = useNavigate({ from: "/figures" });
  const period = useQuery(periodQuery(chosen));
  const now = useNow();
  return (
    <Page
      title="Figures"
      description="Of the agreements requested in the period."
      actions={
        <Segments
          label="Period"
          value={String(chosen)}
          onChange={(value) => {
            const next = PERIODS.find((each) => String(each) === value);
            void navigate({ search: next === undefined || next === 30 ? {} : { days: next } });
          }}
          options={PERIODS.map((each) => ({
            value: String(each),
            label: each === 365 ? "1 year" : `${each} days`,
          }))}
        />
      }
    >
      {period.data === undefined ? (
        period.isPending ? (
          <TableSkeleton label="Loading the figures" />
        ) : (
          <FailureState
            title="The figures could not be read"
            error={period.error}
            onRetry={() => void period.refetch()}
          />
        )
      ) : period.data.signatures.length === 0 ? (
        <EmptyState icon={ChartNoAxesColumn} title="Nothing in this period">
          Choose a longer period, or send the first request.
        </EmptyState>
      ) : (
        <Content figures={figuresOf(period.data.signatures, now)} isWhole={period.data.isWhole} />
      )}
    </Page>
  );
}

function Content({ figures, isWhole }: { figures: ReturnType<typeof figuresOf>; isWhole: boolean }) {
  const { total, completedShare, medianDays, missedCallbacks } = figures;
  return (
    <div className="flex flex-col gap-5">
      {!isWhole && (
        <Notice tone="info">
          There are more agreements than these {total}, the newest; the figures are of these.
        </Notice>
      )}
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Tile name="Requested">{total}</Tile>
        <Tile name="Completed, of those closed">
          {completedShare === undefined ? "–" : `${Math.round(completedShare * 100)} %`}
        </Tile>
        <Tile name="Median time to sign">{medianDays === undefined ? "–" : days(medianDays)}</Tile>
        <Tile name="Callbacks that never came">{missedCallbacks}</Tile>
      </dl>
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title="From request to proof">
          <Bars caption="How far agreements got" bars={figures.funnel} most={total} />
        </Panel>
        <Panel
          title="Time to sign"
          aside={<span className="text-sm text-faint">from sending to the last signature</span>}
        >
          <Bars caption="Time to sign" bars={figures.signing} />
        </Panel>
        <Panel title="Age of open agreements">
          <Bars caption="Age of open agreements" bars={figures.ageing} tone="warn" />
        </Panel>
        <Panel title="Ended without signatures" aside={<Ended bars={figures.ended} />}>
          <Bars caption="Ended without signatures" bars={figures.ended} tone="quiet" />
        </Panel>
      </div>
    </div>
  );
}

function Tile({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse rounded-lg border bg-surface p-4 shadow-raised">
      <dt className="text-sm text-faint">{name}</dt>
      <dd className="tnum text-2xl font-semibold tracking-tight">{children}</dd>
    </div>
  );
}

function Ended({ bars }: { bars: readonly { count: number }[] }) {
  const sum = bars.reduce((total, { count }) => total + count, 0);
  return <span className="text-sm text-faint">{plural(sum, "agreement")}</span>;
}
