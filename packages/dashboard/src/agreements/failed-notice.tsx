// Says that a signed PDF could not be fetched, and tries again.
import { useReason } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { useSync } from "./use-sync.ts";

export function FailedNotice({ signatureId }: { signatureId: string }) {
  const reason = useReason("sender");
  const sync = useSync(signatureId);
  return (
    <Notice
      tone="bad"
      title="The signed PDF could not be fetched"
      action={
        <Button busy={sync.isPending} reason={reason} onClick={() => sync.mutate()}>
          Try again
        </Button>
      }
    >
      The desk tried several times; the check below says why.
    </Notice>
  );
}
