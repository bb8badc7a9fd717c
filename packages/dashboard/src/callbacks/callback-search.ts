// The journal's filters as they stand in the address bar.
import { CALLBACK_OUTCOMES } from "@creditnexus/contract";

export type CallbackOutcome = (typeof CALLBACK_OUTCOMES)[number];

export interface CallbackSearch {
  outcome?: CallbackOutcome[];
}

/** Reads the address; what it does not understand is left out. */
export const parseCallbackSearch = (search: Record<string, unknown>): CallbackSearch => {
  const asked = [search.outcome].flat();
  const outcome = CALLBACK_OUTCOMES.filter((each) => asked.includes(each));
  return outcome.length === 0 ? {} : { outcome };
};
