// The shape of a list while it loads.
import { Loading, Skeleton } from "./states.tsx";

const widths = ["w-72", "w-56", "w-80", "w-64", "w-60", "w-[17rem]"];

export function TableSkeleton({ label }: { label: string }) {
  return (
    <Loading label={label}>
      <div className="overflow-hidden rounded-lg border bg-surface">
        {widths.map((width) => (
          <div key={width} className="flex items-center gap-6 border-b px-4 py-4 last:border-b-0">
            <Skeleton className="h-6 w-24 rounded-full" />
            <div className="min-w-0 flex-1">
              <Skeleton className={`${width} max-w-full`} />
            </div>
            <Skeleton className="w-40 max-md:hidden" />
            <Skeleton className="w-16 max-md:hidden" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
