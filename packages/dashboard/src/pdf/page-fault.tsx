// Said on the sheet of a page that cannot be shown, where it would otherwise stay white.
import { CircleAlert } from "lucide-react";
import { Button } from "../ui/button.tsx";

export interface PageFaultProps {
  /** From 1, as readers count. */
  number: number;
  onRetry: () => void;
}

export function PageFault({ number, onRetry }: PageFaultProps) {
  return (
    <div
      role="status"
      className="absolute inset-0 flex flex-col items-center justify-center gap-3 bg-surface p-4 text-center"
    >
      <p className="flex items-center gap-1.5 font-medium text-bad">
        <CircleAlert aria-hidden className="size-4.5 shrink-0" />
        Page {number} could not be shown.
      </p>
      <p className="max-w-sm text-sm text-muted">
        The file may be damaged there. Look at it in another program before it is signed.
      </p>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
