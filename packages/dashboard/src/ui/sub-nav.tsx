// Sibling pages of one place, as a row of links.
import { type Role, roleIncludes } from "@creditnexus/contract";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useReason, useSession } from "../session/use-session.ts";
import { Button } from "./button.tsx";

export interface SubPage {
  to: NonNullable<LinkProps["to"]>;
  label: string;
  needs: Role;
  /** Shown with the reason to those who may not go there, instead of left out. */
  alwaysShown?: boolean;
}

export function SubNav({ label, pages }: { label: string; pages: readonly SubPage[] }) {
  const { actor } = useSession();
  const isOpen = ({ needs }: SubPage) => roleIncludes(actor.role, needs);
  const shown = pages.filter((page) => page.alwaysShown === true || isOpen(page));
  return (
    <nav aria-label={label} className="mb-5 flex gap-1 overflow-x-auto border-b">
      {shown.map((page) =>
        isOpen(page) ? (
          <Link
            key={page.to}
            to={page.to}
            activeOptions={{ includeSearch: false }}
            className="-mb-px border-b-2 border-transparent px-3 py-2 font-medium whitespace-nowrap text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[status=active]:border-accent data-[status=active]:text-accent-ink"
          >
            {page.label}
          </Link>
        ) : (
          <ClosedPage key={page.to} page={page} />
        ),
      )}
    </nav>
  );
}

/** Nothing to follow, so no link; it stays reachable for its reason. */
function ClosedPage({ page }: { page: SubPage }) {
  const reason = useReason(page.needs);
  return (
    <Button weight="quiet" reason={reason} className="focus-visible:-outline-offset-2">
      {page.label}
    </Button>
  );
}
