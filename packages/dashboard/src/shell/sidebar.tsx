// The sidebar of wide screens: where one can go, and who is signed in.
import { Link, useLocation } from "@tanstack/react-router";
import { RoleLink } from "../session/role-link.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { places } from "./navigation.ts";
import { Wordmark } from "./wordmark.tsx";

const shape = "flex h-8.5 items-center gap-2.5 rounded-md px-2 font-medium";

export function Sidebar() {
  const { pathname } = useLocation();
  return (
    <aside className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col border-r bg-sidebar px-3 py-4 md:flex">
      <Wordmark className="mb-6 px-2" />
      <nav aria-label="Desk" className="flex flex-1 flex-col gap-0.5">
        {places.map(({ to, label, icon: Icon, needs, shortcut, also }) => {
          const content = (
            <>
              <Icon aria-hidden className="size-4.5" strokeWidth={1.8} />
              <span className="flex-1">{label}</span>
            </>
          );
          const link = (
            <Link
              to={to}
              activeOptions={{ exact: to === "/", includeSearch: false }}
              data-also={(also !== undefined && pathname.startsWith(also)) || undefined}
              className={`group ${shape} text-muted transition-colors hover:bg-hover hover:text-ink data-also:bg-selected data-[status=active]:bg-selected data-also:text-accent-ink data-[status=active]:text-accent-ink`}
            >
              {content}
              {shortcut !== undefined && (
                <span aria-hidden className="opacity-0 transition-opacity group-hover:opacity-100">
                  <Kbd>{shortcut}</Kbd>
                </span>
              )}
            </Link>
          );
          return (
            <RoleLink key={to} needs={needs} link={link} className={shape} side="right">
              {content}
            </RoleLink>
          );
        })}
      </nav>
      <AccountMenu />
    </aside>
  );
}
