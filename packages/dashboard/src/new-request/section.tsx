// A numbered part of the request's form.
import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

export interface SectionProps {
  number: number;
  title: string;
  description?: string;
  aside?: ReactNode;
  error?: string | undefined;
  children: ReactNode;
}

export function Section({ number, title, description, aside, error, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-lg border bg-surface shadow-raised">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2.5 md:px-5">
        <span
          aria-hidden
          className="tnum grid size-6 place-items-center rounded-full bg-quiet-soft text-xs font-semibold text-quiet"
        >
          {number}
        </span>
        <div className="min-w-0 flex-1">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {description !== undefined && <p className="text-sm text-faint">{description}</p>}
        </div>
        {aside}
      </div>
      <div className="p-4 md:p-5">
        {error !== undefined && (
          <p role="alert" className="mb-3 flex items-center gap-1.5 text-sm font-medium text-bad">
            <CircleAlert aria-hidden className="size-4 shrink-0" />
            {error}
          </p>
        )}
        {children}
      </div>
    </section>
  );
}
