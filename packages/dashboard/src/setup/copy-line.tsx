// A text to be entered elsewhere, with a button that copies it.
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { notifyFailure } from "../ui/toasts.tsx";

export function CopyLine({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch (error) {
      notifyFailure("Not copied", `The browser refused the clipboard: ${String(error)}`);
    }
  };
  return (
    <div>
      <p className="text-sm font-medium">{label}</p>
      <div className="mt-1 flex items-start gap-2">
        <code className="min-w-0 flex-1 rounded-md border bg-sunken px-2.5 py-1.5 font-mono text-sm break-all select-all">
          {text}
        </code>
        <Button
          icon={copied ? Check : Copy}
          aria-label={`${copied ? "Copied" : "Copy"} the URL for ${label}`}
          onClick={() => void copy()}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
    </div>
  );
}
