// A dialog that shows a secret this one time.
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { notifyFailure } from "./toasts.tsx";

export interface SecretOnceProps {
  title: string;
  secret: string;
  onClose: () => void;
}

export function SecretOnce({ title, secret, onClose }: SecretOnceProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch (error) {
      notifyFailure("Not copied", `The browser refused the clipboard: ${String(error)}`);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      dismissible={false}
      title={title}
      description="It is shown only now. Copy it to where it will be used."
      actions={
        <>
          <Button icon={copied ? Check : Copy} onClick={() => void copy()}>
            {copied ? "Copied" : "Copy"}
          </Button>
          <Button weight="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <code className="block rounded-md border bg-sunken p-3 font-mono text-sm break-all select-all">
        {secret}
      </code>
    </Dialog>
  );
}
