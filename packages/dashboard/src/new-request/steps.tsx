// Where one stands on the way to sending.
import { clsx } from "clsx";
import { Check } from "lucide-react";

const steps = [
  { value: "prepare", label: "Prepare" },
  { value: "fields", label: "Fields" },
  { value: "review", label: "Review" },
] as const;

export type Step = (typeof steps)[number]["value"];

export function Steps({ at }: { at: Step }) {
  const current = steps.findIndex(({ value }) => value === at);
  return (
    <ol aria-label="Steps" className="flex items-center gap-2 text-sm">
      {steps.map(({ value, label }, index) => (
        <li
          key={value}
          aria-current={index === current ? "step" : undefined}
          className={clsx(
            "flex items-center gap-2",
            index === current ? "font-medium text-ink" : "text-faint",
          )}
        >
          {index > 0 && <span aria-hidden className="h-px w-6 bg-line" />}
          <span
            aria-hidden
            className={clsx(
              "tnum grid size-5.5 place-items-center rounded-full text-2xs font-semibold",
              index <= current ? "bg-accent text-on-accent" : "bg-quiet-soft text-quiet",
            )}
          >
            {index < current ? <Check className="size-3" strokeWidth={3} /> : index + 1}
          </span>
          {label}
        </li>
      ))}
    </ol>
  );
}
