// One finding of the checks: how it is, in a colour, an icon and words, and what to do.
import type { Finding } from "@creditnexus/contract";
import { CircleCheck, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";

interface Look {
  icon: LucideIcon;
  className: string;
  word: string;
  /** Of a finding that is old. */
  past: string;
}

const looks: Record<Finding["outcome"], Look> = {
  pass: { icon: CircleCheck, className: "text-good", word: "Well", past: "Was well" },
  warn: { icon: TriangleAlert, className: "text-warn", word: "Look at this", past: "Was to be looked at" },
  fail: { icon: CircleX, className: "text-bad", word: "Not well", past: "Was not well" },
};

export interface FindingRowProps {
  finding: Pick<Finding, "check" | "outcome" | "detail" | "fix">;
  /** It could not be checked again: said in the past, and without the colour of a verdict. */
  isOld?: boolean;
}

export function FindingRow({ finding, isOld = false }: FindingRowProps) {
  const look = looks[finding.outcome];
  const Icon = look.icon;
  const className = isOld ? "text-faint" : look.className;
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${className}`} />
      <div className="min-w-0 flex-1">
        <p>
          <span className="inline-block font-medium first-letter:uppercase">
            {finding.check.replaceAll("_", " ")}
          </span>
          <span className={`ml-2 text-sm ${className}`}>{isOld ? look.past : look.word}</span>
        </p>
        <p className="break-words text-muted">{finding.detail}</p>
        {finding.fix !== null && <p className="mt-1 text-sm break-words">What to do: {finding.fix}</p>}
      </div>
    </li>
  );
}
