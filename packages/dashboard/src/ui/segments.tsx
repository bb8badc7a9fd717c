// One choice out of a few, all in sight.
import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";

export interface SegmentsProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string; icon?: LucideIcon; className?: string }[];
}

export function Segments({ label, value, onChange, options }: SegmentsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: toggle buttons in a row, not form controls
    <div
      role="group"
      aria-label={label}
      className="flex max-w-full overflow-x-auto rounded-md bg-sunken p-0.5"
    >
      {options.map(({ value: option, label: text, icon: Icon, className }) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === value}
          onClick={() => onChange(option)}
          className={clsx(
            "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-sm px-2.5 text-sm font-medium transition-colors focus-visible:-outline-offset-2",
            option === value ? "bg-surface text-ink shadow-raised" : "text-muted hover:text-ink",
            className,
          )}
        >
          {Icon && <Icon aria-hidden className="size-3.5" strokeWidth={2} />}
          <span className="max-w-40 truncate">{text}</span>
        </button>
      ))}
    </div>
  );
}
