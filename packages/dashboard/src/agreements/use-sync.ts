// Reads an agreement from DigiSigner now; what was not fetched yet is fetched again.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { notify, notifyFailure } from "../ui/toasts.tsx";
import { signatureKey, signatureQuery, timelineKey } from "./queries.ts";

export const useSync = (signatureId: string) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => desk.signatures.sync(signatureId),
    onSuccess: (next) => {
      queryClient.setQueryData(signatureQuery(signatureId).queryKey, next);
      void queryClient.invalidateQueries({ queryKey: timelineKey(signatureId) });
      notify("Up to date with DigiSigner");
    },
    onError: (error) => {
      notifyFailure("Could not read from DigiSigner", describeFailure(error).detail);
      void queryClient.invalidateQueries({ queryKey: signatureKey(signatureId) });
    },
  });
};
