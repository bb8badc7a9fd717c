// Sends a draft once: the same draft always carries the same idempotency key, whatever is clicked and how often.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { signatureQuery } from "../agreements/queries.ts";
import { desk } from "../api/desk.ts";
import { bodyOf, type Draft, newKey } from "./draft.ts";

export const useSend = () => {
  const queryClient = useQueryClient();
  const last = useRef<{ body: string; key: string }>(undefined);
  const keyOf = (body: string): string => {
    // Another body under the same key would be refused, and rightly so.
    if (last.current?.body !== body) last.current = { body, key: newKey() };
    return last.current.key;
  };
  const running = useRef(false);
  const mutation = useMutation({
    mutationFn: (draft: Draft) => {
      const body = bodyOf(draft);
      return desk.signatures.create(body, { idempotencyKey: keyOf(JSON.stringify(body)) });
    },
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
  return { send, isSending: mutation.isPending, error: mutation.error };
};
