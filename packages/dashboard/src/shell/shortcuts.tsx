// The shortcuts of the whole desk; the dialog that lists them is loaded when it is first asked for.
import { roleIncludes } from "@creditnexus/contract";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { useSession } from "../session/use-session.ts";
import { useHotkey } from "./use-hotkey.ts";

const ShortcutsDialog = lazy(() => import("./shortcuts-dialog.tsx"));

let open = false;
const listeners = new Set<() => void>();
const setOpen = (next: boolean) => {
  open = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const openShortcuts = (): void => setOpen(true);

export function Shortcuts() {
  const isOpen = useSyncExternalStore(subscribe, () => open);
  const navigate = useNavigate();
  const { actor } = useSession();
  useHotkey("n", () => {
    if (roleIncludes(actor.role, "sender")) void navigate({ to: "/new" });
  });
  useHotkey("?", openShortcuts);
  if (!isOpen) return null;
  return (
    <Suspense>
      <ShortcutsDialog onClose={() => setOpen(false)} />
    </Suspense>
  );
}
