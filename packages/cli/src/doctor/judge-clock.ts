// Compares the clock here with those of the servers that answered.
import { type Finding, pass, warn } from "@creditnexus/contract";
import type { Facts } from "./facts.ts";
import type { ProbeResult } from "./probe.ts";

const LARGEST_SKEW_MS = 60_000;

const clockOf = (result: ProbeResult | undefined): number =>
  result?.kind === "answer" ? Date.parse(result.headers.date ?? "") : Number.NaN;

export const judgeClock = ({ now, health, publicCallback, digisigner }: Facts): Finding[] => {
  const where = { group: "Service", check: "clock" } as const;
  const clocks: [who: string, cause: string, at: number][] = [
    ["the service", "skewed", clockOf(health)],
    ["the public address", "skewed_public", clockOf(publicCallback?.result)],
    ["DigiSigner", "skewed_digisigner", clockOf(digisigner?.answer)],
  ];
  const known = clocks.filter(([, , at]) => !Number.isNaN(at));
  const apart = known.filter(([, , at]) => Math.abs(at - now.getTime()) > LARGEST_SKEW_MS);
  if (known.length === 0) return [];
  if (apart.length === 0) {
    return [pass(where, `the clocks agree: here and at ${known.map(([who]) => who).join(", ")}`)];
  }
  return apart.map(([who, cause, at]) =>
    warn(
      where,
      cause,
      `the clocks here and at ${who} differ by ${(Math.abs(at - now.getTime()) / 60_000).toFixed(1)} minutes`,
      "Let both machines set their clocks by NTP: expiry and signatures depend on them.",
    ),
  );
};
