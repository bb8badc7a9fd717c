// Sends a draft once: the same draft always carries the same idempotency key, whatever is clicked and reloaded.
import { ApiError } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { signatureQuery } from "../agreements/queries.ts";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { bodyOf, type Draft } from "./draft.ts";

/** What went wrong, in words. Under one key only access codes can differ, and a key that failed is free again. */
export const describeSending = (error: unknown): { title: string; detail: string } =>
  error instanceof ApiError && error.code === "idempotency_mismatch"
    ? {
        title: "This request was already sent",
        detail:
          "It went out before with other access codes, though no answer came back. Look for it among the agreements. Anything else you change makes this a new request.",
      }
    : describeFailure(error);

export const useSend = () => {
  const queryClient = useQueryClient();
  const running = useRef(false);
  const mutation = useMutation({
    mutationFn: (draft: Draft) => desk.signatures.create(bodyOf(draft), { idempotencyKey: draft.sendKey }),
    onSuccess: (signature) => {
      queryClient.setQueryData(signatureQuery(signature.signature_id).queryKey, signature);
      void queryClient.invalidateQueries({ queryKey: ["signatures"] });
    },
    onSettled: () => {
      running.current = false;
    },
  });
  type Callbacks = Parameters<typeof mutation.mutate>[1];
  /** Two clicks may come before the button is drawn as busy; the second does nothing. */
  const send = (draft: Draft, callbacks: Callbacks) => {
    if (running.current) return;
    running.current = true;
    mutation.mutate(draft, callbacks);
  };
  return {
    send,
    isSending: mutation.isPending,
    error: mutation.error,
    /** What went wrong is not said any more, since it is being put right; one that is under way goes on. */
    forget: () => {
      if (!running.current) mutation.reset();
    },
  };
};
