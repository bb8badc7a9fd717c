// Counts as bars, readable as a table by those who do not see them.
import type { Bar } from "./figures.ts";

export interface BarsProps {
  caption: string;
  bars: readonly Bar[];
  /** What the longest bar stands for; the largest count otherwise. */
  most?: number;
  tone?: "accent" | "warn" | "quiet";
}

const tones = { accent: "bg-accent", warn: "bg-warn-solid", quiet: "bg-quiet-solid" };

export function Bars({ caption, bars, most, tone = "accent" }: BarsProps) {
  const full = Math.max(1, most ?? Math.max(...bars.map(({ count }) => count)));
  return (
    <table className="w-full border-separate border-spacing-y-2 px-4 py-2 text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Class</th>
          <th scope="col">Agreements</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label, count }) => (
          <tr key={label}>
            <th scope="row" className="w-32 pr-3 text-left font-normal whitespace-nowrap text-muted">
              {label}
            </th>
            <td>
              <span className="flex items-center gap-2.5">
                <span aria-hidden className="h-3 flex-1 rounded-sm bg-sunken">
                  <span
                    className={`block h-full rounded-sm transition-[width] duration-500 ${tones[tone]}`}
                    style={{ width: `${(count / full) * 100}%` }}
                  />
                </span>
                <span className="tnum w-8 text-right font-medium">{count}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
