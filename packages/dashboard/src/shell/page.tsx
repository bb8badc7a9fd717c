// A page inside the shell: its title in the tab and on screen, its actions, and its content in one measure.
import { clsx } from "clsx";
import { type ReactNode, useEffect } from "react";

export interface PageProps {
  title: string;
  /** Shown in place of the plain title. */
  heading?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  width?: "narrow" | "wide";
  children: ReactNode;
}

export function Page({ title, heading, description, actions, width = "wide", children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · CreditNexus Signatures`;
  }, [title]);
  return (
    <div
      className={clsx(
        "mx-auto w-full px-4 py-5 md:px-6 md:py-7",
        width === "wide" ? "max-w-[88rem]" : "max-w-5xl",
      )}
    >
      <div className="mb-5 flex flex-wrap items-start gap-x-4 gap-y-3">
        {/* On a phone it takes the room that its words need, and the actions go below. */}
        <div className="min-w-0 flex-auto sm:flex-1">
          {heading ?? <h1 className="text-xl font-semibold tracking-tight">{title}</h1>}
          {description !== undefined && <p className="mt-0.5 text-muted">{description}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
