// The rarer filters of the list and its order.
import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "../ui/button.tsx";
import { Popover } from "../ui/popover.tsx";
import { Skeleton } from "../ui/states.tsx";
import type { ListSearch } from "./list-search.ts";

const FilterForm = lazy(() => import("./filter-form.tsx"));

export function MoreFilters({ search }: { search: ListSearch }) {
  const active = [search.signer, search.role, search.document, search.from, search.to, search.sort].filter(
    (each) => each !== undefined,
  ).length;
  return (
    <Popover
      title="Filter and sort"
      trigger={
        <Button icon={SlidersHorizontal}>
          Filter
          {active > 0 && (
            <span className="tnum grid size-5 place-items-center rounded-full bg-accent text-2xs text-on-accent">
              {active}
              <span className="sr-only"> active</span>
            </span>
          )}
        </Button>
      }
    >
      <Suspense fallback={<Skeleton className="h-88" />}>
        <FilterForm search={search} />
      </Suspense>
    </Popover>
  );
}
