// A link to a place that needs a role: for a weaker one it stays where it is, cannot be followed and says why.
import type { Role } from "@creditnexus/contract";
import { clsx } from "clsx";
import { type ReactElement, type ReactNode, useId } from "react";
import { Tip, type TipProps } from "../ui/tip.tsx";
import { useReason } from "./use-session.ts";

export interface RoleLinkProps {
  needs: Role;
  /** The link for those who may follow it. */
  link: ReactElement;
  /** How it looks for those who may not, and what it holds. */
  className: string;
  side?: TipProps["side"];
  children: ReactNode;
}

export function RoleLink({ needs, link, className, side, children }: RoleLinkProps) {
  const reason = useReason(needs);
  const reasonId = useId();
  if (reason === undefined) return link;
  const closed = (
    // biome-ignore lint/a11y/useSemanticElements: an anchor without address is no link, and this is one that is closed
    <span
      role="link"
      aria-disabled="true"
      tabIndex={0}
      aria-describedby={reasonId}
      className={clsx(className, "cursor-default text-faint")}
    >
      {children}
    </span>
  );
  return (
    <>
      <Tip text={reason} side={side}>
        {closed}
      </Tip>
      <span id={reasonId} className="sr-only">
        {reason}
      </span>
    </>
  );
}
