// Single-key shortcuts that stay out of the way of typing and of open dialogs.
import { useEffect, useRef } from "react";

const isBusy = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  // Nothing is typed into a box to tick.
  const isTicked = target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type);
  if (target.isContentEditable || (!isTicked && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)))
    return true;
  return target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
};

/** Calls `act` when `key` is pressed without modifiers, outside fields, menus and dialogs. */
export const useHotkey = (key: string, act: (event: KeyboardEvent) => void): void => {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== key || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isBusy(event.target)) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      latest.current(event);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [key]);
};
