// What became of reminding several agreements: how many people got a mail, and where somebody did not and why.
import type { Reminded } from "@creditnexus/contract";
import type { BulkResult, Failed } from "./bulk.ts";

export interface BulkReminded {
  people: number;
  agreements: number;
  notReminded: Failed[];
}

export const bulkRemindedOf = ({
  done,
  failed,
}: BulkResult<Pick<Reminded, "reminded" | "skipped">>): BulkReminded => {
  const reached = done.filter(({ answer }) => answer.reminded.length > 0);
  const left = done.flatMap(({ signature, answer: { reminded, skipped } }): Failed[] => {
    if (skipped.length > 0) {
      const reason = skipped.map(({ email, reason: why }) => `${email}: ${why}`).join(" ");
      return [{ signature, reason }];
    }
    return reminded.length === 0 ? [{ signature, reason: "Nobody has to sign now." }] : [];
  });
  return {
    people: reached.reduce((sum, { answer }) => sum + answer.reminded.length, 0),
    agreements: reached.length,
    notReminded: [...failed, ...left],
  };
};
