// Reminds those whose turn it is, and says who was and who was not.
import type { Signature } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { listNames } from "../format/size.ts";
import { notify, notifyFailure } from "../ui/toasts.tsx";
import { timelineKey } from "./queries.ts";

export const useRemind = ({ signature_id }: Signature) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => desk.signatures.remind(signature_id),
    onSuccess: ({ reminded, skipped }) => {
      void queryClient.invalidateQueries({ queryKey: timelineKey(signature_id) });
      const left = skipped.map(({ email, reason }) => `${email}: ${reason}`).join(" ");
      if (reminded.length === 0) notifyFailure("Nobody was reminded", left || "Nobody has to sign now.");
      else
        notify(
          `Reminded ${listNames(reminded.map(({ email }) => email))}`,
          left === "" ? undefined : `Not: ${left}`,
        );
    },
    onError: (error) => notifyFailure("Not reminded", describeFailure(error).detail),
  });
};
