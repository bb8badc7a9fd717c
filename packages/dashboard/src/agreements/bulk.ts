// Does one thing to several agreements, a few at a time, and tells what became of each.
import type { Signature } from "@creditnexus/contract";
import { describeFailure } from "../api/message.ts";

export interface Failed {
  signature: Signature;
  reason: string;
}

export interface BulkResult<T> {
  done: { signature: Signature; answer: T }[];
  failed: Failed[];
}

const AT_ONCE = 4;

/** Goes on past failures: what worked stays done, what did not is named with its reason. */
export const forEach = async <T>(
  signatures: readonly Signature[],
  act: (signature: Signature) => Promise<T>,
): Promise<BulkResult<T>> => {
  const result: BulkResult<T> = { done: [], failed: [] };
  const waiting = [...signatures];
  const work = async () => {
    for (let signature = waiting.shift(); signature !== undefined; signature = waiting.shift()) {
      try {
        result.done.push({ signature, answer: await act(signature) });
      } catch (error) {
        result.failed.push({ signature, reason: describeFailure(error).detail });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return result;
};
