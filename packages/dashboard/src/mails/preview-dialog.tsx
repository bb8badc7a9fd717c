// The mails of one agreement, before they go out.
import type { Signature } from "@creditnexus/contract";
import { Dialog } from "../ui/dialog.tsx";
import { MailPreview } from "./mail-preview.tsx";
import { subjectOfSignature } from "./subject.ts";

export interface PreviewDialogProps {
  signature: Signature;
  open: boolean;
  onClose: () => void;
}

export function PreviewDialog({ signature, open, onClose }: PreviewDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Preview of the mails"
      description="What the desk itself writes about this agreement. DigiSigner’s invitations look different."
      wide
    >
      <div className="pb-5">
        <MailPreview subject={subjectOfSignature(signature)} />
      </div>
    </Dialog>
  );
}
