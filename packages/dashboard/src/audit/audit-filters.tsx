// Search, areas and filters of the audit log; all of it lives in the address bar.
import { useNavigate } from "@tanstack/react-router";
import { SlidersHorizontal } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { Chips } from "../ui/chips.tsx";
import { Popover } from "../ui/popover.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { areas } from "./action-words.ts";
import { type AuditSearch, withFilters } from "./audit-search.ts";
import { FilterForm, type SetFilters } from "./filter-form.tsx";

const same = (a: readonly string[] | undefined, b: readonly string[]) =>
  a !== undefined && a.length === b.length && b.every((each) => a.includes(each));

export function AuditFilters({ search }: { search: AuditSearch }) {
  const navigate = useNavigate({ from: "/settings/audit" });
  const set: SetFilters = (change) =>
    void navigate({ search: (before: AuditSearch) => withFilters(before, change), replace: true });
  const toggle = (value: string) => {
    const area = areas.find((each) => each.value === value);
    const isOff = area === undefined || same(search.action, area.actions);
    void navigate({
      search: (before: AuditSearch) => withFilters(before, { action: isOff ? undefined : [...area.actions] }),
    });
  };
  const active = [
    search.action !== undefined && !areas.some(({ actions }) => same(search.action, actions)),
    search.subject !== undefined,
    search.from !== undefined,
    search.to !== undefined,
  ].filter(Boolean).length;
  return (
    <div className="mb-4 flex flex-col gap-3 xl:flex-row xl:items-center xl:justify-between">
      <Chips
        label="Area"
        onToggle={toggle}
        chips={[
          { value: "all", label: "All", pressed: search.action === undefined },
          ...areas.map(({ value, label, icon, actions }) => ({
            value,
            label,
            icon,
            pressed: same(search.action, actions),
          })),
        ]}
      />
      <div className="flex gap-2">
        <SearchField
          label="Search by who did it"
          placeholder="Name or key id"
          value={search.actor}
          onChange={(actor) => set({ actor })}
        />
        <Popover
          title="Filter"
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
          <FilterForm search={search} set={set} />
        </Popover>
      </div>
    </div>
  );
}
