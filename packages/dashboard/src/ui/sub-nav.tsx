// Sibling pages of one place, as a row of links.
import { type Role, roleIncludes } from "@creditnexus/contract";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useSession } from "../session/use-session.ts";

export interface SubPage {
  to: NonNullable<LinkProps["to"]>;
  label: string;
  needs: Role;
}

export function SubNav({ label, pages }: { label: string; pages: readonly SubPage[] }) {
  const { actor } = useSession();
  const shown = pages.filter(({ needs }) => roleIncludes(actor.role, needs));
  return (
    <nav aria-label={label} className="mb-5 flex gap-1 overflow-x-auto border-b">
      {shown.map((page) => (
        <Link
          key={page.to}
          to={page.to}
          activeOptions={{ includeSearch: false }}
          className="-mb-px border-b-2 border-transparent px-3 py-2 font-medium whitespace-nowrap text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[status=active]:border-accent data-[status=active]:text-accent-ink"
        >
          {page.label}
        </Link>
      ))}
    </nav>
  );
}
