// Follows one agreement through server-sent events; asks by itself while the stream is away.
import { type Signature, TimelineEntry as TimelineEntrySchema } from "@creditnexus/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { LIVE_INTERVAL, signatureKey, signatureQuery, timelineKey, timelineQuery } from "./queries.ts";
import { isCollecting, isOpen } from "./status.ts";
import { withEntry } from "./with-entry.ts";

/** `live`: pushed as it happens · `polling`: asked every moment · `still`: nothing more will change. */
export type Liveness = "live" | "polling" | "still";

const RETRY_AFTER = 5_000;

export const useLiveSignature = (signatureId: string) => {
  const queryClient = useQueryClient();
  const [connected, setConnected] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const moving = (signature: Signature | undefined) =>
    signature === undefined || isOpen(signature) || isCollecting(signature);

  const signature = useQuery({
    ...signatureQuery(signatureId),
    refetchInterval: ({ state }) => (connected || !moving(state.data) ? false : LIVE_INTERVAL),
  });
  const timeline = useQuery({
    ...timelineQuery(signatureId),
    refetchInterval: connected || !moving(signature.data) ? false : LIVE_INTERVAL,
  });

  const isThere = signature.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens a new stream
  useEffect(() => {
    if (!isThere) return;
    const stream = new EventSource(`/api/signatures/${encodeURIComponent(signatureId)}/events`);
    let retry: ReturnType<typeof setTimeout> | undefined;
    stream.addEventListener("open", () => {
      setConnected(true);
      // What happened between the last read and the stream's start is read once more.
      void queryClient.invalidateQueries({ queryKey: signatureKey(signatureId) });
      void queryClient.invalidateQueries({ queryKey: timelineKey(signatureId) });
    });
    stream.addEventListener("timeline", (event: MessageEvent<string>) => {
      const entry = TimelineEntrySchema.safeParse(JSON.parse(event.data));
      if (!entry.success) return void queryClient.invalidateQueries({ queryKey: timelineKey(signatureId) });
      queryClient.setQueryData(timelineQuery(signatureId).queryKey, (known) =>
        withEntry(known ?? [], entry.data),
      );
    });
    stream.addEventListener("signature", (event: MessageEvent<string>) => {
      const next = JSON.parse(event.data) as Partial<Signature>;
      if (next.signature_id === signatureId && next.signers !== undefined && next.documents !== undefined) {
        queryClient.setQueryData(signatureQuery(signatureId).queryKey, next as Signature);
        return;
      }
      void queryClient.invalidateQueries({ queryKey: signatureKey(signatureId) });
    });
    stream.addEventListener("error", () => {
      setConnected(false);
      if (stream.readyState === EventSource.CLOSED)
        retry = setTimeout(() => setAttempt((n) => n + 1), RETRY_AFTER);
    });
    return () => {
      clearTimeout(retry);
      stream.close();
      setConnected(false);
    };
  }, [signatureId, isThere, attempt, queryClient]);

  const liveness: Liveness = !moving(signature.data) ? "still" : connected ? "live" : "polling";
  return { signature, timeline, liveness };
};
