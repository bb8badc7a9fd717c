// A titled area of a page.
import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

export interface PanelProps {
  title: string;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Panel({ title, aside, className, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={clsx("overflow-hidden rounded-lg border bg-surface shadow-raised", className)}
    >
      <div className="flex min-h-11 items-center justify-between gap-3 border-b px-4 py-1.5">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
