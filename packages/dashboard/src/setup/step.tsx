// One step of a set-up: its number, whether it is done, and what there is to do.
import { Check } from "lucide-react";
import type { ReactNode } from "react";

export interface StepProps {
  number: number;
  title: string;
  done: boolean;
  children: ReactNode;
}

export function Step({ number, title, done, children }: StepProps) {
  return (
    <li className="flex gap-4 rounded-lg border bg-surface px-4 py-4 shadow-raised">
      <span
        aria-hidden
        className={`grid size-7 shrink-0 place-items-center rounded-full text-sm font-semibold ${
          done ? "bg-good-soft text-good" : "bg-accent-soft text-accent-ink"
        }`}
      >
        {done ? <Check className="size-4" strokeWidth={2.4} /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold">
          {title}
          {done && <span className="sr-only"> (done)</span>}
        </h2>
        <div className="mt-1 flex flex-col gap-3">{children}</div>
      </div>
    </li>
  );
}
