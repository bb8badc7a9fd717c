// A notice within a page: a failure, a warning or a hint, with room for an action.
import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { toneText } from "./badge.tsx";

type NoticeTone = "bad" | "warn" | "info" | "good";

const icons = { bad: CircleAlert, warn: TriangleAlert, info: Info, good: CircleCheck };
const grounds: Record<NoticeTone, string> = {
  bad: "bg-bad-soft",
  warn: "bg-warn-soft",
  info: "bg-info-soft",
  good: "bg-good-soft",
};

export interface NoticeProps {
  tone: NoticeTone;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Read out at once; for what appears after an action. */
  live?: boolean;
}

export function Notice({ tone, title, children, action, live = false }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div
      role={live ? (tone === "bad" ? "alert" : "status") : undefined}
      className={clsx("flex items-start gap-2.5 rounded-lg px-3.5 py-2.5", grounds[tone])}
    >
      <Icon aria-hidden className={clsx("mt-0.5 size-4.5 shrink-0", toneText[tone])} />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className={clsx("font-semibold", toneText[tone])}>{title}</p>}
        {children !== undefined && <div className="text-ink">{children}</div>}
      </div>
      {action}
    </div>
  );
}
