// A tooltip over its only child; never the sole carrier of a fact.
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { Kbd } from "./kbd.tsx";

export interface TipProps {
  text: string;
  shortcut?: string | undefined;
  side?: "top" | "right" | "bottom" | "left" | undefined;
  children: ReactElement;
}

export function Tip({ text, shortcut, side = "top", children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner side={side} sideOffset={6} className="z-50">
          <Tooltip.Popup className="pop flex max-w-72 items-center gap-2 rounded-md bg-[light-dark(oklch(0.26_0.02_265),oklch(0.36_0.02_265))] px-2 py-1 text-sm text-white shadow-floating">
            {text}
            {shortcut !== undefined && <Kbd onDark>{shortcut}</Kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
