// Checks what serving needs, each with what to do about it; the same findings as in the full checks.
import type { Readiness } from "@creditnexus/contract";
import { checkServing } from "../domain/checks/run-checks.ts";
import type { HttpContext } from "./context.ts";

export const checkReadiness = async (context: HttpContext): Promise<Readiness> => {
  const findings = await checkServing(context);
  const isReady = findings.every(({ outcome }) => outcome !== "fail");
  return {
    status: isReady ? "ready" : "not_ready",
    checks: findings.map(({ group: _group, check, ...rest }) => ({ name: check, ...rest })),
  };
};
