// The agreements of several with which something did not work, each with why.
import { Notice } from "../ui/notice.tsx";
import type { Failed } from "./bulk.ts";

export function FailureList({ title, failed }: { title: string; failed: readonly Failed[] }) {
  return (
    <Notice tone="bad" title={title} live>
      <ul className="max-h-60 list-disc overflow-y-auto pl-5">
        {failed.map(({ signature, reason }) => (
          <li key={signature.signature_id}>
            {signature.title}: {reason}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
