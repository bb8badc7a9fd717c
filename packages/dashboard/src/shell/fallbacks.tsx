// What is shown when a screen is not there, not yet there, or broke.
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState, FailureState, Loading, Skeleton } from "../ui/states.tsx";

export function LostScreen() {
  return (
    <EmptyState
      icon={Compass}
      title="There is nothing here"
      action={
        <Link to="/" className={buttonClass()}>
          To the agreements
        </Link>
      }
    >
      The address may be old or mistyped.
    </EmptyState>
  );
}

export function PendingScreen() {
  return (
    <Loading label="Loading">
      <div className="mx-auto max-w-[88rem] px-4 py-7 md:px-6">
        <Skeleton className="mb-8 h-7 w-56" />
        <Skeleton className="mb-3 h-24 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
    </Loading>
  );
}

export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <FailureState
      title="This screen could not be shown"
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

export function StartFailed(props: ErrorComponentProps) {
  return (
    <main className="grid min-h-full place-items-center">
      <ScreenFailed {...props} />
    </main>
  );
}
