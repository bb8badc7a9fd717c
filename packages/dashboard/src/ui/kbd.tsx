// A key of the keyboard, as a hint.
import { clsx } from "clsx";
import type { ReactNode } from "react";

export function Kbd({ children, onDark = false }: { children: ReactNode; onDark?: boolean }) {
  return (
    <kbd
      className={clsx(
        "inline-grid h-5 min-w-5 place-items-center rounded-sm border px-1 font-sans text-2xs font-medium",
        onDark ? "border-white/25 text-white" : "bg-sunken text-faint",
      )}
    >
      {children}
    </kbd>
  );
}
