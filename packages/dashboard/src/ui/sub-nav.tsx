// Sibling pages of one place, as a row of links.
import type { Role } from "@creditnexus/contract";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useLayoutEffect, useRef } from "react";
import { RoleLink } from "../session/role-link.tsx";

export interface SubPage {
  to: NonNullable<LinkProps["to"]>;
  label: string;
  needs: Role;
}

const shape =
  "-mb-px border-b-2 border-transparent px-3 py-2 font-medium whitespace-nowrap focus-visible:-outline-offset-2";

export function SubNav({ label, pages }: { label: string; pages: readonly SubPage[] }) {
  const row = useRef<HTMLElement>(null);
  // On a phone the row is longer than the screen, and the page one is on may be beyond its end.
  useLayoutEffect(() => {
    row.current
      ?.querySelector('[data-status="active"]')
      ?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, []);
  return (
    <nav ref={row} aria-label={label} className="mb-5 flex gap-1 overflow-x-auto border-b">
      {pages.map((page) => (
        <RoleLink
          key={page.to}
          needs={page.needs}
          className={shape}
          side="bottom"
          link={
            <Link
              to={page.to}
              activeOptions={{ includeSearch: false }}
              className={`${shape} text-muted transition-colors hover:text-ink data-[status=active]:border-accent data-[status=active]:text-accent-ink`}
            >
              {page.label}
            </Link>
          }
        >
          {page.label}
        </RoleLink>
      ))}
    </nav>
  );
}
