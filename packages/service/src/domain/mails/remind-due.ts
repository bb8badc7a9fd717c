// Puts the scheduled reminders in line when their day has come.
import type { Deps } from "../deps.ts";
import { loadSignature } from "../signatures/load-signatures.ts";
import { currentSigners } from "../signatures/signature.ts";
import { queueMails } from "./queue-mails.ts";
import { dueReminder, nextReminder } from "./reminder-times.ts";

const BATCH = 100;

/** One round; true when there may be more. Several processes share the work. */
export const remindDue = (deps: Pick<Deps, "db" | "clock" | "jobs" | "log" | "settings">): Promise<boolean> =>
  deps.db.transaction().execute(async (transaction) => {
    const now = deps.clock.now();
    const rows = await transaction
      .selectFrom("signatures")
      .select(["workspace_id", "signature_id"])
      .where("next_reminder_at", "<=", now)
      // What was asked for in the sandbox has links to the sandbox, and the other way round.
      .where("provider", "=", deps.settings.provider)
      .orderBy("next_reminder_at")
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const row of rows) {
      const signature = await loadSignature(transaction, row.workspace_id, row.signature_id);
      const day = dueReminder({ ...signature, now });
      const signers = currentSigners(signature);
      if (day !== undefined && signers.length > 0) {
        await queueMails(deps, transaction, signature, signers, `before:${day}`, "desk");
      }
      await transaction
        .updateTable("signatures")
        .set({ next_reminder_at: nextReminder({ ...signature, after: now }) })
        .where("workspace_id", "=", row.workspace_id)
        .where("signature_id", "=", row.signature_id)
        .execute();
    }
    if (rows.length > 0) deps.log.debug({ due: rows.length }, "reminders put in line");
    return rows.length === BATCH;
  });
