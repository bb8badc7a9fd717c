// The row of one mail: what keeps it from going out twice.
import type { Kysely } from "kysely";
import type { MailsTable, Schema } from "../../db/schema.ts";
import type { Deps } from "../deps.ts";
import type { MailJob } from "./queues.ts";

type State = MailsTable["state"];

export const setMailState = async (
  db: Kysely<Schema>,
  job: MailJob,
  state: State,
  rest: { detail?: string; sent_at?: Date } = {},
): Promise<void> => {
  await db
    .updateTable("mails")
    .set({ state, ...rest })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("signer_id", "is not distinct from", job.signerId)
    .where("mail_key", "=", job.mailKey)
    .execute();
};

/**
 * Whether the mail is in line; with `takes` it is this run's from now on. Found while being sent, an earlier run died with
 * it: its outcome stays unknown.
 */
export const claimMail = (
  deps: Pick<Deps, "db">,
  job: MailJob,
  { takes }: { takes: boolean },
): Promise<boolean> =>
  deps.db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom("mails")
      .select("state")
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .where("signer_id", "is not distinct from", job.signerId)
      .where("mail_key", "=", job.mailKey)
      .forUpdate()
      .executeTakeFirst();
    if (row?.state === "sending") {
      const detail = "The desk ended while handing it over; it is not repeated";
      await setMailState(transaction, job, "unknown", { detail });
      return false;
    }
    if (row?.state !== "queued") return false;
    if (takes) await setMailState(transaction, job, "sending");
    return true;
  });
