// What can be done with one agreement; what may not be done now says why.
import { roleIncludes, type Signature } from "@creditnexus/contract";
import { useMutation } from "@tanstack/react-query";
import {
  Ban,
  BellRing,
  CircleX,
  Download,
  Link as LinkIcon,
  MailSearch,
  MailWarning,
  MoreHorizontal,
  RefreshCw,
} from "lucide-react";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { saveResponse } from "../api/save-file.ts";
import { PreviewDialog } from "../mails/preview-dialog.tsx";
import { useReason, useSession } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { notifyFailure } from "../ui/toasts.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import { DeclineDialog } from "./decline-dialog.tsx";
import { LinksDialog } from "./links-dialog.tsx";
import { ResendDialog } from "./resend-dialog.tsx";
import { isOpen, isReady } from "./status.ts";
import { useRemind } from "./use-remind.ts";
import { useSync } from "./use-sync.ts";

/** One document that holds up the whole does not hold up the others. */
const others = ({ documents }: Signature): string =>
  documents.some(isReady) ? " The other documents can be downloaded one by one below." : "";

const downloadReason = (signature: Signature): string | undefined => {
  if (signature.is_collected) return undefined;
  if (signature.documents.some(({ signed }) => signed.state === "suspect" && signed.accepted === null)) {
    return `The signed PDF did not pass verification, so it is not handed on.${others(signature)}`;
  }
  if (signature.documents.some(({ signed }) => signed.state === "failed")) {
    return `The signed PDF could not be fetched; “Sync now” tries again.${others(signature)}`;
  }
  if (signature.status === "completed") return "The signed PDF is being fetched and proved.";
  return "There is a signed PDF once everybody has signed.";
};

export function DetailActions({ signature }: { signature: Signature }) {
  const [dialog, setDialog] = useState<"cancel" | "decline" | "links" | "mails" | "resend">();
  const { actor } = useSession();
  const senderReason = useReason("sender");
  const closed = isOpen(signature) ? undefined : "This agreement is no longer open.";

  const download = useMutation({
    mutationFn: async () =>
      saveResponse(await desk.signatures.download(signature.signature_id), `${signature.title}.pdf`),
    onError: (error) => notifyFailure("Not downloaded", describeFailure(error).detail),
  });
  const sync = useSync(signature.signature_id);
  const remind = useRemind(signature);
  const dialogProps = { signature, onClose: () => setDialog(undefined) };

  return (
    <>
      <Button
        weight={signature.status === "completed" ? "primary" : "secondary"}
        icon={Download}
        busy={download.isPending}
        reason={downloadReason(signature)}
        onClick={() => download.mutate()}
      >
        Download signed
      </Button>
      <Button
        icon={RefreshCw}
        busy={sync.isPending}
        reason={senderReason}
        onClick={() => sync.mutate()}
        title="Read the state from DigiSigner now"
      >
        Sync now
      </Button>
      {closed === undefined && (
        <Button icon={BellRing} busy={remind.isPending} reason={senderReason} onClick={() => remind.mutate()}>
          Remind
        </Button>
      )}
      <Menu trigger={<Button icon={MoreHorizontal} aria-label="More actions" />}>
        <MenuItem
          icon={LinkIcon}
          onSelect={() => setDialog("links")}
          disabled={senderReason !== undefined || closed !== undefined}
          note={senderReason ?? closed}
        >
          Signing links…
        </MenuItem>
        <MenuItem
          icon={MailSearch}
          onSelect={() => setDialog("mails")}
          disabled={senderReason !== undefined}
          note={senderReason}
        >
          Preview of the mails…
        </MenuItem>
        <MenuItem
          icon={MailWarning}
          onSelect={() => setDialog("resend")}
          disabled={senderReason !== undefined || closed !== undefined}
          note={senderReason ?? closed}
        >
          Correct an address…
        </MenuItem>
        <MenuItem
          icon={CircleX}
          onSelect={() => setDialog("decline")}
          disabled={senderReason !== undefined || closed !== undefined}
          note={senderReason ?? closed}
        >
          Record a refusal…
        </MenuItem>
        <MenuItem
          icon={Ban}
          danger
          onSelect={() => setDialog("cancel")}
          disabled={senderReason !== undefined || closed !== undefined}
          note={senderReason ?? closed}
        >
          Cancel the request…
        </MenuItem>
      </Menu>
      {roleIncludes(actor.role, "sender") && (
        <>
          <CancelDialog {...dialogProps} open={dialog === "cancel"} />
          <DeclineDialog {...dialogProps} open={dialog === "decline"} />
          <LinksDialog {...dialogProps} open={dialog === "links"} />
          <PreviewDialog {...dialogProps} open={dialog === "mails"} />
          <ResendDialog {...dialogProps} open={dialog === "resend"} />
        </>
      )}
    </>
  );
}
