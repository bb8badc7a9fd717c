// Names and values, one under the other.
import type { ReactNode } from "react";

export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="divide-y">
      {facts.map(([name, value]) => (
        <div key={name} className="grid grid-cols-[9rem_1fr] gap-3 px-4 py-2 text-sm">
          <dt className="text-faint">{name}</dt>
          <dd className="min-w-0 break-all [&_code]:font-mono [&_code]:text-xs">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
