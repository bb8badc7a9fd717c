// Search and status filters of the list; all of it lives in the address bar.
import type { SignatureStatus } from "@creditnexus/contract";
import { useNavigate } from "@tanstack/react-router";
import { Chips } from "../ui/chips.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { attentionLabels } from "./attention.ts";
import { ExportButton } from "./export-button.tsx";
import type { ListSearch } from "./list-search.ts";
import { MoreFilters } from "./more-filters.tsx";
import { OPEN_STATUSES, statusLooks } from "./status.ts";

const groups = [
  { value: "open", label: "Open", statuses: [...OPEN_STATUSES] },
  ...(["pending", "in_progress", "completed", "declined", "expired", "cancelled", "failed"] as const).map(
    (status) => ({
      value: status,
      label: statusLooks[status].label,
      icon: statusLooks[status].icon,
      statuses: [status],
    }),
  ),
];

/** Of what the address asks for and no chip stands for. */
const wordsOf = (statuses: readonly SignatureStatus[]) =>
  statuses.map((status) => statusLooks[status].label).join(", ");

const same = (a: readonly string[] | undefined, b: readonly string[]) =>
  a !== undefined && a.length === b.length && b.every((each) => a.includes(each));

export function ListFilters({ search }: { search: ListSearch }) {
  const navigate = useNavigate({ from: "/" });
  const toggle = (value: string) => {
    const group = groups.find((each) => each.value === value);
    void navigate({
      search: ({ status, attention, ...rest }: ListSearch) => {
        if (value === "all") return rest;
        if (value === "other") return attention === undefined ? rest : { ...rest, attention };
        if (value === "attention") return status === undefined ? rest : { ...rest, status };
        const kept = attention === undefined ? rest : { ...rest, attention };
        return group === undefined || same(status, group.statuses)
          ? kept
          : { ...kept, status: group.statuses };
      },
    });
  };
  return (
    <div className="flex flex-col gap-3 xl:flex-row xl:items-center xl:justify-between">
      <Chips
        label="Status"
        onToggle={toggle}
        chips={[
          {
            value: "all",
            label: "All",
            pressed: search.status === undefined && search.attention === undefined,
          },
          ...(search.attention === undefined
            ? []
            : [
                {
                  value: "attention",
                  label: `Needs attention: ${search.attention.map((kind) => attentionLabels[kind]).join(", ")}`,
                  pressed: true,
                },
              ]),
          ...(search.status === undefined || groups.some(({ statuses }) => same(search.status, statuses))
            ? []
            : [{ value: "other", label: wordsOf(search.status), pressed: true }]),
          ...groups.map((group) => ({ ...group, pressed: same(search.status, group.statuses) })),
        ]}
      />
      <div className="flex gap-2">
        <SearchField
          label="Search agreements by title or signer"
          placeholder="Title, signer or e-mail"
          value={search.q}
          onChange={(q) =>
            void navigate({
              search: ({ q: _q, ...rest }: ListSearch) => (q === undefined ? rest : { ...rest, q }),
              replace: true,
            })
          }
        />
        <MoreFilters search={search} />
        <ExportButton search={search} />
      </div>
    </div>
  );
}
