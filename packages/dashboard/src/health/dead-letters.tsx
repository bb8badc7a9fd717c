// Jobs that failed for good, with their cause and a way to try them again.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { plural } from "../format/size.ts";
import { useReason } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { StaleNotice } from "../ui/stale-notice.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { notify, notifyFailure } from "../ui/toasts.tsx";

export function DeadLetters() {
  const reason = useReason("operator");
  const queryClient = useQueryClient();
  const list = useQuery({
    queryKey: ["dead-letters"],
    queryFn: () => desk.deadLetters.list(),
    enabled: reason === undefined,
    refetchInterval: 10_000,
  });
  const retry = useMutation({
    mutationFn: (ids: string[] | undefined) => desk.deadLetters.retry(ids),
    onSuccess: ({ retried }) => {
      notify("Back in line", plural(retried, "job"));
      void queryClient.invalidateQueries({ queryKey: ["dead-letters"] });
    },
    onError: (error) => notifyFailure("Not tried again", describeFailure(error).detail),
  });
  if (reason !== undefined) {
    return (
      <Panel title="Jobs that gave up">
        <p className="px-4 py-3 text-muted">{reason}</p>
      </Panel>
    );
  }
  const letters = list.data?.dead_letters ?? [];
  return (
    <Panel
      title="Jobs that gave up"
      aside={
        letters.length > 0 && (
          <Button size="sm" icon={RotateCw} busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
            Try all again
          </Button>
        )
      }
    >
      {list.isRefetchError && (
        <div className="p-4">
          <StaleNotice since={list.dataUpdatedAt} error={list.error} />
        </div>
      )}
      {list.isPending ? (
        <Loading label="Loading the jobs">
          <div className="p-4">
            <Skeleton />
          </div>
        </Loading>
      ) : list.data === undefined ? (
        <FailureState
          title="The jobs could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : letters.length === 0 ? (
        !list.isRefetchError && (
          <p className="px-4 py-3 text-muted">
            None. Everything that was to be done was done, or is still being tried.
          </p>
        )
      ) : (
        <ul className="divide-y">
          {letters.map(({ job_id, queue, signature_id, cause, failed_at }) => (
            <li key={job_id} className="flex items-start gap-3 px-4 py-3">
              <div className="min-w-0 flex-1">
                <p>
                  <span className="font-medium capitalize">{queue}</span>{" "}
                  <RelativeTime at={failed_at} className="text-sm text-faint" />
                </p>
                <p className="break-words text-muted">{cause}</p>
                {signature_id !== null && (
                  <Link
                    to="/agreements/$signatureId"
                    params={{ signatureId: signature_id }}
                    className="text-sm font-medium text-accent-ink underline underline-offset-2"
                  >
                    Open the agreement
                  </Link>
                )}
              </div>
              <Button size="sm" onClick={() => retry.mutate([job_id])} aria-label={`Try again: ${queue}`}>
                Try again
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
