// The frame of every screen of the desk: sidebar or phone bars, the sandbox's warning, and what floats above.
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { MoreHorizontal } from "lucide-react";
import { RoleLink } from "../session/role-link.tsx";
import { SessionEnded } from "../session/session-ended.tsx";
import { useReason } from "../session/use-session.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { type Place, places } from "./navigation.ts";
import { SandboxBanner } from "./sandbox-banner.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { Sidebar } from "./sidebar.tsx";
import { Mark } from "./wordmark.tsx";

export function Shell() {
  return (
    <div className="flex min-h-full">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <Sidebar />
      <div className="flex min-w-0 flex-1 flex-col">
        <PhoneTop />
        <SandboxBanner />
        <main id="content" tabIndex={-1} className="flex-1 outline-none max-md:pb-20">
          <Outlet />
        </main>
        <PhoneBar />
      </div>
      <Shortcuts />
      <SessionEnded />
    </div>
  );
}

function PhoneTop() {
  return (
    <header className="sticky top-0 z-20 flex h-13 items-center justify-between border-b bg-sidebar/90 px-4 backdrop-blur md:hidden">
      <Link
        to="/"
        aria-label="CreditNexus Signatures: agreements"
        className="flex items-center gap-2 font-semibold"
      >
        <Mark className="size-6.5" />
        Signatures
      </Link>
      <AccountMenu compact />
    </header>
  );
}

const phonePlace =
  "flex h-15 flex-1 flex-col items-center justify-center gap-1 rounded-md text-2xs font-medium";

function PhoneBar() {
  const { pathname } = useLocation();
  return (
    <nav
      aria-label="Desk"
      className="fixed inset-x-0 bottom-0 z-20 flex border-t bg-sidebar/95 px-2 pb-[env(safe-area-inset-bottom)] backdrop-blur md:hidden"
    >
      {places
        .filter((place) => place.isRare !== true)
        .map(({ to, label, icon: Icon, needs, also }) => {
          const content = (
            <>
              <Icon aria-hidden className="size-5" strokeWidth={1.8} />
              {label}
            </>
          );
          const link = (
            <Link
              to={to}
              activeOptions={{ exact: to === "/", includeSearch: false }}
              data-also={(also !== undefined && pathname.startsWith(also)) || undefined}
              className={`${phonePlace} text-muted data-also:text-accent-ink data-[status=active]:text-accent-ink`}
            >
              {content}
            </Link>
          );
          return (
            <RoleLink key={to} needs={needs} link={link} className={phonePlace}>
              {content}
            </RoleLink>
          );
        })}
      <More />
    </nav>
  );
}

function More() {
  const { pathname } = useLocation();
  const rare = places.filter((place) => place.isRare === true);
  return (
    <Menu
      side="top"
      trigger={
        <button
          type="button"
          data-also={rare.some(({ to }) => pathname.startsWith(to)) || undefined}
          className={`${phonePlace} text-muted data-also:text-accent-ink data-popup-open:text-ink`}
        >
          <MoreHorizontal aria-hidden className="size-5" strokeWidth={1.8} />
          More
        </button>
      }
    >
      {rare.map((place) => (
        <RarePlace key={place.to} place={place} />
      ))}
    </Menu>
  );
}

function RarePlace({ place }: { place: Place }) {
  const { to, label, icon, needs } = place;
  const navigate = useNavigate();
  const reason = useReason(needs);
  return (
    <MenuItem
      icon={icon}
      disabled={reason !== undefined}
      note={reason}
      onSelect={() => void navigate({ to })}
    >
      {label}
    </MenuItem>
  );
}
