// Reads the agreements of a period for the figures, newest first, up to a limit that is said on screen.
import type { Signature } from "@creditnexus/contract";
import { queryOptions } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import { DAY } from "../format/time.ts";
import type { Period } from "./periods.ts";

/** Ten calls at most; beyond that the newest stand for all. */
const MOST = 2_000;

export interface PeriodAgreements {
  signatures: Signature[];
  /** False when there were more than could be read. */
  isWhole: boolean;
}

export const periodQuery = (days: Period) =>
  queryOptions({
    queryKey: ["figures", days] as const,
    queryFn: async ({ signal }): Promise<PeriodAgreements> => {
      const signatures: Signature[] = [];
      const requested_from = new Date(Date.now() - days * DAY).toISOString();
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof desk.signatures.list>> = await desk.signatures.list(
          { requested_from, limit: 200, ...(cursor === null ? {} : { cursor }) },
          { signal },
        );
        signatures.push(...page.signatures);
        cursor = page.next_cursor;
      } while (cursor !== null && signatures.length < MOST);
      return { signatures, isWhole: cursor === null };
    },
    staleTime: 60_000,
  });
