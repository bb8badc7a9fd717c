// A row of filters of which one or several are on; scrolls sideways on a phone.
import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";

export interface Chip {
  value: string;
  label: string;
  icon?: LucideIcon;
  count?: number | undefined;
  pressed: boolean;
}

export interface ChipsProps {
  label: string;
  chips: readonly Chip[];
  onToggle: (value: string) => void;
}

export function Chips({ label, chips, onToggle }: ChipsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll sideways in every browser
    <div
      role="group"
      aria-label={label}
      className="-mx-4 flex gap-1.5 overflow-x-auto px-4 py-1 [scrollbar-width:none] md:mx-0 md:flex-wrap md:px-0.5"
    >
      {chips.map(({ value, label: text, icon: Icon, count, pressed }) => (
        <button
          key={value}
          type="button"
          aria-pressed={pressed}
          onClick={() => onToggle(value)}
          className={clsx(
            "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border px-3 text-sm font-medium transition-colors",
            pressed
              ? "border-accent bg-accent-soft text-accent-ink"
              : "border-line bg-surface text-muted hover:bg-hover hover:text-ink",
          )}
        >
          {Icon && <Icon aria-hidden className="size-3.5 max-2xl:hidden" strokeWidth={2} />}
          {text}
          {count !== undefined && <span className="tnum text-xs opacity-80">{count}</span>}
        </button>
      ))}
    </div>
  );
}
