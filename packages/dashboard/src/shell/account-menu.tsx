// Who is signed in, the theme, and the way out.
import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { desk, isSignedOut, METHODS_KEY, queryClient } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { useSession } from "../session/use-session.ts";
import { initialsOf } from "../ui/avatar.tsx";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { notifyFailure } from "../ui/toasts.tsx";
import { openShortcuts } from "./shortcuts.tsx";
import { setTheme, useTheme } from "./theme.ts";

const themes = [
  { value: "system", label: "As the system", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

export function AccountMenu({ compact = false }: { compact?: boolean }) {
  const { actor } = useSession();
  const theme = useTheme();
  const navigate = useNavigate();
  const signOut = async () => {
    try {
      await desk.session.signOut();
    } catch (error) {
      // Nobody is signed in any more, which is what was asked for.
      if (!isSignedOut(error)) {
        notifyFailure("You are still signed in", describeFailure(error).detail);
        return;
      }
    }
    await navigate({ to: "/sign-in" });
    // The sign-in page on screen has asked which ways in there are; that is no secret of whoever left.
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== METHODS_KEY[0] });
    queryClient.getMutationCache().clear();
  };

  return (
    <Menu
      side={compact ? "bottom" : "top"}
      align={compact ? "end" : "start"}
      trigger={
        <button
          type="button"
          aria-label={
            compact
              ? `${initialsOf(actor.name, actor.name)}, account of ${actor.name}, ${actor.role}`
              : undefined
          }
          className="flex min-h-10 items-center gap-2.5 rounded-md px-2 py-1.5 text-left transition-colors hover:bg-hover data-popup-open:bg-hover"
        >
          <span
            aria-hidden
            className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-2xs font-semibold text-accent-ink"
          >
            {initialsOf(actor.name, actor.name)}
          </span>
          {!compact && (
            <>
              <span className="min-w-0 flex-1 leading-tight">
                <span className="block truncate text-sm font-medium">{actor.name}</span>
                <span className="block text-xs text-faint capitalize">{actor.role}</span>
              </span>
              <ChevronsUpDown aria-hidden className="size-4 text-faint" />
            </>
          )}
        </button>
      }
    >
      <MenuChoice label="Appearance" value={theme} options={themes} onChange={setTheme} />
      <MenuSeparator />
      <MenuItem icon={Keyboard} onSelect={openShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
