// What the desk proved about a signed PDF before handing it on.
import type { Signature } from "@creditnexus/contract";
import { ChevronDown, CircleCheck, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import { plural } from "../format/size.ts";

type Check = Signature["documents"][number]["signed"]["checks"][number];

const looks: Record<Check["outcome"], { icon: LucideIcon; className: string; word: string }> = {
  pass: { icon: CircleCheck, className: "text-good", word: "passed" },
  warn: { icon: TriangleAlert, className: "text-warn", word: "warning" },
  fail: { icon: CircleX, className: "text-bad", word: "failed" },
};

export function Checks({ checks }: { checks: readonly Check[] }) {
  const count = (outcome: Check["outcome"]) => checks.filter((check) => check.outcome === outcome).length;
  const counts = [
    `${count("pass")} of ${checks.length} checks passed`,
    ...(count("warn") > 0 ? [plural(count("warn"), "warning")] : []),
    ...(count("fail") > 0 ? [`${count("fail")} failed`] : []),
  ];
  return (
    <details open={count("fail") > 0} className="group border-t">
      <summary className="flex list-none items-center gap-2 px-4 py-2.5 text-sm font-medium hover:bg-hover focus-visible:-outline-offset-2">
        <ChevronDown
          aria-hidden
          className="size-4 -rotate-90 text-faint transition-transform group-open:rotate-0"
        />
        Verification: {counts.join(", ")}
      </summary>
      <ul className="px-4 pb-3">
        {checks.map((check) => {
          const { icon: Icon, className, word } = looks[check.outcome];
          return (
            <li key={check.name + check.detail} className="flex gap-2 py-1 text-sm">
              <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${className}`} />
              <span>
                <span className="inline-block font-medium first-letter:uppercase">
                  {check.name.replaceAll("_", " ")}
                </span>
                <span className="sr-only"> {word}</span>
                <span className="text-muted"> · {check.detail}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
