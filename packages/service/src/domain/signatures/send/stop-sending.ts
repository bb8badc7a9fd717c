// Ends or pauses sending, with a cause that tells a person what to do.
import type { FailureColumn } from "../../../db/schema.ts";
import type { Deps } from "../../deps.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import type { SignatureJob } from "../queues.ts";
import { next } from "../status.ts";
import { unattended } from "../sync/schedule.ts";
import { isCurrent } from "./attempt.ts";

type StopDeps = Pick<Deps, "db" | "clock" | "log">;

/** Until the reconciler tries again by itself, after all tries of the job were used up. */
const POSTPONE_MS = 3_600_000;

const record = async (
  deps: StopDeps,
  job: SignatureJob,
  attempt: number,
  failure: FailureColumn,
  end: { kind: string; isFinal: boolean; tryAgainAt: Date | null; state: "stopped" | undefined },
): Promise<void> => {
  const recorded = await deps.db.transaction().execute(async (transaction) => {
    if (!(await isCurrent(transaction, job, attempt))) return false;
    const now = deps.clock.now();
    const { status } = await transaction
      .selectFrom("signatures")
      .select("status")
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .executeTakeFirstOrThrow();
    const after = end.isFinal ? next(status, "failed") : status;
    await transaction
      .updateTable("signatures")
      .set({
        failure: JSON.stringify(failure),
        status: after,
        next_sync_at: end.tryAgainAt,
        updated_at: now,
        ...(end.state === undefined ? {} : { send_state: end.state }),
        ...(after === status ? {} : { closed_at: now, closed_reason: failure.detail }),
      })
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .execute();
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

/** The account has to be put right; nothing is tried until a person says so. */
export const stopSending = (
  deps: StopDeps,
  job: SignatureJob,
  attempt: number,
  failure: FailureColumn,
): Promise<void> =>
  record(deps, job, attempt, failure, {
    kind: "send_stopped",
    isFinal: false,
    tryAgainAt: null,
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
    // Its uploads are deleted by the caller; should that not happen, the reconciler sees to it.
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
