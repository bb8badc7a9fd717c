// Figures to look at: how far agreements get, how long signing takes, and what lies open.
import type { Figures } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ChartNoAxesColumn } from "lucide-react";
import type { ReactNode } from "react";
import { plural } from "../format/size.ts";
import { Page } from "../shell/page.tsx";
import { Panel } from "../ui/panel.tsx";
import { Segments } from "../ui/segments.tsx";
import { StaleQuery } from "../ui/stale-notice.tsx";
import { EmptyState, FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { Bars } from "./bars.tsx";
import { CallbackChart } from "./callback-chart.tsx";
import { barsOf, completedShareOf, endedOf, funnelOf } from "./figures.ts";
import { PERIODS, periodLabels } from "./periods.ts";
import { periodQuery } from "./queries.ts";

/** In the unit that people would say it in. */
const days = (value: number): string => {
  const minutes = Math.round(value * 24 * 60);
  if (minutes < 1) return "under 1 min";
  if (minutes < 120) return `${minutes} min`;
  return value < 1 ? `${Math.round(value * 24)} h` : `${value.toFixed(1)} days`;
};

export function FiguresScreen() {
  const { days: chosen = 30 } = useSearch({ from: "/desk/figures" });
  const navigate = useNavigate({ from: "/figures" });
  const period = useQuery(periodQuery(chosen));
  return (
    <Page
      title="Figures"
      description="Of all agreements requested in the period, and all callbacks received in it."
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
            label: periodLabels[each],
          }))}
        />
      }
    >
      <StaleQuery query={period} />
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
      ) : period.data.funnel.requested + period.data.callbacks.received === 0 ? (
        <EmptyState icon={ChartNoAxesColumn} title="Nothing in this period">
          Choose a longer period, or send the first request.
        </EmptyState>
      ) : (
        <Content figures={period.data} />
      )}
    </Page>
  );
}

function Content({ figures }: { figures: Figures }) {
  const { funnel, time_to_sign, ageing, callbacks } = figures;
  const completedShare = completedShareOf(figures);
  const ended = endedOf(figures);
  return (
    <div className="flex flex-col gap-5">
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Tile name="Requested">{funnel.requested}</Tile>
        <Tile name="Completed, of those closed">
          {completedShare === undefined ? "–" : `${Math.round(completedShare * 100)} %`}
        </Tile>
        <Tile name="Median time to sign">
          {time_to_sign.median_days === null ? "–" : days(time_to_sign.median_days)}
        </Tile>
        <Tile name="Signings no callback told">{callbacks.repaired}</Tile>
      </dl>
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title="From request to proof">
          <Bars caption="How far agreements got" bars={funnelOf(figures)} most={funnel.requested} />
        </Panel>
        <Panel
          title="Time to sign"
          aside={<span className="text-sm text-faint">from sending to the last signature</span>}
        >
          <Bars caption="Time to sign" bars={barsOf(time_to_sign.classes)} />
        </Panel>
        <Panel
          title="Age of open agreements"
          aside={<span className="text-sm text-faint">{plural(ageing.open, "agreement")}</span>}
        >
          <Bars caption="Age of open agreements" bars={barsOf(ageing.classes)} tone="warn" />
        </Panel>
        <Panel title="Ended without signatures" aside={<Ended bars={ended} />}>
          <Bars caption="Ended without signatures" bars={ended} tone="quiet" />
        </Panel>
      </div>
      <Panel
        title={`Callbacks by ${callbacks.step}`}
        aside={
          <span className="text-sm text-faint">
            {plural(callbacks.received, "callback")} received, {plural(callbacks.repaired, "signing")} found
            by the reconciler
          </span>
        }
      >
        <CallbackChart callbacks={callbacks} />
      </Panel>
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
