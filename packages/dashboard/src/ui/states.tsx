// What a screen shows instead of its content: nothing yet, still loading, or a failure with a way on.
import { CircleAlert, type LucideIcon, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { describeFailure } from "../api/message.ts";
import { Button } from "./button.tsx";

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-16 text-center">
      <span className="mb-4 grid size-12 place-items-center rounded-xl bg-accent-soft text-accent-ink">
        <Icon aria-hidden className="size-6" strokeWidth={1.6} />
      </span>
      <h2 className="text-lg font-semibold">{title}</h2>
      {children !== undefined && <p className="mt-1 max-w-md text-muted">{children}</p>}
      {action !== undefined && <div className="mt-5 flex gap-2">{action}</div>}
    </div>
  );
}

export interface FailureStateProps {
  error: unknown;
  /** What could not be done, such as `The agreements could not be loaded`. */
  title: string;
  onRetry?: () => void;
}

/** A failure in place of the content. */
export function FailureState({ error, title, onRetry }: FailureStateProps) {
  const failure = describeFailure(error);
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-16 text-center">
      <span className="mb-4 grid size-12 place-items-center rounded-xl bg-bad-soft text-bad">
        <CircleAlert aria-hidden className="size-6" strokeWidth={1.6} />
      </span>
      <h2 className="text-lg font-semibold">{title}</h2>
      <p className="mt-1 max-w-md text-muted">{failure.detail}</p>
      {failure.requestId !== undefined && (
        <p className="mt-2 font-mono text-xs text-faint">Request {failure.requestId}</p>
      )}
      {onRetry !== undefined && (
        <Button className="mt-5" icon={RotateCw} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Grey bars in the shape of what is to come; read as one word by a screen reader. */
export function Loading({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="status" aria-label={label}>
      <div aria-hidden>{children}</div>
    </div>
  );
}

export function Skeleton({ className = "" }: { className?: string }) {
  return <div className={`skeleton h-4 ${className}`} />;
}
