// Throws a draft away after asking.
import type { DraftSummary } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { desk } from "../../api/desk.ts";
import { describeFailure } from "../../api/message.ts";
import { useOwner } from "../../session/use-session.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { notify, notifyFailure } from "../../ui/toasts.tsx";
import { draftStorageKey } from "./kept-draft.ts";
import { draftsQuery } from "./queries.ts";

export function DeleteDraft({ draft }: { draft: DraftSummary }) {
  const [asking, setAsking] = useState(false);
  const owner = useOwner();
  const queryClient = useQueryClient();
  const name = draft.title || "the draft without a title";
  const remove = useMutation({
    mutationFn: () => desk.drafts.delete(draft.draft_id),
    onSuccess: () => {
      localStorage.removeItem(draftStorageKey(owner, draft.draft_id));
      notify("Deleted", `“${name}” is no draft any more.`);
    },
    onError: (error) => notifyFailure("Not deleted", describeFailure(error).detail),
    onSettled: () => {
      setAsking(false);
      return queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
    },
  });
  return (
    <span className="relative z-1">
      <Button size="sm" icon={Trash2} label={`Delete ${name}`} onClick={() => setAsking(true)} />
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Delete this draft?"
        description={`What was written in “${name}” is lost. Its documents stay among the stored ones.`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button weight="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              Delete the draft
            </Button>
          </>
        }
      />
    </span>
  );
}
