// The mail job: never twice, never to those who signed, in signing order only to those whose turn it is.
import type { Transaction } from "kysely";
import type { MailsTable, Schema } from "../../db/schema.ts";
import type { Deps } from "../deps.ts";
import { readSigningLinks } from "../signatures/links.ts";
import { loadSignature } from "../signatures/load-signatures.ts";
import { currentSigners, type Signature, type Signer } from "../signatures/signature.ts";
import { appendEntries } from "../timeline/append-entries.ts";
import { cancellationMail, reminderMail } from "./compose.ts";
import type { Mail, Mailer } from "./mailer.ts";
import type { MailJob } from "./queues.ts";

type MailDeps = Pick<Deps, "db" | "clock" | "vault" | "log"> & { mailer: Mailer | undefined };
type State = MailsTable["state"];

const setState = async (
  db: Transaction<Schema> | Deps["db"],
  job: MailJob,
  state: State,
  rest: { detail?: string; sent_at?: Date } = {},
): Promise<void> => {
  await db
    .updateTable("mails")
    .set({ state, ...rest })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("signer_id", "=", job.signerId)
    .where("mail_key", "=", job.mailKey)
    .execute();
};

/**
 * Whether the mail is this run's to send; with `takes` it is marked as being sent. Found while being sent, an earlier run
 * died with it: its outcome stays unknown.
 */
const claim = (deps: MailDeps, job: MailJob, { takes }: { takes: boolean }): Promise<boolean> =>
  deps.db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom("mails")
      .select("state")
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .where("signer_id", "=", job.signerId)
      .where("mail_key", "=", job.mailKey)
      .forUpdate()
      .executeTakeFirst();
    if (row?.state === "sending") {
      const detail = "The desk ended while handing it over; it is not repeated";
      await setState(transaction, job, "unknown", { detail });
      return false;
    }
    if (row?.state !== "queued") return false;
    if (takes) await setState(transaction, job, "sending");
    return true;
  });

const compose = async (
  deps: MailDeps,
  job: MailJob,
  signature: Signature,
  signer: Signer,
): Promise<Mail | undefined> => {
  if (job.mailKey === "cancelled") {
    return signature.status === "cancelled" ? cancellationMail(signature, signer) : undefined;
  }
  if (!currentSigners(signature).includes(signer)) return undefined;
  const links = await readSigningLinks(deps, job.workspaceId, job.signatureId);
  const own = links.filter((link) => link.signerId === signer.signerId).map((link) => link.signDocumentUrl);
  // In a bundle every document has the same link.
  return own.length === 0 ? undefined : reminderMail(signature, signer, [...new Set(own)], deps.clock.now());
};

const recordSent = (deps: MailDeps, job: MailJob, signer: Signer): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    const now = deps.clock.now();
    await loadSignature(transaction, job.workspaceId, job.signatureId, { lock: true });
    await setState(transaction, job, "sent", { sent_at: now });
    const isReminder = job.mailKey !== "cancelled";
    await appendEntries(transaction, { ...job, at: now }, [
      {
        kind: isReminder ? "reminded" : "told_of_cancellation",
        source: "desk",
        actor: "desk",
        summary: isReminder
          ? `${signer.email} was reminded by mail`
          : `${signer.email} was told of the cancellation by mail`,
        data: { signer_id: signer.signerId, email: signer.email, mail_key: job.mailKey },
      },
    ]);
  });

/** Throws when the mail server did not take it and a later try may succeed. */
export const sendMail = async (
  deps: MailDeps,
  job: MailJob,
  control: { lastAttempt: boolean },
): Promise<void> => {
  if (!(await claim(deps, job, { takes: false }))) return;
  // Written before it is taken: an error here leaves it in line, for nothing has gone out.
  const signature = await loadSignature(deps.db, job.workspaceId, job.signatureId);
  const signer = signature.signers.find((one) => one.signerId === job.signerId);
  const mail = signer === undefined ? undefined : await compose(deps, job, signature, signer);
  if (!(await claim(deps, job, { takes: true }))) return;
  if (signer === undefined || mail === undefined || deps.mailer === undefined) {
    const detail = deps.mailer === undefined ? "SMTP_URL is not set" : "Not this signer's turn any more";
    return setState(deps.db, job, "skipped", { detail });
  }
  try {
    await deps.mailer.send(mail);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    await setState(deps.db, job, control.lastAttempt ? "failed" : "queued", { detail });
    deps.log.warn({ err: error, signatureId: job.signatureId }, "mail not taken by the mail server");
    if (!control.lastAttempt) throw error;
    return;
  }
  await recordSent(deps, job, signer);
};
