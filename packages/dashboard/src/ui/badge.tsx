// A small label of a state: a colour, an icon and always a word.
import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type Tone = "good" | "info" | "warn" | "bad" | "quiet" | "accent";

export const toneText: Record<Tone, string> = {
  good: "text-good",
  info: "text-info",
  warn: "text-warn",
  bad: "text-bad",
  quiet: "text-quiet",
  accent: "text-accent-ink",
};

export const toneSoft: Record<Tone, string> = {
  good: "bg-good-soft text-good",
  info: "bg-info-soft text-info",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  quiet: "bg-quiet-soft text-quiet",
  accent: "bg-accent-soft text-accent-ink",
};

export interface BadgeProps {
  tone: Tone;
  icon?: LucideIcon;
  spinning?: boolean;
  children: ReactNode;
}

export function Badge({ tone, icon: Icon, spinning = false, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        "inline-flex h-6 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap",
        toneSoft[tone],
      )}
    >
      {Icon && (
        <Icon aria-hidden strokeWidth={2.2} className={clsx("size-3.5", spinning && "animate-spin")} />
      )}
      {children}
    </span>
  );
}
