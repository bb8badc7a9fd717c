// Ends or pauses sending, with a cause that tells a person what to do.
import { sql } from "kysely";
import type { FailureColumn } from "../../../db/schema.ts";
import type { Deps } from "../../deps.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import type { SignatureJob } from "../queues.ts";
import { next } from "../status.ts";
import { unattended } from "../sync/schedule.ts";
import { maySend } from "./attempt.ts";
import { condemn } from "./uploads.ts";

type StopDeps = Pick<Deps, "db" | "clock" | "log">;

/** Until the reconciler tries again by itself, after all tries of the job were used up. */
const POSTPONE_MS = 3_600_000;

const record = async (
  deps: StopDeps,
  job: SignatureJob,
  attempt: number,
  failure: FailureColumn,
  end: { kind: string; isFinal: boolean; tryAgainAt: Date | "at_expiry"; state: "stopped" | undefined },
): Promise<void> => {
  const recorded = await deps.db.transaction().execute(async (transaction) => {
    if (!(await maySend(transaction, job, attempt))) return false;
    const now = deps.clock.now();
    await transaction
      .updateTable("signatures")
      .set({
        failure: JSON.stringify(failure),
        ...(end.isFinal
          ? { status: next("sending", "failed"), closed_at: now, closed_reason: failure.detail }
          : {}),
        next_sync_at: end.tryAgainAt === "at_expiry" ? sql<Date>`expires_at` : end.tryAgainAt,
        updated_at: now,
        ...(end.state === undefined ? {} : { send_state: end.state }),
      })
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .execute();
    if (end.isFinal) await condemn(transaction, job, ["uploaded", "offered"]);
    await appendEntries(transaction, { ...job, at: now }, [
      {
        kind: end.kind,
        source: "desk",
        actor: "desk",
        summary: failure.detail,
        data: { code: failure.code, attempt },
      },
    ]);
    return true;
  });
  if (recorded) deps.log.warn({ signatureId: job.signatureId, code: failure.code }, "signature not sent");
};

/**
 * The account has to be put right; nothing is tried until a person says so. What an earlier run left at DigiSigner stays in
 * the register of uploads and is dealt with then.
 */
export const stopSending = (
  deps: StopDeps,
  job: SignatureJob,
  attempt: number,
  failure: FailureColumn,
): Promise<void> =>
  record(deps, job, attempt, failure, {
    kind: "send_stopped",
    isFinal: false,
    // Its time to sign goes on running out.
    tryAgainAt: "at_expiry",
    state: "stopped",
  });

/** It can never be sent as it is. */
export const failSending = (
  deps: StopDeps,
  job: SignatureJob,
  attempt: number,
  failure: FailureColumn,
): Promise<void> =>
  record(deps, job, attempt, failure, {
    kind: "failed",
    isFinal: true,
    // What was uploaded is deleted by the caller; should that not happen, the reconciler sees to it.
    tryAgainAt: unattended(deps.clock.now()),
    state: "stopped",
  });

/** DigiSigner cannot be reached; tried again every hour, or when a person asks. */
export const postponeSending = (
  deps: StopDeps,
  job: SignatureJob,
  attempt: number,
  cause: unknown,
): Promise<void> => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const failure = {
    code: "provider_unavailable",
    detail: `DigiSigner could not be reached (${reason}): it is tried again every hour; check the connection.`,
    retryable: true,
  };
  const tryAgainAt = new Date(deps.clock.now().getTime() + POSTPONE_MS);
  return record(deps, job, attempt, failure, {
    kind: "send_postponed",
    isFinal: false,
    tryAgainAt,
    state: undefined,
  });
};
