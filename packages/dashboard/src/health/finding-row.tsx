// One finding of the checks: how it is, in a colour, an icon and words, and what to do.
import type { Finding } from "@creditnexus/contract";
import { CircleCheck, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";

const looks: Record<Finding["outcome"], { icon: LucideIcon; className: string; word: string }> = {
  pass: { icon: CircleCheck, className: "text-good", word: "Well" },
  warn: { icon: TriangleAlert, className: "text-warn", word: "Look at this" },
  fail: { icon: CircleX, className: "text-bad", word: "Not well" },
};

export function FindingRow({ finding }: { finding: Pick<Finding, "check" | "outcome" | "detail" | "fix"> }) {
  const { icon: Icon, className, word } = looks[finding.outcome];
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${className}`} />
      <div className="min-w-0 flex-1">
        <p>
          <span className="inline-block font-medium first-letter:uppercase">
            {finding.check.replaceAll("_", " ")}
          </span>
          <span className={`ml-2 text-sm ${className}`}>{word}</span>
        </p>
        <p className="break-words text-muted">{finding.detail}</p>
        {finding.fix !== null && <p className="mt-1 text-sm break-words">What to do: {finding.fix}</p>}
      </div>
    </li>
  );
}
