// Revokes an API key after a question.
import type { Key } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/toasts.tsx";

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: Key | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: (key: Key) => desk.keys.revoke(key.key_id),
    onSuccess: (key) => {
      notify("Revoked", `“${key.name}” can no longer be used.`);
      void queryClient.invalidateQueries({ queryKey: ["keys"] });
      onClose();
    },
  });
  const close = () => {
    revoke.reset();
    onClose();
  };
  return (
    <Dialog
      open={apiKey !== undefined}
      onClose={close}
      title={`Revoke “${apiKey?.name ?? ""}”?`}
      description="Whatever uses it stops working at once, and everybody signed in with it is signed out. This cannot be undone."
      actions={
        <>
          <Button onClick={close}>Keep it</Button>
          <Button
            weight="danger"
            busy={revoke.isPending}
            onClick={() => {
              if (apiKey !== undefined) revoke.mutate(apiKey);
            }}
          >
            Revoke
          </Button>
        </>
      }
    >
      {revoke.isError ? (
        <Notice tone="bad" title="Not revoked" live>
          {describeFailure(revoke.error).detail}
        </Notice>
      ) : undefined}
    </Dialog>
  );
}
