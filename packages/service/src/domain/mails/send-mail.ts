// The mail job: never twice, never to those who signed, in signing order only to those whose turn it is.
import type { MailKind } from "@creditnexus/contract";
import type { Deps } from "../deps.ts";
import { loadSignature } from "../signatures/load-signatures.ts";
import { syncSignature } from "../signatures/sync/sync-signature.ts";
import { appendEntries } from "../timeline/append-entries.ts";
import { claimMail, setMailState } from "./mail-row.ts";
import { type Mailer, MailOutcomeUnknown } from "./mailer.ts";
import type { MailJob } from "./queues.ts";
import type { MailSettings } from "./settings.ts";
import { kindOf, writeMail } from "./write-mail.ts";

type MailDeps = Pick<Deps, "db" | "clock" | "vault" | "log" | "jobs" | "digisigner" | "settings"> & {
  mailer: Pick<Mailer, "send"> | undefined;
  mails: MailSettings;
};

const TOLD: Readonly<Record<MailKind, { kind: string; text: string }>> = {
  reminder: { kind: "reminded", text: "was reminded by mail" },
  cancellation: { kind: "told_of_cancellation", text: "was told of the cancellation by mail" },
  completion: { kind: "told_of_completion", text: "was told of the completion by mail" },
  sender_completion: { kind: "told_of_completion", text: "was told of the completion by mail" },
};

const recordSent = (deps: MailDeps, job: MailJob, email: string): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    const now = deps.clock.now();
    await loadSignature(transaction, job.workspaceId, job.signatureId, { lock: true });
    await setMailState(transaction, job, "sent", { sent_at: now });
    const { kind, text } = TOLD[kindOf(job)];
    await appendEntries(transaction, { ...job, at: now }, [
      {
        kind,
        source: "desk",
        actor: "desk",
        summary: `${email} ${text}`,
        data: { signer_id: job.signerId, email, mail_key: job.mailKey },
      },
    ]);
  });

/** Several signers are reminded at once, and one look answers for all of them. */
const FRESH_MS = 10_000;

/**
 * Whoever signed since the last look must not be asked to sign, and a link to a DigiSigner that is away leads nowhere: before a
 * reminder the truth is read. False when that failed for good.
 */
const isUpToDate = async (deps: MailDeps, job: MailJob, lastAttempt: boolean): Promise<boolean> => {
  if (kindOf(job) !== "reminder") return true;
  const { lastSyncedAt } = await loadSignature(deps.db, job.workspaceId, job.signatureId);
  if (lastSyncedAt !== null && deps.clock.now().getTime() - lastSyncedAt.getTime() < FRESH_MS) return true;
  try {
    await syncSignature(deps, { ...job, trigger: "schedule" });
    return true;
  } catch (error) {
    if (!lastAttempt) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    await setMailState(deps.db, job, "failed", {
      detail: `DigiSigner could not be asked who has signed (${reason})`,
    });
    deps.log.warn({ err: error, signatureId: job.signatureId }, "reminder not sent");
    return false;
  }
};

/** Throws when the mail server did not take it and a later try may succeed. */
export const sendMail = async (
  deps: MailDeps,
  job: MailJob,
  control: { lastAttempt: boolean },
): Promise<void> => {
  if (!(await claimMail(deps, job, { takes: false }))) return;
  if (!(await isUpToDate(deps, job, control.lastAttempt))) return;
  // Written before it is taken: an error here leaves it in line, for nothing has gone out.
  const signature = await loadSignature(deps.db, job.workspaceId, job.signatureId);
  const isOurs = signature.provider === deps.settings.provider;
  const mail = isOurs ? await writeMail(deps, job, signature) : undefined;
  if (!(await claimMail(deps, job, { takes: true }))) return;
  if (mail === undefined || deps.mailer === undefined) {
    const detail = deps.mailer === undefined ? "SMTP_URL is not set" : "Not wanted any more";
    return setMailState(deps.db, job, "skipped", { detail });
  }
  try {
    await deps.mailer.send(mail);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (error instanceof MailOutcomeUnknown) {
      deps.log.warn({ err: error, signatureId: job.signatureId }, "mail not repeated, it may have gone out");
      return setMailState(deps.db, job, "unknown", { detail: `${detail}; it is not repeated` });
    }
    await setMailState(deps.db, job, control.lastAttempt ? "failed" : "queued", { detail });
    deps.log.warn({ err: error, signatureId: job.signatureId }, "mail not taken by the mail server");
    if (!control.lastAttempt) throw error;
    return;
  }
  await recordSent(deps, job, mail.to);
};
