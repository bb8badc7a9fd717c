// Puts an unsent request among the drafts before another one takes its place in this browser.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { desk } from "../../api/desk.ts";
import { useOwner } from "../../session/use-session.ts";
import { Page } from "../../shell/page.tsx";
import { Button } from "../../ui/button.tsx";
import { FailureState, Loading, Skeleton } from "../../ui/states.tsx";
import { notify } from "../../ui/toasts.tsx";
import type { Draft } from "../draft.ts";
import { contentOf } from "./draft-content.ts";
import { draftStorageKey } from "./kept-draft.ts";
import { draftsQuery } from "./queries.ts";

export interface PutAsideProps {
  draft: Draft;
  onDone: () => void;
  /** It could not be, and is gone on with instead. */
  onGoOn: () => void;
}

export function PutAside({ draft, onDone, onGoOn }: PutAsideProps) {
  const owner = useOwner();
  const queryClient = useQueryClient();
  const { mutate, error, isError } = useMutation({
    // What was kept goes under one key, so that a second try makes no second draft.
    mutationFn: () => desk.drafts.create({ content: contentOf(draft) }, { idempotencyKey: draft.sendKey }),
    onSuccess: () => {
      localStorage.removeItem(draftStorageKey(owner));
      void queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
      notify("A new request", "The unsent one from before is among the drafts.");
      onDone();
    },
  });
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    mutate();
  }, [mutate]);
  return (
    <Page title="New request" width="narrow">
      {isError ? (
        <>
          <FailureState
            title="Your unsent request could not be put among the drafts"
            error={error}
            onRetry={() => mutate()}
          />
          <p className="text-center">
            <Button onClick={onGoOn}>Go on with it</Button>
          </p>
        </>
      ) : (
        <Loading label="Saving your unsent request as a draft">
          <Skeleton className="h-[36rem]" />
        </Loading>
      )}
    </Page>
  );
}
