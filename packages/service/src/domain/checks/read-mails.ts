// Asks which mails of the last week the mail server never took, or perhaps never.
import { sql } from "kysely";
import type { Deps } from "../deps.ts";
import type { MailFacts } from "./facts.ts";

const LOOK_BACK_MS = 7 * 86_400_000;

/** The newest of each state stands for the others. */
export const readMails = async (
  db: Deps["db"],
  workspaceId: string,
  now: Date,
): Promise<MailFacts["lost"]> => {
  const { rows } = await sql<{
    state: "failed" | "unknown";
    count: number;
    signature_id: string;
    detail: string | null;
  }>`
    select distinct on (state) state, (count(*) over (partition by state))::int as count, signature_id, detail
    from mails
    where workspace_id = ${workspaceId}
      and state in ('failed', 'unknown')
      and created_at > ${new Date(now.getTime() - LOOK_BACK_MS)}
    order by state, created_at desc`.execute(db);
  return rows.map(({ state, count, signature_id, detail }) => ({
    state,
    count,
    signatureId: signature_id,
    detail,
  }));
};
