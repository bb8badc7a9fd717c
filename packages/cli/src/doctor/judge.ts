// The doctor's whole judgement: every check over the collected facts, in the order in which they are shown.

import type { Finding } from "@creditnexus/contract";
import type { Facts } from "./facts.ts";
import { judgeCallbacks } from "./judge-callbacks.ts";
import { judgeHere } from "./judge-here.ts";
import { judgeOperation } from "./judge-operation.ts";
import { judgeProvider } from "./judge-provider.ts";
import { judgeService } from "./judge-service.ts";

export const judge = (facts: Facts): Finding[] => [
  ...judgeHere(facts),
  ...judgeService(facts),
  ...judgeProvider(facts),
  ...judgeCallbacks(facts),
  ...judgeOperation(facts),
];
