// A list of records: a table on wide screens, cards on a phone; j and k move between them.
import { clsx } from "clsx";
import { type ReactNode, type RefObject, useRef } from "react";
import { useHotkey } from "../shell/use-hotkey.ts";

export interface RowsColumn<T> {
  head: string;
  cell: (row: T) => ReactNode;
  /** The column that takes the room left over, and that heads the card on a phone. */
  main?: boolean;
  width?: string;
  /** Not on the phone's cards. */
  wideOnly?: boolean;
}

export interface RowsProps<T> {
  caption: string;
  columns: readonly RowsColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** The card of a row on a phone; made from the columns otherwise. */
  card?: (row: T) => ReactNode;
  /** Lets rows be chosen by a box in front; `x` toggles the row in focus. */
  choice?: RowChoice<T>;
}

export interface RowChoice<T> {
  isChosen: (key: string) => boolean;
  nameOf: (row: T) => string;
  onToggle: (key: string) => void;
  onToggleAll: () => void;
}

/** A row of the table, or its card. */
const ROW = "tr, li";

const useRowKeys = (container: RefObject<HTMLElement | null>) => {
  const move = (step: 1 | -1) => {
    const found = container.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [];
    const rows = [...found].filter((row) => row.offsetParent !== null);
    const at = rows.findIndex((row) => row.closest(ROW)?.contains(document.activeElement));
    const next = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useHotkey("j", () => move(1));
  useHotkey("k", () => move(-1));
  useHotkey("x", () => {
    document.activeElement?.closest(ROW)?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
  });
};

interface ChoiceBoxProps {
  label: string;
  checked: boolean;
  onToggle: () => void;
}

/** Above the link that covers its row. */
function ChoiceBox({ label, checked, onToggle }: ChoiceBoxProps) {
  return (
    <label className="relative z-1 -m-2 grid size-8 cursor-pointer shrink-0 place-items-center">
      <span className="sr-only">{label}</span>
      <input type="checkbox" checked={checked} onChange={onToggle} className="size-4 accent-accent" />
    </label>
  );
}

function RowBox<T>({ row, id, choice }: { row: T; id: string; choice: RowChoice<T> }) {
  return (
    <ChoiceBox
      label={`Choose ${choice.nameOf(row)}`}
      checked={choice.isChosen(id)}
      onToggle={() => choice.onToggle(id)}
    />
  );
}

/** Rows whose link (class `row-link`, attribute `data-row`) is the whole row as one target. */
export function Rows<T>({ caption, columns, rows, rowKey, card, choice }: RowsProps<T>) {
  const container = useRef<HTMLDivElement>(null);
  useRowKeys(container);
  const cards = [...columns.filter((each) => !each.wideOnly)].sort((a, b) => Number(a.main) - Number(b.main));
  return (
    <div ref={container}>
      <div className="overflow-hidden rounded-lg border bg-surface shadow-raised max-md:hidden">
        <table className="w-full border-collapse">
          <caption className="sr-only">{caption}</caption>
          <thead className="border-b bg-sunken">
            <tr>
              {choice !== undefined && (
                <th scope="col" className="w-8 pl-4">
                  <ChoiceBox
                    label="Choose all rows"
                    checked={rows.length > 0 && rows.every((row) => choice.isChosen(rowKey(row)))}
                    onToggle={choice.onToggleAll}
                  />
                </th>
              )}
              {columns.map(({ head, width }) => (
                <th
                  key={head}
                  scope="col"
                  className={clsx(
                    "px-3 py-2 text-left text-xs font-medium text-faint first:pl-4 last:pr-4",
                    width,
                  )}
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={rowKey(row)}
                className="relative border-b transition-colors last:border-b-0 focus-within:bg-selected hover:bg-hover has-checked:bg-selected"
              >
                {choice !== undefined && (
                  <td className="pl-4">
                    <RowBox row={row} id={rowKey(row)} choice={choice} />
                  </td>
                )}
                {columns.map(({ head, cell, main }) => (
                  <td
                    key={head}
                    className={clsx("px-3 py-2.5 first:pl-4 last:pr-4", main && "max-w-0 truncate")}
                  >
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="flex flex-col gap-2.5 md:hidden" aria-label={caption}>
        {rows.map((row) => (
          <li
            key={rowKey(row)}
            className="relative flex gap-3 rounded-lg border bg-surface p-3.5 shadow-raised focus-within:bg-selected active:bg-hover has-checked:bg-selected"
          >
            {choice !== undefined && <RowBox row={row} id={rowKey(row)} choice={choice} />}
            <div className="min-w-0 flex-1">
              {card?.(row) ?? (
                <div className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-2">
                  {cards.map(({ head, cell, main }) => (
                    <div key={head} className={clsx("min-w-0", main && "order-last col-span-2 truncate")}>
                      {cell(row)}
                    </div>
                  ))}
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
